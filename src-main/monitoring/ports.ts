import type { MetricDefinition, MetricsDelta, MetricsSample } from '../../src-contract/index.ts'
import type { Clock, Event } from '../base/index.ts'
import type { Database, WriteOp } from '../storage/index.ts'

/** The moment at which everything is measured. */
export interface SampleMoment {
  /** System time. */
  readonly timeMs: number
  /** Since the sample before; 0 at the first one, which has none. */
  readonly elapsedMs: number
}

/** Something that can be measured. */
export interface Metric extends Omit<MetricDefinition, 'limit'> {
  /** From here on it is worth a look. Asked at every sample, so that a change of the configuration acts at once. */
  readonly limit?: () => number | null
  /** The value now, null where there is none. Called once per sample. */
  readonly read: (moment: SampleMoment) => number | null
}

/** A system clock that measures durations too. */
export interface MeasuringClock extends Clock {
  /** Milliseconds with fractions that never go back. */
  monotonicMs(): number
}

/** The part of `research.db` that monitoring keeps. */
export interface MonitoringFile {
  /** Connection that cannot write. */
  readonly database: Database
  /** Hands over statements that are stored together, on another thread. After a failure that was reported it does nothing. */
  write(ops: readonly WriteOp[]): void
}

/** What watches samples. */
export interface SampleSource {
  readonly onSample: Event<MetricsDelta>
  definitions(): readonly MetricDefinition[]
  newest(): MetricsSample | undefined
}
