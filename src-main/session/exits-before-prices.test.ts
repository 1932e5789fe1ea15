import { expect, it } from 'vitest'
import { price } from '../domain/index.ts'
import { FaultVenue } from '../venues/testing/fault-venue/index.ts'
import { ABC, HandMarket, XYZ } from './testing/hand-market.ts'
import { restingIntent } from './testing/intents.ts'
import { ACCOUNT, ledgerOf, openBench, openHandBench } from './testing/session-bench.ts'

it('cuts the exits of an entry that filled meanwhile on the lot, before the market has begun', async () => {
  const market = new HandMarket((error) => {
    throw error
  })
  const venue = new FaultVenue({
    accountId: ACCOUNT,
    clock: market.clock,
    instruments: [ABC, XYZ],
    onError: (error) => {
      throw error
    },
  })
  const bench = await openHandBench({ market, wrapTrading: () => venue })
  const targets = [110, 120].map((at) => ({ price: price(at), fraction: 0.4 }))
  const exits = { stopLossPrice: price(95), exitPlan: { targets, trailing: undefined, breakEven: undefined } }
  bench.session.desk.submit(restingIntent(99, { size: { kind: 'quantity', quantity: '1.3' }, ...exits }))
  await bench.session.settle()
  const ledger = ledgerOf(bench)
  await bench.session.close()
  venue.doings.fill(venue.doings.ours(), { quantity: '1.3', price: 99 })
  const next = await openBench({ market: new HandMarket(() => undefined), wrapTrading: () => venue, ledger })
  await next.session.open()
  const waiting = next.session.execution.openOrders().filter(({ terms }) => terms.role === 'takeProfit')
  expect(waiting.map(({ terms }) => terms.quantity.toFixed())).toEqual(['0.5', '0.5'])
})
