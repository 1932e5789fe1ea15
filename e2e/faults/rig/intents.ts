import { HAND, type OrderIntent, PLAIN_ORDER, price } from '../../../src-main/domain/index.ts'
import { ABC } from './fault-market.ts'

let made = 0

/** A market buy of 1 ABC by hand, under a key of its own. */
export function handIntent(change: Partial<OrderIntent> = {}): OrderIntent {
  made += 1
  const { handling: _, ...plain } = PLAIN_ORDER
  return {
    ...plain,
    source: 'hand',
    owner: HAND,
    idempotencyKey: `fault-key-${made}`,
    instrumentId: ABC.instrumentId,
    side: 'buy',
    type: 'market',
    size: { kind: 'quantity', quantity: '1' },
    limitPrice: undefined,
    triggerPrice: undefined,
    timeInForce: 'IOC',
    reduceOnly: false,
    stopLossPrice: undefined,
    takeProfitPrice: undefined,
    role: 'entry',
    parentOrderId: undefined,
    reason: 'placed by hand',
    ...change,
  }
}

/** What a scenario says of an order. */
export interface OrderWords {
  readonly side?: 'buy' | 'sell'
  readonly quantity?: string
  /** A limit order at this price; a market order without. */
  readonly limit?: number
  /** A stop order from this price on. */
  readonly trigger?: number
  readonly stopLoss?: number
  readonly takeProfit?: number
  readonly change?: Partial<OrderIntent>
}

export function intentOf(words: OrderWords): OrderIntent {
  const { side = 'buy', quantity = '1', limit, trigger, stopLoss, takeProfit, change } = words
  const isMarket = limit === undefined && trigger === undefined
  return handIntent({
    side,
    type: isMarket ? 'market' : trigger === undefined ? 'limit' : limit === undefined ? 'stop' : 'stopLimit',
    size: { kind: 'quantity', quantity },
    limitPrice: priceOf(limit),
    triggerPrice: priceOf(trigger),
    timeInForce: isMarket ? 'IOC' : 'GTC',
    stopLossPrice: priceOf(stopLoss),
    takeProfitPrice: priceOf(takeProfit),
    ...change,
  })
}

function priceOf(value: number | undefined): ReturnType<typeof price> | undefined {
  return value === undefined ? undefined : price(value)
}
