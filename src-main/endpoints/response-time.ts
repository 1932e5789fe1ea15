/** Weight of the newest measure against all before it. */
const NEWEST = 0.2

/** Exponentially weighted moving average of response times, in milliseconds. */
export class ResponseTime {
  #valueMs: number | undefined

  /** Undefined before the first measure. */
  get valueMs(): number | undefined {
    return this.#valueMs
  }

  add(measuredMs: number): void {
    this.#valueMs = this.#valueMs === undefined ? measuredMs : this.#valueMs + NEWEST * (measuredMs - this.#valueMs)
  }
}
