import type { CandleView, IndicatorPoint, Timeframe } from '../../src-contract/index.ts'
import type { EngineClient } from '../client/index.ts'
import type { CandleWindow } from './candle-window.ts'
import type { ChartCanvas, OverlayName } from './chart-canvas.ts'
import type { OverlayPeriods } from './overlay-periods.ts'
import { OverlayValues } from './overlay-values.ts'

export interface OverlaysOptions {
  readonly client: EngineClient
  readonly canvas: Pick<ChartCanvas, 'drawOverlay' | 'drawOverlayTail'>
  readonly window: CandleWindow
  readonly market: { readonly instrumentId: string; readonly timeframe: Timeframe }
  readonly onChange: () => void
  readonly onFault: (error: unknown) => void
}

export interface HistoryQuery {
  readonly instrumentId: string
  readonly timeframe: Timeframe
  readonly beforeMs: number
  readonly limit: number
}

const NAMES: readonly OverlayName[] = ['fast', 'slow']
/** Most bars that the engine gives in one answer. */
const MAX_PAGE_BARS = 5_000

/** The two averages: the engine's values, never computed here. */
export class Overlays {
  readonly #options: OverlaysOptions
  readonly #values: Readonly<Record<OverlayName, OverlayValues>> = {
    fast: new OverlayValues(),
    slow: new OverlayValues(),
  }
  #periods: OverlayPeriods | null = null
  #ends: readonly (() => void)[] = []

  constructor(options: OverlaysOptions) {
    this.#options = options
  }

  setPeriods(periods: OverlayPeriods | null): void {
    if (periods?.fast === this.#periods?.fast && periods?.slow === this.#periods?.slow) return
    this.dispose()
    this.#periods = periods
    for (const name of NAMES) this.#values[name].clear()
    this.drawAll()
    this.#options.onChange()
    if (periods === null) return
    this.#ends = NAMES.map((name) => this.#subscribe(name, periods[name]))
  }

  dispose(): void {
    for (const end of this.#ends) end()
    this.#ends = []
  }

  valuesAt(openTimeMs: number): Record<OverlayName, number | null> {
    return { fast: this.#values.fast.at(openTimeMs), slow: this.#values.slow.at(openTimeMs) }
  }

  /** Fetches values for a page of older bars; the caller draws when the bars are there. */
  async loadBefore(query: HistoryQuery): Promise<void> {
    if (this.#periods !== null) await Promise.all(NAMES.map((name) => this.#load(name, query)))
  }

  drawAll(): void {
    for (const name of NAMES) this.#draw(name)
  }

  /** Draws the values of bars that changed at the end. */
  drawTail(bars: readonly CandleView[]): void {
    for (const name of NAMES) this.#options.canvas.drawOverlayTail(name, this.#values[name].pointsOf(bars))
  }

  #draw(name: OverlayName): void {
    this.#options.canvas.drawOverlay(name, this.#values[name].pointsOf(this.#options.window.bars))
  }

  #subscribe(name: OverlayName, period: number): () => void {
    const { client, market, onFault } = this.#options
    return client.subscribe(
      'indicators',
      { ...market, indicator: 'ema', period },
      {
        snapshot: ({ points }) => this.#handleSnapshot(name, points),
        deltas: (points) => this.#handlePoints(name, points),
        refused: (code, message) => onFault(new Error(`${code}: ${message}`)),
      },
    )
  }

  #handleSnapshot(name: OverlayName, points: readonly IndicatorPoint[]): void {
    this.#values[name].take(points)
    this.#draw(name)
    this.#options.onChange()
    this.#fillUpTo(name, points[0]?.openTimeMs).catch(this.#options.onFault)
  }

  /** Bars that were loaded before the average was switched on are older than its snapshot. */
  async #fillUpTo(name: OverlayName, snapshotMs: number | undefined): Promise<void> {
    let beforeMs = snapshotMs
    while (beforeMs !== undefined && beforeMs > (this.#options.window.first?.openTimeMs ?? beforeMs)) {
      beforeMs = await this.#load(name, { ...this.#options.market, beforeMs, limit: MAX_PAGE_BARS })
      this.#draw(name)
    }
  }

  /** @returns Opening time of the oldest value that came; undefined when there is none. */
  async #load(name: OverlayName, query: HistoryQuery): Promise<number | undefined> {
    const periods = this.#periods
    if (periods === null) return undefined
    const request = { ...query, indicator: 'ema', period: periods[name] } as const
    const { points } = await this.#options.client.calls.market.indicators(request)
    if (this.#periods !== periods) return undefined
    this.#values[name].take(points)
    return points[0]?.openTimeMs
  }

  #handlePoints(name: OverlayName, points: readonly IndicatorPoint[]): void {
    const { window, canvas } = this.#options
    this.#values[name].take(points)
    const newest = window.last
    if (newest === undefined) return
    const noneOlder = points.every((point) => point.openTimeMs >= newest.openTimeMs)
    if (noneOlder) canvas.drawOverlayTail(name, this.#values[name].pointsOf([newest]))
    else this.#draw(name)
    this.#options.onChange()
  }
}
