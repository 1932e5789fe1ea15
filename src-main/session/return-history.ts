import { type InstrumentId, type Timeframe, TIMEFRAME_MS } from '../domain/index.ts'
import type { CandleStore } from '../market-data/index.ts'
import { type ReturnSeries, returnSeriesOf } from '../portfolio/index.ts'

/** The newest bars of a timeframe, as many as are looked at. */
export interface ReturnWindow {
  readonly timeframe: Timeframe
  readonly bars: number
}

/** Returns of stored bars; those of an instrument are kept until it has another bar. */
export class ReturnHistory {
  readonly #candles: Pick<CandleStore, 'before' | 'revision'>
  readonly #kept = new Map<InstrumentId, { readonly key: string; readonly series: ReturnSeries }>()

  constructor(candles: Pick<CandleStore, 'before' | 'revision'>) {
    this.#candles = candles
  }

  /** Another text as soon as one of the instruments has another bar, or another window is looked at. */
  keyOf(instrumentIds: readonly InstrumentId[], window: ReturnWindow): string {
    return instrumentIds.map((instrumentId) => `${instrumentId}@${this.#key(instrumentId, window)}`).join('|')
  }

  seriesOf(instrumentId: InstrumentId, window: ReturnWindow): ReturnSeries {
    const key = this.#key(instrumentId, window)
    const kept = this.#kept.get(instrumentId)
    if (kept?.key === key) return kept.series
    const { timeframe, bars } = window
    const candles = this.#candles.before(instrumentId, timeframe, { limit: bars + 1 })
    const closes = candles.map(({ openTimeMs, close }) => ({ timeMs: openTimeMs, close }))
    const series = returnSeriesOf({ instrumentId, closes }, TIMEFRAME_MS[timeframe])
    this.#kept.set(instrumentId, { key, series })
    return series
  }

  #key(instrumentId: InstrumentId, { timeframe, bars }: ReturnWindow): string {
    return `${this.#candles.revision(instrumentId, timeframe)} ${bars} ${timeframe}`
  }
}
