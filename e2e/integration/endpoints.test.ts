import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type {
  AlertView,
  ComponentView,
  EndpointServiceView,
  MetricSeriesView,
  StatusView,
} from '../../src-contract/index.ts'
import { EngineProcess, newFolder, until } from '../support/engine-process.ts'
import { BY_HAND } from '../support/hand-orders.ts'
import { OutsideServices } from '../support/outside-services.ts'
import type { ErrorAnswer } from '../support/raw-requests.ts'

let home: string
let engine: EngineProcess
beforeEach(async () => {
  home = newFolder()
  engine = await EngineProcess.start({ home, config: BY_HAND, args: ['--quiet'] })
})
afterEach(async () => {
  await EngineProcess.killAll()
  rmSync(home, { recursive: true, force: true })
})

const servicesOf = async (): Promise<EndpointServiceView[]> =>
  (await engine.get<{ services: EndpointServiceView[] }>('/endpoints')).services

/** State of every host, by service and name. */
const states = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await servicesOf()).flatMap(({ name, hosts }) =>
      hosts.map((host) => [`${name}/${host.name}`, host.state] as const),
    ),
  )

const standing = async (): Promise<AlertView[]> =>
  (await engine.get<{ alerts: AlertView[] }>('/alerts?status=standing')).alerts

describe('outside services of a running engine', () => {
  it('are none until the configuration names some, and none once it does not any more', async () => {
    expect(await servicesOf()).toEqual([])
    await using services = await OutsideServices.open(engine)
    expect((await servicesOf()).map(({ name }) => name)).toEqual(['quotes-rest', 'news-stream'])
    expect(services.main.port).toBeGreaterThan(0)
    await engine.call('PUT', '/config', { patch: { endpoints: null } })
    expect(await servicesOf()).toEqual([])
  })

  it('are looked at, told when one is down, and told to be well again', async () => {
    await using services = await OutsideServices.open(engine)
    const [quotes] = await until(
      servicesOf,
      ([first]) => first?.hosts.every(({ health }) => health === 'healthy') ?? false,
    )
    expect(quotes?.hosts.map(({ responseTimeMs }) => responseTimeMs ?? 0).every((timeMs) => timeMs > 0)).toBe(true)

    await services.spare.goDown()
    await services.news.goDown()
    await until(states, (now) => now['quotes-rest/spare'] === 'unhealthy' && now['news-stream/main'] === 'unhealthy')
    const alerts = await until(standing, (now) => now.length === 2)
    expect(alerts.map(({ code, severity, subject }) => `${severity} ${code} ${subject}`).toSorted()).toEqual([
      'critical ENDPOINT_SERVICE_DOWN news-stream',
      'warning ENDPOINT_HOST_DOWN quotes-rest spare',
    ])
    const metricId = encodeURIComponent('endpoint.available:quotes-rest/spare')
    const newest = async (): Promise<number | undefined> =>
      (await engine.get<MetricSeriesView>(`/metrics/series?metricId=${metricId}&range=15m`)).points.at(-1)?.max
    await until(newest, (value) => value === 0)

    await services.spare.comeBack()
    await services.news.comeBack()
    await until(standing, (now) => now.length === 0)
    expect(Object.values(await states())).toEqual(Array(4).fill('available'))
    await until(newest, (value) => value === 1)
  })

  it('are there again, and trading with them, when their component was restarted', async () => {
    await using services = await OutsideServices.open(engine)
    await services.spare.goDown()
    await until(states, (now) => now['quotes-rest/spare'] === 'unhealthy')
    const { status, body } = await engine.call<ComponentView>('POST', '/components/endpoints/restart', {})
    expect({ status, state: body.state, restarts: body.restarts }).toEqual({
      status: 200,
      state: 'running',
      restarts: 1,
    })
    expect(await engine.get<StatusView>('/status')).toMatchObject({ tradingState: 'active' })
    await until(states, (now) => now['quotes-rest/spare'] === 'unhealthy')
    expect(await states()).toMatchObject({ 'quotes-rest/main': 'available', 'news-stream/main': 'available' })
  })

  it('are refused with a secret in their address, which nobody is told again', async () => {
    const news = { kind: 'http', hosts: [{ name: 'main', url: 'https://me:hunter22@news.example.com/v1' }] }
    const { status, body } = await engine.call<ErrorAnswer>('PUT', '/config', {
      patch: { endpoints: { services: { news } } },
    })
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'CONFIG_INVALID' })
    expect(body.message).toContain('endpoints.services.news.hosts.0.url: must not hold a user or a password')
    const log = await engine.get('/logs?limit=1000')
    expect(JSON.stringify([body, log, await engine.get('/config')])).not.toContain('hunter22')
  })
})
