import type { CandleView } from '../../../src-contract/index.ts'
import type { EngineClient } from '../../client/index.ts'
import type { ChartMarket, HistoryQuery } from '../indicators/indicator-feed.ts'
import { CandleWindow } from './candle-window.ts'
import { HistoryLoader } from './history-loader.ts'

const HISTORY_PAGE_BARS = 1_000
/** More changed bars than this are cheaper to draw all at once: the chart library copies its data at each. */
export const MAX_TAIL_BARS = 8

/** What of the bars is to be drawn: all anew, or these, oldest first. */
export type DirtyBars =
  | { readonly kind: 'none' }
  | { readonly kind: 'all' }
  | { readonly kind: 'tail'; readonly bars: readonly CandleView[] }

export interface BarStreamOptions {
  readonly client: EngineClient
  readonly market: ChartMarket
  /** Values that belong to a page of older bars are fetched with it; must not fail. */
  readonly loadWith: (query: HistoryQuery) => Promise<void>
  /** Something is to be drawn: call `takeDirty` before the next frame. */
  readonly onDirty: () => void
  readonly onStatus: (status: 'empty' | 'ready') => void
  readonly onRefused: (code: string, message: string) => void
  readonly onHistoryFault: (error: unknown) => void
  readonly after: (delayMs: number, callback: () => void) => () => void
}

/** The bars of a chart: the engine's stream, older ones as they are scrolled to, and what of them is not drawn yet. */
export class BarStream {
  readonly window = new CandleWindow()
  readonly #options: BarStreamOptions
  readonly #history: HistoryLoader
  #end: (() => void) | undefined
  #all = false
  #tail = new Map<number, CandleView>()

  constructor(options: BarStreamOptions) {
    this.#options = options
    this.#history = this.#createHistory()
  }

  /** Begins the stream, or begins it again after a pause: the bars in between come with its snapshot. */
  resume(): void {
    if (this.#end !== undefined) return
    const { client, market, onRefused } = this.#options
    this.#end = client.subscribe('candles', market, {
      snapshot: ({ candles }) => this.#handleSnapshot(candles),
      deltas: (updates) => this.#handleUpdates(updates.map((update) => update.candle)),
      refused: onRefused,
    })
  }

  pause(): void {
    this.#end?.()
    this.#end = undefined
  }

  dispose(): void {
    this.pause()
    this.#history.dispose()
  }

  /** @param leftIndex Index of the bar at the left edge of the plot; below zero where there is empty space. */
  handleVisible(leftIndex: number): void {
    this.#history.handleVisible(leftIndex)
  }

  /** What has changed since it was asked last. */
  takeDirty(): DirtyBars {
    const [all, tail] = [this.#all, this.#tail]
    this.#all = false
    this.#tail = new Map()
    if (all || tail.size > MAX_TAIL_BARS) return { kind: 'all' }
    if (tail.size === 0) return { kind: 'none' }
    return { kind: 'tail', bars: [...tail.values()].sort((a, b) => a.openTimeMs - b.openTimeMs) }
  }

  #createHistory(): HistoryLoader {
    const { client, market, loadWith, onHistoryFault, after } = this.#options
    return new HistoryLoader({
      load: async (beforeMs) => {
        const query = { ...market, beforeMs, limit: HISTORY_PAGE_BARS }
        const [{ candles }] = await Promise.all([client.calls.market.candles(query), loadWith(query)])
        return candles
      },
      take: (bars) => {
        const taken = this.window.prepend(bars)
        this.#markAll()
        return taken
      },
      oldestMs: () => (this.window.full ? undefined : this.window.first?.openTimeMs),
      onFault: onHistoryFault,
      after,
    })
  }

  #handleSnapshot(candles: readonly CandleView[]): void {
    this.window.takeSnapshot(candles)
    this.#markAll()
    this.#options.onStatus(this.window.last === undefined ? 'empty' : 'ready')
  }

  #handleUpdates(candles: readonly CandleView[]): void {
    const change = this.window.takeUpdates(candles)
    if (change.kind === 'none') return
    if (change.kind === 'replaced') this.#markAll()
    else {
      for (const bar of change.bars) this.#tail.set(bar.openTimeMs, bar)
      this.#options.onDirty()
    }
    this.#options.onStatus('ready')
  }

  #markAll(): void {
    this.#all = true
    this.#options.onDirty()
  }
}
