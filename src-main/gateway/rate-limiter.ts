import type { Clock } from '../base/index.ts'

export interface RateLimit {
  readonly perSecond: number
  /** How many may come at once after a rest. */
  readonly burst: number
}

interface Bucket {
  tokens: number
  filledAtMs: number
}

/** Token bucket per caller: each call takes one token, `perSecond` flow back, at most `burst` are kept. */
export class RateLimiter {
  #limit: RateLimit
  readonly #clock: Clock
  readonly #buckets = new Map<string, Bucket>()

  constructor(limit: RateLimit, clock: Clock) {
    this.#limit = limit
    this.#clock = clock
  }

  setLimit(limit: RateLimit): void {
    this.#limit = limit
  }

  /** Takes a token of `caller`: 0 when there was one, otherwise the milliseconds until there will be. */
  take(caller: string): number {
    const bucket = this.#refilled(caller)
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1
      return 0
    }
    return Math.ceil(((1 - bucket.tokens) * 1000) / this.#limit.perSecond)
  }

  #refilled(caller: string): Bucket {
    const nowMs = this.#clock.nowMs()
    const bucket = this.#buckets.get(caller)
    if (!bucket) {
      const fresh = { tokens: this.#limit.burst, filledAtMs: nowMs }
      this.#buckets.set(caller, fresh)
      return fresh
    }
    // A clock that was set back must not drain the bucket.
    const elapsedMs = Math.max(0, nowMs - bucket.filledAtMs)
    bucket.tokens = Math.min(this.#limit.burst, bucket.tokens + (elapsedMs * this.#limit.perSecond) / 1000)
    bucket.filledAtMs = nowMs
    return bucket
  }
}
