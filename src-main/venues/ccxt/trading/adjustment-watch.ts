import {
  BoundedMap,
  type Clock,
  type Disposable,
  Emitter,
  errorText,
  type Event,
  type Logger,
  timeMs,
  type TimeMs,
} from '../../../base/index.ts'
import type { VenueAdjustment } from '../../../domain/index.ts'

/** The venue lists what it has told some time later. */
const RETRIES_MS = [1_000, 4_000, 15_000, 60_000]
const LOOKBACK_MS = 3_600_000
/** What came shortly before the start is looked at as well: clocks differ, and telling twice does no harm. */
const CLOCK_MARGIN_MS = 60_000
const IDS_KEPT = 10_000

export interface AdjustmentWatchParts {
  readonly clock: Clock
  readonly logger: Logger
  /** Venue's time. */
  readonly nowMs: () => TimeMs
  readonly fetch: (sinceMs: TimeMs) => Promise<readonly VenueAdjustment[]>
}

/**
 * Tells what the venue does to the account by itself, each of it once. Where the stream says only that money has moved, the
 * list is asked, because only the list has the ids.
 */
export class AdjustmentWatch implements Disposable {
  readonly #parts: AdjustmentWatchParts
  readonly #emitter: Emitter<VenueAdjustment>
  readonly #told = new BoundedMap<string, true>(IDS_KEPT)
  readonly #startMs: TimeMs
  #timer: Disposable | undefined
  #isAsking = false
  #isWantedAgain = false
  #isDisposed = false

  constructor(parts: AdjustmentWatchParts) {
    this.#parts = parts
    this.#startMs = timeMs(parts.nowMs() - CLOCK_MARGIN_MS)
    this.#emitter = new Emitter((error) =>
      parts.logger.error('a listener to adjustments failed', { error: errorText(error) }),
    )
  }

  get onAdjustment(): Event<VenueAdjustment> {
    return this.#emitter.event
  }

  /** @returns Whether it was new. */
  tell(adjustment: VenueAdjustment): boolean {
    if (this.#told.get(adjustment.adjustmentId)) return false
    this.#told.set(adjustment.adjustmentId, true)
    this.#emitter.fire(adjustment)
    return true
  }

  /** Whoever asked the venue has these already. */
  noteAnswered(adjustments: readonly VenueAdjustment[]): void {
    for (const { adjustmentId } of adjustments) this.#told.set(adjustmentId, true)
  }

  /** Money has moved: the list says why. */
  handleMoved(): void {
    if (this.#isDisposed) return
    this.#timer?.dispose()
    this.#timer = undefined
    if (this.#isAsking) this.#isWantedAgain = true
    else void this.#ask(0)
  }

  dispose(): void {
    this.#isDisposed = true
    this.#timer?.dispose()
  }

  async #ask(attempt: number): Promise<void> {
    this.#isAsking = true
    this.#isWantedAgain = false
    const hasNews = await this.#hasNews()
    this.#isAsking = false
    if (this.#isDisposed) return
    const delayMs = RETRIES_MS[attempt]
    if (this.#isWantedAgain) this.handleMoved()
    else if (!hasNews && delayMs !== undefined) {
      this.#timer = this.#parts.clock.setTimer(delayMs, () => void this.#ask(attempt + 1))
    }
  }

  async #hasNews(): Promise<boolean> {
    const { fetch, logger, nowMs } = this.#parts
    try {
      const adjustments = await fetch(timeMs(Math.max(this.#startMs, nowMs() - LOOKBACK_MS)))
      // Each is told, also after the first that is new.
      return adjustments.map((adjustment) => this.tell(adjustment)).includes(true)
    } catch (error) {
      logger.warn('the venue could not be asked what it did to the account', { error: errorText(error) })
      return false
    }
  }
}
