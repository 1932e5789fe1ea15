import type { EquitySample } from '../domain/index.ts'

const HOUR_MS = 3_600_000
/** Lowest, highest, both ends of the deepest fall, last. */
const MOST_IN_STRETCH = 5
/** Each a whole number of the one before: a wider stretch is made of whole narrow ones. */
const WIDTHS_MS: readonly number[] = [1, 2, 4, 8, 24].map((hours) => hours * HOUR_MS)

interface Stretch {
  readonly startMs: number
  low: EquitySample
  high: EquitySample
  /** The deepest fall within the stretch by fraction. */
  fall: readonly [from: EquitySample, to: EquitySample]
  last: EquitySample
}

/**
 * Equity of long ago: of each stretch of time the lowest and the highest sample, both ends of its deepest fall and the last, and the
 * very first of all. So peaks, drawdowns and what a day ended with stay as they were. Stretches begin as hours of UTC and become wider, up to days, where there
 * are too many.
 */
export class ThinnedEquity {
  readonly #capacity: number
  #width = 0
  #samples: EquitySample[] = []
  #open: Stretch | undefined

  /** @param capacity samples beyond which stretches become wider; of days as many are kept as there are. */
  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get length(): number {
    return this.#samples.length + samplesOf(this.#open).length
  }

  /** Oldest first. */
  samples(): readonly EquitySample[] {
    return [...this.#samples, ...samplesOf(this.#open)]
  }

  /** Takes one that is newer than all before. */
  add(sample: EquitySample): void {
    this.#take(sample)
    // Counted exactly only where it may matter: samples come every minute.
    if (this.#samples.length + MOST_IN_STRETCH <= this.#capacity) return
    while (this.length > this.#capacity && this.#width < WIDTHS_MS.length - 1) this.#widen()
  }

  clear(): void {
    this.#width = 0
    this.#samples = []
    this.#open = undefined
  }

  #take(sample: EquitySample): void {
    const isFirst = this.#open === undefined && this.#samples.length === 0
    if (isFirst) {
      this.#samples.push(sample)
      return
    }
    const widthMs = WIDTHS_MS[this.#width] ?? HOUR_MS
    const startMs = Math.floor(sample.timeMs / widthMs) * widthMs
    const open = this.#open
    if (open?.startMs !== startMs) {
      this.#samples.push(...samplesOf(open))
      this.#open = { startMs, low: sample, high: sample, fall: [sample, sample], last: sample }
      return
    }
    if (sample.equity < open.low.equity) open.low = sample
    if (sample.equity > open.high.equity) open.high = sample
    else if (shareLeft(open.high, sample) < shareLeft(...open.fall)) open.fall = [open.high, sample]
    open.last = sample
  }

  #widen(): void {
    const samples = this.samples()
    this.#width += 1
    this.#samples = []
    this.#open = undefined
    for (const sample of samples) this.#take(sample)
  }
}

function shareLeft(from: EquitySample, to: EquitySample): number {
  return from.equity > 0 ? to.equity / from.equity : 1
}

/** Each once, oldest first. */
function samplesOf(stretch: Stretch | undefined): readonly EquitySample[] {
  if (!stretch) return []
  const { low, high, fall, last } = stretch
  return [...new Set([low, high, ...fall, last])].toSorted((left, right) => left.timeMs - right.timeMs)
}
