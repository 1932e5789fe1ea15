import type {
  MetricDefinition,
  MetricPoint,
  MetricRange,
  MetricsDelta,
  MetricSeriesView,
  MetricsSample,
  MetricsView,
} from '../../src-contract/index.ts'
import { type Disposable, EngineError, type Event, type Logger } from '../base/index.ts'
import { joined, MemoryMetricHistory, type MetricHistory, type MetricStretch } from './metric-history.ts'
import { MINUTE_MS, MinuteRollup } from './minute-rollup.ts'
import { MetricsSampler, SAMPLE_PERIOD_MS } from './metrics-sampler.ts'
import type { MeasuringClock, Metric, SampleSource } from './ports.ts'

const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Samples that a window begins with: five minutes. */
const SNAPSHOT_SAMPLES = 300

/** Length of each range, and of the stretches that it is cut into. */
const RANGES: Readonly<Record<MetricRange, { readonly lengthMs: number; readonly stepMs: number }>> = {
  '15m': { lengthMs: 15 * MINUTE_MS, stepMs: SAMPLE_PERIOD_MS },
  '1h': { lengthMs: HOUR_MS, stepMs: MINUTE_MS },
  '24h': { lengthMs: DAY_MS, stepMs: 10 * MINUTE_MS },
  '7d': { lengthMs: 7 * DAY_MS, stepMs: HOUR_MS },
}

export interface MetricsPorts {
  /** What is measured; may change from sample to sample. */
  readonly metrics: () => readonly Metric[]
  /** System clock. */
  readonly clock: MeasuringClock
  readonly logger: Logger
  readonly keepDays: () => number
}

/** What the engine measures of itself: every second for a quarter of an hour, by the minute for days. */
export class Metrics implements SampleSource {
  readonly #ports: MetricsPorts
  readonly #sampler: MetricsSampler
  readonly #rollup = new MinuteRollup()
  #history: MetricHistory = new MemoryMetricHistory()
  #following: Disposable | undefined

  constructor(ports: MetricsPorts) {
    this.#ports = ports
    this.#sampler = new MetricsSampler(ports)
  }

  /** A sample, with all definitions where one of them has changed. */
  get onSample(): Event<MetricsDelta> {
    return this.#sampler.onSample
  }

  /** Begins to measure. Without a history, minutes are kept in memory for an hour. */
  start(history: MetricHistory = new MemoryMetricHistory()): void {
    this.stop()
    this.#history = history
    this.#following = this.#sampler.onSample(({ sample }) => this.#handleSample(sample))
    this.#sampler.start()
  }

  /** Stops measuring and stores the minute under way. */
  stop(): void {
    this.#sampler.dispose()
    this.#following?.dispose()
    this.#following = undefined
    this.#history.add(this.#rollup.take())
    this.#history = new MemoryMetricHistory()
  }

  definitions(): readonly MetricDefinition[] {
    return this.#sampler.definitions()
  }

  newest(): MetricsSample | undefined {
    return this.#sampler.newest()
  }

  /** What a window begins with. */
  view(): MetricsView {
    return { definitions: [...this.definitions()], samples: this.#sampler.recent(SNAPSHOT_SAMPLES) }
  }

  /** @throws EngineError `UNKNOWN_METRIC` with the known ones. */
  series(metricId: string, range: MetricRange): MetricSeriesView {
    this.#requireMetric(metricId)
    const { lengthMs, stepMs } = RANGES[range]
    const fromMs = this.#ports.clock.nowMs() - lengthMs
    const points = range === '15m' ? this.#sampler.points(metricId, fromMs) : this.#stretches(metricId, fromMs, stepMs)
    return { metricId, range, stepMs, points }
  }

  /** Minutes that are over from the history, the one under way from memory. */
  #stretches(metricId: string, fromMs: number, stepMs: number): MetricPoint[] {
    const firstMs = fromMs - (fromMs % stepMs)
    const stretches = this.#history.stretches({ metricId, fromMs: firstMs, stepMs })
    const current = this.#rollup.current(metricId)
    if (current) addTo(stretches, { ...current, startMs: current.startMs - (current.startMs % stepMs) })
    return stretches.map(({ startMs, mean, max }) => ({ timeMs: startMs, mean, max }))
  }

  #handleSample(sample: MetricsSample): void {
    const finished = this.#rollup.add(sample)
    if (finished.length === 0) return
    this.#history.add(finished)
    this.#history.prune(sample.timeMs - this.#ports.keepDays() * DAY_MS)
  }

  #requireMetric(metricId: string): void {
    const known = this.definitions().map((definition) => definition.metricId)
    if (known.includes(metricId)) return
    throw new EngineError('UNKNOWN_METRIC', `There is no metric ${metricId}. Known: ${known.join(', ')}.`, {
      data: { known },
    })
  }
}

/** Adds the newest part; it belongs to the last stretch, or begins one. */
function addTo(stretches: MetricStretch[], part: MetricStretch): void {
  const last = stretches.at(-1)
  if (last?.startMs === part.startMs) stretches[stretches.length - 1] = joined(part, last)
  else if (last === undefined || last.startMs < part.startMs) stretches.push(part)
}
