import type { Clock, Disposable, Random } from '../../../base/index.ts'
import { type Candle, TIMEFRAME_MS } from '../../../domain/index.ts'
import { backOffMs } from '../streams/back-off.ts'

const MINUTE_MS = TIMEFRAME_MS['1m']
/** After a minute has ended the venue may need so long until its list of bars has the last trade. */
export const CLOSE_SETTLE_MS = 3_000
/** Questions that are answered without a bar before it is left out. */
const MOST_QUESTIONS = 5
/** A line that rested for more bars than this begins anew with the running one. */
const MOST_CAUGHT_UP = 1_000

/** Bars from one open time up to another, exclusive. */
export interface MinuteRange {
  readonly fromMs: number
  readonly toMs: number
}

export interface CandleLineParts {
  readonly clock: Clock
  readonly random: Random
  readonly venueNowMs: () => number
  /** The venue itself says which state of a bar is its last: see {@link CandleLine.takeClosed}. */
  readonly isToldClosed: boolean
  /** Closed bars inside the range, oldest first. */
  readonly fetch: (range: MinuteRange) => Promise<readonly Candle[]>
  readonly deliver: (candle: Candle, closed: boolean) => void
  /** The venue does not have these bars. */
  readonly onMissing: (range: MinuteRange) => void
}

/**
 * The 1m bars of one instrument, each closed once and in order: states of the running bar as they come, the closed ones from
 * the stream or, where that has missed or not told one, from the venue's list. Bars after a missing one wait for it.
 */
export class CandleLine {
  readonly #parts: CandleLineParts
  /** Newest state of each bar from the next one to close on. */
  readonly #states = new Map<number, Candle>()
  readonly #closed = new Set<number>()
  #nextMs: number | undefined
  #isRunning = false
  #isAsking = false
  #questions = 0
  #minuteEnd: Disposable | undefined
  #retry: Disposable | undefined

  constructor(parts: CandleLineParts) {
    this.#parts = parts
  }

  /** Open time of the bar that closes next; bars before it will not change any more. Undefined before the first start. */
  get nextMs(): number | undefined {
    return this.#nextMs
  }

