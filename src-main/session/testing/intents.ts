import { HAND, type OrderIntent, price } from '../../domain/index.ts'
import { marketIntent } from '../market-intent.ts'
import { ABC } from './hand-market.ts'

/** A market buy of 1 ABC by hand. */
export function handIntent(change: Partial<OrderIntent> = {}): OrderIntent {
  const wish = marketIntent({
    source: 'hand',
    owner: HAND,
    idempotencyKey: 'key-00000001',
    instrumentId: ABC.instrumentId,
    side: 'buy',
    size: { kind: 'quantity', quantity: '1' },
    reduceOnly: false,
    stopLossPrice: undefined,
    takeProfitPrice: undefined,
    role: 'entry',
    reason: 'placed by hand',
  })
  return { ...wish, ...change }
}

/** A buy by hand that waits at a price below the market. */
export function restingIntent(limit: number, change: Partial<OrderIntent> = {}): OrderIntent {
  return handIntent({ type: 'limit', limitPrice: price(limit), timeInForce: 'GTC', ...change })
}
