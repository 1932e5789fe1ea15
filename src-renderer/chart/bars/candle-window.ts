import type { CandleView } from '../../../src-contract/index.ts'

/** More bars than this in one series make every update slow: the chart library copies them all. */
export const MAX_BARS = 20_000
/** How far the window may grow past the cap before it is cut, so that it is not cut at every new bar. */
const SLACK_BARS = 500

/** What the chart has to do after the window took something in. */
export type WindowChange =
  | { readonly kind: 'none' }
  /** Draw everything anew. */
  | { readonly kind: 'replaced' }
  /** Only these, oldest first: the last bar drawn before, or newer ones. */
  | { readonly kind: 'tail'; readonly bars: readonly CandleView[] }

/** The bars that are loaded for one instrument and timeframe, oldest first, without doubles. */
export class CandleWindow {
  #bars: CandleView[] = []
  readonly #maxBars: number

  constructor(maxBars = MAX_BARS) {
    this.#maxBars = maxBars
  }

  get bars(): readonly CandleView[] {
    return this.#bars
  }

  get first(): CandleView | undefined {
    return this.#bars[0]
  }

  get last(): CandleView | undefined {
    return this.#bars.at(-1)
  }

  get full(): boolean {
    return this.#bars.length >= this.#maxBars
  }

  /** Takes a snapshot; older bars loaded before stay when the snapshot joins them without a hole. */
  takeSnapshot(candles: readonly CandleView[]): void {
    const from = candles[0]?.openTimeMs
    const last = this.last
    const joins = from !== undefined && last !== undefined && from <= last.openTimeMs
    const kept = joins ? this.#bars.filter((bar) => bar.openTimeMs < from) : []
    this.#bars = [...kept, ...candles]
    this.#cut(0)
  }

  /** Takes newest states of bars, in any order. */
  takeUpdates(updates: readonly CandleView[]): WindowChange {
    const lastDrawnMs = this.last?.openTimeMs ?? -1
    const touched = new Map<number, CandleView>()
    let older = false
    for (const bar of updates) {
      this.#put(bar)
      if (bar.openTimeMs < lastDrawnMs) older = true
      touched.set(bar.openTimeMs, bar)
    }
    if (touched.size === 0) return { kind: 'none' }
    if (this.#cut(SLACK_BARS) || older) return { kind: 'replaced' }
    return { kind: 'tail', bars: [...touched.values()].sort((a, b) => a.openTimeMs - b.openTimeMs) }
  }

  /** Puts older history in front, as much as the cap leaves room for, and says how many bars came. */
  prepend(older: readonly CandleView[]): number {
    const firstMs = this.first?.openTimeMs ?? Number.POSITIVE_INFINITY
    const room = Math.max(0, this.#maxBars - this.#bars.length)
    const fresh = older.filter((bar) => bar.openTimeMs < firstMs)
    const taken = fresh.slice(Math.max(0, fresh.length - room))
    this.#bars = [...taken, ...this.#bars]
    return taken.length
  }

  /** Index of the newest bar that opens at or before `timeMs`; -1 when all are younger. */
  indexAt(timeMs: number): number {
    let low = 0
    let high = this.#bars.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const bar = this.#bars[middle]
      if (bar !== undefined && bar.openTimeMs <= timeMs) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  #put(bar: CandleView): void {
    const index = this.indexAt(bar.openTimeMs)
    if (this.#bars[index]?.openTimeMs === bar.openTimeMs) this.#bars[index] = bar
    else this.#bars.splice(index + 1, 0, bar)
  }

  #cut(slack: number): boolean {
    if (this.#bars.length <= this.#maxBars + slack) return false
    this.#bars = this.#bars.slice(-this.#maxBars)
    return true
  }
}
