import { describe, expect, it } from 'vitest'
import { ENDPOINT_KINDS, type EndpointHostView, type EndpointKind } from '../../src-contract/index.ts'
import { freshRandom, SystemClock } from '../base/index.ts'
import {
  closedPort,
  httpServer,
  type LoopbackServer,
  silentServer,
  webSocketServer,
} from './testing/loopback-servers.ts'
import { EndpointRegistry } from './endpoint-registry.ts'
import { ServiceSettings } from './endpoints-config.ts'
import { NETWORK_PROBES } from './probes/network-probes.ts'

const SCHEMES: Readonly<Record<EndpointKind, string>> = { http: 'http', websocket: 'ws', tcp: 'tcp' }

const ANSWERING: Readonly<Record<EndpointKind, () => Promise<LoopbackServer>>> = {
  http: () => httpServer((_, response) => response.end()),
  websocket: () => webSocketServer(() => undefined),
  tcp: silentServer,
}

/** The host after its first check over the network, on the machine's own clock. */
async function firstChecked(kind: EndpointKind, port: number, maxResponseTimeMs = 4_000): Promise<EndpointHostView> {
  const venue = ServiceSettings.parse({
    kind,
    hosts: [{ name: 'main', url: `${SCHEMES[kind]}://me:hunter22@127.0.0.1:${port}` }],
    healthCheck: { intervalMs: 1_000, maxResponseTimeMs, unhealthyThreshold: 1 },
  })
  const registry = EndpointRegistry.open(
    { services: { venue } },
    {
      clock: new SystemClock(),
      random: freshRandom(),
      probes: NETWORK_PROBES,
      onError: (error) => {
        throw error
      },
    },
  )
  try {
    const view = (): EndpointHostView | undefined => registry.views()[0]?.hosts[0]
    await expect.poll(() => view()?.health).not.toBe('unknown')
    const host = view()
    if (!host) throw new Error('no host')
    return host
  } finally {
    registry.dispose()
  }
}

describe.each(ENDPOINT_KINDS)('a service of kind %s on the network', (kind) => {
  it('is healthy where it answers, and is measured', async () => {
    await using server = await ANSWERING[kind]()
    const host = await firstChecked(kind, server.port)
    expect(host).toMatchObject({ health: 'healthy', state: 'available', lastFailure: null })
    expect(host.responseTimeMs).toBeGreaterThan(0)
    expect(host.responseTimeMs).toBeLessThan(4_000)
  })

  it('is unhealthy where nobody listens, and says so without its secrets', async () => {
    const host = await firstChecked(kind, await closedPort())
    expect(host).toMatchObject({ health: 'unhealthy', state: 'unhealthy' })
    expect(host.lastFailure?.text).toMatch(/^connect ECONNREFUSED 127\.0\.0\.1:\d+$/)
    expect(JSON.stringify(host)).not.toContain('hunter22')
  })
})

describe.each(['http', 'websocket'] as const)(
  'a server of kind %s that takes connections and never answers',
  (kind) => {
    it('is unhealthy once its time is over', async () => {
      await using server = await silentServer()
      const host = await firstChecked(kind, server.port, 300)
      expect(server.opened.length).toBeGreaterThan(0)
      expect(host).toMatchObject({ health: 'unhealthy', lastFailure: { text: 'no answer within 300 ms' } })
    })
  },
)
