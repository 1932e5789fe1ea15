import { describe, expect, it } from 'vitest'
import type { OrderView, PositionView } from '../../src-contract/index.ts'
import { priceLines } from './price-lines.ts'

const BTC = 'simulated:BTC-PERP'

const position = (over: Partial<PositionView> = {}): PositionView => ({
  positionId: 'p1',
  accountId: 'paper-01',
  instrumentId: BTC,
  owner: 'hand',
  side: 'long',
  quantity: '0.420',
  entryPrice: '64462.5',
  markPrice: 64_699.8,
  unrealisedPnl: 99.67,
  realisedPnl: '0',
  fees: '5.41',
  notional: 27_173.9,
  stopPrice: '64198.0',
  targetPrice: '64991.5',
  openedAtMs: 0,
  ...over,
})

const order = (over: Partial<OrderView> = {}): OrderView => ({
  orderId: 'o1',
  venueOrderId: null,
  accountId: 'paper-01',
  instrumentId: BTC,
  owner: 'hand',
  role: 'entry',
  parentOrderId: null,
  side: 'buy',
  type: 'limit',
  quantity: '0.210',
  filledQuantity: '0',
  averagePrice: null,
  limitPrice: '64336.0',
  triggerPrice: null,
  stopLossPrice: null,
  takeProfitPrice: null,
  timeInForce: 'GTC',
  reduceOnly: false,
  state: 'working',
  reason: null,
  createdAtMs: 0,
  updatedAtMs: 0,
  ...over,
})

describe('price lines', () => {
  it('show entry, stop and target of a long with money and multiple of the risk', () => {
    const lines = priceLines(BTC, [position()], [])
    expect(lines.map(({ word, price, tone }) => [word, price, tone])).toEqual([
      ['LONG', 64_462.5, 'accent'],
      ['SL', 64_198, 'down'],
      ['TP', 64_991.5, 'up'],
    ])
    expect(lines.map((line) => line.money?.toFixed(2))).toEqual(['99.67', '-111.09', '222.18'])
    expect(lines.map((line) => line.multipleOfRisk?.toFixed(2))).toEqual(['0.90', '-1.00', '2.00'])
  })

  it('count a short the other way round', () => {
    const short = position({ side: 'short', stopPrice: '64662.5', targetPrice: '64062.5' })
    const lines = priceLines(BTC, [short], [])
    expect(lines.map((line) => line.word)).toEqual(['SHORT', 'SL', 'TP'])
    expect(lines.slice(1).map((line) => line.money?.toFixed(2))).toEqual(['-84.00', '168.00'])
  })

  it('show open limit orders, but neither ended nor protecting ones', () => {
    const orders = [
      order({}),
      order({ orderId: 'o2', state: 'filled' }),
      order({ orderId: 'o3', role: 'takeProfit', side: 'sell' }),
      order({ orderId: 'o4', type: 'market', limitPrice: null }),
      order({ orderId: 'o5', side: 'sell', state: 'partiallyFilled' }),
    ]
    expect(priceLines(BTC, [], orders).map(({ id, word }) => [id, word])).toEqual([
      ['o1', 'Buy limit'],
      ['o5', 'Sell limit'],
    ])
  })

  it('leave other instruments out', () => {
    expect(priceLines('simulated:ETH-PERP', [position()], [order()])).toEqual([])
  })
})
