import { describe, expect, it } from 'vitest'
import type { EndpointHostState, EndpointHostView, EndpointServiceState } from '../../src-contract/index.ts'
import { EndpointWatch } from './alert-endpoint-watch.ts'
import { bookRig } from './testing/alert-causes.ts'

function host(name: string, state: EndpointHostState): EndpointHostView {
  return {
    name,
    address: `https://${name}.example.com`,
    weight: 1,
    state,
    sinceMs: 0,
    health: 'unknown',
    breaker: 'closed',
    nextTrialAtMs: null,
    responseTimeMs: null,
    openConnections: 0,
    keptKeys: 0,
    failures: 0,
    lastFailure: state === 'available' ? null : { text: 'connect ECONNREFUSED', atMs: 0 },
  }
}

/** A service whose hosts a, b, c, … are in these states. */
function service(name: string, ...states: EndpointHostState[]): EndpointServiceState {
  const hosts = states.map((state, index) => host(String.fromCodePoint(97 + index), state))
  return {
    name,
    kind: 'http',
    strategy: 'roundRobin',
    affinity: true,
    hostInSignature: false,
    openConnections: 0,
    maxConnections: 128,
    hosts,
  }
}

function rig() {
  const { book, standing, standingKeys } = bookRig()
  const watch = new EndpointWatch(book)
  return { standing, standingKeys, look: (...services: EndpointServiceState[]) => watch.handleServices(services) }
}

describe('EndpointWatch', () => {
  it('warns of one host that is left out, with why, and takes it back when it is used again', () => {
    const { look, standing, standingKeys } = rig()
    look(service('main-rest', 'available', 'unhealthy'))
    expect(standing()).toMatchObject([
      {
        code: 'ENDPOINT_HOST_DOWN',
        subject: 'main-rest b',
        severity: 'warning',
        title: 'Host b of main-rest is left out',
        detail: expect.stringContaining('(https://b.example.com) fails its health checks: connect ECONNREFUSED. '),
      },
    ])
    look(service('main-rest', 'available', 'available'))
    expect(standingKeys()).toEqual([])
  })

  it('raises a service as critical once no host is left, and says nothing of single hosts then', () => {
    const { look, standing, standingKeys } = rig()
    look(service('main-rest', 'available', 'unhealthy'), service('news', 'available'))
    look(service('main-rest', 'broken', 'unhealthy'), service('news', 'available'))
    expect(standing()).toMatchObject([{ code: 'ENDPOINT_SERVICE_DOWN', subject: 'main-rest', severity: 'critical' }])
    expect(standing()[0]?.detail).toMatch(/^a .* has failed too many requests.*\. b .* fails its health checks/)
    look(service('main-rest', 'available', 'unhealthy'), service('news', 'available'))
    expect(standingKeys()).toEqual(['ENDPOINT_HOST_DOWN main-rest b'])
  })

  it('does not take a host for back while one request tries it, nor count each trial', () => {
    const { look, standing } = rig()
    for (const state of ['broken', 'trying', 'broken', 'trying'] as const) look(service('main-rest', state))
    expect(standing()).toMatchObject([{ code: 'ENDPOINT_SERVICE_DOWN', count: 1 }])
    look(service('main-rest', 'unhealthy'))
    expect(standing()).toMatchObject([{ code: 'ENDPOINT_SERVICE_DOWN', count: 2 }])
  })

  it('takes back what it said of hosts and services that are not configured any more', () => {
    const { look, standingKeys } = rig()
    look(service('main-rest', 'available', 'broken'), service('news', 'broken'))
    expect(standingKeys()).toHaveLength(2)
    look(service('main-rest', 'available', 'leaving'))
    expect(standingKeys()).toEqual([])
  })
})
