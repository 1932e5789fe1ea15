import type { EndpointHostView, EndpointServiceState } from '../../src-contract/index.ts'
import type { Metric } from './ports.ts'

/**
 * Gives the metrics of outside services, none where there are none: two of all of them, and four of each host, whose ids
 * end in `:<service>/<host>`.
 */
export function endpointMetrics(services: () => readonly EndpointServiceState[]): () => readonly Metric[] {
  return () => {
    const now = services()
    if (now.length === 0) return []
    const hosts = now.flatMap((service) => service.hosts)
    return [...generalMetrics(hosts), ...now.flatMap((service) => configuredHosts(service).flatMap(hostMetrics))]
  }
}

function generalMetrics(hosts: readonly EndpointHostView[]): Metric[] {
  return [
    {
      metricId: 'endpoint.hostsOut',
      label: 'Hosts left out',
      group: 'endpoints',
      unit: 'count',
      description: 'Hosts of outside services that get no requests, because checks or requests have failed.',
      read: () => hosts.filter(({ state }) => state !== 'available' && state !== 'leaving').length,
    },
    {
      metricId: 'endpoint.connections',
      label: 'Connections',
      group: 'endpoints',
      unit: 'count',
      description: 'Connections that are open to outside services.',
      read: () => hosts.reduce((sum, { openConnections }) => sum + openConnections, 0),
    },
  ]
}

interface NamedHost {
  /** `<service>/<host>`. */
  readonly name: string
  readonly host: EndpointHostView
}

/** One that is leaving may have the name of one that has come. */
function configuredHosts({ name, hosts }: EndpointServiceState): NamedHost[] {
  return hosts.filter(({ state }) => state !== 'leaving').map((host) => ({ name: `${name}/${host.name}`, host }))
}

function hostMetrics({ name, host }: NamedHost): Metric[] {
  return [
    {
      metricId: `endpoint.available:${name}`,
      label: `Available ${name}`,
      group: 'endpoints',
      unit: 'count',
      description: `1 while ${name} takes requests, 0 while it is left out.`,
      read: () => (host.state === 'available' ? 1 : 0),
    },
    {
      metricId: `endpoint.responseTime:${name}`,
      label: `Response time ${name}`,
      group: 'endpoints',
      unit: 'ms',
      description: `Smoothed time that ${name} takes for an answer.`,
      read: () => host.responseTimeMs,
    },
    {
      metricId: `endpoint.connections:${name}`,
      label: `Connections ${name}`,
      group: 'endpoints',
      unit: 'count',
      description: `Connections that are open to ${name}.`,
      read: () => host.openConnections,
    },
    {
      metricId: `endpoint.failures:${name}`,
      label: `Failures ${name}`,
      group: 'endpoints',
      unit: 'count',
      description: `Requests and checks that ${name} has failed since it is known.`,
      read: () => host.failures,
    },
  ]
}
