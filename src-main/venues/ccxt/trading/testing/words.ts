import { timeMs } from '../../../../base/index.ts'
import {
  instrumentId,
  money,
  orderId,
  price,
  quantity,
  tradeId,
  venueId,
  type VenueExecution,
  venueOrderId,
} from '../../../../domain/index.ts'
import type { OrderWord } from '../order-gateway.ts'

export const TEST_VENUE = venueId('binance')
export const BTC = instrumentId(TEST_VENUE, 'BTC-USDT')

/** A working limit buy of 1 at 100, unless told otherwise. */
export function wordOf(change: Partial<OrderWord> & { readonly filled?: string } = {}): OrderWord {
  const { filled, ...rest } = change
  return {
    orderId: orderId('order-1'),
    venueOrderId: venueOrderId('1001'),
    instrumentId: BTC,
    side: 'buy',
    type: 'limit',
    quantity: quantity(1),
    limitPrice: price(100),
    triggerPrice: undefined,
    reduceOnly: false,
    state: 'working',
    reason: undefined,
    filledQuantity: quantity(filled ?? 0),
    timeMs: timeMs(1_000),
    ...rest,
  }
}

export function executionAt(number: number, amount = '0.25'): VenueExecution {
  return {
    kind: 'filled',
    orderId: orderId('order-1'),
    instrumentId: BTC,
    side: 'buy',
    tradeId: tradeId(String(number)),
    quantity: quantity(amount),
    price: price(100),
    fee: money('0.01'),
    feeCurrency: 'USDT',
    liquidity: 'maker',
    timeMs: timeMs(1_000 + number),
  }
}
