import { type ConnectionView, isStreamDown, type StreamView } from '../../src-contract/index.ts'
import type { Metric } from './ports.ts'

export interface ConnectionReadings {
  readonly connections: () => readonly ConnectionView[]
  readonly streams: () => readonly StreamView[]
}

/**
 * Gives the metrics of connections to exchanges, none where there are none: of all streams together, and of each
 * connection, whose ids end in `:<connection>`.
 */
export function connectionMetrics({ connections, streams }: ConnectionReadings): () => readonly Metric[] {
  const general = streamMetrics(streams)
  return () => {
    const now = connections()
    return now.length === 0 ? [] : [...general, ...now.flatMap(metricsOf)]
  }
}

function streamMetrics(streams: ConnectionReadings['streams']): Metric[] {
  const sum = (read: (stream: StreamView) => number): number =>
    streams().reduce((total, stream) => total + read(stream), 0)
  return [
    {
      metricId: 'stream.down',
      label: 'Streams down',
      group: 'endpoints',
      unit: 'count',
      description: 'Streams of exchanges that are not live: connecting, silent for too long, or lost.',
      read: () => sum((stream) => Number(isStreamDown(stream))),
    },
    {
      metricId: 'stream.reconnects',
      label: 'Stream reconnects',
      group: 'endpoints',
      unit: 'count',
      description: 'Times that the streams of now were connected again since each of them began.',
      read: () => sum(({ reconnects }) => reconnects),
    },
    {
      metricId: 'stream.silences',
      label: 'Stream silences',
      group: 'endpoints',
      unit: 'count',
      description: 'Times that the streams of now were found silent for too long since each of them began.',
      read: () => sum(({ silences }) => silences),
    },
  ]
}

function metricsOf(connection: ConnectionView): Metric[] {
  const { name, rateAvailable, rateCapacity, roundTripMs, clockOffsetMs } = connection
  return [
    {
      metricId: `connection.rateUsed:${name}`,
      label: `Rate used ${name}`,
      group: 'endpoints',
      unit: 'fraction',
      description: `Share of what the venue of ${name} takes in requests that is used up at the moment.`,
      read: () => (rateCapacity > 0 ? Math.max(0, 1 - rateAvailable / rateCapacity) : null),
    },
    {
      metricId: `connection.roundTrip:${name}`,
      label: `Round trip ${name}`,
      group: 'endpoints',
      unit: 'ms',
      description: `Time that the venue of ${name} took to tell its clock.`,
      read: () => roundTripMs,
    },
    {
      metricId: `connection.clockOffset:${name}`,
      label: `Clock offset ${name}`,
      group: 'endpoints',
      unit: 'ms',
      description: `Clock of the venue of ${name} less the clock of this machine.`,
      read: () => clockOffsetMs,
    },
  ]
}
