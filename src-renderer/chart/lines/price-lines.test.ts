import { describe, expect, it } from 'vitest'
import type { OrderView, PositionView, PriceAlertView } from '../../../src-contract/index.ts'
import type { ExitDraft } from './exit-drafts.ts'
import { lineLook } from './line-look.ts'
import type { OrderDraft } from './order-drafts.ts'
import { type LineSources, type PriceLine, priceLines } from './price-lines.ts'

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
  margin: null,
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
  handling: 'venue',
  trailing: null,
  expireAtMs: null,
  postOnly: false,
  ocoGroup: null,
  exitPlan: null,
  amendment: null,
  unknown: null,
  state: 'working',
  reason: null,
  createdAtMs: 0,
  updatedAtMs: 0,
  ...over,
})

const alert: PriceAlertView = {
  priceAlertId: 'a1',
  instrumentId: BTC,
  price: '64900.0',
  direction: 'above',
  note: '',
  createdAtMs: 0,
}

const draft = (over: Partial<ExitDraft> = {}): ExitDraft => ({
  draftId: 'p1/stopLoss',
  positionId: 'p1',
  leg: 'stopLoss',
  price: '64362.5',
  phase: 'projected',
  preview: undefined,
  ...over,
})

const linesOf = (over: Partial<LineSources>, ...drafts: ExitDraft[]): PriceLine[] =>
  priceLines(BTC, {
    positions: [],
    orders: [],
    alerts: [],
    orderDrafts: new Map(),
    ...over,
    exitDrafts: new Map(drafts.map((one) => [one.draftId, one])),
  })

const profits = (lines: readonly PriceLine[]): string[] =>
  lines.flatMap((line) => ('profit' in line ? [line.profit.toFixed(2)] : []))

describe('price lines', () => {
  it('show entry, stop and target of a long with what each would realise', () => {
    const lines = linesOf({ positions: [position()] })
    expect(lines.map((line) => [line.role, line.price, lineLook(line).tone])).toEqual([
      ['position', 64_462.5, 'accent'],
      ['stopLoss', 64_198, 'down'],
      ['takeProfit', 64_991.5, 'up'],
    ])
    expect(profits(lines)).toEqual(['-111.09', '222.18'])
  })

  it('count a short the other way round', () => {
    const short = position({ side: 'short', stopPrice: '64662.5', targetPrice: '64062.5' })
    expect(profits(linesOf({ positions: [short] }))).toEqual(['-84.00', '168.00'])
  })

  it('show open limit orders, but neither ended nor protecting ones', () => {
    const orders = [
      order({}),
      order({ orderId: 'o2', state: 'filled' }),
      order({ orderId: 'o3', role: 'takeProfit', side: 'sell' }),
      order({ orderId: 'o4', type: 'market', limitPrice: null }),
      order({ orderId: 'o5', side: 'sell', state: 'partiallyFilled' }),
    ]
    expect(linesOf({ orders }).map(({ id }) => id)).toEqual(['o1/limitPrice', 'o5/limitPrice'])
  })

  it('show both prices of an order that waits for one to be placed at the other, and those at market then', () => {
    const orders = [
      order({ type: 'stopLimit', triggerPrice: '65000.0', limitPrice: '65010.0' }),
      order({ orderId: 'o2', type: 'stop', triggerPrice: '65100.0', limitPrice: null }),
    ]
    expect(linesOf({ orders }).map(({ id, price }) => [id, price])).toEqual([
      ['o1/triggerPrice', 65_000],
      ['o1/limitPrice', 65_010],
      ['o2/triggerPrice', 65_100],
    ])
  })

  it('do not let a stop be moved that follows the price by itself', () => {
    const trailing = { kind: 'fraction', fraction: 0.01 } as const
    const orders = [order(), order({ type: 'trailingStop', limitPrice: null, triggerPrice: '65000.0', trailing })]
    const movable = linesOf({ orders }).map((line) => line.role === 'order' && line.isMovable)
    expect(movable).toEqual([true, false])
  })

  it('show price alerts', () => {
    const lines = linesOf({ alerts: [alert] })
    expect(lines.map((line) => [line.role, line.price, lineLook(line).tone])).toEqual([['alert', 64_900, 'warn']])
  })

  it('leave other instruments out', () => {
    const sources = {
      positions: [position()],
      orders: [order()],
      alerts: [alert],
      exitDrafts: new Map(),
      orderDrafts: new Map(),
    }
    expect(priceLines('simulated:ETH-PERP', sources)).toEqual([])
  })
})

describe('the line of a stop that is wanted elsewhere', () => {
  it('stands where it is wanted, with the new money, and another where it works', () => {
    const lines = linesOf({ positions: [position({ targetPrice: null })] }, draft())
    expect(lines.map(({ role, price }) => [role, price])).toEqual([
      ['position', 64_462.5],
      ['stopLoss', 64_362.5],
      ['former', 64_198],
    ])
    expect(profits(lines)).toEqual(['-42.00'])
  })

  it("has the engine's money once it has answered", () => {
    const preview = { accepted: true, denial: null, profitAtStop: '-53.71', profitAtTarget: null, rewardToRisk: null }
    expect(profits(linesOf({ positions: [position({ targetPrice: null })] }, draft({ preview })))).toEqual(['-53.71'])
  })

  it('is there for a position without a stop, too', () => {
    const lines = linesOf({ positions: [position({ stopPrice: null, targetPrice: null })] }, draft())
    expect(lines.map(({ role }) => role)).toEqual(['position', 'stopLoss'])
  })

  it('makes no room for itself on the scale while the pointer holds it; its old place keeps its room', () => {
    const scaledIn = (phase: ExitDraft['phase']) =>
      linesOf({ positions: [position({ targetPrice: null })] }, draft({ phase })).map((line) => lineLook(line).scaled)
    expect(scaledIn('dragged')).toEqual([true, false, true])
    expect(scaledIn('projected')).toEqual([true, true, true])
  })
})

describe('the line of an order that is wanted elsewhere', () => {
  const moved: OrderDraft = {
    draftId: 'o1/limitPrice',
    orderId: 'o1',
    field: 'limitPrice',
    price: '64400.0',
    phase: 'dragged',
    preview: undefined,
  }
  const lines = linesOf({ orders: [order()], orderDrafts: new Map([[moved.draftId, moved]]) })

  it('stands where it is wanted, and another where it works', () => {
    expect(lines.map(({ role, price }) => [role, price])).toEqual([
      ['order', 64_400],
      ['former', 64_336],
    ])
  })

  it('makes no room for itself on the scale while the pointer holds it', () => {
    expect(lines.map((line) => lineLook(line).scaled)).toEqual([false, true])
  })
})
