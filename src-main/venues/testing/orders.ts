import {
  type Instrument,
  instrumentId,
  money,
  orderId,
  price,
  quantity,
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
}

/** The words of an order; prices and quantities as text. */
export interface OrderWords {
  readonly id?: string
  readonly side?: 'buy' | 'sell'
  readonly type?: 'market' | 'limit' | 'stop'
  readonly quantity?: string
  readonly limit?: string
  readonly trigger?: string
  readonly timeInForce?: 'GTC' | 'IOC'
  readonly reduceOnly?: boolean
  readonly instrument?: Instrument
}

/** A market buy of 1, unless told otherwise; a limit or trigger price makes it that type. */
export function testOrder(words: OrderWords = {}): VenueOrderRequest {
  const implied = words.limit ? 'limit' : words.trigger ? 'stop' : 'market'
  return {
    orderId: orderId(words.id ?? 'order-1'),
    instrumentId: (words.instrument ?? TEST_INSTRUMENT).instrumentId,
    side: words.side ?? 'buy',
    type: words.type ?? implied,
    quantity: quantity(words.quantity ?? '1'),
    limitPrice: words.limit === undefined ? undefined : price(words.limit),
    triggerPrice: words.trigger === undefined ? undefined : price(words.trigger),
    timeInForce: words.timeInForce ?? 'GTC',
    reduceOnly: words.reduceOnly ?? false,
  }
}
