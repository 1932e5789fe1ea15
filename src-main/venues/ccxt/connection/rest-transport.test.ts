import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { freshRandom, SystemClock } from '../../../base/index.ts'
import { EndpointRegistry, EndpointsConfig, NETWORK_PROBES } from '../../../endpoints/index.ts'
import { BINANCE_SPOT } from '../profiles/binance.ts'
import type { HttpAnswer, HttpCall } from './http-request.ts'
import { connectionAgents } from './proxy.ts'
import { RequestScopes } from './request-scope.ts'
import { RestTransport } from './rest-transport.ts'
import { VenueRoutes } from './venue-routes.ts'

const ADDRESS = 'https://api.binance.com/api/v3/time'
const GET: HttpCall = { method: 'GET', headers: {} }

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

type Handler = (request: IncomingMessage, response: ServerResponse) => void

async function listening(handler: Handler): Promise<Server> {
  const server = createServer(handler)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return server
}

/** A transport to a server that answers so. */
async function bench(handler: Handler, { timeoutMs = 2_000, scheme = 'http', profile = BINANCE_SPOT } = {}) {
  const server = await listening(handler)
  const clock = new SystemClock()
  const { port } = server.address() as AddressInfo
  const hosts = ['127.0.0.1', 'localhost'].map((host) => `${scheme}://${host}:${port}`)
  const named = [
    { name: 'main', url: hosts[0] },
    { name: 'second', url: hosts[1] },
  ]
  const { hostInSignature } = profile
  const settings = { kind: 'http', hosts: named, healthCheck: { enabled: false }, hostInSignature }

  const endpoints = EndpointRegistry.open(EndpointsConfig.parse({ services: { 'a-rest': settings } }), {
    clock,
    random: freshRandom(),
    probes: NETWORK_PROBES,
    onError: () => undefined,
  })
  const agents = connectionAgents(undefined)
  const answers: HttpAnswer[] = []
  const scopes = new RequestScopes()
  const transport = new RestTransport({
    endpoints,
    routes: new VenueRoutes(profile, 'a'),
    agents,
    scopes,
    clock,
    timeoutMs,
    onAnswer: (answer) => answers.push(answer),
  })
  closing.push(() => {
    transport.dispose()
    agents.dispose()
    endpoints.dispose()
  })
  return { transport, answers, endpoints, scopes }
}

describe('a request to a venue', () => {
  it('gives status, headers and body, also where the body is packed', async () => {
    const { transport, answers } = await bench((request, response) => {
      const isPacked = request.headers['accept-encoding'] === 'gzip'
      response.setHeader('content-encoding', isPacked ? 'gzip' : 'identity')
      response.setHeader('X-Used', '7')
      response.end(isPacked ? gzipSync('{"serverTime":1}') : 'not asked for')
    })
    const answer = await transport.send(ADDRESS, GET)
    expect(answer).toMatchObject({ status: 200, statusText: 'OK', body: '{"serverTime":1}' })
    expect(answer.headers['x-used']).toBe('7')
    expect(answers).toEqual([answer])
  })

  it('that is packed and cut short has no answer', async () => {
    const { transport } = await bench((_request, response) => {
      const packed = gzipSync('{"serverTime":1}'.repeat(100))
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length })
      response.write(packed.subarray(0, 20))
      setImmediate(() => response.destroy())
    })
    await expect(transport.send(ADDRESS, GET)).rejects.toMatchObject({ fault: 'connection', isSent: true })
  })

  it('counts as not answered where the body does not come to its end', async () => {
    const { transport, endpoints } = await bench(
      (_request, response) => {
        response.writeHead(200)
        response.write('{"serverTime":')
      },
      { timeoutMs: 100 },
    )
    await expect(transport.send(ADDRESS, GET)).rejects.toMatchObject({ fault: 'timeout', isSent: true })
    expect(endpoints.views()[0]?.hosts[0]?.lastFailure?.text).toContain('no answer within 100 ms')
  })

  it('gives a redirect as it is, and follows none', async () => {
    const paths: (string | undefined)[] = []
    const { transport } = await bench((request, response) => {
      paths.push(request.url)
      response.writeHead(302, { location: '/elsewhere' }).end()
    })
    await expect(transport.send(ADDRESS, GET)).resolves.toMatchObject({ status: 302 })
    expect(paths).toEqual(['/api/v3/time'])
  })

  it('that finds its kept connection closed is made on a new one where it only asks', async () => {
    const served: string[] = []
    const { transport } = await bench((request, response) => {
      served.push(String(request.method))
      // The first on each connection is answered, the next finds it closed.
      if (served.length === 2 || served.length === 5) request.socket.destroy()
      else response.end('{}')
    })
    await transport.send(ADDRESS, GET)
    await expect(transport.send(ADDRESS, GET)).resolves.toMatchObject({ status: 200 })
    expect(served).toEqual(['GET', 'GET', 'GET'])
    await transport.send(ADDRESS, GET)
    const command = transport.send(ADDRESS, { ...GET, method: 'POST' })
    await expect(command).rejects.toMatchObject({ fault: 'connection', isSent: true })
    expect(served).toEqual(['GET', 'GET', 'GET', 'GET', 'POST'])
  })

  it('is timed for whoever measures the clock', async () => {
    const { transport, scopes } = await bench((_request, response) => void setTimeout(() => response.end('{}'), 30))
    const scope = { request: { name: 'read its clock', urgency: 'order' } } as const
    const timed: Parameters<RequestScopes['run']>[0] = { ...scope }
    const beforeMs = new SystemClock().nowMs()
    await scopes.run(timed, async () => transport.send(ADDRESS, GET))
    expect(timed.timing?.roundTripMs).toBeGreaterThanOrEqual(29)
    expect(timed.timing?.middleMs).toBeGreaterThan(beforeMs)
  })

  it('is given up and refused once the transport is closed', async () => {
    const { transport, endpoints } = await bench(() => undefined)
    const waiting = transport.send(ADDRESS, { ...GET, method: 'POST' })
    waiting.catch(() => undefined)
    await new Promise((resolve) => setImmediate(resolve))
    transport.dispose()
    await expect(waiting).rejects.toMatchObject({ fault: 'closed' })
    await expect(transport.send(ADDRESS, GET)).rejects.toMatchObject({ fault: 'closed', isSent: false })
    expect(endpoints.views()[0]?.hosts[0]?.lastFailure).toBeNull()
  })

  it('by TLS that the other side does not speak was not sent', async () => {
    const { transport } = await bench((_request, response) => response.end('{}'), { scheme: 'https' })
    const command = transport.send(ADDRESS, { ...GET, method: 'POST' })
    await expect(command).rejects.toMatchObject({ fault: 'connection', isSent: false })
  })

  it.each([
    [true, 1],
    [false, 2],
  ])('goes to the main host alone where signatures cover it: %s', async (hostInSignature, hosts) => {
    const asked = new Set<string | undefined>()
    const { transport } = await bench(
      (request, response) => {
        asked.add(request.headers.host)
        response.end('{}')
      },
      { profile: { ...BINANCE_SPOT, hostInSignature } },
    )
    for (let count = 0; count < 4; count++) await transport.send(ADDRESS, GET)
    expect(asked.size).toBe(hosts)
  })
})
