import type { IndicatorColumn, IndicatorView } from '../../../src-contract/index.ts'
import { MAX_TAIL_BARS } from '../bars/bar-stream.ts'
import type { CandleWindow } from '../bars/candle-window.ts'
import type { ChartIndicator, SeriesColour } from '../chart-settings.ts'
import { IndicatorFeed, type IndicatorFeedOptions } from './indicator-feed.ts'
import type { ColumnPlace, ColumnPoint, ValuesAtBar } from './indicator-values.ts'

/** An indicator that is to be drawn: what was chosen, and what the engine says of its kind. */
export interface ShownIndicator extends ChartIndicator {
  readonly placement: IndicatorView['placement']
  readonly columns: readonly IndicatorColumn[]
  /** `EMA 20`. */
  readonly name: string
}

/** What an indicator draws on the chart, from the points of all of its columns. */
export interface IndicatorPlot {
  /** Draws all points of every column anew. */
  drawAll(columns: readonly (readonly ColumnPoint[])[]): void
  /** Draws points that are not older than the last one drawn, oldest first; those of sparse columns begin with the one before. */
  drawTail(columns: readonly (readonly ColumnPoint[])[]): void
  setColour(colour: SeriesColour): void
  remove(): void
}

export interface IndicatorTrackOptions extends Omit<IndicatorFeedOptions, 'onValues' | 'indicatorId' | 'parameters'> {
  readonly indicator: ShownIndicator
  readonly plot: IndicatorPlot
  /** Something is to be drawn: call `draw` before the next frame. */
  readonly onDirty: () => void
}

/** One indicator of a chart: its values, and how far they are drawn. */
export class IndicatorTrack {
  readonly #feed: IndicatorFeed
  readonly #plot: IndicatorPlot
  readonly #window: CandleWindow
  readonly #columns: readonly ColumnPlace[]
  #colour: SeriesColour
  /** Everything from this bar on is to be drawn; infinite when nothing is. */
  #dirtyFromMs = Number.POSITIVE_INFINITY
  #drawnToMs = Number.NEGATIVE_INFINITY

  constructor({ indicator, plot, onDirty, ...options }: IndicatorTrackOptions) {
    this.#plot = plot
    this.#window = options.window
    this.#columns = indicator.columns.map(({ lookAheadBars, sparse }, index) => ({ index, lookAheadBars, sparse }))
    this.#colour = indicator.colour
    const { indicatorId, parameters } = indicator
    this.#feed = new IndicatorFeed({
      ...options,
      indicatorId,
      parameters,
      onValues: (fromMs) => {
        this.markFrom(fromMs)
        onDirty()
      },
    })
  }

  get feed(): Pick<IndicatorFeed, 'loadBefore' | 'pause' | 'resume'> {
    return this.#feed
  }

  /** Values that belong to a bar, as they are drawn there; undefined where nothing has come with it. */
  valuesAt(openTimeMs: number): ValuesAtBar | undefined {
    const { values } = this.#feed
    const came = values.at(openTimeMs)
    if (came === undefined || this.#columns.every(({ lookAheadBars }) => lookAheadBars === 0)) return came
    const bar = this.#window.indexAt(openTimeMs)
    return this.#columns.map((column) => values.valueOf(this.#window.bars, bar, column))
  }

  setColour(colour: SeriesColour): void {
    if (colour === this.#colour) return
    this.#colour = colour
    this.#plot.setColour(colour)
  }

  /** Bars from this one on have changed: their values are drawn anew. */
  markFrom(openTimeMs: number): void {
    this.#dirtyFromMs = Math.min(this.#dirtyFromMs, openTimeMs)
  }

  /** Draws what has changed since the last time. */
  draw(): void {
    if (this.#dirtyFromMs === Number.POSITIVE_INFINITY) return
    const { bars } = this.#window
    const from = Math.max(0, this.#window.indexAt(this.#dirtyFromMs))
    const isTail = this.#dirtyFromMs >= this.#drawnToMs && bars.length - from <= MAX_TAIL_BARS
    this.#dirtyFromMs = Number.POSITIVE_INFINITY
    this.#drawnToMs = this.#newestDrawnMs()
    if (isTail) this.#plot.drawTail(this.#pointsOf(from))
    else this.#plot.drawAll(this.#pointsOf(0))
  }

  /** Everything is drawn anew at the next `draw`; values of bars that are gone are forgotten. */
  markAll(): void {
    this.#feed.values.forgetBefore(this.#window.first?.openTimeMs ?? Number.NEGATIVE_INFINITY)
    this.#drawnToMs = Number.POSITIVE_INFINITY
    this.markFrom(Number.NEGATIVE_INFINITY)
  }

  dispose(): void {
    this.#feed.dispose()
    this.#plot.remove()
  }

  /**
   * The newest bar that something is drawn for. The last value of a bar comes when the next one has begun, and is still its
   * newest then; columns with holes have a point at each bar, with a value or without.
   */
  #newestDrawnMs(): number {
    const { bars } = this.#window
    if (this.#columns.some(({ sparse }) => sparse)) return bars.at(-1)?.openTimeMs ?? Number.NEGATIVE_INFINITY
    const drawn = bars.findLast(({ openTimeMs }) => this.#feed.values.at(openTimeMs) !== undefined)
    return drawn?.openTimeMs ?? Number.NEGATIVE_INFINITY
  }

  #pointsOf(from: number): ColumnPoint[][] {
    return this.#columns.map((column) => this.#feed.values.pointsOf(this.#window.bars, from, column))
  }
}
