import type { Timers } from '../timers.ts'
import type { MeasureDrawing } from './drawing-cost.ts'

/** Tables are read by people, who cannot follow more than a few changes of them in a second. */
const INTERVAL_MS = 250
/** The longest that a table may be behind, however much it costs to draw. */
const LONGEST_INTERVAL_MS = 1_000
/** Between two who are told: each is drawn in a frame of its own, with a frame for prices and hands between them. */
const STEP_MS = 32
/** Tables may take this share of the time; the rest is for prices, charts and hands. */
const LARGEST_SHARE = 1 / 32

/**
 * Tells at once of a change after a calm time, and of all that follow it once in each interval. Those who share it are told
 * one after another: drawn all at once, they would hold up a hand or a price. The interval grows with what it costs.
 */
export class CalmTelling {
  readonly #timers: Timers
  readonly #measure: MeasureDrawing
  #inInterval = false
  #costMs = 0
  readonly #waiting = new Set<() => void>()

  /** @param measure Without it drawing counts as free. */
  constructor(timers: Timers, measure: MeasureDrawing = (draw) => draw()) {
    this.#timers = timers
    this.#measure = measure
  }

  /** @param tell Called now or at the end of the interval, once for however many changes. */
  handleChange(tell: () => void): void {
    this.#waiting.add(tell)
    if (!this.#inInterval) this.#tellWaiting()
  }

  /** Tells without regard to the interval, and not again of what waited for its end. */
  tellNow(tell: () => void): void {
    this.#waiting.delete(tell)
    tell()
  }

  #tellWaiting(): void {
    const round = [...this.#waiting]
    this.#inInterval = true
    this.#costMs = 0
    this.#timers.after(Math.max(INTERVAL_MS, round.length * STEP_MS), () => this.#lengthenInterval())
    this.#tellNextOf(round)
  }

  /** What has been told at once since the round began is not told again. */
  #tellNextOf([tell, ...others]: readonly (() => void)[]): void {
    if (tell && this.#waiting.delete(tell)) this.#measure(tell, (costMs) => (this.#costMs += costMs))
    if (others.length > 0) this.#timers.after(STEP_MS, () => this.#tellNextOf(others))
  }

  /** By now the cost of the round that began the interval is known. */
  #lengthenInterval(): void {
    const lengthMs = Math.min(this.#costMs / LARGEST_SHARE, LONGEST_INTERVAL_MS)
    if (lengthMs <= INTERVAL_MS) this.#endInterval()
    else this.#timers.after(lengthMs - INTERVAL_MS, () => this.#endInterval())
  }

  #endInterval(): void {
    this.#inInterval = false
    if (this.#waiting.size > 0) this.#tellWaiting()
  }
}
