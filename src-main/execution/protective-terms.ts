import type { ExitRole, OrderTerms, Quantity } from '../domain/index.ts'
import { type Bracket, exitSide, type WantedExit } from './brackets.ts'

/** Terms of a protective order, before execution gives it id, account, key and time. */
export type ProtectionTerms = Omit<OrderTerms, 'orderId' | 'accountId' | 'idempotencyKey' | 'createdAtMs'>

/** What every close at market has in common. */
export const CLOSE_AT_MARKET = {
  source: 'protection',
  role: 'close',
  type: 'market',
  timeInForce: 'IOC',
  limitPrice: undefined,
  triggerPrice: undefined,
  stopLossPrice: undefined,
  takeProfitPrice: undefined,
} as const

export interface LegOrder {
  readonly bracket: Bracket
  readonly role: ExitRole
  readonly exit: WantedExit
  readonly quantity: Quantity
}

/** A stop or a target of the bracket; its reason says whose price it has. */
export function legTerms({ bracket, role, exit, quantity }: LegOrder): ProtectionTerms {
  const terms = exitTerms(bracket, quantity)
  const by = exit.movedBy === undefined ? `of ${bracket.parentOrderId}` : `moved by ${exit.movedBy}`
  return role === 'stopLoss'
    ? { ...terms, role, type: 'stop', triggerPrice: exit.price, reason: `stop-loss ${by}` }
    : { ...terms, role, type: 'limit', limitPrice: exit.price, reason: `take-profit ${by}` }
}

export function exitTerms(bracket: Bracket, quantity: Quantity): Omit<ProtectionTerms, 'role' | 'type' | 'reason'> {
  return {
    instrumentId: bracket.instrumentId,
    owner: bracket.owner,
    source: 'protection',
    parentOrderId: bracket.parentOrderId,
    side: exitSide(bracket),
    quantity,
    limitPrice: undefined,
    triggerPrice: undefined,
    timeInForce: 'GTC',
    reduceOnly: true,
    stopLossPrice: undefined,
    takeProfitPrice: undefined,
  }
}
