import { describe, expect, it } from 'vitest'
import { useAnsweredProgram } from '../testing/answered-program.ts'

const BTC = {
  instrumentId: 'binance:BTC-USDT',
  venueId: 'binance',
  symbol: 'BTC-USDT',
  name: 'Bitcoin',
  base: 'BTC',
  quote: 'USDT',
  tickSize: '0.01',
  lotSize: '0.00001',
  minQuantity: '0.00001',
  minNotional: '5',
  status: 'maintenance',
}

const program = useAnsweredProgram()

async function run(...words: string[]) {
  const { stdout, asked } = await program({ instruments: [BTC] }, ['instruments', ...words])
  const [, row = ''] = stdout.trim().split('\n')
  return { row: row.trim().split(/ {2,}/), asked: asked.map(({ method, url }) => [method, url]) }
}

const ROW = ['binance:BTC-USDT', 'Bitcoin', '0.01', '0.00001', '0.00001', '5 USDT', 'maintenance']

describe('wheelhouse instruments', () => {
  it('lists what is followed, with its rules and status', async () => {
    expect(await run()).toEqual({ row: ROW, asked: [['GET', '/api/instruments']] })
  })

  it('has the venue asked for the rules of now', async () => {
    expect(await run('refresh')).toEqual({ row: ROW, asked: [['POST', '/api/instruments/refresh']] })
  })
})
