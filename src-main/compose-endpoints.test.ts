import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type EndpointDelta, ERROR_TABLE } from '../src-contract/index.ts'
import { EngineError, type Logger, ManualClock, SeededRandom, silentLogger } from './base/index.ts'
import { endpointsTopic, openEndpoints } from './compose-endpoints.ts'
import { EndpointsConfig, ServiceSettings } from './endpoints/index.ts'

class MeasuringClock extends ManualClock {
  monotonicMs(): number {
    return this.nowMs()
  }
}

const OWN_URL = 'https://api.example.com/v3'
const OWN = ServiceSettings.parse({
  kind: 'http',
  hosts: [{ name: 'first', url: OWN_URL }],
  healthCheck: { enabled: false },
})

function configOf(services: Readonly<Record<string, object>> = {}): EndpointsConfig {
  return EndpointsConfig.parse({ services })
}

/** Services of the engine itself, and of a configuration, whose hosts fail their checks while they are in `down`. */
function rig(config: EndpointsConfig = configOf(), own: Record<string, ServiceSettings> = {}) {
  const clock = new MeasuringClock(1_700_000_000_000)
  const down = new Set<string>()
  const lines: string[] = []
  const line =
    (level: string): Logger['info'] =>
    (message, fields) =>
      lines.push(`${level} ${message} ${JSON.stringify(fields)}`)
  const probe = async ({ url }: { readonly url: string }): Promise<void> => {
    if (down.has(url)) throw new Error('connect ECONNREFUSED')
  }
  const endpoints = openEndpoints({
    config,
    builtIn: () => own,
    clock,
    random: new SeededRandom(7),
    logger: { ...silentLogger, info: line('info'), warn: line('warn') },
    probes: { http: probe, websocket: probe, tcp: probe },
  })
  /** In steps, so that each check is answered in its own time. */
  const pass = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second++) {
      clock.advanceBy(1_000)
      await setImmediate()
    }
  }
  return { clock, down, lines, endpoints, own, pass }
}

const NEWS = { kind: 'http', hosts: [{ name: 'main', url: 'https://news.example.com' }] }

describe('the outside services of the engine', () => {
  it('are none where neither the engine nor the configuration needs any', () => {
    expect(rig().endpoints.views()).toEqual([])
  })

  it("are the engine's own and those of the configuration, each with whose it is", () => {
    const { endpoints } = rig(configOf({ news: NEWS }), { 'main-rest': OWN })
    expect(endpoints.views()).toMatchObject([
      { name: 'main-rest', origin: 'engine', ownSettings: OWN },
      { name: 'news', origin: 'configuration', ownSettings: null },
    ])
  })

  it('are those of the configuration where both have one of the same name, and show what would hold without it', () => {
    const configured = { kind: 'http', hosts: [{ name: 'mine', url: 'https://mine.example.com' }] }
    const { endpoints } = rig(configOf({ 'main-rest': configured }), { 'main-rest': OWN })
    expect(endpoints.views()).toMatchObject([
      { name: 'main-rest', origin: 'configuration', ownSettings: OWN, hosts: [{ name: 'mine' }] },
    ])
    endpoints.apply(configOf())
    expect(endpoints.views()).toMatchObject([{ origin: 'engine', hosts: [{ name: 'first' }] }])
  })

  it('do not show settings of the engine whose addresses hold a secret', () => {
    const hosts = [{ name: 'first', url: 'https://me:hunter22@api.example.com', weight: 1 }]
    const { endpoints } = rig(configOf(), { 'main-rest': { ...OWN, hosts } })
    expect(endpoints.views()).toMatchObject([{ name: 'main-rest', origin: 'engine', ownSettings: null }])
    expect(JSON.stringify(endpoints.views())).not.toContain('hunter22')
  })

  it('change while the engine runs, also those that it knows by itself', () => {
    const { endpoints, own } = rig(configOf({ news: NEWS }))
    own['main-rest'] = OWN
    endpoints.apply(configOf({ news: { ...NEWS, strategy: 'random' } }))
    expect(endpoints.views()).toMatchObject([{ name: 'main-rest' }, { name: 'news', strategy: 'random' }])
  })

  it('are left alone by a change of the configuration that does not concern them', () => {
    const { endpoints, lines } = rig(configOf({ news: NEWS }), { 'main-rest': OWN })
    endpoints.apply(configOf({ news: NEWS }))
    expect(lines).toEqual([])
    endpoints.apply(configOf())
    expect(lines.at(-1)).toEqual('info endpoints have other settings {"services":["main-rest"]}')
  })

  it('stay in sight while what is open ends, although nobody configures them any more', async () => {
    const { endpoints } = rig(configOf({ news: NEWS }))
    const lease = endpoints.registry.pick('news', { purpose: 'query' })
    endpoints.apply(configOf())
    expect(endpoints.views()).toMatchObject([{ name: 'news', origin: 'removed', openConnections: 1 }])
    await lease.release({ kind: 'answered' })
    expect(endpoints.views()).toEqual([])
  })

  it('write to the log which host is left out, why, and when it is used again', async () => {
    const { down, lines, pass, endpoints } = rig(configOf({ news: NEWS }))
    down.add('https://news.example.com')
    await pass(120)
    expect(lines).toEqual([
      expect.stringMatching(
        /^warn a host of a service is left out .*"service":"news","host":"main".*ECONNREFUSED.*"to":"unhealthy"/,
      ),
    ])
    down.clear()
    await pass(120)
    expect(lines[1]).toMatch(
      /^info a host of a service is used again .*"from":"unhealthy","reason":"health checks pass"/,
    )
    endpoints.dispose()
    down.add('https://news.example.com')
    await pass(120)
    expect(lines).toHaveLength(2)
  })

  it('refuse a request with a code of the contract', () => {
    const refused = (): unknown => rig().endpoints.registry.pick('main-rest', { purpose: 'command' })
    expect(refused).toThrow(EngineError)
    expect(refused).toThrow(expect.objectContaining({ code: 'UNKNOWN_SERVICE' }))
    expect(ERROR_TABLE.UNKNOWN_SERVICE.status).toBe(404)
  })
})

describe('the stream of outside services', () => {
  it('tells a service that has changed, and one that is gone, and nothing of the others', async () => {
    const { clock, endpoints } = rig(configOf({ news: NEWS }), { 'main-rest': OWN })
    const deltas: EndpointDelta[] = []
    const { snapshot, subscription } = endpointsTopic({ clock, endpoints }, (delta) => deltas.push(delta))
    expect(snapshot).toEqual(endpoints.views())
    const lease = endpoints.registry.pick('news', { purpose: 'query' })
    clock.advanceBy(500)
    expect(deltas).toMatchObject([{ name: 'news', service: { openConnections: 1 } }])
    await lease.release({ kind: 'answered' })
    endpoints.apply(configOf())
    clock.advanceBy(500)
    expect(deltas.slice(1)).toEqual([{ name: 'news', service: null }])
    subscription.dispose()
    endpoints.apply(configOf({ news: NEWS }))
    clock.advanceBy(500)
    expect(deltas).toHaveLength(2)
  })
})
