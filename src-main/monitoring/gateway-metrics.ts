import type { MetricLimits } from './monitoring-config.ts'
import type { Metric } from './ports.ts'

/** What the door tells of its clients. */
export interface GatewayReadings {
  readonly clients: () => number
  /** Changes that wait for the client that is furthest behind. */
  readonly behind: () => number
}

export function gatewayMetrics({ clients, behind }: GatewayReadings, limits: () => MetricLimits): Metric[] {
  return [
    {
      metricId: 'gateway.clients',
      label: 'Clients',
      group: 'interface',
      unit: 'count',
      description: 'Windows and programs that follow streams of the engine.',
      read: () => clients(),
    },
    {
      metricId: 'gateway.behind',
      label: 'Client behind',
      group: 'interface',
      unit: 'count',
      description:
        'Changes that wait for the client that is furthest behind. At 10,000 on a stream it is disconnected.',
      limit: () => limits().clientBehind,
      read: () => behind(),
    },
  ]
}
