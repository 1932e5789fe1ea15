import type { CandleView, InstrumentView, Timeframe } from '../../../src-contract/index.ts'
import { describeFault, type EngineClient, type SessionClock } from '../../client/index.ts'
import type { Language } from '../../i18n/index.ts'
import { ensureNever, formatPrice, subscribeFormatSettings } from '../../ui/index.ts'
import { barCountdown } from '../bars/bar-countdown.ts'
import { type BarGap, barGap, barGaps } from '../bars/bar-gaps.ts'
import { BarStream } from '../bars/bar-stream.ts'
import { ChartCanvas, type ChartLook } from '../canvas/chart-canvas.ts'
import { onThemeSwitch, readChartColors } from '../canvas/chart-colors.ts'
import type { FillMark } from '../canvas/fill-primitive.ts'
import type { PlacedLine } from '../canvas/line-primitive.ts'
import type { IctCounts } from '../ict/ict-counts.ts'
import type { ShownLayer } from '../ict/ict-layers.ts'
import { IctSet } from '../ict/ict-set.ts'
import { IndicatorSet } from '../indicators/indicator-set.ts'
import type { ShownIndicator } from '../indicators/indicator-track.ts'
import type { ValuesAtBar } from '../indicators/indicator-values.ts'
import type { PriceLine } from '../lines/price-lines.ts'
import { type ChartKeyAction, movedCursor } from './bar-cursor.ts'
import { type ChartStore, setIndicatorFault, setReady } from './chart-store.ts'
import { DrawQueue } from './draw-queue.ts'
import type { LegendValues } from './legend-values.ts'

export interface ChartSessionOptions {
  readonly container: HTMLElement
  readonly client: EngineClient
  readonly clock: SessionClock
  readonly instrument: Pick<InstrumentView, 'instrumentId' | 'tickSize'>
  readonly timeframe: Timeframe
  readonly look: ChartLook
  readonly store: ChartStore
  readonly legend: LegendValues
  readonly ictCounts: IctCounts
  readonly onPlaced: (lines: readonly PlacedLine[], plotHeight: number) => void
}

const COUNTDOWN_MS = 250

