import type { IndicatorParameters, IndicatorPoint } from '../../src-contract/index.ts'
import { type Disposable, Emitter, toDisposable } from '../base/index.ts'
import type { Candle, InstrumentId, Timeframe } from '../domain/index.ts'
import {
  chooseIndicator,
  type Indicator,
  type IndicatorChoice,
  indicatorRow,
  indicatorSeries,
  type IndicatorValues,
} from '../indicators/index.ts'
import type { CandleStore } from '../market-data/index.ts'

/** Bars before the first one shown that an indicator is warmed with, per bar of its own warm-up: pages then fit together. */
const WARM_UP_FACTOR = 20

/** Bars that a stream has seen besides its warm-up: it begins where a series of so many bars ends, to the last digit. */
export const STREAM_BARS = 1_000

export interface IndicatorQuery {
  readonly instrumentId: InstrumentId
  readonly timeframe: Timeframe
  readonly indicator: string
  /** Those left out take their defaults. */
  readonly parameters: Readonly<Record<string, unknown>>
}

/** Values over a stretch of bars, and what exactly they are values of. */
export interface IndicatorSeries {
  /** All of them, defaults filled in. */
  readonly parameters: IndicatorParameters
  /** Names of the values of each point, in their order. */
  readonly columns: readonly string[]
  /** Oldest first. */
  readonly points: IndicatorPoint[]
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

  /**
   * Values at closed bars before `beforeMs` (undefined = the newest).
   * @throws EngineError `BAD_REQUEST` that names an unknown indicator or faulty parameters.
   */
  series(query: IndicatorQuery, beforeMs: number | undefined, limit: number): IndicatorSeries {
    const choice = chooseIndicator(query.indicator, query.parameters)
    const indicator = choice.create()
    const wanted = limit + indicator.warmUpBars * WARM_UP_FACTOR
    const candles = this.#candles.before(query.instrumentId, query.timeframe, { beforeMs, limit: wanted })
    const rows = indicatorSeries(candles, indicator)
    const points = candles.map(({ openTimeMs }, index) => ({ openTimeMs, values: rows[index] ?? [] }))
    return { parameters: choice.parameters, columns: choice.definition.columns, points: points.slice(-limit) }
  }

  /**
   * Calls `listener` with the values at every bar from now on, the forming one included. A point goes to every listener
   * and must not be changed.
   * @throws EngineError `BAD_REQUEST` that names an unknown indicator or faulty parameters.
   */
  subscribe(query: IndicatorQuery, listener: (point: IndicatorPoint) => void): Disposable {
    const choice = chooseIndicator(query.indicator, query.parameters)
    const key = keyOf(query, choice)
    const stream = this.#streams.get(key) ?? this.#open(key, query, choice)
    const subscription = stream.points.event(listener)
    return toDisposable(() => {
      subscription.dispose()
      if (stream.points.listenerCount === 0) this.#streams.delete(key)
    })
  }

  handleClosed(instrumentId: InstrumentId, timeframe: Timeframe, candle: Candle): void {
    for (const stream of this.#following(instrumentId, timeframe)) {
      stream.indicator.update(candle)
      publish(stream, candle, stream.indicator.values)
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

  #open(key: string, query: IndicatorQuery, choice: IndicatorChoice): Stream {
    const indicator = choice.create()
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

/** The same values are computed once, also where one asks by a default that another leaves out. */
function keyOf({ instrumentId, timeframe }: IndicatorQuery, { definition, parameters }: IndicatorChoice): string {
  return [instrumentId, timeframe, definition.id, JSON.stringify(parameters)].join('|')
}

function publish(stream: Stream, candle: Candle, values: IndicatorValues): void {
  stream.points.fire({ openTimeMs: candle.openTimeMs, values: indicatorRow(values) })
}
