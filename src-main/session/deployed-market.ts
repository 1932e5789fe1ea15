import { type Disposable, DisposableStore } from '../base/index.ts'
import { type Candle, type InstrumentId, type Timeframe, TIMEFRAME_MS } from '../domain/index.ts'
import type { CandleStore } from '../market-data/index.ts'
import type { MarketSeries, StrategyIct, StrategyIndicator, StrategyMarket } from '../strategies/index.ts'
import { DeployedIct, DeployedIndicator } from './deployed-readings.ts'
import type { IctStreams } from './ict-streams.ts'
import type { IndicatorHub } from './indicator-hub.ts'
import type { Series } from './series.ts'

export interface DeployedMarketPorts {
  readonly indicators: IndicatorHub
  readonly ict: IctStreams
  readonly candles: CandleStore
  readonly forming: (instrumentId: InstrumentId, timeframe: Timeframe) => Candle | undefined
  /** @throws EngineError `UNKNOWN_INSTRUMENT`. */
  readonly checkInstrument: (instrumentId: InstrumentId) => void
}

/** The market of one instance of a strategy, from its warm-up until it is switched off. */
export interface WarmingMarket extends StrategyMarket, Disposable {
  /** During the warm-up: everything handed out shows what was known at this time. */
  advanceTo(timeMs: number): void
  /** The warm-up is over: from now on everything shows what is. */
  goLive(): void
}

/** Opens the market of an instance that follows `own`; its warm-up begins with the bar that opens at `warmUpFromMs`, if there is any. */
export type MarketOpener = (own: Series, warmUpFromMs: number | undefined) => WarmingMarket

/** What one instance of a strategy has asked for, by what it asked. */
export class DeployedMarket implements WarmingMarket {
  readonly #ports: DeployedMarketPorts
  readonly #own: Series
  readonly #warmUpFromMs: number
  readonly #indicators = new Map<string, DeployedIndicator>()
  readonly #icts = new Map<string, DeployedIct>()
  readonly #leases = new DisposableStore()
  #timeMs: number
  #isLive = false

  constructor(ports: DeployedMarketPorts, own: Series, warmUpFromMs: number | undefined) {
    this.#ports = ports
    this.#own = own
    this.#warmUpFromMs = warmUpFromMs ?? Infinity
    this.#timeMs = this.#warmUpFromMs
  }

  indicator(
    id: string,
    parameters: Readonly<Record<string, unknown>> = {},
    wanted: MarketSeries = {},
  ): StrategyIndicator {
    const series = this.#seriesOf(wanted)
    const key = `${series.instrumentId}|${series.timeframe}|${id}|${JSON.stringify(parameters)}`
    const known = this.#indicators.get(key)
    if (known) return known
    const { feed } = this.#leases.add(this.#ports.indicators.open({ ...series, indicator: id, parameters }))
    const forming = (): Candle | undefined => this.#ports.forming(series.instrumentId, series.timeframe)
    return this.#begin(this.#indicators, key, new DeployedIndicator(feed, forming))
  }

  ict(timeframe?: Timeframe, instrumentId?: InstrumentId): StrategyIct {
    const series = this.#seriesOf({ ...(timeframe && { timeframe }), ...(instrumentId && { instrumentId }) })
    const key = `${series.instrumentId}|${series.timeframe}`
    const known = this.#icts.get(key)
    if (known) return known
    const { feed } = this.#leases.add(this.#ports.ict.open(series))
    return this.#begin(this.#icts, key, new DeployedIct(feed))
  }

  advanceTo(timeMs: number): void {
    this.#timeMs = timeMs
    for (const reading of this.#readings()) reading.advanceTo(timeMs)
  }

  goLive(): void {
    this.#isLive = true
    for (const reading of this.#readings()) reading.goLive()
  }

  dispose(): void {
    this.#leases.dispose()
    this.#indicators.clear()
    this.#icts.clear()
  }

  #seriesOf({ instrumentId = this.#own.instrumentId, timeframe = this.#own.timeframe }: MarketSeries): Series {
    if (instrumentId !== this.#own.instrumentId) this.#ports.checkInstrument(instrumentId)
    return { instrumentId, timeframe }
  }

  *#readings(): Iterable<DeployedIndicator | DeployedIct> {
    yield* this.#indicators.values()
    yield* this.#icts.values()
  }

  #begin<Reading extends DeployedIndicator | DeployedIct>(
    readings: Map<string, Reading>,
    key: string,
    reading: Reading,
  ): Reading {
    readings.set(key, reading)
    if (this.#isLive || this.#warmUpFromMs === Infinity) {
      reading.goLive()
      return reading
    }
    reading.beginPast(this.#history(reading.series, reading.warmUpBars))
    reading.advanceTo(this.#timeMs)
    return reading
  }

  /** Bars from the reading's own warm-up before the strategy's begins up to now. */
  #history({ instrumentId, timeframe }: Series, warmUpBars: number): readonly Candle[] {
    const { candles } = this.#ports
    const last = candles.last(instrumentId, timeframe)
    if (last === undefined) return []
    const spanned = Math.max(0, Math.ceil((last.openTimeMs - this.#warmUpFromMs) / TIMEFRAME_MS[timeframe]) + 1)
    return candles.before(instrumentId, timeframe, { limit: warmUpBars + spanned })
  }
}
