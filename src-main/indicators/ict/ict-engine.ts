import type { TimeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import { ictDetectors } from './ict-detectors.ts'
import { ActiveRecords } from './active-records.ts'
import { type IctContext, type IctDetector, KEPT_BARS } from './ict-detector.ts'
import type { IctParameters } from './ict-parameters.ts'
import type { IctRecord, LaterTimeName } from './ict-record.ts'

export interface IctEngineOptions {
  /** Length of a bar in words, as in `5m`, and in milliseconds. */
  readonly timeframe: string
  readonly barMs: number
  readonly parameters: IctParameters
}

/**
 * Finds the ICT objects of a series bar by bar, without ever looking ahead: what it published stays as it is, and later bars
 * only fill in later times. Feeding it the same bars always gives the same records, however many come after them.
 *
 * It holds on to records that something can still happen to, and to nothing else.
 */
export class IctEngine implements IctContext {
  readonly timeframe: string
  readonly barMs: number
  readonly #detectors: readonly IctDetector[]
  readonly #bars: Candle[] = []
  readonly #published: IctRecord[] = []
  readonly #changed: IctRecord[] = []
  readonly #active = new ActiveRecords()
  #barIndex = -1
  #nowMs: TimeMs | undefined

  constructor({ timeframe, barMs, parameters }: IctEngineOptions) {
    this.timeframe = timeframe
    this.barMs = barMs
    this.#detectors = ictDetectors(parameters)
  }

  get barIndex(): number {
    return this.#barIndex
  }

  /** Records published at the newest bar. The list belongs to the engine: read it before the next update. */
  get published(): readonly IctRecord[] {
    return this.#published
  }

  /**
   * Records that got a later time at the newest bar, those published at it excepted. The list belongs to the engine: read it
   * before the next update.
   */
  get changed(): readonly IctRecord[] {
    return this.#changed
  }

  /** Records that have not ended yet, in the order in which they were published; see `isEnded`. */
  get active(): Iterable<IctRecord> {
    return this.#active.records()
  }

  /** Takes the next closed bar. Bars come oldest first, each later than the one before. */
  update(candle: Candle): void {
    this.#barIndex += 1
    this.#nowMs = candle.openTimeMs
    this.#bars[this.#barIndex % KEPT_BARS] = candle
    empty(this.#published)
    empty(this.#changed)
    for (const detector of this.#detectors) detector.update(candle, this)
  }

  barAgo(barsAgo: number): Candle | undefined {
    if (barsAgo < 0 || barsAgo >= KEPT_BARS || barsAgo > this.#barIndex) return undefined
    return this.#bars[(this.#barIndex - barsAgo) % KEPT_BARS]
  }

  /** For detectors; see {@link IctContext}. */
  publish(record: IctRecord): void {
    this.#published.push(record)
    this.#active.add(record)
  }

  /** For detectors; see {@link IctContext}. */
  mark(record: IctRecord, time: LaterTimeName): void {
    const nowMs = this.#nowMs
    if (nowMs === undefined || record[time] !== null) return
    if (record.confirmedAtMs !== nowMs && !wasMarkedAt(record, nowMs)) this.#changed.push(record)
    record[time] = nowMs
  }
}

function wasMarkedAt({ mitigatedAtMs, filledAtMs, invalidatedAtMs }: IctRecord, timeMs: TimeMs): boolean {
  return mitigatedAtMs === timeMs || filledAtMs === timeMs || invalidatedAtMs === timeMs
}

/** Keeps the list's memory for what comes next, which setting its length would give up. */
function empty(list: unknown[]): void {
  while (list.length > 0) list.pop()
}
