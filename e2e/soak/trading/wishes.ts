import { Decimal } from 'decimal.js'
import type { OrderDraftInput, OrderView } from '../../../src-contract/index.ts'
import type { Draw } from '../draw.ts'
import { priceAt, quantityOf, type Scene } from './scene.ts'

/** Something that a person wants of the engine. */
export interface Wish {
  readonly name: string
  readonly method: 'POST' | 'PUT' | 'PATCH'
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  /** Is sent under a key, so that it can be sent again. */
  readonly isKeyed: boolean
}

/** @returns Undefined where there is nothing to do it with. */
type Make = (scene: Scene, draw: Draw) => Wish | undefined

const SMALLEST_VALUE = 200
const LARGEST_VALUE = 900
/** How far from the market orders wait, as a share of the price. */
const NEAR = 0.004
const GOOD_FOR_MS = { from: 4_000, to: 20_000 }

interface Way {
  readonly side: 'buy' | 'sell'
  /** Above the market for a buy, below it for a sell. */
  readonly sign: 1 | -1
}

/** Nothing can be sold short on spot. */
function wayOf({ side, instrument, positions }: Scene, draw: Draw): Way {
  const isHeld = positions.some(({ instrumentId }) => instrumentId === instrument.instrumentId)
  const isBuy = side === 'spot' ? !isHeld || draw.chance(0.7) : draw.chance(0.5)
  return isBuy ? { side: 'buy', sign: 1 } : { side: 'sell', sign: -1 }
}

function entry(scene: Scene, draw: Draw, change: Partial<OrderDraftInput>): OrderDraftInput {
  const quantity = quantityOf(scene, draw.between(SMALLEST_VALUE, LARGEST_VALUE))
  const { instrumentId } = scene.instrument
  return { instrumentId, side: 'buy', type: 'market', size: { kind: 'quantity', quantity }, ...change }
}

function placing(name: string, draft: OrderDraftInput): Wish {
  return { name, method: 'POST', path: '/orders', body: { draft }, isKeyed: true }
}

/** A wish that places one order, with what makes it this kind of order. */
function place(name: string, terms: (scene: Scene, draw: Draw, way: Way) => Partial<OrderDraftInput>): Make {
  return (scene, draw) => {
    const way = wayOf(scene, draw)
    return placing(name, entry(scene, draw, { side: way.side, ...terms(scene, draw, way) }))
  }
}

function limitPrice(scene: Scene, draw: Draw, { sign }: Way): string {
  return priceAt(scene, -sign * draw.between(-0.0005, NEAR))
}

/** Behind the market in the direction of the order for a stop, ahead of it for a take-profit. */
function triggerPrice(scene: Scene, draw: Draw, sign: number): string {
  return priceAt(scene, sign * draw.between(0.0005, NEAR))
}

function bracket(scene: Scene, draw: Draw, { sign }: Way): Partial<OrderDraftInput> {
  return {
    stopLossPrice: priceAt(scene, -sign * draw.between(0.002, 0.01)),
    takeProfitPrice: priceAt(scene, sign * draw.between(0.002, 0.01)),
  }
}

function planned(scene: Scene, draw: Draw, { sign }: Way): Partial<OrderDraftInput> {
  const first = draw.between(0.001, 0.004)
  return {
    stopLossPrice: priceAt(scene, -sign * draw.between(0.002, 0.01)),
    exitPlan: {
      targets: [
        { price: priceAt(scene, sign * first), fraction: 0.4 },
        { price: priceAt(scene, sign * first * 2), fraction: 0.3 },
      ],
      ...(draw.chance(0.5) ? { trailing: { kind: 'fraction', fraction: 0.003 } } : {}),
      ...(draw.chance(0.5) ? { breakEven: { kind: 'afterFirstTarget' } } : {}),
    },
  }
}

const reduceOnly: Make = (scene, draw) => {
  const held = draw.pickIfAny(scene.positions.filter((each) => each.instrumentId === scene.instrument.instrumentId))
  if (!held) return undefined
  const side = held.side === 'long' ? 'sell' : 'buy'
  const sign = held.side === 'long' ? 1 : -1
  const size = { kind: 'quantity', quantity: held.quantity } as const
  const terms: Partial<OrderDraftInput> = draw.chance(0.5)
    ? { type: 'limit', limitPrice: priceAt(scene, sign * draw.between(0, NEAR)) }
    : { type: 'market' }
  return placing('reduce-only', entry(scene, draw, { side, size, reduceOnly: true, ...terms }))
}

const oco: Make = (scene, draw) => {
  const { side, sign } = wayOf(scene, draw)
  const size = { kind: 'quantity', quantity: quantityOf(scene, SMALLEST_VALUE) } as const
  const drafts = [
    entry(scene, draw, { side, size, type: 'limit', limitPrice: priceAt(scene, -sign * draw.between(0.001, NEAR)) }),
    entry(scene, draw, { side, size, type: 'stop', triggerPrice: triggerPrice(scene, draw, sign) }),
  ]
  return { name: 'one cancels the other', method: 'POST', path: '/orders/oco', body: { drafts }, isKeyed: true }
}

