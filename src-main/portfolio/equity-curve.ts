import { ensureDefined, RingBuffer, timeMs as toTimeMs } from '../base/index.ts'
import type { EquitySample } from '../domain/index.ts'

export interface EquityCurveOptions {
  /** Hears every sample as it is taken, for storing. A second sample of the same moment replaces the first. */
  readonly onSample: (sample: EquitySample) => void
  /** Newest samples kept in full detail. */
  readonly capacity?: number
}

const MINUTE_MS = 60_000
const DEFAULT_CAPACITY = 20_000

/** Equity over session time in bounded memory: the newest samples all, older ones thinner the older they are. */
export class EquityCurve {
  readonly #onSample: (sample: EquitySample) => void
  readonly #newest: RingBuffer<EquitySample>
  #older: EquitySample[] = []
  /** Start of the next minute, which is when the next sample is due. */
  #dueMs = Number.NEGATIVE_INFINITY

  constructor({ onSample, capacity = DEFAULT_CAPACITY }: EquityCurveOptions) {
    this.#onSample = onSample
    this.#newest = new RingBuffer(capacity)
  }

  get length(): number {
    return this.#older.length + this.#newest.length
  }

  /** Takes a sample when a new minute has begun; the account is read only then. */
  sample(timeMs: number, account: { readonly equity: number; readonly cash: number }): void {
    if (timeMs < this.#dueMs) return
    this.sampleNow({ timeMs: toTimeMs(timeMs), equity: account.equity, cash: account.cash })
  }

  /** Takes a sample at once: money has moved. Time never runs back, so a sample older than the newest is left out. */
  sampleNow(sample: EquitySample): void {
    if (!this.#add(sample)) return
    this.#dueMs = (Math.floor(sample.timeMs / MINUTE_MS) + 1) * MINUTE_MS
    this.#onSample(sample)
  }

  /** Takes over stored samples, oldest first, in place of the present ones; announces nothing. */
  restore(samples: readonly EquitySample[]): void {
    this.#newest.clear()
    this.#older = []
    for (const sample of samples) this.#add(sample)
    this.#dueMs = Number.NEGATIVE_INFINITY
  }

  /** At most `limit` points over the whole curve, evenly picked, oldest first; the first and the last are always among them. */
  points(limit: number): readonly EquitySample[] {
    if (!Number.isInteger(limit) || limit < 2) throw new RangeError(`limit must be 2 or more, got ${limit}`)
    const all = [...this.#older, ...this.#newest.toArray()]
    if (all.length <= limit) return all
    const step = (all.length - 1) / (limit - 1)
    return Array.from({ length: limit }, (_, index) => ensureDefined(all[Math.round(index * step)], 'sample'))
  }

  #add(sample: EquitySample): boolean {
    const last = this.#newest.at(-1)
    if (last && sample.timeMs < last.timeMs) return false
    if (last && sample.timeMs === last.timeMs) {
      this.#newest.replaceLast(sample)
      return true
    }
    if (this.#newest.length === this.#newest.capacity) this.#archive(ensureDefined(this.#newest.at(0), 'oldest sample'))
    this.#newest.push(sample)
    return true
  }

  /** When the older part is full, each pair of neighbours becomes its later one: what is oldest has been halved most often. */
  #archive(sample: EquitySample): void {
    this.#older.push(sample)
    if (this.#older.length < this.#newest.capacity) return
    this.#older = this.#older.filter((_, index) => index === 0 || index % 2 === 1)
  }
}
