import { type Clock, type TimeMs, timeMs } from '../../../base/index.ts'
import type { ClockOffset } from './ports.ts'
import type { AnswerTiming } from './request-scope.ts'

/** One answer to "what time is it", and how long it took. */
export interface ClockSample extends AnswerTiming {
  readonly venueTimeMs: number
}

export interface VenueClockOptions {
  readonly clock: Clock
  /** Asks the venue for its time. */
  readonly ask: () => Promise<ClockSample>
  readonly onMeasured: (offset: ClockOffset) => void
  /** A measuring that nobody waits for has failed. */
  readonly onFailed: (error: unknown) => void
}

/** The question with the shortest way tells most; the first one also pays for the connection. */
const SAMPLES = 4

/**
 * How the venue's clock and ours differ. The venue's time is taken as that of the middle between question and answer, so
 * that it is off by half the round trip at most (Cristian, "Probabilistic clock synchronization", 1989).
 */
export class VenueClock {
  readonly #options: VenueClockOptions
  #offset: ClockOffset | undefined
  #measuring: Promise<ClockOffset> | undefined
  #first: Promise<void> | undefined

  constructor(options: VenueClockOptions) {
    this.#options = options
  }

  get offset(): ClockOffset | undefined {
    return this.#offset
  }

  /** The venue's time, as far as it was measured. */
  nowMs(): TimeMs {
    return timeMs(this.#options.clock.nowMs() + (this.#offset?.offsetMs ?? 0))
  }

  /** Whoever asks while it is being measured gets the same answer. */
  async measure(): Promise<ClockOffset> {
    this.#measuring ??= this.#measure()
    return this.#measuring
  }

  /** Measures where nobody waits for it. */
  async refresh(): Promise<void> {
    try {
      await this.measure()
    } catch (error) {
      this.#options.onFailed(error)
    }
  }

  /** Resolves when it was measured once, or could not be: then the venue says whether it matters. */
  async ready(): Promise<void> {
    this.#first ??= this.#offset ? Promise.resolve() : this.refresh()
    return this.#first
  }

  async #measure(): Promise<ClockOffset> {
    try {
      const best = await this.#bestSample()
      this.#offset = {
        offsetMs: Math.round(best.venueTimeMs - best.middleMs),
        roundTripMs: best.roundTripMs,
        measuredAtMs: this.#options.clock.nowMs(),
      }
      this.#options.onMeasured(this.#offset)
      return this.#offset
    } finally {
      this.#measuring = undefined
    }
  }

  async #bestSample(): Promise<ClockSample> {
    let best = await this.#options.ask()
    for (let count = 1; count < SAMPLES; count += 1) {
      const sample = await this.#options.ask()
      if (sample.roundTripMs < best.roundTripMs) best = sample
    }
    return best
  }
}
