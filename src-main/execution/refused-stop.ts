import { Decimal, ZERO } from '../base/index.ts'
import type { Order, Quantity } from '../domain/index.ts'
import { type Bracket, exitSide } from './brackets.ts'
import type { WantedLeg } from './exit-legs.ts'
import type { ExitLeg } from './leg-statuses.ts'
import type { ProtectorPorts } from './protector-ports.ts'
import { CLOSE_AT_MARKET, exitTerms } from './protective-terms.ts'

/** A protective order that the venue ended while it was still needed. */
export interface LostOrder {
  readonly order: Order
  readonly reason: string
  /** Nobody knew whether the venue had it. */
  readonly wasUnknown: boolean
}

/** The exit that it was for. */
export interface LostExit {
  readonly bracket: Bracket
  readonly leg: ExitLeg
  readonly wanted: WantedLeg
}

type ClosingPorts = Pick<ProtectorPorts, 'desk' | 'holdings' | 'prices'>

/**
 * A stop that the venue refused or ended, with the price already there, is never placed again: what it was to close is
 * closed at market. False where the price has not come to it, or other closes on their way leave nothing to close.
 */
export function closeBehindMarket(ports: ClosingPorts, bracket: Bracket, stop: Order): boolean {
  if (!wasReached(ports, stop)) return false
  const reason = `the stop of ${bracket.parentOrderId} was refused with the price already beyond it`
  return closeRest(ports, { bracket, lost: stop, reason })
}

/**
 * A close in the place of a stop was reduce-only, and the venue refused or cut it because the net of all owners had become
 * less than it was to close: the rest goes at once as the owner's share of the book. False where it is not so.
 */
export function closeAgainstNet(ports: ClosingPorts, bracket: Bracket, close: Order): boolean {
  const { role, side, reduceOnly, quantity, orderId } = close.terms
  const rest = quantity.sub(close.filledQuantity) as Quantity
  if (role !== 'close' || !reduceOnly || ports.holdings.shrinksNet(bracket, side, rest)) return false
  return closeRest(ports, { bracket, lost: close, reason: `${orderId} found too little to reduce at the venue` })
}

function closeRest(
  { desk, holdings }: ClosingPorts,
  { bracket, lost, reason }: { readonly bracket: Bracket; readonly lost: Order; readonly reason: string },
): boolean {
  const side = exitSide(bracket)
  const quantity = Decimal.min(
    lost.terms.quantity.sub(lost.filledQuantity),
    bracket.quantity,
    holdings.closable(bracket, side),
  ) as Quantity
  if (!quantity.gt(ZERO)) return false
  const reduceOnly = holdings.shrinksNet(bracket, side, quantity)
  desk.placeProtection({ ...exitTerms(bracket, quantity), ...CLOSE_AT_MARKET, reduceOnly, reason })
  return true
}

/** It has filled in part, or the market is beyond it. */
function wasReached({ prices }: ClosingPorts, { terms, filledQuantity }: Order): boolean {
  if (filledQuantity.gt(ZERO)) return true
  const last = prices.lastPrice(terms.instrumentId)
  if (last === undefined || terms.triggerPrice === undefined) return false
  return terms.side === 'sell' ? terms.triggerPrice.gte(last) : terms.triggerPrice.lte(last)
}
