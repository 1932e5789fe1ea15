import { expect, it } from 'vitest'
import { restingTerms } from './resting-order.ts'

const INSTRUMENT = {
  instrumentId: 'simulated:BTC-PERP',
  venueId: 'simulated',
  symbol: 'BTC-PERP',
  name: 'Bitcoin perpetual',
  base: 'BTC',
  quote: 'USDT',
  tickSize: '0.1',
  lotSize: '0.001',
  minQuantity: '0.001',
  minNotional: '5',
  status: 'trading',
} as const

it('rests under the market, in whole ticks and lots that are worth something', () => {
  expect(restingTerms({ ...INSTRUMENT, last: 64_000.1 })).toEqual({ price: '51200.1', quantity: '0.002' })
  expect(restingTerms({ ...INSTRUMENT, last: 1.131, tickSize: '0.0001', lotSize: '1' })).toEqual({
    price: '0.9048',
    quantity: '67',
  })
})
