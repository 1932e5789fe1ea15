import { timeMs } from '../../base/index.ts'
import {
  accountId,
  HAND,
  orderId,
  type OrderTerms,
  parseInstrumentId,
  PLAIN_ORDER,
  price,
  quantity,
  type Side,
} from '../../domain/index.ts'
import type { NewOrderTerms } from '../execution.ts'

export const ACCOUNT = accountId('paper-1')
export const BTC = parseInstrumentId('fake:BTC-PERP')

/** Terms of a market buy of 1 BTC by hand, changed as told. */
export function newTerms(change: Partial<NewOrderTerms> = {}): NewOrderTerms {
  return {
    ...PLAIN_ORDER,
    accountId: ACCOUNT,
    instrumentId: BTC,
    owner: HAND,
    source: 'hand',
    role: 'entry',
    parentOrderId: undefined,
    idempotencyKey: 'key-00000001',
    side: 'buy',
    type: 'market',
    quantity: quantity(1),
    limitPrice: undefined,
    triggerPrice: undefined,
    timeInForce: 'GTC',
    reduceOnly: false,
    stopLossPrice: undefined,
    takeProfitPrice: undefined,
    reason: 'by hand',
    createdAtMs: timeMs(1_000),
    ...change,
  }
}

export function orderTerms(change: Partial<OrderTerms> = {}): OrderTerms {
  return { ...newTerms(), orderId: orderId('wh-1'), ...change }
}

/** An entry with a stop 10 % and a target 20 % away from 100. */
export function bracketTerms(amount: number, side: Side = 'buy', change: Partial<NewOrderTerms> = {}): NewOrderTerms {
  const sign = side === 'buy' ? 1 : -1
  return newTerms({
    side,
    quantity: quantity(amount),
    stopLossPrice: price(100 - sign * 10),
    takeProfitPrice: price(100 + sign * 20),
    ...change,
  })
}

/** The order that takes `amount` off a position that `side` opened. */
export function closeTerms(amount: number, side: Side = 'buy', change: Partial<NewOrderTerms> = {}): NewOrderTerms {
  return newTerms({
    role: 'close',
    side: side === 'buy' ? 'sell' : 'buy',
    quantity: quantity(amount),
    timeInForce: 'IOC',
    reduceOnly: true,
    ...change,
  })
}
