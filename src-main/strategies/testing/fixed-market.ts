import { timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import type { MarketSeries, StrategyIct, StrategyIndicator, StrategyMarket } from '../ports.ts'

interface Asked {
  readonly id: string
  readonly parameters: Readonly<Record<string, unknown>> | undefined
  readonly series: MarketSeries | undefined
}

/** A market in which every indicator has one value, beside a close, that the test sets. */
export class FixedMarket implements StrategyMarket {
  readonly asked: Asked[] = []
  #bar: Candle | undefined
  #value = Number.NaN

  /** The newest closed bar of whatever timeframe closed at `close`, where the indicator had `value`. */
  set(close: number, value: number): void {
    this.#bar = { openTimeMs: timeMs(0), open: close, high: close, low: close, close, volume: 1 }
    this.#value = value
  }

  indicator(id: string, parameters?: Readonly<Record<string, unknown>>, series?: MarketSeries): StrategyIndicator {
    this.asked.push({ id, parameters, series })
    const bar = (): Candle | undefined => this.#bar
    const value = (): number => this.#value
    return {
      columns: [id],
      get isWarm() {
        return !Number.isNaN(value())
      },
      get bar() {
        return bar()
      },
      gap: false,
      get values() {
        return [value()]
      },
      forming: () => undefined,
    }
  }

  ict(): StrategyIct {
    return { bar: this.#bar, news: [], active: () => [] }
  }
}
