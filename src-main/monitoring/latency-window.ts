const WINDOW_MS = 300_000
/** More are rare, and the newest of so many tell the same. */
const CAPACITY = 1_000

/** The newest durations of the last five minutes, at most a thousand. */
export class LatencyWindow {
  readonly #atMs = new Float64Array(CAPACITY)
  readonly #durationsMs = new Float64Array(CAPACITY)
  readonly #sorted = new Float64Array(CAPACITY)
  #added = 0

  /** @param atMs when it was measured, on a clock that never goes back. */
  add(atMs: number, durationMs: number): void {
    const place = this.#added++ % CAPACITY
    this.#atMs[place] = atMs
    this.#durationsMs[place] = durationMs
  }

  /** Nearest rank: the smallest duration that `fraction` of all do not exceed. Null where there is none. */
  percentileMs(fraction: number, nowMs: number): number | null {
    const fromMs = nowMs - WINDOW_MS
    let count = 0
    for (let place = 0; place < Math.min(this.#added, CAPACITY); place++) {
      if ((this.#atMs[place] ?? 0) >= fromMs) this.#sorted[count++] = this.#durationsMs[place] ?? 0
    }
    if (count === 0) return null
    const sorted = this.#sorted.subarray(0, count).sort()
    return sorted[Math.max(0, Math.ceil(fraction * count) - 1)] ?? null
  }
}
