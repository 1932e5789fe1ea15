import { ensureDefined, RingBuffer, timeMs as toTimeMs } from '../base/index.ts'
import type { EquitySample } from '../domain/index.ts'
import { ThinnedEquity } from './thinned-equity.ts'

export interface EquityCurveOptions {
  /** Hears every sample as it is taken, for storing. A second sample of the same moment replaces the first. */
  readonly onSample: (sample: EquitySample) => void
  /** Newest samples kept in full detail. */
  readonly capacity?: number
}

const MINUTE_MS = 60_000
const DEFAULT_CAPACITY = 20_000
/** Of older samples so many times as many may be kept before they become coarser. */
const OLDER_SHARE = 3

/** Equity over session time in bounded memory: the newest samples all, older ones by {@link ThinnedEquity}. */
export class EquityCurve {
  readonly #onSample: (sample: EquitySample) => void
  readonly #newest: RingBuffer<EquitySample>
  readonly #older: ThinnedEquity
  /** Start of the next minute, which is when the next sample is due. */
  #dueMs = Number.NEGATIVE_INFINITY

  constructor({ onSample, capacity = DEFAULT_CAPACITY }: EquityCurveOptions) {
    this.#onSample = onSample
    this.#newest = new RingBuffer(capacity)
    this.#older = new ThinnedEquity(OLDER_SHARE * capacity)
  }

  get length(): number {
    return this.#older.length + this.#newest.length
  }

  get newest(): EquitySample | undefined {
    return this.#newest.at(-1)
  }

  /** All that are kept, oldest first; peaks, drawdowns and what days ended with are among them. */
  samples(): readonly EquitySample[] {
    return [...this.#older.samples(), ...this.#newest.toArray()]
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
    this.#older.clear()
    for (const sample of samples) this.#add(sample)
    this.#dueMs = Number.NEGATIVE_INFINITY
  }

  /**
   * At most `limit` points over the whole curve, oldest first: the first, the last, and of each part between them the lowest and
   * the highest.
   */
  points(limit: number): readonly EquitySample[] {
    if (!Number.isInteger(limit) || limit < 2) throw new RangeError(`limit must be 2 or more, got ${limit}`)
    const all = this.samples()
    if (all.length <= limit) return all
    const parts = Math.floor((limit - 2) / 2)
    const inside = all.slice(1, -1)
    const between = Array.from({ length: parts }, (_, index) => extremesOf(partOf(inside, index, parts)))
    return [...all.slice(0, 1), ...between.flat(), ...all.slice(-1)]
  }

  #add(sample: EquitySample): boolean {
    const last = this.#newest.at(-1)
    if (last && sample.timeMs < last.timeMs) return false
    if (last && sample.timeMs === last.timeMs) {
      this.#newest.replaceLast(sample)
      return true
    }
    if (this.#newest.length === this.#newest.capacity) {
      this.#older.add(ensureDefined(this.#newest.at(0), 'oldest sample'))
    }
    this.#newest.push(sample)
    return true
  }
}

function partOf(samples: readonly EquitySample[], index: number, parts: number): readonly EquitySample[] {
  const start = Math.floor((index * samples.length) / parts)
  return samples.slice(start, Math.floor(((index + 1) * samples.length) / parts))
}

/** The lowest and the highest in the order of time; one where they are the same. */
function extremesOf(samples: readonly EquitySample[]): readonly EquitySample[] {
  let [low, high] = [samples[0], samples[0]]
  for (const sample of samples) {
    if (low && sample.equity < low.equity) low = sample
    if (high && sample.equity > high.equity) high = sample
  }
  if (!low || !high) return []
  if (low === high) return [low]
  return low.timeMs < high.timeMs ? [low, high] : [high, low]
}
