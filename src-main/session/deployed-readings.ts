import type { Candle } from '../domain/index.ts'
import type { IctRecord, IndicatorValues } from '../indicators/index.ts'
import type { StrategyIct, StrategyIndicator } from '../strategies/index.ts'
import { ICT_WARM_UP_BARS, IctState, settledFrom } from './ict-state.ts'
import type { IctStream } from './ict-stream.ts'
import type { IndicatorFeed } from './indicator-feed.ts'
import { IndicatorState } from './indicator-state.ts'
import { PastBars } from './past-bars.ts'
import type { Series } from './series.ts'

/** An indicator in the hands of a strategy: its own while the strategy is warmed up, afterwards the one that is shared. */
export class DeployedIndicator implements StrategyIndicator {
  readonly columns: readonly string[]
  readonly series: Series
  readonly warmUpBars: number
  readonly #shared: IndicatorFeed
  readonly #formingBar: () => Candle | undefined
  #state: IndicatorState
  #past: PastBars | undefined

  constructor(feed: IndicatorFeed, formingBar: () => Candle | undefined) {
    this.columns = feed.state.choice.definition.columns.map(({ id }) => id)
    this.series = feed
    this.warmUpBars = feed.warmUpBars
    this.#shared = feed
    this.#formingBar = formingBar
    this.#state = feed.state
  }

  get isWarm(): boolean {
    return this.#state.isWarm
  }

  get bar(): Candle | undefined {
    return this.#state.bar
  }

  get gap(): boolean {
    return this.#state.gap
  }

  get values(): IndicatorValues {
    return this.#state.values
  }

  forming(): IndicatorValues | undefined {
    const bar = this.#past === undefined ? this.#formingBar() : undefined
    return bar && this.#shared.preview(bar)
  }

  beginPast(history: readonly Candle[]): void {
    const state = new IndicatorState(this.#shared.state.choice)
    this.#state = state
    this.#past = new PastBars(history, this.series.timeframe, (bar, gap) => state.take(bar, gap))
  }

  advanceTo(timeMs: number): void {
    this.#past?.advanceTo(timeMs)
  }

  goLive(): void {
    this.#past = undefined
    this.#state = this.#shared.state
  }
}

/** ICT records in the hands of a strategy: its own while the strategy is warmed up, afterwards those that are shared. */
export class DeployedIct implements StrategyIct {
  readonly series: Series
  readonly warmUpBars = ICT_WARM_UP_BARS
  readonly #shared: IctStream
  #state: IctState
  #past: PastBars | undefined

  constructor(stream: IctStream) {
    this.series = stream
    this.#shared = stream
    this.#state = stream.state
  }

  get bar(): Candle | undefined {
    return this.#state.bar
  }

  get news(): readonly IctRecord[] {
    return this.#state.news
  }

  active(): Iterable<IctRecord> {
    return this.#state.active()
  }

  beginPast(history: readonly Candle[]): void {
    const state = new IctState(this.series)
    state.restart(settledFrom(history))
    this.#state = state
    this.#past = new PastBars(history, this.series.timeframe, (bar) => state.take(bar))
  }

  advanceTo(timeMs: number): void {
    this.#past?.advanceTo(timeMs)
  }

  goLive(): void {
    this.#past = undefined
    this.#state = this.#shared.state
  }
}
