import type { IctRecordView } from '../../src-contract/index.ts'
import type { Candle, InstrumentId, Timeframe } from '../domain/index.ts'
import type { IndicatorValues } from '../indicators/index.ts'

/** Which bars something is computed from: those that the strategy itself follows, unless said otherwise. */
export interface MarketSeries {
  readonly timeframe?: Timeframe
  readonly instrumentId?: InstrumentId
}

/**
 * An indicator that a strategy reads at the close of a bar. It has taken every bar of its series that closed by then, also one
 * that closed at the same instant: a strategy that decides at 01:00 reads the value of the hour that ended at 01:00. Of another
 * instrument it has the bars that have come; see {@link bar}.
 */
export interface StrategyIndicator {
  /** Names of the values, in their order. */
  readonly columns: readonly string[]
  /** True once every column that is not sparse has a value. */
  readonly isWarm: boolean
  /** The newest closed bar, which {@link values} belong to; undefined before the first one. */
  readonly bar: Candle | undefined
  /** True when minutes are missing in {@link bar}, or bars before it. */
  readonly gap: boolean
  /**
   * Values at {@link bar}, as known at its close, NaN where there is none; never those of the forming bar. Read them before the
   * next bar. A column with `lookAheadBars` above zero belongs to a bar before that one.
   */
  readonly values: IndicatorValues
  /**
   * Values if the bar that is forming closed as it stands; undefined where none has begun, and while the strategy is warmed up
   * with bars of the past. Read them before the next call.
   */
  forming(): IndicatorValues | undefined
}

/** ICT records of a series that a strategy reads at the close of a bar; they have taken the same bars as {@link StrategyIndicator}. */
export interface StrategyIct {
  /** The newest closed bar; undefined before the first one. */
  readonly bar: Candle | undefined
  /** Records published or given a later time at {@link bar}. */
  readonly news: readonly Readonly<IctRecordView>[]
  /** Records that have not ended, oldest first. Later bars give them later times. */
  active(): Iterable<Readonly<IctRecordView>>
}

/**
 * The market as one instance of a strategy sees it. What it hands out is shared with everyone else who asks for the same, is
 * given back when the strategy is switched off, and while the strategy is warmed up with bars of the past shows what was known
 * at each of them.
 */
export interface StrategyMarket {
  /**
   * An indicator of the library; asking again for the same one gives the same.
   * @param parameters - Those left out take their defaults.
   * @throws EngineError `BAD_REQUEST` that names an unknown indicator or faulty parameters, `UNKNOWN_INSTRUMENT`.
   */
  indicator(id: string, parameters?: Readonly<Record<string, unknown>>, series?: MarketSeries): StrategyIndicator
  /** ICT records of a series; asking again for the same gives the same. @throws EngineError `UNKNOWN_INSTRUMENT`. */
  ict(timeframe?: Timeframe, instrumentId?: InstrumentId): StrategyIct
}
