import type { IctRecordView } from '../../../src-contract/index.ts'
import type { CandleWindow } from '../bars/candle-window.ts'
import { describeFault, type EngineClient } from '../../client/index.ts'
import type { ChartMarket } from '../indicators/indicator-feed.ts'
import { IctRecords } from './ict-records.ts'

export interface IctFeedOptions {
  readonly client: EngineClient
  /** Its timeframe is that of the records; the chart's may be another. */
  readonly market: ChartMarket
  /** The bars of the chart: records are loaded as far back as they reach. */
  readonly window: CandleWindow
  readonly onRecords: () => void
  /** Why there are none, or not all of them. */
  readonly onFault: (message: string) => void
}

const PAGE_RECORDS = 2_000

/** The ICT records of one timeframe: the engine's, never found here. */
export class IctFeed {
  readonly records = new IctRecords()
  readonly #options: IctFeedOptions
  #end: (() => void) | undefined
  #disposed = false
  #loading = false
  /** All records that were confirmed at this time or later are known; undefined before the first page. */
  #completeFromMs: number | undefined

  constructor(options: IctFeedOptions) {
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
    const { client, market, onFault } = this.#options
    this.#end = client.subscribe('ict', market, {
      snapshot: ({ records }) => {
        this.#take(records)
        // While nobody listened, records beyond the snapshot may have ended: all are asked for again.
        this.#completeFromMs = undefined
        void this.fill()
      },
      deltas: (records) => this.#take(records),
      refused: (_code, message) => onFault(message),
    })
  }

  dispose(): void {
    this.#disposed = true
    this.pause()
  }

  /** Drops what ended before the bars of the chart begin. */
  forgetBefore(openTimeMs: number): void {
    this.records.forgetBefore(openTimeMs)
    if (this.#completeFromMs !== undefined) this.#completeFromMs = Math.max(this.#completeFromMs, openTimeMs)
  }

  /** Fetches what is missing back to the oldest bar of the chart. */
  async fill(): Promise<void> {
    if (this.#loading) return
    this.#loading = true
    try {
      while (this.#isIncomplete) await this.#loadPage()
    } catch (error) {
      if (!this.#disposed) this.#options.onFault(describeFault(error).message)
    } finally {
      this.#loading = false
    }
  }

  get #isIncomplete(): boolean {
    if (this.#disposed) return false
    const oldestMs = this.#options.window.first?.openTimeMs
    return oldestMs !== undefined && (this.#completeFromMs ?? Number.POSITIVE_INFINITY) > oldestMs
  }

  async #loadPage(): Promise<void> {
    const { client, market } = this.#options
    const before = this.#completeFromMs
    const query = { ...market, limit: PAGE_RECORDS, ...(before !== undefined && { beforeMs: before }) }
    const { records } = await client.calls.market.ictRecords(query)
    if (this.#disposed || this.#completeFromMs !== before) return
    this.#take(records)
    this.#completeFromMs = reachOf(records, before)
  }

  #take(records: readonly IctRecordView[]): void {
    if (records.length === 0) return
    this.records.take(records)
    this.#options.onRecords()
  }
}

/**
 * How far back records are known after a page that ends before `beforeMs`. A full page may have cut off records of its oldest
 * bar: that bar is asked for again, unless the page has no other.
 */
function reachOf(records: readonly IctRecordView[], beforeMs: number | undefined): number {
  const oldestMs = records[0]?.confirmedAtMs
  if (oldestMs === undefined || records.length < PAGE_RECORDS) return Number.NEGATIVE_INFINITY
  const withRest = oldestMs + 1
  return beforeMs === undefined || withRest < beforeMs ? withRest : oldestMs
}
