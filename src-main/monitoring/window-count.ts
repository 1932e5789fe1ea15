const BUCKETS = 60

/** Counts what happened within a window that moves in sixty steps. Takes the same room however much happens. */
export class WindowCount {
  readonly #bucketMs: number
  readonly #counts = new Float64Array(BUCKETS)
  #newest = 0

  constructor(windowMs: number) {
    this.#bucketMs = windowMs / BUCKETS
  }

  /** @param atMs time on a clock that never goes back. */
  add(atMs: number): void {
    this.#moveTo(atMs)
    const place = this.#newest % BUCKETS
    this.#counts[place] = (this.#counts[place] ?? 0) + 1
  }

  total(nowMs: number): number {
    this.#moveTo(nowMs)
    return this.#counts.reduce((sum, count) => sum + count, 0)
  }

  #moveTo(nowMs: number): void {
    const bucket = Math.floor(nowMs / this.#bucketMs)
    if (bucket <= this.#newest) return
    const firstEmpty = Math.max(this.#newest + 1, bucket - BUCKETS + 1)
    for (let each = firstEmpty; each <= bucket; each++) this.#counts[each % BUCKETS] = 0
    this.#newest = bucket
  }
}