/** One instrument and timeframe on a chart, from the first bar to its removal. */
export class ChartSession {
  readonly #options: ChartSessionOptions
  readonly #queue = new DrawQueue(
    () => this.#draw(),
    (callback) => queueMicrotask(callback),
  )
  readonly #stream: BarStream
  readonly #canvas: ChartCanvas
  readonly #indicators: IndicatorSet
  readonly #ict: IctSet
  readonly #ends: (() => void)[] = []
  #countdown: ReturnType<typeof setInterval> | undefined
  /** Opening time of the bar under the crosshair: its index changes when older bars come. */
  #cursorMs: number | undefined
  #cursorY: number | undefined
  #stale = false
  #ictDirty = false
  #fills: readonly FillMark[] = []

  constructor(options: ChartSessionOptions) {
    this.#options = options
    this.#stream = this.#createStream()
    this.#canvas = this.#createCanvas()
    this.#indicators = this.#createIndicators()
    this.#ict = this.#createIct()
    this.#ends.push(
      onThemeSwitch(() => this.#canvas.setColors(readChartColors(options.container))),
      subscribeFormatSettings(() => this.#canvas.relabel()),
    )
    this.resume()
  }

  dispose(): void {
    this.pause()
    for (const end of this.#ends) end()
    this.#queue.dispose()
    this.#stream.dispose()
    this.#indicators.dispose()
    this.#ict.dispose()
    this.#canvas.dispose()
  }

  /** Ends the streams while nobody sees the chart; what was loaded stays. */
  pause(): void {
    clearInterval(this.#countdown)
    this.#countdown = undefined
    this.#stream.pause()
    this.#indicators.pause()
    this.#ict.pause()
  }

  resume(): void {
    this.#countdown ??= setInterval(() => this.#showLast(), COUNTDOWN_MS)
    this.#stream.resume()
    this.#indicators.resume()
    this.#ict.resume()
  }

  setLanguage(language: Language): void {
    this.#canvas.setLanguage(language)
  }

  setLook(look: ChartLook): void {
    this.#canvas.setLook(look)
  }

  setIndicators(indicators: readonly ShownIndicator[]): void {
    this.#indicators.show(indicators)
    this.#queue.request()
  }

  setIctLayers(layers: readonly ShownLayer[]): void {
    this.#options.store.setState({ ictFault: undefined })
    this.#ict.show(layers)
    this.#canvas.ict.setSources(this.#ict.sources)
  }

  setLines(lines: readonly PriceLine[]): void {
    this.#canvas.setLines(lines)
  }

  setFills(fills: readonly FillMark[]): void {
    this.#fills = fills
    this.#canvas.setFills(fills)
  }

  setStale(stale: boolean): void {
    this.#stale = stale
    this.#showLast()
  }

  get fills(): readonly FillMark[] {
    return this.#fills
  }

  get bars(): readonly CandleView[] {
    return this.#stream.window.bars
  }

  /** What is missing among them. */
  get gaps(): readonly BarGap[] {
    return barGaps(this.bars, this.#options.timeframe)
  }

  get canvas(): Pick<
    ChartCanvas,
    'ict' | 'drawnIndicators' | 'lines' | 'plot' | 'paneCount' | 'priceAt' | 'picture' | 'resetView'
  > {
    return this.#canvas
  }

  /** True while the crosshair stands on a bar. */
  get pointing(): boolean {
    return this.#cursorMs !== undefined
  }

  /** Price at the crosshair, else the newest; undefined while there is none. */
  get pointedPrice(): number | undefined {
    const pointed = this.#cursorY === undefined ? undefined : this.#canvas.priceAt(this.#cursorY)
    return pointed ?? this.bars.at(-1)?.close
  }

  /** Values of every indicator at a bar, by key. */
  valuesAt(openTimeMs: number): ReadonlyMap<string, ValuesAtBar> {
    return this.#indicators.valuesAt(openTimeMs)
  }

  /** Moves or zooms by keyboard. @returns The bar that the cursor stands on then, if it was moved. */
  act(action: Exclude<ChartKeyAction, { kind: 'alert' }>): CandleView | undefined {
    const { viewport } = this.#canvas
    switch (action.kind) {
      case 'move':
        return this.#pointAt(movedCursor(this.#cursorIndex, action.bars, this.bars.length))
      case 'first':
        return this.#pointAt(movedCursor(0, 0, this.bars.length))
      case 'newest':
        viewport.showNewest()
        return this.#pointAt(movedCursor(undefined, 0, this.bars.length))
      case 'zoom':
        viewport.zoom(action.factor)
        return undefined
      case 'leave':
        viewport.clearCursor()
        this.#handleCursor(undefined)
        return undefined
      default:
        return ensureNever(action, 'key action')
    }
  }

  #createStream(): BarStream {
    const { client, instrument, timeframe, store } = this.#options
    return new BarStream({
      client,
      market: { instrumentId: instrument.instrumentId, timeframe },
      loadWith: (query) => this.#indicators.loadBefore(query),
      onDirty: () => this.#queue.request(),
      onStatus: (kind) => setReady(store, kind),
      onRefused: (code, message) => store.setState({ status: { kind: 'failed', code, message } }),
      onHistoryFault: (error) => store.setState({ historyFault: describeFault(error).message }),
      after: (delayMs, callback) => {
        const timer = setTimeout(callback, delayMs)
        return () => clearTimeout(timer)
      },
    })
  }

  #createCanvas(): ChartCanvas {
    const { container, instrument, timeframe, look, ictCounts, onPlaced } = this.#options
    return new ChartCanvas(container, {
      colors: readChartColors(container),
      look,
      timeframe,
      tickSize: Number(instrument.tickSize),
      formatPrice: (price) => formatPrice(price, instrument.tickSize),
      window: this.#stream.window,
      ictCounts,
      onPlaced,
      onCursor: (cursor) => {
        this.#cursorY = cursor?.y
        this.#handleCursor(cursor?.index)
      },
      onVisible: (leftIndex) => this.#stream.handleVisible(leftIndex),
    })
  }

  #createIndicators(): IndicatorSet {
    const { client, instrument, timeframe, store } = this.#options
    return new IndicatorSet({
      client,
      market: { instrumentId: instrument.instrumentId, timeframe },
      window: this.#stream.window,
      addPlot: (indicator) => {
        setIndicatorFault(store, indicator.key, undefined)
        return this.#canvas.addPlot(indicator)
      },
      onDirty: () => this.#queue.request(),
      onFault: (key, message) => setIndicatorFault(store, key, message),
    })
  }

  #createIct(): IctSet {
    const { client, instrument, store } = this.#options
    return new IctSet({
      client,
      instrumentId: instrument.instrumentId,
      window: this.#stream.window,
      onDirty: () => {
        this.#ictDirty = true
        this.#queue.request()
      },
      onFault: (message) => store.setState({ ictFault: message }),
    })
  }

  /** Draws what has changed: each series once. */
  #draw(): void {
    const dirty = this.#stream.takeDirty()
    if (dirty.kind === 'all') {
      this.#canvas.drawAll()
      this.#indicators.markAll()
      this.#ict.handleBars()
    } else if (dirty.kind === 'tail') {
      this.#canvas.drawTail(dirty.bars)
      this.#indicators.handleBars(dirty.bars)
    }
    this.#indicators.draw()
    if (this.#ictDirty) this.#canvas.ict.repaint()
    this.#ictDirty = false
    this.#showLast()
    this.#tellLegend()
  }

  #showLast(): void {
    const bar = this.bars.at(-1)
    if (bar === undefined) return
    const countdown = barCountdown(bar.openTimeMs, this.#options.timeframe, this.#options.clock.nowMs() ?? 0)
    this.#canvas.setLast({ price: bar.close, rising: bar.close >= bar.open, countdown, stale: this.#stale })
  }

  get #cursorIndex(): number | undefined {
    const index = this.#cursorMs === undefined ? -1 : this.#stream.window.indexAt(this.#cursorMs)
    return index < 0 ? undefined : index
  }

  #pointAt(index: number | undefined): CandleView | undefined {
    const bar = index === undefined ? undefined : this.bars[index]
    if (index === undefined || bar === undefined) return undefined
    this.#canvas.pointAt(index, bar)
    this.#handleCursor(index)
    return bar
  }

  #handleCursor(index: number | undefined): void {
    this.#cursorMs = index === undefined ? undefined : this.bars[index]?.openTimeMs
    this.#tellLegend()
  }

  #tellLegend(): void {
    const { legend } = this.#options
    const index = this.#cursorIndex ?? this.bars.length - 1
    const bar = this.bars[index]
    if (bar === undefined) return
    const indicators =
      this.#cursorIndex === undefined ? this.#indicators.newestValues() : this.#indicators.valuesAt(bar.openTimeMs)
    legend.set({ bar, gap: barGap(bar, this.bars[index - 1], this.#options.timeframe), indicators })
  }
}
