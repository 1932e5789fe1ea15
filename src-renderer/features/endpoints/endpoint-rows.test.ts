import { describe, expect, it } from 'vitest'
import type { EndpointHostState, EndpointServiceView } from '../../../src-contract/index.ts'
import { rowShape, serviceRow, totalsOf } from './endpoint-rows.ts'
import { changedServices } from './use-endpoints.ts'

/** A service whose hosts a, b, c, … are in these states. */
function service(name: string, ...states: EndpointHostState[]): EndpointServiceView {
  return {
    name,
    kind: 'http',
    strategy: 'roundRobin',
    affinity: true,
    hostInSignature: false,
    openConnections: states.length,
    maxConnections: 128,
    hosts: states.map((state, index) => ({
      name: String.fromCodePoint(97 + index),
      address: 'https://example.com',
      weight: 1,
      state,
      sinceMs: 0,
      health: 'unknown',
      breaker: 'closed',
      nextTrialAtMs: null,
      responseTimeMs: null,
      openConnections: 1,
      keptKeys: 0,
      failures: 0,
      lastFailure: null,
    })),
    origin: 'configuration',
    ownSettings: null,
  }
}

describe('the lines of a service', () => {
  it('are the service and its hosts, and stay the same objects while it says the same', () => {
    const view = service('rest', 'available', 'broken')
    const row = serviceRow(view)
    expect(row.hosts.map(({ rowId }) => rowId)).toEqual(['rest/a', 'rest/b'])
    expect(serviceRow(view)).toBe(row)
    expect(serviceRow({ ...view })).not.toBe(row)
  })

  it('tell a host that is leaving from one that has come under its name', () => {
    const view = service('rest', 'available', 'leaving')
    const [come, leaving] = view.hosts
    const twins = { ...view, hosts: [come, { ...leaving, name: 'a' }] as EndpointServiceView['hosts'] }
    const ids = serviceRow(twins).hosts.map(({ rowId }) => rowId)
    expect(new Set(ids).size).toBe(2)
  })

  it.each([
    [['available', 'available'], 'good'],
    [['available', 'unhealthy'], 'warn'],
    [['available', 'trying'], 'warn'],
    [['broken', 'unhealthy'], 'bad'],
    [['available', 'leaving'], 'good'],
    [['leaving'], 'unknown'],
  ] as const)('say of hosts that are %j that the service is %s', (states, shape) => {
    expect(rowShape(serviceRow(service('rest', ...states)))).toBe(shape)
  })
})

describe('all services in one line', () => {
  it('count hosts that are out and services that are down, each trouble once', () => {
    const services = [
      service('rest', 'available', 'broken', 'leaving'),
      service('streams', 'unhealthy', 'broken'),
      service('news', 'available'),
    ]
    expect(totalsOf(services)).toEqual({ services: 3, connections: 6, available: 2, all: 5, out: 1, down: 1 })
  })
})

describe('news of services', () => {
  it('change them in their places, add those that are new and take out those that are gone', () => {
    const rest = service('rest', 'available')
    const changed = service('rest', 'broken')
    const names = changedServices(
      [rest, service('news', 'available')],
      [
        { name: 'news', service: null },
        { name: 'rest', service: changed },
        { name: 'streams', service: service('streams', 'available') },
      ],
    )
    expect(names.map(({ name }) => name)).toEqual(['rest', 'streams'])
    expect(names[0]).toBe(changed)
  })
})
