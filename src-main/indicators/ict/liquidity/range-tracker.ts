import type { IctKind } from '../../../../src-contract/index.ts'
import type { Candle } from '../../../domain/index.ts'
import type { IctContext } from '../ict-detector.ts'
import { type IctRecord, newRecord } from '../ict-record.ts'
import { PeriodRange } from './period-range.ts'

/** A stretch of time that a range is taken of. */
export interface RangeWindow {
  readonly fromMs: number
  readonly toMs: number
}

export interface RangeTrackerOptions {
  readonly kind: IctKind
  readonly label: string
  /** True where the record says whether the period closed above or below its open. */
  readonly hasDirection: boolean
  /** The first window that ends after a time. */
  readonly windowEndingAfter: (utcMs: number) => RangeWindow
}

/**
 * Publishes the high and low of every window of one name and follows the newest until the next is published.
 *
 * - A bar belongs to a window where it lies in it from its open to its close.
 * - The record is published at the close of the window's last bar: the one after which no bar of this length fits any more. Where
 *   that bar is missing, it is published at the first bar after the window, whose prices are not in it; that bar is then the
 *   first that can trade beyond it. A window without bars has no record.
 * - The bar at which a record is replaced is the last that counts for it.
 * - The window that the data begin in the middle of is passed over.
 */
export class RangeTracker {
  readonly #options: RangeTrackerOptions
  /** The window that bars are taken for, by the opens of the bars that fit: from the first until after the last. */
  #fromMs = Number.NaN
  #untilMs = Number.NaN
  #windowToMs = Number.NaN
  #range: PeriodRange | undefined
  /** The newest record, and its prices as long as nobody traded beyond them. */
  #newest: IctRecord | undefined
  #top = Infinity
  #bottom = -Infinity

  constructor(options: RangeTrackerOptions) {
    this.#options = options
  }

  update(candle: Candle, context: IctContext): void {
    const { openTimeMs } = candle
    if (candle.high > this.#top || candle.low < this.#bottom) this.#take(context)
    if (!(openTimeMs < this.#untilMs)) this.#enter(candle, context)
    if (openTimeMs < this.#fromMs) return
    if (this.#range === undefined) this.#range = new PeriodRange(candle)
    else this.#range.add(candle)
    if (openTimeMs + context.barMs >= this.#untilMs) this.#finish(this.#range, candle, context)
  }

  /** Goes to the first window that the bar can lie in. */
  #enter(candle: Candle, context: IctContext): void {
    const { barMs } = context
    const isFirstBar = Number.isNaN(this.#untilMs)
    if (this.#range !== undefined) this.#finishLate(this.#range, candle, context)
    this.#wait(this.#options.windowEndingAfter(candle.openTimeMs + barMs - 1), barMs)
    const isCut = isFirstBar && candle.openTimeMs - barMs >= this.#fromMs
    if (isCut) this.#wait(this.#options.windowEndingAfter(this.#windowToMs), barMs)
  }

  #wait({ fromMs, toMs }: RangeWindow, barMs: number): void {
    this.#fromMs = fromMs
    this.#untilMs = toMs - barMs + 1
    this.#windowToMs = toMs
  }

  /** The newest record's first bar beyond it. */
  #take(context: IctContext): void {
    if (this.#newest !== undefined) context.mark(this.#newest, 'mitigatedAtMs')
    this.#top = Infinity
    this.#bottom = -Infinity
  }

  /** At the first bar after a window whose last bars are missing. */
  #finishLate(range: PeriodRange, candle: Candle, context: IctContext): void {
    this.#finish(range, candle, context)
    if (candle.high > this.#top || candle.low < this.#bottom) this.#take(context)
  }

  #finish({ formedAtMs, direction, top, bottom }: PeriodRange, { openTimeMs }: Candle, context: IctContext): void {
    const { kind, label, hasDirection } = this.#options
    const record = newRecord({
      kind,
      label,
      direction: hasDirection ? direction : 0,
      timeframe: context.timeframe,
      formedAtMs,
      confirmedAtMs: openTimeMs,
      top,
      bottom,
    })
    if (this.#newest !== undefined) context.mark(this.#newest, 'invalidatedAtMs')
    context.publish(record)
    this.#newest = record
    this.#range = undefined
    this.#top = top
    this.#bottom = bottom
  }
}
