import {
  type AmendableTerms,
  type ExitRole,
  type OrderId,
  type OrderTerms,
  PLAIN_ORDER,
  type Quantity,
  type VenueCapabilities,
} from '../domain/index.ts'
import { type Bracket, exitSide } from './brackets.ts'
import type { OrderChange } from './order-amends.ts'
import type { WantedLeg } from './wanted-exits.ts'

/** Terms of a protective order, before execution gives it id, account, key and time. */
export type ProtectionTerms = Omit<OrderTerms, 'orderId' | 'accountId' | 'idempotencyKey' | 'createdAtMs'>

/** What every close at market has in common. */
export const CLOSE_AT_MARKET = {
  ...PLAIN_ORDER,
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
  readonly leg: Pick<WantedLeg, 'index' | 'exit' | 'merged'>
  readonly quantity: Quantity
}

/** What decides how a target is placed. */
export type TargetCapabilities = Pick<VenueCapabilities, 'orderTypes' | 'reduceOnly' | 'locksHoldings'>

/** A stop or a target of the bracket; its reason says whose price it has, and what is sold there besides. */
export function legTerms(order: LegOrder, capabilities: TargetCapabilities): ProtectionTerms {
  const { bracket, role, leg, quantity } = order
  const { price } = leg.exit
  const terms = { ...exitTerms(bracket, quantity), role, reason: reasonOf(order) }
  if (role === 'stopLoss') return { ...terms, type: 'stop', triggerPrice: price }
  const type = targetType(capabilities)
  return {
    ...terms,
    type,
    triggerPrice: type === 'limit' ? undefined : price,
    limitPrice: type === 'takeProfit' ? undefined : price,
  }
}

/**
 * A resting limit order makes the price, but unless it can be reduce-only it would open the other side once the position
 * is gone: there the target waits for its price first. One that the engine waits with is closed at market.
 */
function targetType({
  orderTypes,
  reduceOnly,
  locksHoldings,
}: TargetCapabilities): 'limit' | 'takeProfitLimit' | 'takeProfit' {
  if (locksHoldings) return 'takeProfit'
  if (reduceOnly && orderTypes.includes('limit')) return 'limit'
  return orderTypes.includes('takeProfitLimit') ? 'takeProfitLimit' : 'takeProfit'
}

function reasonOf({ bracket, role, leg }: LegOrder): string {
  const { exit, index, merged } = leg
  const by = exit.movedBy === undefined ? `of ${bracket.parentOrderId}` : `moved by ${exit.movedBy}`
  if (role === 'stopLoss') return `stop-loss ${by}`
  const isOneOfSeveral = exit.movedBy === undefined && bracket.targets.length > 0
  const place = isOneOfSeveral ? ` ${index + 1}` : ''
  const others = merged.map((each) => each + 1).join(' and ')
  const besides = merged.length === 0 ? '' : `, with target ${others}, which is too small for the venue by itself`
  return `take-profit${place} ${by}${besides}`
}

/** The change of a protective order, and a key that is the same for the same change. */
export function exitAmendment(orderId: OrderId, terms: AmendableTerms): readonly [OrderChange, string] {
  const { quantity, limitPrice, triggerPrice } = terms
  const prices = { ...(limitPrice && { limitPrice }), ...(triggerPrice && { triggerPrice }) }
  const at = triggerPrice ?? limitPrice
  return [{ quantity, ...prices }, `protection-${orderId}-${quantity.toFixed()}-${at?.toFixed() ?? ''}`]
}

export function exitTerms(bracket: Bracket, quantity: Quantity): Omit<ProtectionTerms, 'role' | 'type' | 'reason'> {
  return {
    ...PLAIN_ORDER,
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
