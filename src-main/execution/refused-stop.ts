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
  const { holdings, desk } = ports
  const { terms, filledQuantity } = stop
  const quantity = Decimal.min(
    terms.quantity.sub(filledQuantity),
    bracket.quantity,
    holdings.unclosed(bracket, ({ terms: close }) => close.role === 'close' && close.type === 'market'),
  ) as Quantity
  if (!quantity.gt(ZERO)) return false
  desk.placeProtection({
    ...exitTerms(bracket, quantity),
    ...CLOSE_AT_MARKET,
    reduceOnly: holdings.shrinksNet(bracket.instrumentId, exitSide(bracket), quantity),
    reason: `the stop of ${bracket.parentOrderId} was refused with the price already beyond it`,
  })
  return true
}

/** It has filled in part, or the market is beyond it. */
function wasReached({ prices }: ClosingPorts, { terms, filledQuantity }: Order): boolean {
  if (filledQuantity.gt(ZERO)) return true
  const last = prices.lastPrice(terms.instrumentId)
  if (last === undefined || terms.triggerPrice === undefined) return false
  return terms.side === 'sell' ? terms.triggerPrice.gte(last) : terms.triggerPrice.lte(last)
}
