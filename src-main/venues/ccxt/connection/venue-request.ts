import type { RequestPurpose } from '../../../endpoints/index.ts'

/** Who goes first where the rate budget is short, from the first to the last. */
export const URGENCIES = ['protective', 'order', 'account', 'market', 'interface'] as const

/**
 * What a request is for. `protective`: cancels or reduces. `order`: opens. `account`: asks about orders, fills, balances.
 * `market`: prices and instruments. `interface`: somebody looks at it.
 */
export type Urgency = (typeof URGENCIES)[number]

/** A request as whoever makes it names it. */
export interface VenueRequest {
  /** For errors and logs, such as "place an order". */
  readonly name: string
  readonly urgency: Urgency
  /** Our id of the order it concerns: all of that stays with one host. */
  readonly affinityKey?: string
  /** Instrument it is about, for balancing by key. */
  readonly key?: string
}

/**
 * A GET never changes anything. What is none is never made twice, whatever it is for; only an order that opens is held up by
 * a circuit breaker.
 */
export function purposeOf(urgency: Urgency, method: string): RequestPurpose {
  if (urgency === 'protective') return 'protective'
  if (method === 'GET') return 'query'
  return urgency === 'order' ? 'command' : 'upkeep'
}
