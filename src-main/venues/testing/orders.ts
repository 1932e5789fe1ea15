import { timeMs } from '../../base/index.ts'
import {
  type Instrument,
  instrumentId,
  money,
  orderId,
  price,
  quantity,
  type OrderType,
  type TimeInForce,
  type TrailingDistance,
  venueId,
  type VenueOrderRequest,
} from '../../domain/index.ts'

/** An instrument with round numbers: tick 0.5, lot 0.1. */
export const TEST_INSTRUMENT: Instrument = {
  instrumentId: instrumentId(venueId('test'), 'ABC'),
  venueId: venueId('test'),
  symbol: 'ABC',
  name: 'ABC',
  base: 'ABC',
  quote: 'USDT',
  tickSize: price('0.5'),
  lotSize: quantity('0.1'),
  minQuantity: quantity('0.1'),
  minNotional: money(5),
  kind: 'linearPerpetual',
  status: 'trading',
}

/** The words of an order; prices and quantities as text. */
export interface OrderWords {
  readonly id?: string
  readonly side?: 'buy' | 'sell'
  readonly type?: OrderType
  readonly quantity?: string
  readonly limit?: string
  readonly trigger?: string
  readonly timeInForce?: TimeInForce
  readonly trailing?: TrailingDistance
  readonly expireAtMs?: number
  readonly postOnly?: boolean
  readonly reduceOnly?: boolean
  readonly instrument?: Instrument
}

function impliedType({ limit, trigger, trailing }: OrderWords): OrderType {
  if (trailing) return 'trailingStop'
  if (trigger) return limit ? 'stopLimit' : 'stop'
  return limit ? 'limit' : 'market'
}

/** A market buy of 1, unless told otherwise; a limit or trigger price or a trailing distance makes it that type. */
export function testOrder(words: OrderWords = {}): VenueOrderRequest {
  return {
    orderId: orderId(words.id ?? 'order-1'),
    instrumentId: (words.instrument ?? TEST_INSTRUMENT).instrumentId,
    side: words.side ?? 'buy',
    type: words.type ?? impliedType(words),
    quantity: quantity(words.quantity ?? '1'),
    limitPrice: words.limit === undefined ? undefined : price(words.limit),
    triggerPrice: words.trigger === undefined ? undefined : price(words.trigger),
    trailing: words.trailing,
    timeInForce: words.timeInForce ?? 'GTC',
    expireAtMs: words.expireAtMs === undefined ? undefined : timeMs(words.expireAtMs),
    postOnly: words.postOnly ?? false,
    reduceOnly: words.reduceOnly ?? false,
  }
}

/** Behind the best price by so much quote currency, or by a share of it: `2` or `1%`. */
export function trailing(words: string): TrailingDistance {
  return words.endsWith('%')
    ? { kind: 'fraction', fraction: Number(words.slice(0, -1)) / 100 }
    : { kind: 'price', distance: price(words) }
}
