import { describe, expect, it } from 'vitest'
import type { FillView, OrderView, SignalView } from '../../../src-contract/index.ts'
import { signalRatio, tradeStory } from './trade-story.ts'

const signal = {
  signalId: 's1',
  action: 'enterLong',
  price: 100,
  stopLossPrice: 95,
  takeProfitPrice: 110,
  timeMs: 1_000,
  outcome: 'submitted',
  orderId: 'entry',
} as SignalView

const order = (over: Partial<OrderView>): OrderView =>
  ({
    orderId: 'entry',
    parentOrderId: null,
    role: 'entry',
    state: 'filled',
    createdAtMs: 1_000,
    updatedAtMs: 1_010,
    ...over,
  }) as OrderView

const fill = (over: Partial<FillView>): FillView =>
  ({ fillId: 'f1', orderId: 'entry', realisedPnl: '0', fee: '0.5', timeMs: 1_005, ...over }) as FillView

describe('the story of a trade', () => {
  const orders = [
    order({ orderId: 'target', parentOrderId: 'entry', role: 'takeProfit', createdAtMs: 1_007 }),
    order({ orderId: 'stop', parentOrderId: 'entry', role: 'stopLoss', state: 'cancelled', createdAtMs: 1_006 }),
    order({}),
    order({ orderId: 'other' }),
  ]
  const fills = [
    fill({ fillId: 'f2', orderId: 'target', realisedPnl: '10', timeMs: 9_000 }),
    fill({ fillId: 'f9', orderId: 'other', realisedPnl: '99' }),
    fill({}),
  ]

  it('has the order with its stop and target, and what came of them, oldest first', () => {
    const story = tradeStory(signal, { orders, fills })
    expect(story.orders.map(({ orderId }) => orderId)).toEqual(['entry', 'stop', 'target'])
    expect(story.events.map(({ kind, timeMs }) => `${kind} ${timeMs}`)).toEqual([
      'decided 1000',
      'ordered 1000',
      'filled 1005',
      'filled 9000',
    ])
    expect(story).toMatchObject({ realisedPnl: 10, fees: 1, hasResult: true, orderGone: false })
  })

  it('tells how an order ended that was not filled', () => {
    const story = tradeStory(signal, { orders: [order({ state: 'rejected', updatedAtMs: 1_002 })], fills: [] })
    expect(story.events.map(({ kind }) => kind)).toEqual(['decided', 'ordered', 'ended'])
    expect(story.hasResult).toBe(false)
  })

  it('ends with the decision where nothing was sent', () => {
    const denied = { ...signal, orderId: null, outcome: 'denied' } as SignalView
    expect(tradeStory(denied, { orders, fills })).toEqual({
      orders: [],
      events: [{ kind: 'decided', timeMs: 1_000 }],
      realisedPnl: 0,
      fees: 0,
      hasResult: false,
      orderGone: false,
    })
  })

  it('says when the window does not hold the order any more', () => {
    expect(tradeStory(signal, { orders: [], fills: [] }).orderGone).toBe(true)
  })
})

describe('reward to risk of a signal', () => {
  it('is the way to the target over the way to the stop', () => {
    expect(signalRatio(signal)).toBe(2)
    expect(signalRatio({ ...signal, stopLossPrice: 105, takeProfitPrice: 90 })).toBe(2)
  })

  it('is not there without both, or with a stop at the price', () => {
    expect(signalRatio({ ...signal, takeProfitPrice: null })).toBeUndefined()
    expect(signalRatio({ ...signal, stopLossPrice: 100 })).toBeUndefined()
  })
})
