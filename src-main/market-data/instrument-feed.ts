import { errorText, type Logger } from '../base/index.ts'
import type { Candle, InstrumentId } from '../domain/index.ts'
import type { CandleSeries } from './candle-series.ts'
import { candleFault, type EventFault } from './event-faults.ts'
import type { FaultCounter } from './fault-counter.ts'
import { type Gap, remainingGaps, usableMinutes } from './gap.ts'
import { isoTime } from './minutes.ts'
import type { MarketDataSink } from './ports.ts'

/** Bars that wait for a gap to be filled; with more of them the gap is given up. */
export const MAX_WAITING_BARS = 600

export interface InstrumentFeedParts {
  readonly instrumentId: InstrumentId
  readonly series: CandleSeries
  readonly sink: Pick<MarketDataSink, 'handleGap'>
  readonly faults: FaultCounter
  readonly logger: Logger
  /** Asks for missing minutes; undefined where the venue has nothing beyond what it delivers. */
  readonly fetchGap: (gap: Gap) => Promise<readonly Candle[]> | undefined
}

interface BarState {
  readonly candle: Candle
  readonly closed: boolean
}

/**
 * Puts the bars of one instrument in order. Where minutes are missing, the bars after them wait until the venue has
 * delivered the missing ones or failed to.
 */
export class InstrumentFeed {
  readonly #parts: InstrumentFeedParts
  readonly #series: CandleSeries
  /** The gap being filled. An answer for another one came too late. */
  #filling: Gap | undefined
  #filled: Promise<void> | undefined
  /** Minutes before this one are not asked for again. */
  #givenUpBeforeMs = 0
  #waiting: BarState[] = []

  constructor(parts: InstrumentFeedParts) {
    this.#parts = parts
    this.#series = parts.series
  }

  /** Resolves when the fill under way has ended; undefined when there is none. */
  get filled(): Promise<void> | undefined {
    return this.#filled
  }

  /** Why the bar cannot be taken, if it cannot. */
  check(candle: Candle): EventFault | undefined {
    return candleFault(candle) ?? (this.#isNewer(candle) ? undefined : 'notNewer')
  }

  /** Takes the newest state of a bar that {@link check} found no fault with. */
  handleCandle(candle: Candle, closed: boolean): void {
    if (this.#filling !== undefined || this.#startsGap(candle)) this.#wait({ candle, closed })
    else this.#deliver(candle, closed)
  }

  /** Drops what waits and ignores the answer of a fill under way. */
  stop(): void {
    this.#filling = undefined
    this.#filled = undefined
    this.#waiting = []
  }

  #isNewer(candle: Candle): boolean {
    const newest = this.#waiting.at(-1)
    if (newest === undefined) return candle.openTimeMs >= (this.#series.expectedMs ?? 0)
    return newest.closed ? candle.openTimeMs > newest.candle.openTimeMs : candle.openTimeMs >= newest.candle.openTimeMs
  }

  #startsGap(candle: Candle): boolean {
    const expectedMs = this.#series.expectedMs
    return expectedMs !== undefined && candle.openTimeMs > Math.max(expectedMs, this.#givenUpBeforeMs)
  }

  #deliver(candle: Candle, closed: boolean): void {
    if (closed) this.#series.addClosed(candle)
    else this.#series.setForming(candle)
  }

  /** Of a forming bar only the newest state waits. */
  #wait(state: BarState): void {
    if (this.#waiting.at(-1)?.closed === false) this.#waiting.pop()
    this.#waiting.push(state)
    if (this.#filling === undefined) this.#release()
    else if (this.#waiting.length > MAX_WAITING_BARS) this.#finish(this.#filling, [])
  }

  /** Delivers what waits, up to the next gap that the venue may fill. */
  #release(): void {
    while (this.#filling === undefined) {
      const next = this.#waiting.shift()
      if (next === undefined) return
      if (this.#startsGap(next.candle) && this.#beginFill(next.candle)) this.#waiting.unshift(next)
      else this.#guard(() => this.#deliver(next.candle, next.closed))
    }
  }

  /** False when there is nobody to ask. */
  #beginFill(candle: Candle): boolean {
    const gap: Gap = { fromMs: this.#series.expectedMs ?? candle.openTimeMs, toMs: candle.openTimeMs }
    const answer = this.#parts.fetchGap(gap)
    if (answer === undefined) {
      this.#giveUp(gap, [gap])
      return false
    }
    this.#filling = gap
    this.#filled = this.#fill(gap, answer)
    return true
  }

  async #fill(gap: Gap, answer: Promise<readonly Candle[]>): Promise<void> {
    const minutes = await answer.catch((error: unknown) => {
      this.#log('missing minutes could not be fetched', gap, { error: errorText(error) })
      return []
    })
    if (this.#filling === gap) this.#finish(gap, minutes)
  }

  #finish(gap: Gap, answer: readonly Candle[]): void {
    this.#filling = undefined
    this.#filled = undefined
    const minutes = usableMinutes(answer, gap, (fault, minute) => this.#drop(fault, minute))
    for (const minute of minutes) this.#guard(() => this.#series.addClosed(minute))
    const remaining = remainingGaps(gap, minutes)
    this.#giveUp(gap, remaining)
    if (remaining.length === 0) this.#tellGap(gap, true)
    else this.#log('minutes are missing', gap, { delivered: minutes.length })
    this.#release()
  }

  #giveUp(gap: Gap, remaining: readonly Gap[]): void {
    this.#givenUpBeforeMs = gap.toMs
    for (const missing of remaining) this.#tellGap(missing, false)
  }

  #tellGap({ fromMs, toMs }: Gap, filled: boolean): void {
    this.#guard(() => this.#parts.sink.handleGap(this.#parts.instrumentId, { fromMs, toMs, filled }))
  }

  #drop(fault: EventFault, candle: Candle): void {
    this.#parts.faults.count(fault, this.#parts.instrumentId, candle)
  }

  /** A bar that the session fails on must not keep the ones after it waiting. */
  #guard(tell: () => void): void {
    try {
      tell()
    } catch (error) {
      this.#parts.logger.error('handling a bar failed', {
        instrumentId: this.#parts.instrumentId,
        error: errorText(error),
      })
    }
  }

  #log(message: string, gap: Gap, fields: Readonly<Record<string, unknown>>): void {
    const { instrumentId, logger } = this.#parts
    logger.warn(message, { instrumentId, from: isoTime(gap.fromMs), to: isoTime(gap.toMs), ...fields })
  }
}
