import type { IndicatorParameters, IndicatorPoint } from '../../src-contract/index.ts'
import { type Disposable, DisposableStore } from '../base/index.ts'
import type { Candle, InstrumentId, Timeframe } from '../domain/index.ts'
import { chooseIndicator, type IndicatorChoice } from '../indicators/index.ts'
import type { CandleStore } from '../market-data/index.ts'
import { IndicatorFeed, indicatorPoint, warmUpOf } from './indicator-feed.ts'
import { IndicatorState } from './indicator-state.ts'
import { isAfterGap, type Series } from './series.ts'
import { type Lease, SharedFeeds } from './shared-feeds.ts'

export interface IndicatorQuery extends Series {
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

export interface IndicatorHubPorts {
  readonly candles: CandleStore
  /** Hears of listeners and indicators that threw. */
  readonly onError: (error: unknown) => void
}

/**
 * Any indicator on any timeframe of any instrument, for charts, answers and strategies alike. Each is computed once however
 * many use it, warmed with the stored bars when it is first asked for, and dropped with its last user.
 *
 * Values are causal: each stands at the bar at whose close it was known and is never changed afterwards. Columns with
 * `lookAheadBars` above zero belong to a bar before that; whoever draws them there looks ahead.
 */
export class IndicatorHub {
  readonly #ports: IndicatorHubPorts
  readonly #feeds = new SharedFeeds<IndicatorFeed>()
  readonly #cleared: Disposable

  constructor(ports: IndicatorHubPorts) {
    this.#ports = ports
    this.#cleared = ports.candles.onCleared((instrumentId) => {
      for (const feeds of this.#feeds.ofInstrument(instrumentId).values()) for (const feed of feeds) feed.markStale()
    })
  }

  /** Indicators that somebody uses. */
  get feedCount(): number {
    return this.#feeds.size
  }

  /**
   * Values at closed bars before `beforeMs` (undefined = the newest).
   * @throws EngineError `BAD_REQUEST` that names an unknown indicator or faulty parameters.
   */
  series(query: IndicatorQuery, beforeMs: number | undefined, limit: number): IndicatorSeries {
    const choice = chooseIndicator(query.indicator, query.parameters)
    const state = new IndicatorState(choice)
    const wanted = limit + warmUpOf(state)
    const candles = this.#ports.candles.before(query.instrumentId, query.timeframe, { beforeMs, limit: wanted })
    const firstShown = candles.length - limit
    const points: IndicatorPoint[] = []
    candles.forEach((candle, index) => {
      state.take(candle, isAfterGap(state.bar, candle, query.timeframe))
      if (index >= firstShown) points.push(indicatorPoint(candle.openTimeMs, state.values, state.gap))
    })
    return { parameters: choice.parameters, columns: choice.definition.columns.map(({ id }) => id), points }
  }

  /**
   * Calls `listener` with the values at every bar from now on, the forming one included. A point goes to every listener
   * and must not be changed.
   * @throws EngineError `BAD_REQUEST` that names an unknown indicator or faulty parameters.
   */
  subscribe(query: IndicatorQuery, listener: (point: IndicatorPoint) => void): Disposable {
    const lease = this.open(query)
    const subscription = new DisposableStore()
    subscription.add(lease)
    subscription.add(lease.feed.onPoint(listener))
    return subscription
  }

  /**
   * The indicator to read at will, warmed up with the stored bars, until it is given back.
   * @throws EngineError `BAD_REQUEST` that names an unknown indicator or faulty parameters.
   */
  open(query: IndicatorQuery): Lease<IndicatorFeed> {
    const choice = chooseIndicator(query.indicator, query.parameters)
    const lease = this.#feeds.lease(keyOf(query, choice), () => new IndicatorFeed(query, choice, this.#ports))
    lease.feed.catchUp()
    return lease
  }

  /** Takes the bars that were stored without being told of: those that were fetched while the market stood still. */
  catchUp(): void {
    for (const feed of this.#feeds.all()) feed.catchUp()
  }

  /** A bar has closed: every indicator of the series takes it. Listeners hear of it by {@link tell}. */
  handleClosed(instrumentId: InstrumentId, timeframe: Timeframe, candle: Candle): void {
    for (const feed of this.#feeds.of(instrumentId, timeframe)) feed.handleClosed(candle)
  }

  /** Tells the listeners of the series of the bar that was taken last. */
  tell(instrumentId: InstrumentId, timeframe: Timeframe): void {
    for (const feed of this.#feeds.of(instrumentId, timeframe)) feed.tell()
  }

  /** `formingOf` is asked only for timeframes that somebody watches. */
  handleForming(instrumentId: InstrumentId, formingOf: (timeframe: Timeframe) => Candle | undefined): void {
    for (const [timeframe, feeds] of this.#feeds.ofInstrument(instrumentId)) {
      const candle = feeds.some(({ isWatched }) => isWatched) ? formingOf(timeframe) : undefined
      if (candle) for (const feed of feeds) feed.handleForming(candle)
    }
  }

  /** Hears no more of the store; nothing may be asked of it afterwards. */
  dispose(): void {
    this.#cleared.dispose()
  }
}

/** The same values are computed once, also where one asks by a default that another leaves out. */
function keyOf({ instrumentId, timeframe }: IndicatorQuery, { definition, parameters }: IndicatorChoice): string {
  return [instrumentId, timeframe, definition.id, JSON.stringify(parameters)].join('|')
}