  /** Begins with the running bar, or goes on where it was stopped. */
  start(): void {
    this.#isRunning = true
    const runningMs = floorToMinute(this.#parts.venueNowMs())
    const isFar = this.#nextMs === undefined || runningMs - this.#nextMs > MOST_CAUGHT_UP * MINUTE_MS
    if (isFar) this.#nextMs = runningMs
    this.#watchMinuteEnd()
  }

  stop(): void {
    this.#isRunning = false
    this.#minuteEnd?.dispose()
    this.#retry?.dispose()
    this.#states.clear()
    this.#closed.clear()
  }

  /** The venue says that this is the last state of a bar. */
  takeClosed(candle: Candle): void {
    if (!this.#isRunning) return
    this.#learnClosed(candle)
    this.#closeWhatIsOver()
  }

  /** Takes states of bars, oldest first. Those of bars that have closed are dropped. */
  take(candles: readonly Candle[]): void {
    if (!this.#isRunning) return
    let newestMs = 0
    for (const candle of candles) {
      if (candle.openTimeMs < (this.#nextMs ?? 0) || this.#closed.has(candle.openTimeMs)) continue
      this.#states.set(candle.openTimeMs, candle)
      newestMs = candle.openTimeMs
    }
    this.#closeWhatIsOver()
    const forming = this.#states.get(newestMs)
    if (this.#isRunning && newestMs === this.#nextMs && forming) this.#parts.deliver(forming, false)
  }

  /** Asks for bars that have ended and were not told; for use after a pause. */
  catchUp(): void {
    if (this.#isRunning) this.#ask(Number.POSITIVE_INFINITY)
  }

  #closeWhatIsOver(): void {
    this.#closeKnown()
    const laterMs = Math.min(...this.#states.keys())
    if (this.#isRunning && Number.isFinite(laterMs) && laterMs > (this.#nextMs ?? 0)) this.#ask(laterMs)
  }

  /** The next bar to close, where it is known to be over. */
  #over(): Candle | undefined {
    const nextMs = this.#nextMs ?? 0
    const candle = this.#states.get(nextMs)
    if (!candle || this.#closed.has(nextMs)) return candle
    const hasBegunLater = !this.#parts.isToldClosed && this.#states.has(nextMs + MINUTE_MS)
    return hasBegunLater ? candle : undefined
  }

  #close(candle: Candle): void {
    this.#skipTo(candle.openTimeMs + MINUTE_MS)
    this.#parts.deliver(candle, true)
  }

  #skipTo(nextMs: number): void {
    this.#nextMs = nextMs
    this.#questions = 0
    for (const openTimeMs of this.#states.keys()) if (openTimeMs < nextMs) this.#states.delete(openTimeMs)
    for (const openTimeMs of this.#closed) if (openTimeMs < nextMs) this.#closed.delete(openTimeMs)
  }

  #watchMinuteEnd(): void {
    const { clock, venueNowMs } = this.#parts
    const settledMs = venueNowMs() - CLOSE_SETTLE_MS
    const delayMs = floorToMinute(settledMs) + MINUTE_MS - settledMs
    this.#minuteEnd = clock.setTimer(delayMs, () => {
      this.#watchMinuteEnd()
      this.catchUp()
    })
  }

  /** The last of the bars may not be whole at the venue yet: then the end of the minute comes back to it. */
  #ask(wantedMs: number): void {
    const fromMs = this.#nextMs ?? wantedMs
    const toMs = Math.min(wantedMs, floorToMinute(this.#parts.venueNowMs() - CLOSE_SETTLE_MS))
    if (this.#isAsking || toMs <= fromMs) return
    this.#isAsking = true
    void this.#fill({ fromMs, toMs })
  }

  async #fill(range: MinuteRange): Promise<void> {
    const answer = await this.#parts.fetch(range).then(
      (candles) => ({ candles, error: undefined }),
      (error: unknown) => ({ candles: [], error: error ?? 'no reason' }),
    )
    this.#isAsking = false
    if (!this.#isRunning) return
    for (const candle of answer.candles) this.#learnClosed(candle)
    this.#closeKnown()
    if (this.#isRunning) this.#handleAnswered(range.toMs, answer.error)
  }

  #learnClosed(candle: Candle): void {
    if (candle.openTimeMs < (this.#nextMs ?? 0)) return
    this.#states.set(candle.openTimeMs, candle)
    this.#closed.add(candle.openTimeMs)
  }

  #closeKnown(): void {
    for (let candle = this.#over(); candle && this.#isRunning; candle = this.#over()) this.#close(candle)
  }

  #handleAnswered(toMs: number, error: unknown): void {
    if ((this.#nextMs ?? 0) >= toMs) {
      this.#closeWhatIsOver()
      // More minutes may have ended while the venue answered.
      this.catchUp()
      return
    }
    this.#questions++
    // A venue that cannot be asked may have the bars; one that answers without them again and again has not.
    if (error === undefined && this.#questions >= MOST_QUESTIONS) this.#leaveOut(toMs)
    else this.#askLater(toMs)
  }

  #askLater(toMs: number): void {
    const { clock, random } = this.#parts
    this.#retry?.dispose()
    this.#retry = clock.setTimer(backOffMs(this.#questions, random), () => this.#ask(toMs))
  }

  #leaveOut(toMs: number): void {
    const fromMs = this.#nextMs ?? toMs
    const knownMs = Math.min(toMs, ...[...this.#states.keys()].filter((openTimeMs) => openTimeMs > fromMs))
    this.#skipTo(knownMs)
    this.#parts.onMissing({ fromMs, toMs: knownMs })
    this.#closeWhatIsOver()
  }
}

function floorToMinute(timeMs: number): number {
  return Math.floor(timeMs / MINUTE_MS) * MINUTE_MS
}
