/** What becomes of one request. Where it says `taken`, the exchange does what was asked before the fault shows. */
export type RequestFault =
  /** Answered after this much time; what was asked is done first. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The connection closes without an answer. */
  | { readonly kind: 'drop'; readonly taken: boolean }
  /** Half-open: no answer, and the connection stays. */
  | { readonly kind: 'hang'; readonly taken: boolean }
  /** The same request arrives twice, as from a proxy that tries again; the second answer is told. */
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'reject'; readonly code: number; readonly message: string; readonly status?: number }
  /** 429: too much. 418: banned; everything else of that side is refused as long. */
  | { readonly kind: 'ban'; readonly status: 418 | 429; readonly forMs: number }
  | { readonly kind: 'serverError'; readonly status: number; readonly taken: boolean }
  | { readonly kind: 'invalidJson'; readonly taken: boolean }
  /** Of a new order: this share of it may fill at once, 0 to 1. */
  | { readonly kind: 'partialFill'; readonly share: number }

/** What becomes of one frame of a stream. */
export type FrameFault =
  | { readonly kind: 'drop' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'delay'; readonly ms: number }
  /** Comes after the next frame of the connection. */
  | { readonly kind: 'reorder' }
  | { readonly kind: 'invalidJson' }
  /** The connection closes instead. */
  | { readonly kind: 'disconnect' }
  /** From here on the connection lives, pings are answered, and no data comes. */
  | { readonly kind: 'silence' }
  /** From here on the connection is open and dead: nothing comes, not even an answer to a ping. */
  | { readonly kind: 'halfOpen' }

/** When a fault shows. */
export interface FaultWhen {
  /** Part of what the fault is about, or a pattern: see {@link FaultPlan}. Everything unless given. */
  readonly matching?: string | RegExp
  /** How many of those that match meet it; one unless given. */
  readonly times?: number
  /** Chance of each that matches, by the simulator's seed; certain unless given. */
  readonly probability?: number
}
