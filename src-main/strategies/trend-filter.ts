import type { Timeframe } from '../domain/index.ts'
import { formatDistinct } from './format-price.ts'
import type { StrategyIndicator, StrategyMarket } from './ports.ts'

export interface TrendFilterSettings {
  readonly timeframe: Timeframe
  /** Bars of the exponential moving average. */
  readonly period: number
}

/** Side of its EMA on which the newest closed bar of a timeframe closed. */
export class TrendFilter {
  readonly #settings: TrendFilterSettings
  readonly #ema: StrategyIndicator

  constructor(settings: TrendFilterSettings, ema: StrategyIndicator) {
    this.#settings = settings
    this.#ema = ema
  }

  get isWarm(): boolean {
    return this.#ema.isWarm
  }

  /** 1 above, -1 below, 0 exactly on it or not known yet. */
  get direction(): 1 | -1 | 0 {
    const { bar, values, isWarm } = this.#ema
    const ema = values[0] ?? Number.NaN
    if (bar === undefined || !isWarm) return 0
    if (bar.close > ema) return 1
    return bar.close < ema ? -1 : 0
  }

  /** What {@link direction} says, in numbers. */
  sentence(): string {
    const { timeframe, period } = this.#settings
    const [close, ema] = formatDistinct(this.#ema.bar?.close ?? 0, this.#ema.values[0] ?? 0)
    return `the last ${timeframe} bar closed at ${close}, ${this.direction > 0 ? 'above' : 'below'} its EMA ${period} ${ema}`
  }
}

/** The filter on the strategy's own instrument. */
export function openTrendFilter(market: StrategyMarket, settings: TrendFilterSettings): TrendFilter {
  const { timeframe, period } = settings
  return new TrendFilter(settings, market.indicator('ema', { period }, { timeframe }))
}
