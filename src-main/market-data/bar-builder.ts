import { timeMs } from '../base/index.ts'
import { type Candle, type Timeframe, TIMEFRAME_MS } from '../domain/index.ts'
import { floorTo, MINUTE_MS } from './minutes.ts'

/** One higher bar while its minutes come in. Adding a minute allocates nothing. */
export class BarBuilder {
  readonly timeframe: Timeframe
  readonly #lengthMs: number
  #openTimeMs = 0
  #endMs = 0
  /** Open time of the minute that would come next. */
  #nextMinuteMs = 0
  #minutes = 0
  #open = 0
  #high = 0
  #low = 0
  #close = 0
  #volume = 0
  #gap = false

  constructor(timeframe: Timeframe) {
    this.timeframe = timeframe
    this.#lengthMs = TIMEFRAME_MS[timeframe]
  }

  /** True once the bar's last minute has come. */
  get isComplete(): boolean {
    return this.#minutes > 0 && this.#nextMinuteMs >= this.#endMs
  }

  /** True when the bar has begun and a minute at `openTimeMs` would lie after it. */
  endsBefore(openTimeMs: number): boolean {
    return this.#minutes > 0 && openTimeMs >= this.#endMs
  }

  add(minute: Candle): void {
    if (this.#minutes === 0) this.#begin(minute)
    else this.#extend(minute)
    this.#minutes++
    this.#close = minute.close
    this.#nextMinuteMs = minute.openTimeMs + MINUTE_MS
  }

  /** The bar as it stands, and room for the next one. Minutes missing up to its end count as a gap. */
  take(): Candle {
    const candle = this.#candle(this.#gap || this.#nextMinuteMs < this.#endMs)
    this.#minutes = 0
    return candle
  }

  /** The bar as it would be with `minute` as its newest one; undefined where nothing has come for it. */
  preview(minute: Candle | undefined): Candle | undefined {
    if (minute === undefined) return this.#minutes === 0 ? undefined : this.#candle(this.#gap)
    if (this.#minutes === 0 || minute.openTimeMs >= this.#endMs) return this.#alone(minute)
    return {
      openTimeMs: timeMs(this.#openTimeMs),
      open: this.#open,
      high: Math.max(this.#high, minute.high),
      low: Math.min(this.#low, minute.low),
      close: minute.close,
      volume: this.#volume + minute.volume,
      ...((this.#gap || this.#isGap(minute)) && { gap: true }),
    }
  }

  #begin(minute: Candle): void {
    this.#openTimeMs = floorTo(this.#lengthMs, minute.openTimeMs)
    this.#endMs = this.#openTimeMs + this.#lengthMs
    this.#nextMinuteMs = this.#openTimeMs
    this.#gap = this.#isGap(minute)
    this.#open = minute.open
    this.#high = minute.high
    this.#low = minute.low
    this.#volume = minute.volume
  }

  #extend(minute: Candle): void {
    if (this.#isGap(minute)) this.#gap = true
    if (minute.high > this.#high) this.#high = minute.high
    if (minute.low < this.#low) this.#low = minute.low
    this.#volume += minute.volume
  }

  #isGap(minute: Candle): boolean {
    return minute.openTimeMs !== this.#nextMinuteMs || minute.gap === true
  }

  /** A bar that consists of its forming minute. */
  #alone(minute: Candle): Candle {
    const openTimeMs = floorTo(this.#lengthMs, minute.openTimeMs)
    const { open, high, low, close, volume } = minute
    const gap = minute.openTimeMs !== openTimeMs || minute.gap === true
    return { openTimeMs: timeMs(openTimeMs), open, high, low, close, volume, ...(gap && { gap }) }
  }

  #candle(gap: boolean): Candle {
    const openTimeMs = timeMs(this.#openTimeMs)
    const candle = { openTimeMs, open: this.#open, high: this.#high, low: this.#low, close: this.#close }
    return gap ? { ...candle, volume: this.#volume, gap: true } : { ...candle, volume: this.#volume }
  }
}
