export interface HeapSample {
  /** Since the start of the soak. */
  readonly timeMs: number
  readonly bytes: number
}

export interface HeapTrend {
  readonly samples: number
  readonly spanMs: number
  readonly lastBytes: number
  /** Share of the median; 0.01 is one percent. */
  readonly growthPer10Minutes: number
}

const TEN_MINUTES_MS = 600_000

/**
 * Slope by Theil and Sen (median of the slopes between all pairs; Sen 1968, doi:10.1080/01621459.1968.10480934), which single
 * samples that stand out do not move.
 *
 * @returns undefined with fewer than two samples.
 */
export function heapTrend(samples: readonly HeapSample[]): HeapTrend | undefined {
  const slopes = samples.flatMap((first, index) =>
    samples.slice(index + 1).map((second) => (second.bytes - first.bytes) / (second.timeMs - first.timeMs)),
  )
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last || slopes.length === 0) return undefined
  const medianBytes = median(samples.map(({ bytes }) => bytes))
  return {
    samples: samples.length,
    spanMs: last.timeMs - first.timeMs,
    lastBytes: last.bytes,
    growthPer10Minutes: (median(slopes) * TEN_MINUTES_MS) / medianBytes,
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  if (low === undefined || high === undefined) throw new RangeError('no median of nothing')
  return (low + high) / 2
}
