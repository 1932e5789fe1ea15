import type { MetricPoint, MetricsSample } from '../../src-contract/index.ts'
import { RingBuffer } from '../base/index.ts'

/** Which metrics were measured, for all samples in a row that measured the same. */
type MetricIds = readonly string[]

interface PackedSample {
  readonly timeMs: number
  readonly metricIds: MetricIds
  /** In the order of the ids; NaN where there was none. */
  readonly values: Float64Array
}

/** The newest samples of all metrics: as bare numbers, which take a fifth of the memory that the samples take themselves. */
export class SampleRing {
  readonly #samples: RingBuffer<PackedSample>
  #metricIds: MetricIds = []

  constructor(capacity: number) {
    this.#samples = new RingBuffer(capacity)
  }

  push({ timeMs, values }: MetricsSample): void {
    const metricIds = this.#sameIds(Object.keys(values))
    this.#samples.push({ timeMs, metricIds, values: Float64Array.from(metricIds, (id) => values[id] ?? Number.NaN) })
  }

  newest(): MetricsSample | undefined {
    return this.recent(1)[0]
  }

  /** The newest samples, at most `count`, oldest first. */
  recent(count: number): MetricsSample[] {
    return this.#newest(count).map(unpacked)
  }

  /** What is kept of a metric since a time, oldest first. */
  points(metricId: string, fromMs: number): MetricPoint[] {
    const points: MetricPoint[] = []
    for (const { timeMs, metricIds, values } of this.#newest(this.#samples.length)) {
      const value = values[metricIds.indexOf(metricId)] ?? Number.NaN
      if (timeMs >= fromMs && !Number.isNaN(value)) points.push({ timeMs, mean: value, max: value })
    }
    return points
  }

  #newest(count: number): PackedSample[] {
    const { length } = this.#samples
    const samples: PackedSample[] = []
    for (let index = Math.max(0, length - count); index < length; index++) {
      const sample = this.#samples.at(index)
      if (sample) samples.push(sample)
    }
    return samples
  }

  #sameIds(metricIds: MetricIds): MetricIds {
    const known = this.#metricIds
    const isSame = metricIds.length === known.length && metricIds.every((id, index) => id === known[index])
    if (!isSame) this.#metricIds = metricIds
    return this.#metricIds
  }
}

function unpacked({ timeMs, metricIds, values }: PackedSample): MetricsSample {
  const read = (index: number): number | null => {
    const value = values[index] ?? Number.NaN
    return Number.isNaN(value) ? null : value
  }
  return { timeMs, values: Object.fromEntries(metricIds.map((id, index) => [id, read(index)])) }
}