const amend: Make = (scene, draw) => {
  const { instrumentId, tickSize } = scene.instrument
  const isMeant = (order: OrderView): boolean =>
    order.instrumentId === instrumentId && order.type === 'limit' && order.role === 'entry' && order.state === 'working'
  const order = draw.pickIfAny(scene.orders.filter(isMeant))
  if (!order?.limitPrice) return undefined
  const ticks = draw.pick([-20, -5, -1, 1, 5, 20])
  const body = draw.chance(0.7)
    ? { limitPrice: new Decimal(tickSize).mul(ticks).add(order.limitPrice).toFixed() }
    : { quantity: new Decimal(order.quantity).mul(draw.pick([2, 3])).toFixed() }
  return { name: 'amend', method: 'PATCH', path: `/orders/${order.orderId}`, body, isKeyed: true }
}

const cancel: Make = ({ orders }, draw) => {
  const order = draw.pickIfAny(orders)
  return order && { name: 'cancel', method: 'POST', path: `/orders/${order.orderId}/cancel`, body: {}, isKeyed: false }
}

const cancelAll: Make = ({ instrument: { instrumentId } }) => ({
  name: 'cancel all',
  method: 'POST',
  path: '/orders/cancel-all',
  body: { instrumentId },
  isKeyed: false,
})

const close: Make = ({ positions }, draw) => {
  const position = draw.pickIfAny(positions)
  if (!position) return undefined
  const path = `/positions/${encodeURIComponent(position.positionId)}/close`
  return { name: 'close', method: 'POST', path, body: { fraction: draw.pick([1, 1, 0.5]) }, isKeyed: true }
}

const protect: Make = (scene, draw) => {
  const isHere = (each: { readonly instrumentId: string }): boolean =>
    each.instrumentId === scene.instrument.instrumentId
  const position = draw.pickIfAny(scene.positions.filter(isHere))
  if (!position) return undefined
  const sign = position.side === 'long' ? 1 : -1
  const path = `/positions/${encodeURIComponent(position.positionId)}/protection`
  const body = {
    stopPrice: draw.chance(0.9) ? priceAt(scene, -sign * draw.between(0.002, 0.01)) : null,
    ...(draw.chance(0.6) ? { targetPrice: priceAt(scene, sign * draw.between(0.002, 0.01)) } : {}),
  }
  return { name: 'protect', method: 'PUT', path, body, isKeyed: true }
}

/** What is wished for, and how often beside the others. */
const WISHES: readonly (readonly [weight: number, make: Make])[] = [
  [14, place('limit', (...at) => ({ type: 'limit', limitPrice: limitPrice(...at) }))],
  [6, place('post-only', (...at) => ({ type: 'limit', postOnly: true, limitPrice: limitPrice(...at) }))],
  [3, place('IOC', (...at) => ({ type: 'limit', timeInForce: 'IOC', limitPrice: limitPrice(...at) }))],
  [2, place('FOK', (...at) => ({ type: 'limit', timeInForce: 'FOK', limitPrice: limitPrice(...at) }))],
  [
    3,
    place('GTD', (scene, draw, way) => ({
      type: 'limit',
      timeInForce: 'GTD',
      expireAtMs: Date.now() + draw.whole(GOOD_FOR_MS.from, GOOD_FOR_MS.to),
      limitPrice: limitPrice(scene, draw, way),
    })),
  ],
  [10, place('market', () => ({}))],
  [5, place('stop', (scene, draw, { sign }) => ({ type: 'stop', triggerPrice: triggerPrice(scene, draw, sign) }))],
  [
    4,
    place('take profit', (scene, draw, { sign }) => ({
      type: 'takeProfit',
      triggerPrice: triggerPrice(scene, draw, -sign),
    })),
  ],
  [
    4,
    place('stop limit', (scene, draw, { sign }) => ({
      type: 'stopLimit',
      triggerPrice: triggerPrice(scene, draw, sign),
      limitPrice: priceAt(scene, sign * NEAR),
    })),
  ],
  [
    3,
    place('take profit limit', (scene, draw, { sign }) => ({
      type: 'takeProfitLimit',
      triggerPrice: triggerPrice(scene, draw, -sign),
      limitPrice: priceAt(scene, sign * NEAR),
    })),
  ],
  [4, place('trailing', () => ({ type: 'trailingStop', trailing: { kind: 'fraction', fraction: 0.002 } }))],
  [10, place('bracket', bracket)],
  [5, place('exit plan', planned)],
  [5, reduceOnly],
  [4, oco],
  [10, amend],
  [16, cancel],
  [1, cancelAll],
  [9, close],
  [6, protect],
]
const TOTAL_WEIGHT = WISHES.reduce((sum, [weight]) => sum + weight, 0)

/** So many open orders are enough: then they are cancelled. */
const ENOUGH_ORDERS = 60

/** What a person does who has read why trading was halted. */
const RESUME: Wish = { name: 'resume', method: 'POST', path: '/system/resume', body: {}, isKeyed: false }

/** @returns Undefined where the wish that was drawn has nothing to be done with. */
export function drawWish(scene: Scene, draw: Draw): Wish | undefined {
  if (scene.isHalted) return RESUME
  if (scene.orders.length > ENOUGH_ORDERS && draw.chance(0.7)) return cancel(scene, draw)
  let left = draw.between(0, TOTAL_WEIGHT)
  for (const [weight, make] of WISHES) {
    left -= weight
    if (left < 0) return make(scene, draw)
  }
  return undefined
}
