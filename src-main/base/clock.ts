import { type Disposable, toDisposable } from './lifecycle.ts'
import type { Nominal } from './nominal.ts'

/** Integer milliseconds since 1970-01-01 UTC. */
export type TimeMs = Nominal<number, 'TimeMs'>

export function timeMs(value: number): TimeMs {
  return value as TimeMs
}

const HALF = 1e6

/** What `String(time)` gives. Written in two halves: an engine writes small integers several times as fast as large ones. */
export function timeText(time: number): string {
  const upper = Math.floor(time / HALF)
  if (upper <= 0 || !Number.isSafeInteger(time)) return String(time)
  return `${upper}${String(HALF + (time - upper * HALF)).slice(1)}`
}

/**
 * Source of time. Two run side by side: the *system* clock (watchdogs, health, network timeouts)
 * and the *session* clock of the market (orders, trading days, strategies).
 */
export interface Clock {
  nowMs(): TimeMs
  /** Runs `action` once, `delayMs` of this clock's time from now. */
  setTimer(delayMs: number, action: () => void): Disposable
  /** Runs `action` every `periodMs` of this clock's time. */
  setRepeating(periodMs: number, action: () => void): Disposable
}

/** The machine's clock; the only place that reads it. */
export class SystemClock implements Clock {
  nowMs(): TimeMs {
    return timeMs(Date.now())
  }

  /** Monotonic milliseconds with fractions, for measuring durations. */
  monotonicMs(): number {
    return performance.now()
  }

  setTimer(delayMs: number, action: () => void): Disposable {
    const timer = setTimeout(action, delayMs)
    return toDisposable(() => clearTimeout(timer))
  }

  setRepeating(periodMs: number, action: () => void): Disposable {
    const timer = setInterval(action, periodMs)
    return toDisposable(() => clearInterval(timer))
  }
}

interface Timer {
  dueMs: number
  order: number
  readonly periodMs: number | undefined
  readonly action: () => void
}

/** A clock that moves only when told to: sessions on simulated or replayed markets, and tests. */
export class ManualClock implements Clock {
  #nowMs: number
  #order = 0
  readonly #timers = new Set<Timer>()

  constructor(startMs: number) {
    this.#nowMs = startMs
  }

  nowMs(): TimeMs {
    return timeMs(this.#nowMs)
  }

  setTimer(delayMs: number, action: () => void): Disposable {
    return this.#add({ dueMs: this.#nowMs + delayMs, order: this.#order++, periodMs: undefined, action })
  }

  setRepeating(periodMs: number, action: () => void): Disposable {
    if (!(periodMs > 0)) throw new RangeError(`periodMs must be above 0, got ${periodMs}`)
    return this.#add({ dueMs: this.#nowMs + periodMs, order: this.#order++, periodMs, action })
  }

  /** Moves to `targetMs` and fires what falls due on the way, in order of time. Never moves back. */
  advanceTo(targetMs: number): void {
    if (this.#timers.size > 0) {
      for (let next = this.#nextDue(targetMs); next !== undefined; next = this.#nextDue(targetMs)) this.#fire(next)
    }
    if (targetMs > this.#nowMs) this.#nowMs = targetMs
  }

  advanceBy(durationMs: number): void {
    this.advanceTo(this.#nowMs + durationMs)
  }

  #add(timer: Timer): Disposable {
    this.#timers.add(timer)
    return toDisposable(() => this.#timers.delete(timer))
  }

  #nextDue(targetMs: number): Timer | undefined {
    let next: Timer | undefined
    for (const timer of this.#timers) {
      if (timer.dueMs > targetMs) continue
      if (!next || timer.dueMs < next.dueMs || (timer.dueMs === next.dueMs && timer.order < next.order)) next = timer
    }
    return next
  }

  #fire(timer: Timer): void {
    if (timer.dueMs > this.#nowMs) this.#nowMs = timer.dueMs
    if (timer.periodMs === undefined) this.#timers.delete(timer)
    else timer.dueMs += timer.periodMs
    timer.action()
  }
}
