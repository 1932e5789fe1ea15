import { type Disposable, Emitter, toDisposable } from '../base/index.ts'
import type { Candle, InstrumentId, Timeframe } from '../domain/index.ts'
import { createIndicator, type Indicator, indicatorSeries } from '../indicators/index.ts'
import type { CandleStore } from '../market-data/index.ts'

/** Bars before the first one shown that an indicator is warmed with, per bar of its own warm-up: pages then fit together. */
const WARM_UP_FACTOR = 20

/** Bars that a stream has seen besides its warm-up: it begins where a series of so many bars ends, to the last digit. */
export const STREAM_BARS = 1_000

export interface IndicatorQuery {
  readonly instrumentId: InstrumentId
  readonly timeframe: Timeframe
  readonly indicator: string
  readonly period: number
}

export interface IndicatorPoint {
  readonly openTimeMs: number
  readonly value: number | null
}

interface Stream {
  readonly query: IndicatorQuery
  readonly indicator: Indicator
  readonly points: Emitter<IndicatorPoint>
}

export interface IndicatorStreamsPorts {
  readonly candles: CandleStore
  /** Hears of listeners that threw. */
  readonly onError: (error: unknown) => void
}

/** Indicator values for the chart: history on request, and streams that are computed once however many listen. */
export class IndicatorStreams {
  readonly #candles: CandleStore
  readonly #onError: (error: unknown) => void
  readonly #streams = new Map<string, Stream>()

  constructor({ candles, onError }: IndicatorStreamsPorts) {
    this.#candles = candles
    this.#onError = onError
  }

  /** Streams that somebody listens to. */
  get streamCount(): number {
    return this.#streams.size
  }

  /** Values at closed bars before `beforeMs` (undefined = the newest), oldest first. */
  series(query: IndicatorQuery, beforeMs: number | undefined, limit: number): IndicatorPoint[] {
    const indicator = createIndicator(query.indicator, { period: query.period })
    const wanted = limit + indicator.warmUpBars * WARM_UP_FACTOR
    const candles = this.#candles.before(query.instrumentId, query.timeframe, { beforeMs, limit: wanted })
    const values = indicatorSeries(candles, indicator)
    return candles
      .map((candle, index) => ({ openTimeMs: candle.openTimeMs, value: values[index] ?? null }))
      .slice(-limit)
  }

  /** Calls `listener` with the value at every bar from now on, the forming one included. */
  subscribe(query: IndicatorQuery, listener: (point: IndicatorPoint) => void): Disposable {
    const key = `${query.instrumentId}|${query.timeframe}|${query.indicator}|${query.period}`
    const stream = this.#streams.get(key) ?? this.#open(key, query)
    const subscription = stream.points.event(listener)
    return toDisposable(() => {
      subscription.dispose()
      if (stream.points.listenerCount === 0) this.#streams.delete(key)
    })
  }

  handleClosed(instrumentId: InstrumentId, timeframe: Timeframe, candle: Candle): void {
    for (const stream of this.#following(instrumentId, timeframe)) {
      stream.indicator.update(candle)
      publish(stream, candle, stream.indicator.value)
    }
  }

  /** `formingOf` is asked only for timeframes that somebody watches. */
  handleForming(instrumentId: InstrumentId, formingOf: (timeframe: Timeframe) => Candle | undefined): void {
    if (this.#streams.size === 0) return
    for (const stream of this.#streams.values()) {
      if (stream.query.instrumentId !== instrumentId) continue
      const candle = formingOf(stream.query.timeframe)
      if (candle) publish(stream, candle, stream.indicator.preview(candle))
    }
  }

  #open(key: string, query: IndicatorQuery): Stream {
    const indicator = createIndicator(query.indicator, { period: query.period })
    const wanted = STREAM_BARS + indicator.warmUpBars * WARM_UP_FACTOR
    for (const candle of this.#candles.before(query.instrumentId, query.timeframe, { limit: wanted })) {
      indicator.update(candle)
    }
    const stream: Stream = { query, indicator, points: new Emitter(this.#onError) }
    this.#streams.set(key, stream)
    return stream
  }

  *#following(instrumentId: InstrumentId, timeframe: Timeframe): Iterable<Stream> {
    if (this.#streams.size === 0) return
    for (const stream of this.#streams.values()) {
      if (stream.query.instrumentId === instrumentId && stream.query.timeframe === timeframe) yield stream
    }
  }
}

function publish(stream: Stream, candle: Candle, value: number | undefined): void {
  stream.points.fire({ openTimeMs: candle.openTimeMs, value: value ?? null })
}
