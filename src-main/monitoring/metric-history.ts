import { type MetricMinute, MINUTE_MS } from './minute-rollup.ts'
import { SELECT_METRIC_STRETCHES } from './metric-schema.ts'
import type { MonitoringFile } from './ports.ts'

/** A stretch of a metric: minutes joined. */
export interface MetricStretch {
  readonly startMs: number
  readonly samples: number
  readonly mean: number
  readonly max: number
}

export interface StretchQuery {
  readonly metricId: string
  readonly fromMs: number
  readonly stepMs: number
}

/** Minutes that are over. */
export interface MetricHistory {
  add(minutes: readonly MetricMinute[]): void
  /** Gives up what is older. */
  prune(beforeMs: number): void
  /** Stretches that begin at multiples of the step, oldest first; those without a value are left out. */
  stretches(query: StretchQuery): MetricStretch[]
}

/** Rows given up at once; what is left goes with the next call. */
const PRUNED_AT_ONCE = 5_000

/** Keeps minutes in `research.db`. What was handed over a moment ago may not be seen yet. */
export class SqliteMetricHistory implements MetricHistory {
  readonly #file: MonitoringFile
  readonly #select

  constructor(file: MonitoringFile) {
    this.#file = file
    this.#select = file.database
      .prepare<[StretchQuery], [number, number, number, number]>(SELECT_METRIC_STRETCHES)
      .raw()
  }

  add(minutes: readonly MetricMinute[]): void {
    const ops = minutes.flatMap(({ metricId, startMs, samples, mean, max }) => [
      { statement: 'nameMetric', params: [metricId] },
      { statement: 'addMetricMinute', params: [startMs, samples, mean, max, metricId] },
    ])
    if (ops.length > 0) this.#file.write(ops)
  }

  prune(beforeMs: number): void {
    this.#file.write([{ statement: 'pruneMetricMinutes', params: [beforeMs, PRUNED_AT_ONCE] }])
  }

  stretches(query: StretchQuery): MetricStretch[] {
    return this.#select.all(query).map(([startMs, samples, mean, max]) => ({ startMs, samples, mean, max }))
  }
}

/** Minutes kept where there is no file. */
const KEPT_MINUTES = 60

/** Keeps the last hour in memory: for as long as the file cannot be opened. */
export class MemoryMetricHistory implements MetricHistory {
  #minutes: MetricMinute[] = []

  add(minutes: readonly MetricMinute[]): void {
    this.#minutes.push(...minutes)
    const newestMs = minutes.at(-1)?.startMs
    if (newestMs !== undefined) this.prune(newestMs - (KEPT_MINUTES - 1) * MINUTE_MS)
  }

  prune(beforeMs: number): void {
    this.#minutes = this.#minutes.filter(({ startMs }) => startMs >= beforeMs)
  }

  stretches({ metricId, fromMs, stepMs }: StretchQuery): MetricStretch[] {
    const stretches = new Map<number, MetricStretch>()
    for (const minute of this.#minutes) {
      if (minute.metricId !== metricId || minute.startMs < fromMs) continue
      const startMs = minute.startMs - (minute.startMs % stepMs)
      const before = stretches.get(startMs)
      stretches.set(startMs, joined({ ...minute, startMs }, before))
    }
    return [...stretches.values()].toSorted((left, right) => left.startMs - right.startMs)
  }
}

/** Two parts of one stretch as one: the mean by how much was sampled. */
export function joined(stretch: MetricStretch, other: MetricStretch | undefined): MetricStretch {
  if (!other) return { startMs: stretch.startMs, samples: stretch.samples, mean: stretch.mean, max: stretch.max }
  const samples = stretch.samples + other.samples
  return {
    startMs: stretch.startMs,
    samples,
    mean: (stretch.mean * stretch.samples + other.mean * other.samples) / samples,
    max: Math.max(stretch.max, other.max),
  }
}
