import { type BalancedHost, type Balancer, drawn, lowest } from './balancer.ts'

/**
 * The host that answers fastest, what waits there counted: smoothed response time × (open connections + 1). A host that
 * was never measured comes first for one request, so that it is, and last while that has not been answered.
 */
export function leastResponseTime(): Balancer {
  return { choose: (hosts, { random }) => drawn(lowest(hosts, expectedMs), random) }
}

function expectedMs({ responseTimeMs, openConnections }: BalancedHost): number {
  if (responseTimeMs !== undefined) return responseTimeMs * (openConnections + 1)
  return openConnections === 0 ? 0 : Infinity
}
