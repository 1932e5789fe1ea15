import type { Denial, OrderId, Signal } from '../domain/index.ts'

/** What became of a signal. */
export type SignalOutcome =
  | { readonly kind: 'submitted'; readonly orderId: OrderId }
  | { readonly kind: 'denied'; readonly denial: Denial }
  | { readonly kind: 'ignored'; readonly reason: string }

export interface SignalRecord {
  readonly signal: Signal
  readonly outcome: SignalOutcome
}
