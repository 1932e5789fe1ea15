/** Counts entries as they are placed, so that nobody has to look for them among the orders. */
export class EntryRate {
  readonly #keepMs: number
  #timesMs: number[] = []

  /** @param keepMs how far back {@link since} can be asked */
  constructor(keepMs: number) {
    this.#keepMs = keepMs
  }

  /** An entry was placed. */
  note(timeMs: number): void {
    const oldest = this.#timesMs[0]
    if (oldest !== undefined && oldest <= timeMs - this.#keepMs)
      this.#timesMs = this.#timesMs.filter((each) => each > timeMs - this.#keepMs)
    this.#timesMs.push(timeMs)
  }

  /** How many were placed after that time. */
  since(sinceMs: number): number {
    let count = 0
    for (let index = this.#timesMs.length - 1; index >= 0; index--) {
      if ((this.#timesMs[index] ?? 0) <= sinceMs) break
      count += 1
    }
    return count
  }
}
