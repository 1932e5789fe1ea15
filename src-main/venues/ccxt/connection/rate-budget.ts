import { type Clock, type Disposable, Emitter, type Event, timeMs, type TimeMs } from '../../../base/index.ts'
import type { VenueRateLimit } from '../profiles/venue-profile.ts'
import type { RateView } from './ports.ts'
import { type RatePause, type RateRefusals, rateRefusals } from './rate-refusals.ts'
import { URGENCIES, type Urgency } from './venue-request.ts'

export interface RateBudgetOptions {
  readonly limit: VenueRateLimit
  /** The venue's name, for refusals. */
  readonly label: string
  readonly clock: Clock
  /** Hears what a listener throws. */
  readonly onError: (error: unknown) => void
}

/** Share of the capacity that is left for what is more urgent, so that an order finds room however much is asked. */
const RESERVED_SHARE: Readonly<Record<Urgency, number>> = {
  protective: 0,
  order: 0.1,
  account: 0.25,
  market: 0.4,
  interface: 0.5,
}

/**
 * Milliseconds that a request waits for its turn at most. What is known to take longer is refused at once: an order whose
 * price has moved on must not go out late, and a cancel that hangs looks as if it were on its way, while whoever hears of
 * the refusal can try again at the time it names, or act elsewhere.
 */
const PATIENCE_MS: Readonly<Record<Urgency, number>> = {
  protective: 2_000,
  order: 1_000,
  account: 30_000,
  market: 60_000,
  interface: 10_000,
}

/** Share of the venue's weight that is used by what does not concern orders; other programs may use the same address. */
const COMMON_WEIGHT_SHARE = 0.9

const MINUTE_MS = 60_000

interface Waiter {
  readonly cost: number
  readonly urgency: Urgency
  readonly go: () => void
  readonly refuse: (error: Error) => void
  readonly patience: Disposable
}

/**
 * The venue's allowance, shared by everything that is asked of it: a bucket that fills at an even rate, from which the more
 * urgent takes first and further down. What the venue itself says of its count, and that it wants no requests, goes before.
 * Connections that the venue counts together share one.
 */
export class RateBudget implements Disposable {
  readonly #options: RateBudgetOptions
  readonly #refusals: RateRefusals
  readonly #pauses: Emitter<RateView>
  readonly #waiting: Waiter[] = []
  #tokens: number
  #filledAtMs: number
  #used: { readonly weight: number; readonly minute: number } | undefined
  #pause: RatePause | undefined
  #timer: Disposable | undefined
  #offsetMs = 0

  constructor(options: RateBudgetOptions) {
    this.#options = options
    this.#pauses = new Emitter(options.onError)
    this.#refusals = rateRefusals(options.label)
    this.#tokens = options.limit.capacity
    this.#filledAtMs = options.clock.nowMs()
  }

  /** A pause has begun or ended. */
  get onPause(): Event<RateView> {
    return this.#pauses.event
  }

