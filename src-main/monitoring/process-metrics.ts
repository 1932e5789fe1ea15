import type { MetricLimits } from './monitoring-config.ts'
import type { Metric } from './ports.ts'
import { perSecond } from './rates.ts'

const MIB = 1_048_576
const MICROSECONDS_PER_SECOND = 1_000_000

/** What the system tells of this process. */
export interface ProcessReadings {
  /** Processor time used since the start by all threads, in microseconds. */
  readonly cpuMicroseconds: () => number
  /** Bytes of memory that the process holds. */
  readonly residentBytes: () => number
  /** Bytes of JavaScript objects on the main thread. */
  readonly heapBytes: () => number
}

export function processMetrics(readings: ProcessReadings, limits: () => MetricLimits): Metric[] {
  return [
    {
      metricId: 'process.cpu',
      label: 'Processor',
      group: 'process',
      unit: 'fraction',
      description: 'Processor time of all threads of the engine, as a share of one core, over the last second.',
      limit: () => limits().cpuFraction,
      read: perSecond(readings.cpuMicroseconds, MICROSECONDS_PER_SECOND),
    },
    {
      metricId: 'process.memory',
      label: 'Memory',
      group: 'process',
      unit: 'bytes',
      description: 'Memory that the system has given to the engine (resident set).',
      limit: () => limits().memoryMib * MIB,
      read: () => readings.residentBytes(),
    },
    {
      metricId: 'process.heap',
      label: 'Heap',
      group: 'process',
      unit: 'bytes',
      description:
        'JavaScript objects of the main thread, those included that are no longer used and not yet collected.',
      read: () => readings.heapBytes(),
    },
  ]
}
