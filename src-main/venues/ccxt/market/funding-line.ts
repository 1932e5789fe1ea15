import type { Clock, Disposable, Random } from '../../../base/index.ts'
import { backOffMs } from '../streams/back-off.ts'

/** After a funding time the venue may need so long until its list has it. */
export const FUNDING_SETTLE_MS = 5_000
/** Fundings are on the minute; venues write their times a little late. */
const JITTER_MS = 60_000
/** The forecast is asked for again after this time: a venue may fund more often from one day to the next. */
const LOOK_AGAIN_MS = 3_600_000
/** After so many questions that are answered without it, the rate that was foretold is taken. */
const MOST_QUESTIONS = 8

/** What holders of the long side pay, or are foretold to. */
export interface Funding {
  readonly timeMs: number
  readonly rate: number
  readonly markPrice: number | undefined
}

export interface FundingLineParts {
  readonly clock: Clock
  readonly random: Random
  readonly venueNowMs: () => number
  /** The next funding; undefined where the instrument has none. */
  readonly forecast: () => Promise<Funding | undefined>
  /** Fundings since that time, oldest first; undefined where the venue has no such list. */
  readonly history: ((sinceMs: number) => Promise<readonly Funding[]>) | undefined
  readonly deliver: (funding: Funding) => void
  /** A question failed, and is asked again. */
  readonly onFailure: (error: unknown) => void
}

/** Tells each funding of one perpetual once, when it has happened, at the rate that was paid. */
export class FundingLine {
  readonly #parts: FundingLineParts
  #next: Funding | undefined
  /** Time of the newest that was told. */
  #paidMs = 0
  #timer: Disposable | undefined
  #failures = 0
  #questions = 0
  /** Answers to questions from before a stop come too late. */
  #run = 0

  constructor(parts: FundingLineParts) {
    this.#parts = parts
  }

  /** Goes on where it was stopped: what was paid meanwhile is told. */
  start(): void {
    if (this.#next) this.#wait(this.#next)
    else void this.#try(() => this.#foretell())
  }

  stop(): void {
    this.#run++
    this.#timer?.dispose()
  }

  async #foretell(): Promise<void> {
    const run = this.#run
    if (this.#next && this.#next.timeMs <= this.#parts.venueNowMs()) {
      // It has come while nobody looked, and has to be told before the one after it.
      this.#wait(this.#next)
      return
    }
    const forecast = await this.#parts.forecast()
    if (run !== this.#run || !forecast) return
    if (forecast.timeMs <= this.#paidMs) {
      // The venue has not turned to the next one yet.
      this.#later(JITTER_MS, () => this.#foretell())
      return
    }
    this.#next = forecast
    this.#wait(forecast)
  }

  #wait({ timeMs }: Funding): void {
    const delayMs = Math.max(0, timeMs + FUNDING_SETTLE_MS - this.#parts.venueNowMs())
    if (delayMs > LOOK_AGAIN_MS) this.#later(LOOK_AGAIN_MS, () => this.#foretell())
    else this.#later(delayMs, () => this.#settle())
  }

  async #settle(): Promise<void> {
    const run = this.#run
    const due = this.#next
    if (!due) return
    const paid = await this.#paidSince(due)
    if (run !== this.#run) return
    if (paid.length === 0) {
      this.#questions++
      this.#later(backOffMs(this.#questions, this.#parts.random), () => this.#settle())
      return
    }
    this.#questions = 0
    this.#next = undefined
    this.#paidMs = paid.at(-1)?.timeMs ?? due.timeMs
    for (const funding of paid) this.#parts.deliver(funding)
    if (run === this.#run) await this.#foretell()
  }

  /** Empty where the list does not have it yet. */
  async #paidSince(due: Funding): Promise<readonly Funding[]> {
    const { history } = this.#parts
    if (history === undefined || this.#questions >= MOST_QUESTIONS) return [due]
    const sinceMs = this.#paidMs > 0 ? this.#paidMs + JITTER_MS : due.timeMs
    const paid = await history(sinceMs)
    return paid.map(({ timeMs, rate, markPrice }) => ({ timeMs: onTheMinute(timeMs), rate, markPrice }))
  }

  #later(delayMs: number, act: () => Promise<void>): void {
    this.#timer?.dispose()
    this.#timer = this.#parts.clock.setTimer(delayMs, () => void this.#try(act))
  }

  async #try(act: () => Promise<void>): Promise<void> {
    const run = this.#run
    try {
      await act()
      this.#failures = 0
    } catch (error) {
      if (run !== this.#run) return
      this.#failures++
      this.#parts.onFailure(error)
      const again = (): Promise<void> => (this.#next ? this.#settle() : this.#foretell())
      this.#later(backOffMs(this.#failures, this.#parts.random), again)
    }
  }
}

function onTheMinute(timeMs: number): number {
  return Math.floor(timeMs / JITTER_MS) * JITTER_MS
}
