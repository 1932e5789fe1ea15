import { type Decimal, ZERO } from '../base/index.ts'
import type { AmendableTerms, ExitRole, Order, OrderId, Quantity } from '../domain/index.ts'
import type { Bracket } from './brackets.ts'
import { remainingQuantity } from './order-machine.ts'
import { exitPriceOf, type WantedLeg } from './wanted-exits.ts'

export type ProtectionAction =
  | {
      readonly kind: 'place'
      readonly bracket: Bracket
      readonly role: ExitRole
      readonly leg: WantedLeg
      readonly quantity: Quantity
      /** What it is to cover is covered already: only in another way than is wanted. */
      readonly isReplacement: boolean
    }
  | {
      readonly kind: 'amend'
      readonly orderId: OrderId
      readonly bracket: Bracket
      readonly role: ExitRole
      readonly leg: WantedLeg
      readonly terms: AmendableTerms
      readonly isReplacement: boolean
    }
  | { readonly kind: 'cancel'; readonly orderId: OrderId }

/** It takes nothing away from what covers already. */
export function isAddition(action: ProtectionAction): boolean {
  return action.kind === 'place' && !action.isReplacement
}

/** Sum of what these orders have still to fill. */
export function totalRemaining(orders: readonly Order[]): Decimal {
  return orders.reduce((sum, order) => sum.add(remainingQuantity(order)), ZERO)
}

/** Where the order stands, or will stand once the venue has confirmed an amendment. */
export function promisedPrice(order: Order): Decimal | undefined {
  const { amendment } = order
  return amendment ? (amendment.triggerPrice ?? amendment.limitPrice) : exitPriceOf(order)
}

/** On its way out it covers nothing; one whose cancel has an unknown outcome may still be there. */
export function isStaying({ state }: Order): boolean {
  return state.kind !== 'cancelling'
}

/** It stands at the venue, as it is. */
export function isConfirmed({ state, amendment }: Order): boolean {
  return amendment === undefined && (state.kind === 'working' || state.kind === 'partiallyFilled')
}

/** Cancels what can be: one whose cancel has an unknown outcome is asked about, not cancelled again. */
export function cancelAll(orders: readonly Order[]): ProtectionAction[] {
  return orders
    .filter(({ state }) => state.kind !== 'unknown' || state.command !== 'cancel')
    .map(({ terms }) => ({ kind: 'cancel', orderId: terms.orderId }))
}
