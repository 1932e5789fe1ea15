import { z } from 'zod'
import type { Decimal } from '../../../../base/index.ts'
import { type InstrumentId, orderId, type Quantity, type Side, venueOrderId } from '../../../../domain/index.ts'
import type { OrderWord } from '../order-gateway.ts'
import { flag, identifier, moment, optionalAmount, positionSide, read, side } from './fields.ts'
import type { InstrumentOf } from './listed-execution.ts'
import { onlyReduces, orderTypeOf, priceOrNone } from './order-words.ts'

/** A conditional order, and the order that it has become where its price was reached. */
export interface AlgoWord {
  readonly word: OrderWord
  /** The exchange's id of what was placed when its price was reached; undefined before. */
  readonly actualOrderId: string | undefined
}

/** What both ways of telling a conditional order have in common. */
interface AlgoParts {
  readonly clientAlgoId: string
  readonly algoId: string
  readonly instrumentId: InstrumentId
  readonly type: string
  readonly side: Side
  readonly quantity: Decimal
  readonly price: Decimal
  readonly triggerPrice: Decimal
  readonly executed: Decimal
  readonly status: string
  readonly actualOrderId: string
  readonly reduceOnly: boolean
  readonly refusal: string | null | undefined
  readonly timeMs: OrderWord['timeMs']
}

const AlgoOrder = z.object({
  algoId: identifier,
  clientAlgoId: z.string(),
  /** Older answers name it `type`. */
  orderType: z.string().optional(),
  type: z.string().optional(),
  symbol: z.string(),
  side,
  quantity: optionalAmount,
  algoStatus: z.string(),
  actualOrderId: z.union([z.string(), z.number()]).nullish(),
  price: optionalAmount,
  triggerPrice: optionalAmount,
  positionSide,
  reduceOnly: flag,
  updateTime: moment,
})

/** A conditional order as its own endpoint answers; undefined where its instrument is not traded here. */
export function algoOrderWord(payload: unknown, instrumentOf: InstrumentOf): AlgoWord | undefined {
  const order = read(AlgoOrder, payload, 'a conditional order')
  const instrumentId = instrumentOf(order.symbol)
  if (instrumentId === undefined) return undefined
  return algoWord({
    ...order,
    reduceOnly: onlyReduces(order),
    instrumentId,
    type: order.orderType ?? order.type ?? '',
    // What has been executed stands at the order that it became.
    executed: order.quantity.sub(order.quantity),
    status: order.algoStatus,
    actualOrderId: String(order.actualOrderId ?? ''),
    refusal: undefined,
    timeMs: order.updateTime,
  })
}

const AlgoUpdate = z.object({
  T: moment,
  o: z.object({
    caid: z.string(),
    aid: identifier,
    o: z.string(),
    s: z.string(),
    S: side,
    q: optionalAmount,
    X: z.string(),
    ai: z.union([z.string(), z.number()]).nullish(),
    aq: optionalAmount,
    tp: optionalAmount,
    p: optionalAmount,
    R: flag,
    ps: positionSide,
    rm: z.string().nullish(),
  }),
})

/** What the stream says of a conditional order. */
export function algoUpdate(payload: unknown, instrumentOf: InstrumentOf): AlgoWord | undefined {
  const { T: timeMs, o: update } = read(AlgoUpdate, payload, 'an update of a conditional order')
  const instrumentId = instrumentOf(update.s)
  if (instrumentId === undefined) return undefined
  return algoWord({
    clientAlgoId: update.caid,
    algoId: update.aid,
    instrumentId,
    type: update.o,
    side: update.S,
    quantity: update.q,
    price: update.p,
    triggerPrice: update.tp,
    executed: update.aq,
    status: update.X,
    actualOrderId: String(update.ai ?? ''),
    reduceOnly: onlyReduces({ reduceOnly: update.R, side: update.S, positionSide: update.ps }),
    refusal: update.rm,
    timeMs,
  })
}

function algoWord(parts: AlgoParts): AlgoWord {
  const { type, price, quantity, executed, status, refusal } = parts
  const state = algoState(status, quantity, executed)
  const word: OrderWord = {
    orderId: orderId(parts.clientAlgoId),
    venueOrderId: venueOrderId(parts.algoId),
    instrumentId: parts.instrumentId,
    side: parts.side,
    type: orderTypeOf(type, price),
    quantity: quantity as Quantity,
    limitPrice: priceOrNone(price),
    triggerPrice: priceOrNone(parts.triggerPrice),
    reduceOnly: parts.reduceOnly,
    state,
    reason: endReason(state, refusal),
    filledQuantity: executed as Quantity,
    timeMs: parts.timeMs,
    isNew: status === 'NEW',
  }
  const { actualOrderId } = parts
  return { word, actualOrderId: actualOrderId === '' || actualOrderId === '0' ? undefined : actualOrderId }
}

/** One that was triggered is open for all that its own status says: what it became decides. */
function algoState(status: string, quantity: Decimal, executed: Decimal): OrderWord['state'] {
  switch (status) {
    case 'CANCELED':
      return 'cancelled'
    case 'EXPIRED':
      return 'expired'
    case 'REJECTED':
      return 'rejected'
    default:
      if (executed.isZero()) return 'working'
      return executed.lt(quantity) ? 'partiallyFilled' : 'filled'
  }
}

function endReason(state: OrderWord['state'], refusal: string | null | undefined): string | undefined {
  const why = refusal ? `: ${refusal}` : ''
  switch (state) {
    case 'cancelled':
      return 'cancelled at Binance'
    case 'expired':
      return `Binance ended it before its price was reached, or could not place what it was to become${why}`
    case 'rejected':
      return `Binance refused it${why}`
    default:
      return undefined
  }
}