  /**
   * Resolves when the request may go out.
   * @param cost in the units of ccxt. What costs more than there ever is goes out when there is all that it may have.
   * @throws VenueError `rateLimited` or `banned`, with when to try again, or `noAnswer` once the signal is aborted: nothing
   * was sent.
   */
  async take(cost: number, urgency: Urgency, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw this.#refusals.closed()
    const { clock } = this.#options
    const patienceMs = PATIENCE_MS[urgency]
    if (this.#pause && this.#pauseLeftMs() > patienceMs) throw this.#refusals.paused(this.#pause)
    const turn = Promise.withResolvers<void>()
    const waiter: Waiter = {
      cost,
      urgency,
      go: turn.resolve,
      refuse: turn.reject,
      patience: clock.setTimer(patienceMs, () => this.#giveUp(waiter)),
    }
    const giveUp = (): void => this.#remove(waiter)?.refuse(this.#refusals.closed())
    signal.addEventListener('abort', giveUp, { once: true })
    this.#enqueue(waiter)
    this.#serve()
    try {
      await turn.promise
    } finally {
      signal.removeEventListener('abort', giveUp)
    }
  }

  /** The venue counts by the minutes of its own clock. @param offsetMs its time less ours. */
  noteOffset(offsetMs: number): void {
    this.#offsetMs = offsetMs
  }

  /**
   * What the venue says that the minute has used of its weight, other programs at the same address included.
   * @param sentAtMs system time of the request that it answered: an answer may come after the minute that it tells of.
   */
  noteUsedWeight(weight: number, sentAtMs: TimeMs): void {
    const minute = this.#minuteAt(sentAtMs)
    if (minute !== this.#minuteAt(this.#options.clock.nowMs())) return
    this.#used = { weight, minute }
    this.#serve()
  }

  /** The venue wants no requests until then. A longer pause that holds already stays. */
  pause(pause: RatePause): void {
    if (pause.untilMs <= this.#options.clock.nowMs() + this.#pauseLeftMs()) return
    this.#pause = pause
    const impatient = this.#waiting.filter(({ urgency }) => this.#pauseLeftMs() > PATIENCE_MS[urgency])
    for (const waiter of impatient) this.#remove(waiter)?.refuse(this.#refusals.paused(pause))
    this.#schedule()
    this.#pauses.fire(this.view())
  }

  view(): RateView {
    this.#fill()
    const { limit } = this.#options
    const pause = this.#pauseLeftMs() > 0 ? this.#pause : undefined
    return {
      available: Math.max(0, this.#tokens),
      capacity: limit.capacity,
      waiting: this.#waiting.length,
      usedWeight: limit.weight ? this.#usedWeight() : null,
      pausedUntilMs: pause?.untilMs ?? null,
      pausedBecause: pause?.because ?? null,
    }
  }

  /** Whoever waits is refused. */
  dispose(): void {
    this.#timer?.dispose()
    for (const { patience, refuse } of this.#waiting.splice(0)) {
      patience.dispose()
      refuse(this.#refusals.closed())
    }
  }

  /** Behind everybody who is as urgent. */
  #enqueue(waiter: Waiter): void {
    const rank = URGENCIES.indexOf(waiter.urgency)
    const index = this.#waiting.findIndex(({ urgency }) => URGENCIES.indexOf(urgency) > rank)
    this.#waiting.splice(index === -1 ? this.#waiting.length : index, 0, waiter)
  }

  #remove(waiter: Waiter): Waiter | undefined {
    const index = this.#waiting.indexOf(waiter)
    if (index === -1) return undefined
    this.#waiting.splice(index, 1)
    waiter.patience.dispose()
    return waiter
  }

  #giveUp(waiter: Waiter): void {
    const retryAtMs = timeMs(this.#options.clock.nowMs() + this.#waitMs(waiter))
    this.#remove(waiter)?.refuse(this.#refusals.usedUp(PATIENCE_MS[waiter.urgency], retryAtMs))
  }

  #serve(): void {
    this.#fill()
    for (let next = this.#waiting[0]; next && this.#waitMs(next) === 0; next = this.#waiting[0]) {
      this.#tokens -= next.cost
      this.#remove(next)?.go()
    }
    this.#schedule()
  }

  /** Also where the wait has just come to its end: the clock may have moved on since it was last looked at. */
  #schedule(): void {
    this.#timer?.dispose()
    const [next] = this.#waiting
    if (!next && !this.#pause) return
    const waitMs = next ? this.#waitMs(next) : this.#pauseLeftMs()
    this.#timer = this.#options.clock.setTimer(waitMs, () => this.#wake())
  }

  #wake(): void {
    if (this.#pause && this.#pauseLeftMs() === 0) {
      this.#pause = undefined
      this.#pauses.fire(this.view())
    }
    this.#serve()
  }

  /** Milliseconds until the request may go out, as far as it can be told; 0: now. */
  #waitMs({ cost, urgency }: Pick<Waiter, 'cost' | 'urgency'>): number {
    if (this.#pauseLeftMs() > 0) return this.#pauseLeftMs()
    const minuteWaitMs = this.#isWeightUsedUp(cost, urgency) ? this.#minuteEndMs() : 0
    const { capacity, refillPerSecond } = this.#options.limit
    const wanted = Math.min(cost + capacity * RESERVED_SHARE[urgency], capacity)
    const missing = Math.max(0, wanted - this.#tokens)
    return Math.max(minuteWaitMs, Math.ceil((missing / refillPerSecond) * 1_000))
  }

  #isWeightUsedUp(cost: number, urgency: Urgency): boolean {
    const { weight } = this.#options.limit
    if (!weight) return false
    const isOrder = urgency === 'protective' || urgency === 'order'
    const allowed = weight.perMinute * (isOrder ? 1 : COMMON_WEIGHT_SHARE)
    const wanted = Math.min(cost * weight.perCost, allowed)
    return this.#usedWeight() + wanted > allowed
  }

  #usedWeight(): number {
    return this.#used?.minute === this.#minuteAt(this.#options.clock.nowMs()) ? this.#used.weight : 0
  }

  #pauseLeftMs(): number {
    return Math.max(0, (this.#pause?.untilMs ?? 0) - this.#options.clock.nowMs())
  }

  /** Minute of the venue's clock. */
  #minuteAt(systemTimeMs: TimeMs): number {
    return Math.floor((systemTimeMs + this.#offsetMs) / MINUTE_MS)
  }

  #minuteEndMs(): number {
    return MINUTE_MS - ((this.#options.clock.nowMs() + this.#offsetMs) % MINUTE_MS)
  }

  /** A clock that was set back adds nothing. */
  #fill(): void {
    const { clock, limit } = this.#options
    const nowMs = clock.nowMs()
    const gained = (Math.max(0, nowMs - this.#filledAtMs) / 1_000) * limit.refillPerSecond
    this.#tokens = Math.min(limit.capacity, this.#tokens + gained)
    this.#filledAtMs = nowMs
  }
}
