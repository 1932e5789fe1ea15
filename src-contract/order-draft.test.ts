import { describe, expect, it } from 'vitest'
import { AmendOrderInput, CreateOcoInput, OrderDraft } from './order-draft.ts'

const BASE = { instrumentId: 'simulated:BTC-PERP', side: 'buy', size: { kind: 'quantity', quantity: '1' } }

function faults(change: object): string[] {
  const parsed = OrderDraft.safeParse({ ...BASE, ...change })
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('the draft of an order', () => {
  it.each([
    { type: 'market' },
    { type: 'limit', limitPrice: '1', postOnly: true },
    { type: 'limit', limitPrice: '1', timeInForce: 'FOK' },
    { type: 'stop', triggerPrice: '2' },
    { type: 'stopLimit', triggerPrice: '2', limitPrice: '2.1' },
    { type: 'takeProfit', triggerPrice: '2', timeInForce: 'GTD', expireAtMs: 1 },
    { type: 'takeProfitLimit', triggerPrice: '2', limitPrice: '2' },
    { type: 'trailingStop', trailing: { kind: 'fraction', fraction: 0.02 } },
    {
      type: 'market',
      stopLossPrice: '1',
      exitPlan: {
        targets: [
          { price: '3', fraction: 0.5 },
          { price: '4', fraction: 0.5 },
        ],
        trailing: { kind: 'price', distance: '0.5' },
        breakEven: { kind: 'afterFirstTarget' },
      },
    },
  ])('is right: %j', (change) => {
    expect(faults(change)).toEqual([])
  })

  it.each<[object, string[]]>([
    [{ type: 'limit' }, ['limitPrice: a limit order needs a limitPrice']],
    [{ type: 'market', limitPrice: '1' }, ['limitPrice: a market order has no limitPrice']],
    [
      { type: 'stopLimit' },
      ['limitPrice: a stopLimit order needs a limitPrice', 'triggerPrice: a stopLimit order needs a triggerPrice'],
    ],
    [{ type: 'trailingStop' }, ['trailing: a trailingStop order needs a trailing']],
    [{ type: 'stop', triggerPrice: '1', timeInForce: 'IOC' }, ['timeInForce: a stop order allows GTC, GTD']],
    [{ type: 'limit', limitPrice: '1', timeInForce: 'GTD' }, ['expireAtMs: a GTD order needs an expireAtMs']],
    [{ type: 'limit', limitPrice: '1', expireAtMs: 5 }, ['expireAtMs: only a GTD order has an expireAtMs']],
    [{ type: 'market', postOnly: true }, ['postOnly: only a limit order can be post-only']],
    [
      { type: 'limit', limitPrice: '1', postOnly: true, timeInForce: 'IOC' },
      ['postOnly: a post-only order waits: it allows GTC, GTD'],
    ],
    [
      { type: 'market', reduceOnly: true, stopLossPrice: '1' },
      ['reduceOnly: a reduce-only order cannot carry a stop-loss, a take-profit or an exit plan'],
    ],
    [
      {
        type: 'market',
        exitPlan: {
          targets: [
            { price: '1', fraction: 1 },
            { price: '2', fraction: 0.5 },
          ],
        },
      },
      ['exitPlan.targets: their fractions sum to 1.5, at most 1 is allowed'],
    ],
    [
      { type: 'market', takeProfitPrice: '9', exitPlan: { targets: [{ price: '1', fraction: 1 }] } },
      ['takeProfitPrice: the targets close all of the position: nothing is left for a takeProfitPrice'],
    ],
    [
      { type: 'market', exitPlan: { breakEven: { kind: 'afterFirstTarget' } } },
      [
        'exitPlan.breakEven: there is no stop to move: it needs a stopLossPrice or a trailing stop',
        'exitPlan.breakEven: afterFirstTarget needs at least one target',
      ],
    ],
  ])('%j names each fault with its field', (change, expected) => {
    expect(faults(change)).toEqual(expected)
  })
})

describe('two drafts that exclude each other', () => {
  it('wait, on one instrument', () => {
    const limit = { ...BASE, type: 'limit', limitPrice: '1' }
    const parse = (second: object) =>
      CreateOcoInput.safeParse({ idempotencyKey: 'a-key-of-eight', drafts: [limit, second] })
    expect(parse({ ...limit, side: 'sell' }).success).toBe(true)
    const parsed = parse({ ...BASE, type: 'market', instrumentId: 'simulated:ETH-PERP' })
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(['drafts.1.instrumentId', 'drafts.1.type'])
  })
})

describe('a change of an order', () => {
  it('names at least one of its terms', () => {
    const wish = { orderId: 'wh-1', idempotencyKey: 'a-key-of-eight' }
    expect(AmendOrderInput.safeParse(wish).error?.issues[0]?.message).toContain(
      'name quantity, limitPrice or triggerPrice',
    )
    expect(AmendOrderInput.safeParse({ ...wish, quantity: '2' }).success).toBe(true)
  })
})
