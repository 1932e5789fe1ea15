import type { MetricLimits } from './monitoring-config.ts'
import type { EventLoopMonitor } from './event-loop-monitor.ts'
import type { Metric } from './ports.ts'
import { perSecond } from './rates.ts'

/** What the engine's own parts tell of themselves. */
export interface EngineReadings {
  /** Its window is begun anew with every sample. */
  readonly loop: EventLoopMonitor
  /** Events that the bus has announced since the start. */
  readonly events: () => number
  /** Most events that waited at once since it was last asked. */
  readonly takeQueuePeak: () => number
  readonly listenerErrors: () => number
  /** Records that are not on disk yet; null where no journal is open. */
  readonly journalPending: () => number | null
  /** Percentile 95, null where nothing was written lately. */
  readonly journalCommitP95Ms: () => number | null
}

export function engineMetrics(readings: EngineReadings, limits: () => MetricLimits): Metric[] {
  return [loopDelay(readings, limits), ...busMetrics(readings), ...journalMetrics(readings, limits)]
}

function loopDelay({ loop }: EngineReadings, limits: () => MetricLimits): Metric {
  return {
    metricId: 'engine.loopDelayP99',
    label: 'Event loop p99',
    group: 'engine',
    unit: 'ms',
    description: 'How long work waits for the event loop: 99 of 100 waits within the last second were no longer.',
    limit: () => limits().loopDelayMs,
    read() {
      const delayMs = loop.delayP99Ms()
      loop.startWindow()
      return delayMs
    },
  }
}

function busMetrics({ events, takeQueuePeak, listenerErrors }: EngineReadings): Metric[] {
  return [
    {
      metricId: 'engine.events',
      label: 'Events',
      group: 'engine',
      unit: 'perSecond',
      description: 'Events that the bus announced, over the last second.',
      read: perSecond(events),
    },
    {
      metricId: 'engine.busQueue',
      label: 'Event queue',
      group: 'engine',
      unit: 'count',
      description: 'Most events that waited at once for an earlier one to reach its listeners, within the last second.',
      read: () => takeQueuePeak(),
    },
    {
      metricId: 'engine.listenerErrors',
      label: 'Listener faults',
      group: 'engine',
      unit: 'count',
      description: 'How often a listener of the bus has failed since the start; the log says which.',
      // The first one is one too many.
      limit: () => 0,
      read: () => listenerErrors(),
    },
  ]
}

function journalMetrics(readings: EngineReadings, limits: () => MetricLimits): Metric[] {
  return [
    {
      metricId: 'engine.journalPending',
      label: 'Journal queue',
      group: 'engine',
      unit: 'count',
      description: 'Records handed to the journal and not yet on disk. An order is sent once its record is.',
      limit: () => limits().journalPending,
      read: () => readings.journalPending(),
    },
    {
      metricId: 'engine.journalCommitP95',
      label: 'Journal commit p95',
      group: 'engine',
      unit: 'ms',
      description: 'Time until a record is on disk: 95 of 100 within the last five minutes took no longer.',
      limit: () => limits().journalCommitMs,
      read: () => readings.journalCommitP95Ms(),
    },
  ]
}
