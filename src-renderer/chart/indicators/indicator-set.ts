import type { CandleView } from '../../../src-contract/index.ts'
import type { CandleWindow } from '../bars/candle-window.ts'
import { describeFault, type EngineClient } from '../../client/index.ts'
import type { ChartMarket, HistoryQuery } from './indicator-feed.ts'
import { type IndicatorPlot, IndicatorTrack, type ShownIndicator } from './indicator-track.ts'
import type { ValuesAtBar } from './indicator-values.ts'

export interface IndicatorSetOptions {
  readonly client: EngineClient
  readonly market: ChartMarket
  readonly window: CandleWindow
  readonly addPlot: (indicator: ShownIndicator) => IndicatorPlot
  /** Something is to be drawn: call `draw` before the next frame. */
  readonly onDirty: () => void
  /** Why an indicator has no values, or not all of them. */
  readonly onFault: (key: string, message: string) => void
}

interface Entry {
  /** Kind and parameters: an indicator whose identity changes begins anew. */
  readonly identity: string
  readonly track: IndicatorTrack
}

/** The indicators of a chart. */
export class IndicatorSet {
  readonly #options: IndicatorSetOptions
  readonly #entries = new Map<string, Entry>()
  #paused = false
  /** Of the bars that the indicators have been told of. */
  #newestBarMs = Number.NEGATIVE_INFINITY

  constructor(options: IndicatorSetOptions) {
    this.#options = options
  }

  /** Shows these and no others; what stays the same goes on as it is. Hidden ones are not streamed. */
  show(indicators: readonly ShownIndicator[]): void {
    const wanted = new Map(indicators.filter(({ visible }) => visible).map((one) => [one.key, one]))
    for (const [key, { identity, track }] of this.#entries) {
      const next = wanted.get(key)
      if (next !== undefined && identityOf(next) === identity) track.setColour(next.colour)
      else this.#remove(key)
    }
    for (const indicator of wanted.values()) if (!this.#entries.has(indicator.key)) this.#add(indicator)
  }

  pause(): void {
    this.#paused = true
    for (const { track } of this.#entries.values()) track.feed.pause()
  }

  resume(): void {
    this.#paused = false
    for (const { track } of this.#entries.values()) track.feed.resume()
  }

  dispose(): void {
    for (const key of this.#entries.keys()) this.#remove(key)
  }

  /** Values of every indicator at a bar, by key. */
  valuesAt(openTimeMs: number): ReadonlyMap<string, ValuesAtBar> {
    const values = new Map<string, ValuesAtBar>()
    for (const [key, { track }] of this.#entries) {
      const own = track.valuesAt(openTimeMs)
      if (own !== undefined) values.set(key, own)
    }
    return values
  }

  /**
   * Values at the newest bar, by key. The values of a bar that has just begun come a moment after it: until then those of
   * the bar before it stand.
   */
  newestValues(): ReadonlyMap<string, ValuesAtBar> {
    const values = new Map<string, ValuesAtBar>()
    for (const { openTimeMs } of this.#options.window.bars.slice(-2)) {
      for (const [key, own] of this.valuesAt(openTimeMs)) values.set(key, own)
    }
    return values
  }

  /** Fetches values for a page of older bars; the caller draws when the bars are there. One that fails costs nobody else theirs. */
  async loadBefore(query: HistoryQuery): Promise<void> {
    const load = async ([key, { track }]: [string, Entry]): Promise<void> => {
      try {
        await track.feed.loadBefore(query)
      } catch (error) {
        this.#options.onFault(key, describeFault(error).message)
      }
    }
    await Promise.all(Array.from(this.#entries, load))
  }

  /** Bars have begun or changed, oldest first. A new price moves no value of an indicator: those come by themselves. */
  handleBars(bars: readonly CandleView[]): void {
    const begun = bars.find(({ openTimeMs }) => openTimeMs > this.#newestBarMs)
    if (begun === undefined) return
    this.#noteNewestBar()
    for (const { track } of this.#entries.values()) track.markFrom(begun.openTimeMs)
  }

  markAll(): void {
    this.#noteNewestBar()
    for (const { track } of this.#entries.values()) track.markAll()
  }

  draw(): void {
    for (const { track } of this.#entries.values()) track.draw()
  }

  #noteNewestBar(): void {
    this.#newestBarMs = this.#options.window.last?.openTimeMs ?? Number.NEGATIVE_INFINITY
  }

  #add(indicator: ShownIndicator): void {
    const { addPlot, onFault, ...options } = this.#options
    const { key } = indicator
    const track = new IndicatorTrack({
      ...options,
      indicator,
      plot: addPlot(indicator),
      onFault: (message) => onFault(key, message),
    })
    if (this.#paused) track.feed.pause()
    this.#entries.set(key, { identity: identityOf(indicator), track })
  }

  #remove(key: string): void {
    this.#entries.get(key)?.track.dispose()
    this.#entries.delete(key)
  }
}

function identityOf({ indicatorId, parameters }: ShownIndicator): string {
  const sorted = Object.entries(parameters).toSorted(([one], [other]) => one.localeCompare(other))
  return JSON.stringify([indicatorId, sorted])
}
