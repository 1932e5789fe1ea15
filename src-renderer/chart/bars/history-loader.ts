import type { CandleView } from '../../../src-contract/index.ts'

export interface HistoryPorts {
  /** Closed bars that open before a time, oldest first. */
  load(beforeMs: number): Promise<readonly CandleView[]>
  /** Puts bars in front of the window; says how many of them were new. */
  take(bars: readonly CandleView[]): number
  /** Opening time of the oldest bar; undefined while there is none, or when the window is full. */
  oldestMs(): number | undefined
  onFault(error: unknown): void
  after(delayMs: number, callback: () => void): () => void
}

/** So many bars from the left edge the next page is fetched. */
const NEAR_EDGE_BARS = 60
/** Scrolling rests this long before a page is fetched: every page costs a full draw. */
const DEBOUNCE_MS = 120

/** Fetches older bars, page by page, as the user scrolls back. */
export class HistoryLoader {
  readonly #ports: HistoryPorts
  #loading = false
  #ended = false
  #disposed = false
  #cancelTimer: (() => void) | undefined

  constructor(ports: HistoryPorts) {
    this.#ports = ports
  }

  /** @param leftIndex Index of the bar at the left edge; below zero where there is empty space. */
  handleVisible(leftIndex: number): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    if (leftIndex > NEAR_EDGE_BARS || this.#ended || this.#loading) return
    this.#cancelTimer = this.#ports.after(DEBOUNCE_MS, () => void this.#loadPage())
  }

  dispose(): void {
    this.#disposed = true
    this.#cancelTimer?.()
  }

  async #loadPage(): Promise<void> {
    const beforeMs = this.#ports.oldestMs()
    if (beforeMs === undefined) return
    this.#loading = true
    try {
      const bars = await this.#ports.load(beforeMs)
      if (this.#disposed) return
      this.#ended = bars.length === 0 || this.#ports.take(bars) === 0
    } catch (error) {
      if (!this.#disposed) this.#ports.onFault(error)
    } finally {
      this.#loading = false
    }
  }
}
