import { ensureDefined, timeMs } from '../base/index.ts'
import type { Candle } from '../domain/index.ts'

/** Numbers per bar: open time, open, high, low, close, volume, gap (0 or 1). */
const STRIDE = 7
const INITIAL_BARS = 256

/** Growing series of bars in one flat array: a fifth of the memory of objects. Ordered by open time. */
export class CandleColumns {
  #values = new Float64Array(INITIAL_BARS * STRIDE)
  #length = 0

  get length(): number {
    return this.#length
  }

  /** Adds a bar that opens after the last one; the caller sees to that. */
  push(candle: Candle): void {
    const start = this.#length * STRIDE
    if (start === this.#values.length) this.#grow()
    const values = this.#values
    values[start] = candle.openTimeMs
    values[start + 1] = candle.open
    values[start + 2] = candle.high
    values[start + 3] = candle.low
    values[start + 4] = candle.close
    values[start + 5] = candle.volume
    values[start + 6] = candle.gap === true ? 1 : 0
    this.#length++
  }

  at(index: number): Candle {
    const position = index < 0 ? this.#length + index : index
    if (position < 0 || position >= this.#length) throw new RangeError(`no bar at ${index} of ${this.#length}`)
    const start = position * STRIDE
    const candle = {
      openTimeMs: timeMs(this.#value(start)),
      open: this.#value(start + 1),
      high: this.#value(start + 2),
      low: this.#value(start + 3),
      close: this.#value(start + 4),
      volume: this.#value(start + 5),
    }
    return this.#value(start + 6) === 1 ? { ...candle, gap: true } : candle
  }

  /** Number of bars that open before `openTimeMs`. */
  countBefore(openTimeMs: number): number {
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#value(middle * STRIDE) < openTimeMs) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Up to `limit` bars that open before `beforeMs` (undefined = the newest), oldest first. */
  before(beforeMs: number | undefined, limit: number): Candle[] {
    const end = beforeMs === undefined ? this.#length : this.countBefore(beforeMs)
    const start = Math.max(0, end - Math.max(0, limit))
    return Array.from({ length: end - start }, (_, offset) => this.at(start + offset))
  }

  /** Forgets the `count` oldest bars. */
  dropFirst(count: number): void {
    this.#values.copyWithin(0, count * STRIDE, this.#length * STRIDE)
    this.#length -= count
  }

  #grow(): void {
    const larger = new Float64Array(this.#values.length * 2)
    larger.set(this.#values)
    this.#values = larger
  }

  #value(position: number): number {
    return ensureDefined(this.#values[position], 'value of a bar')
  }
}
