import type { IndicatorParameters, IndicatorPoint, Timeframe } from '../../../src-contract/index.ts'
import type { CandleWindow } from '../bars/candle-window.ts'
import { describeFault, type EngineClient } from '../../client/index.ts'
import { IndicatorValues } from './indicator-values.ts'

/** What a chart looks at. */
export interface ChartMarket {
  readonly instrumentId: string
  readonly timeframe: Timeframe
}

export interface IndicatorFeedOptions {
  readonly client: EngineClient
  readonly market: ChartMarket
  readonly window: CandleWindow
  readonly indicatorId: string
  readonly parameters: IndicatorParameters
  /** Values came or changed from this bar on. */
  readonly onValues: (fromMs: number) => void
  /** Why there are none, or not all of them. */
  readonly onFault: (message: string) => void
}

/** A page of older bars. */
export interface HistoryQuery extends ChartMarket {
  readonly beforeMs: number
  readonly limit: number
}

/** Most bars that the engine gives in one answer. */
const MAX_PAGE_BARS = 5_000

/** The values of one indicator: the engine's, never computed here. */
export class IndicatorFeed {
  readonly values = new IndicatorValues()
  readonly #options: IndicatorFeedOptions
  #end: (() => void) | undefined
  #disposed = false

  constructor(options: IndicatorFeedOptions) {
    this.#options = options
    this.resume()
  }

  /** Ends the stream until `resume`; what came before stays. */
  pause(): void {
    this.#end?.()
    this.#end = undefined
  }

  resume(): void {
    if (this.#end !== undefined) return
    const { client, market, indicatorId: indicator, parameters } = this.#options
    this.#end = client.subscribe(
      'indicators',
      { ...market, indicator, parameters },
      {
        snapshot: ({ points }) => {
          this.#take(points)
          void this.#fillUpTo(points[0]?.openTimeMs)
        },
        deltas: (points) => this.#take(points),
        refused: (_code, message) => this.#options.onFault(message),
      },
    )
  }

  dispose(): void {
    this.#disposed = true
    this.pause()
  }

  /**
   * Fetches values for a page of older bars.
   * @returns Opening time of the oldest value that came; undefined when there is none.
   */
  async loadBefore(query: HistoryQuery): Promise<number | undefined> {
    const { client, indicatorId: indicator, parameters } = this.#options
    const { points } = await client.calls.market.indicators({ ...query, indicator, parameters })
    if (this.#disposed) return undefined
    this.#take(points)
    return points[0]?.openTimeMs
  }

  #take(points: readonly IndicatorPoint[]): void {
    if (points.length === 0) return
    this.values.take(points)
    this.#options.onValues(points.reduce((oldest, { openTimeMs }) => Math.min(oldest, openTimeMs), Infinity))
  }

  /** Bars that were loaded before the indicator was added are older than its snapshot. */
  async #fillUpTo(snapshotMs: number | undefined): Promise<void> {
    const { window, market, onFault } = this.#options
    let beforeMs = snapshotMs
    try {
      while (beforeMs !== undefined && beforeMs > (window.first?.openTimeMs ?? beforeMs)) {
        beforeMs = await this.loadBefore({ ...market, beforeMs, limit: MAX_PAGE_BARS })
      }
    } catch (error) {
      if (!this.#disposed) onFault(describeFault(error).message)
    }
  }
}
