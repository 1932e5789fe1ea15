import type { IctKind, InstrumentView, Timeframe } from '../../../src-contract/index.ts'
import { IctFeed, type IctFeedOptions } from './ict-feed.ts'
import { type IctLayer, LAYER_KINDS, type ShownLayer } from './ict-layers.ts'
import type { IctRecords } from './ict-records.ts'

/** A layer that is on, with the records that it draws from. */
export interface IctSource {
  readonly layer: IctLayer
  readonly kinds: readonly IctKind[]
  readonly records: IctRecords
  /** Stands behind the labels where the records are not of the chart's own timeframe. */
  readonly suffix: string
}

export interface IctSetOptions
  extends Omit<IctFeedOptions, 'market' | 'onRecords'>,
    Pick<InstrumentView, 'instrumentId'> {
  /** Something is to be drawn. */
  readonly onDirty: () => void
}

/** The ICT layers of a chart: one stream for each timeframe that they are of. */
export class IctSet {
  readonly #options: IctSetOptions
  readonly #feeds = new Map<Timeframe, IctFeed>()
  #sources: readonly IctSource[] = []
  #paused = false

  constructor(options: IctSetOptions) {
    this.#options = options
  }

  get sources(): readonly IctSource[] {
    return this.#sources
  }

  /** Shows these layers and no others; a timeframe that none of them is of any more is not streamed. */
  show(layers: readonly ShownLayer[]): void {
    const wanted = new Set(layers.map(({ timeframe }) => timeframe))
    for (const [timeframe, feed] of this.#feeds) {
      if (wanted.has(timeframe)) continue
      feed.dispose()
      this.#feeds.delete(timeframe)
    }
    this.#sources = layers.map(({ layer, timeframe, higher }) => ({
      layer,
      kinds: LAYER_KINDS[layer],
      records: this.#feedOf(timeframe).records,
      suffix: higher ? ` ${timeframe}` : '',
    }))
  }

  pause(): void {
    this.#paused = true
    for (const feed of this.#feeds.values()) feed.pause()
  }

  resume(): void {
    this.#paused = false
    for (const feed of this.#feeds.values()) feed.resume()
  }

  dispose(): void {
    for (const feed of this.#feeds.values()) feed.dispose()
    this.#feeds.clear()
  }

  /** The bars of the chart begin elsewhere now: what is missing is fetched, what ended before them is forgotten. */
  handleBars(): void {
    const first = this.#options.window.first?.openTimeMs
    for (const feed of this.#feeds.values()) {
      if (first !== undefined) feed.forgetBefore(first)
      void feed.fill()
    }
  }

  #feedOf(timeframe: Timeframe): IctFeed {
    const known = this.#feeds.get(timeframe)
    if (known !== undefined) return known
    const { instrumentId, onDirty, ...options } = this.#options
    const feed = new IctFeed({ ...options, market: { instrumentId, timeframe }, onRecords: onDirty })
    if (this.#paused) feed.pause()
    this.#feeds.set(timeframe, feed)
    return feed
  }
}
