import type { CandleView, InstrumentView, Timeframe } from '../../src-contract/index.ts'
import { describeFault, type EngineClient, type SessionClock } from '../client/index.ts'
import { barCountdown } from './bar-countdown.ts'
import { CandleWindow } from './candle-window.ts'
import { ChartCanvas } from './chart-canvas.ts'
import { onThemeSwitch, readChartColors } from './chart-colors.ts'
import type { ChartStore } from './chart-store.ts'
import type { FillMark } from './fill-primitive.ts'
import { HistoryLoader } from './history-loader.ts'
import type { PlacedLine } from './line-primitive.ts'
import type { OverlayPeriods } from './overlay-periods.ts'
import { Overlays } from './overlays.ts'
import type { PriceLine } from './price-lines.ts'

export interface ChartSessionOptions {
  readonly container: HTMLElement
  readonly client: EngineClient
  readonly clock: SessionClock
  readonly instrument: InstrumentView
  readonly timeframe: Timeframe
  readonly store: ChartStore
  readonly formatPrice: (price: number) => string
  readonly onPlaced: (lines: readonly PlacedLine[], plotHeight: number) => void
}

const HISTORY_PAGE_BARS = 1_000
const COUNTDOWN_MS = 250

/** One instrument and timeframe on the chart, from the first bar to its removal. */
export class ChartSession {
  readonly #options: ChartSessionOptions
  readonly #window = new CandleWindow()
  readonly #canvas: ChartCanvas
  readonly #overlays: Overlays
  readonly #history: HistoryLoader
  readonly #ends: (() => void)[] = []
  #cursor: number | undefined
  #stale = false
  #fills: readonly FillMark[] = []

  constructor(options: ChartSessionOptions) {
    const { container, instrument, formatPrice, onPlaced } = options
    this.#options = options
    this.#canvas = new ChartCanvas(container, {
      colors: readChartColors(container),
      tickSize: Number(instrument.tickSize),
      formatPrice,
      window: this.#window,
      onPlaced,
      onCursor: (index) => this.#handleCursor(index),
      onVisible: (leftIndex) => this.#history.handleVisible(leftIndex),
    })
    this.#overlays = new Overlays({
      client: options.client,
      canvas: this.#canvas,
      window: this.#window,
      market: this.#market(),
      onChange: () => this.#tellLegend(),
      onFault: (error) => this.#handleFault(error),
    })
    this.#history = this.#createHistory()
    this.#subscribe()
  }

  dispose(): void {
    for (const end of this.#ends) end()
    this.#history.dispose()
    this.#overlays.dispose()
    this.#canvas.dispose()
  }

  /** Null switches the averages off. */
  setOverlays(periods: OverlayPeriods | null): void {
    this.#overlays.setPeriods(periods)
  }

  setLines(lines: readonly PriceLine[]): void {
    this.#canvas.setLines(lines)
  }

  setFills(fills: readonly FillMark[]): void {
    this.#fills = fills
    this.#canvas.setFills(fills)
  }

  get fills(): readonly FillMark[] {
    return this.#fills
  }

  setStale(stale: boolean): void {
    this.#stale = stale
    this.#showLast()
  }

  get bars(): readonly CandleView[] {
    return this.#window.bars
  }

  get canvas(): Pick<ChartCanvas, 'lines' | 'plotHeight'> {
    return this.#canvas
  }

  #market() {
    const { instrument, timeframe } = this.#options
    return { instrumentId: instrument.instrumentId, timeframe }
  }

  #subscribe(): void {
    const { client, container } = this.#options
    const countdown = setInterval(() => this.#showLast(), COUNTDOWN_MS)
    this.#ends.push(
      client.subscribe('candles', this.#market(), {
        snapshot: ({ candles }) => this.#handleSnapshot(candles),
        deltas: (updates) => this.#handleUpdates(updates.map((update) => update.candle)),
        refused: (code, message) => this.#options.store.setState({ status: { kind: 'failed', code, message } }),
      }),
      onThemeSwitch(() => this.#canvas.setColors(readChartColors(container))),
      () => clearInterval(countdown),
    )
  }

  #createHistory(): HistoryLoader {
    const { client } = this.#options
    return new HistoryLoader({
      load: async (beforeMs) => {
        const query = { ...this.#market(), beforeMs, limit: HISTORY_PAGE_BARS }
        const [{ candles }] = await Promise.all([client.calls.market.candles(query), this.#overlays.loadBefore(query)])
        return candles
      },
      take: (bars) => {
        const taken = this.#window.prepend(bars)
        this.#drawAll()
        return taken
      },
      oldestMs: () => (this.#window.full ? undefined : this.#window.first?.openTimeMs),
      onFault: (error) => this.#handleFault(error),
      after: (delayMs, callback) => {
        const timer = setTimeout(callback, delayMs)
        return () => clearTimeout(timer)
      },
    })
  }

  #handleSnapshot(candles: readonly CandleView[]): void {
    this.#window.takeSnapshot(candles)
    this.#drawAll()
    this.#options.store.setState({ status: { kind: this.#window.last === undefined ? 'empty' : 'ready' } })
  }

  #handleUpdates(candles: readonly CandleView[]): void {
    const change = this.#window.takeUpdates(candles)
    if (change.kind === 'none') return
    if (change.kind === 'replaced') this.#drawAll()
    else {
      this.#canvas.drawTail(change.bars)
      this.#overlays.drawTail(change.bars)
      this.#showLast()
      this.#tellLegend()
    }
    this.#options.store.setState({ status: { kind: 'ready' } })
  }

  #drawAll(): void {
    this.#canvas.drawAll()
    this.#overlays.drawAll()
    this.#showLast()
    this.#tellLegend()
  }

  #showLast(): void {
    const bar = this.#window.last
    if (bar === undefined) return
    const countdown = barCountdown(bar.openTimeMs, this.#options.timeframe, this.#options.clock.nowMs() ?? 0)
    this.#canvas.setLast({ price: bar.close, rising: bar.close >= bar.open, countdown, stale: this.#stale })
  }

  #handleCursor(index: number | undefined): void {
    this.#cursor = index
    this.#tellLegend()
  }

  #tellLegend(): void {
    const pointed = this.#cursor === undefined ? undefined : this.#window.bars[this.#cursor]
    const bar = pointed ?? this.#window.last
    if (bar === undefined) return
    this.#options.store.setState({ legend: { bar, ...this.#overlays.valuesAt(bar.openTimeMs) } })
  }

  #handleFault(error: unknown): void {
    const { message } = describeFault(error)
    this.#options.store.setState({ historyFault: message })
  }
}
