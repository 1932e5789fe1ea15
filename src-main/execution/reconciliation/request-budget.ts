import { type Clock, type Disposable } from '../../base/index.ts'

/** How many questions the venue may be asked; one budget for everybody who asks it. */
export interface RequestBudget {
  /** Resolves when the question may go out; those who came first go first. */
  take(cost: number): Promise<void>
}

/** For a venue that lives in this program. */
export const UNLIMITED: RequestBudget = { take: () => Promise.resolve() }

export interface TokenBucketOptions {
  readonly systemClock: Clock
  /** Most that may be asked at once after a rest. */
  readonly capacity: number
  readonly refillPerSecond: number
}

interface Waiter {
  readonly cost: number
  readonly go: () => void
}

/**
 * A bucket that fills at an even rate and is emptied by questions. One that costs more than the bucket holds goes out when
 * the bucket is full.
 */
export class TokenBucket implements RequestBudget, Disposable {
  readonly #options: TokenBucketOptions
  readonly #waiting: Waiter[] = []
  #tokens: number
  #filledAtMs: number
  #timer: Disposable | undefined

  constructor(options: TokenBucketOptions) {
    this.#options = options
    this.#tokens = options.capacity
    this.#filledAtMs = options.systemClock.nowMs()
  }

  take(cost: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ cost: Math.min(cost, this.#options.capacity), go: resolve })
      this.#serve()
    })
  }

  /** Whoever still waits goes at once: there is nothing left to keep to. */
  dispose(): void {
    this.#timer?.dispose()
    for (const { go } of this.#waiting.splice(0)) go()
  }

  #serve(): void {
    this.#fill()
    for (let next = this.#waiting[0]; next && next.cost <= this.#tokens; next = this.#waiting[0]) {
      this.#tokens -= next.cost
      this.#waiting.shift()
      next.go()
    }
    this.#scheduleNext()
  }

  /** A clock that was set back adds nothing. */
  #fill(): void {
    const { systemClock, capacity, refillPerSecond } = this.#options
    const nowMs = systemClock.nowMs()
    const gained = (Math.max(0, nowMs - this.#filledAtMs) / 1_000) * refillPerSecond
    this.#tokens = Math.min(capacity, this.#tokens + gained)
    this.#filledAtMs = nowMs
  }

  #scheduleNext(): void {
    const [next] = this.#waiting
    if (!next || this.#timer) return
    const { systemClock, refillPerSecond } = this.#options
    const waitMs = Math.ceil(((next.cost - this.#tokens) / refillPerSecond) * 1_000)
    this.#timer = systemClock.setTimer(Math.max(1, waitMs), () => {
      this.#timer = undefined
      this.#serve()
    })
  }
}
