import type { MetricDefinition, MetricPoint, MetricsDelta, MetricsSample } from '../../src-contract/index.ts'
import { type Disposable, Emitter, errorText, type Event, type Logger } from '../base/index.ts'
import { metricValue } from './metric-value.ts'
import type { MeasuringClock, Metric, SampleMoment, SampleSource } from './ports.ts'
import { SampleRing } from './sample-ring.ts'

export const SAMPLE_PERIOD_MS = 1_000
/** A quarter of an hour. */
const KEPT_SAMPLES = 900

export interface MetricsSamplerPorts {
  /** What is measured; may change from sample to sample. */
  readonly metrics: () => readonly Metric[]
  /** System clock. */
  readonly clock: MeasuringClock
  readonly logger: Logger
}

/** Measures everything once a second and keeps the last quarter of an hour. */
export class MetricsSampler implements SampleSource, Disposable {
  readonly #ports: MetricsSamplerPorts
  readonly #samples = new SampleRing(KEPT_SAMPLES)
  readonly #emitter: Emitter<MetricsDelta>
  /** Metrics that could not be read the last time. */
  readonly #failing = new Set<string>()
  #definitions: readonly MetricDefinition[] = []
  #measuredAtMs: number | undefined
  #timer: Disposable | undefined

  constructor(ports: MetricsSamplerPorts) {
    this.#ports = ports
    this.#emitter = new Emitter((error) =>
      ports.logger.error('a listener of metrics failed', { error: errorText(error) }),
    )
  }

  /** A sample, with all definitions where one of them has changed. */
  get onSample(): Event<MetricsDelta> {
    return this.#emitter.event
  }

  start(): void {
    this.#timer?.dispose()
    // Rates are not measured over the time in which nobody looked.
    this.#measuredAtMs = undefined
    this.#timer = this.#ports.clock.setRepeating(SAMPLE_PERIOD_MS, () => this.#sample())
  }

  dispose(): void {
    this.#timer?.dispose()
    this.#timer = undefined
  }

  definitions(): readonly MetricDefinition[] {
    if (this.#definitions.length === 0) this.#definitions = this.#ports.metrics().map(definitionOf)
    return this.#definitions
  }

  newest(): MetricsSample | undefined {
    return this.#samples.newest()
  }

  /** The newest samples, at most `count`, oldest first. */
  recent(count: number): MetricsSample[] {
    return this.#samples.recent(count)
  }

  /** What is kept of a metric since a time, oldest first. */
  points(metricId: string, fromMs: number): MetricPoint[] {
    return this.#samples.points(metricId, fromMs)
  }

  #sample(): void {
    const metrics = this.#ports.metrics()
    const moment = this.#nextMoment()
    const values: MetricsSample['values'] = {}
    for (const metric of metrics) values[metric.metricId] = this.#read(metric, moment)
    const sample = { timeMs: moment.timeMs, values }
    this.#samples.push(sample)
    this.#emitter.fire(this.#updateDefinitions(metrics) ? { sample, definitions: [...this.#definitions] } : { sample })
  }

  #nextMoment(): SampleMoment {
    const { clock } = this.#ports
    const nowMs = clock.monotonicMs()
    const elapsedMs = this.#measuredAtMs === undefined ? 0 : nowMs - this.#measuredAtMs
    this.#measuredAtMs = nowMs
    return { timeMs: clock.nowMs(), elapsedMs }
  }

  /** One that cannot be read has no value; it is said once, until it can be read again. */
  #read(metric: Metric, moment: SampleMoment): number | null {
    const { metricId, unit } = metric
    try {
      const value = metricValue(unit, metric.read(moment))
      this.#failing.delete(metricId)
      return value
    } catch (error) {
      if (!this.#failing.has(metricId)) {
        this.#ports.logger.error('a metric cannot be measured', { metricId, error: errorText(error) })
      }
      this.#failing.add(metricId)
      return null
    }
  }

  /** True where something is measured that was not before, or a limit is another. */
  #updateDefinitions(metrics: readonly Metric[]): boolean {
    const known = this.#definitions
    const isSame =
      metrics.length === known.length &&
      metrics.every((metric, index) => {
        const before = known[index]
        return before?.metricId === metric.metricId && before.limit === limitOf(metric)
      })
    if (!isSame) this.#definitions = metrics.map(definitionOf)
    return !isSame
  }
}

function definitionOf(metric: Metric): MetricDefinition {
  const { metricId, label, group, unit, description } = metric
  return { metricId, label, group, unit, limit: limitOf(metric), description }
}

function limitOf({ limit }: Metric): number | null {
  return limit?.() ?? null
}
