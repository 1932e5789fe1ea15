import { describe, expect, it } from 'vitest'
import { type EndpointHostView, type EndpointServiceState, MetricDefinition } from '../../src-contract/index.ts'
import { instrumentId, venueId } from '../domain/index.ts'
import { endpointMetrics } from './endpoint-metrics.ts'
import { type EngineReadings, engineMetrics } from './engine-metrics.ts'
import { EventLoopMonitor } from './event-loop-monitor.ts'
import { gatewayMetrics } from './gateway-metrics.ts'
import { marketMetrics } from './market-metrics.ts'
import { type MetricLimits, MonitoringConfig } from './monitoring-config.ts'
import type { Metric } from './ports.ts'
import { processMetrics } from './process-metrics.ts'
import { tradingMetrics } from './trading-metrics.ts'
import { TradingWatch } from './trading-watch.ts'

const NOW_MS = 1_700_000_000_000
const MOMENT = { timeMs: NOW_MS, elapsedMs: 1_000 }
const ABC = { instrumentId: instrumentId(venueId('test'), 'ABC'), symbol: 'ABC' }
const XYZ = { instrumentId: instrumentId(venueId('test'), 'XYZ'), symbol: 'XYZ' }
const DEFAULTS = MonitoringConfig.parse({}).metrics.limits

const ENGINE: EngineReadings = {
  loop: new EventLoopMonitor(),
  events: () => 0,
  takeQueuePeak: () => 4,
  listenerErrors: () => 2,
  journalPending: () => null,
  journalCommitP95Ms: () => 1.5,
}

const HOST: EndpointHostView = {
  name: 'first',
  address: 'https://api.example.com',
  weight: 1,
  state: 'available',
  sinceMs: NOW_MS,
  health: 'healthy',
  breaker: 'closed',
  nextTrialAtMs: null,
  responseTimeMs: 41,
  openConnections: 2,
  keptKeys: 0,
  failures: 3,
  lastFailure: null,
}

const SERVICE: EndpointServiceState = {
  name: 'main-rest',
  kind: 'http',
  strategy: 'roundRobin',
  affinity: true,
  hostInSignature: false,
  openConnections: 3,
  maxConnections: 128,
  hosts: [
    HOST,
    { ...HOST, name: 'second', state: 'broken', responseTimeMs: null, openConnections: 1 },
    { ...HOST, state: 'leaving', openConnections: 0 },
  ],
}

/** What every list measures, with these limits. */
function allMetrics(limits: MetricLimits = DEFAULTS): Metric[] {
  const watch = new TradingWatch(() => NOW_MS)
  watch.orderAck.add(NOW_MS, 40)
  watch.rejections.add(NOW_MS)
  return [
    ...processMetrics({ cpuMicroseconds: () => 0, residentBytes: () => 300, heapBytes: () => 100 }, () => limits),
    ...engineMetrics(ENGINE, () => limits),
    ...tradingMetrics(
      watch,
      () => NOW_MS,
      () => limits,
    ),
    ...gatewayMetrics({ clients: () => 3, behind: () => 12 }, () => limits),
    ...marketMetrics({
      events: () => 0,
      candlesPerMinute: () => 6,
      feeds: () => [ABC],
      receivedAtMs: () => NOW_MS - 250,
      staleAfterMs: () => 10_000,
    })(),
    ...endpointMetrics(() => [SERVICE])(),
  ]
}

function valueOf(metrics: readonly Metric[], metricId: string): number | null | undefined {
  return metrics.find((metric) => metric.metricId === metricId)?.read(MOMENT)
}

describe('the lists of metrics', () => {
  it('name each metric once, in the shape of the contract', () => {
    const metrics = allMetrics()
    expect(new Set(metrics.map(({ metricId }) => metricId)).size).toBe(metrics.length)
    expect(new Set(metrics.map(({ label }) => label)).size).toBe(metrics.length)
    for (const { limit, ...metric } of metrics) MetricDefinition.parse({ ...metric, limit: limit?.() ?? null })
  })

  it('mark a metric from each limit of the configuration on', () => {
    const before = allMetrics().map((metric) => metric.limit?.() ?? null)
    for (const key of Object.keys(DEFAULTS) as (keyof MetricLimits)[]) {
      const after = allMetrics({ ...DEFAULTS, [key]: 7_777 }).map((metric) => metric.limit?.() ?? null)
      const changed = after.filter((limit, index) => limit !== before[index])
      expect({ key, changed }).toEqual({ key, changed: [key === 'memoryMib' ? 7_777 * 1_048_576 : 7_777] })
    }
  })

  it('are over the limit with the first fault of a listener', () => {
    const faults = allMetrics().find(({ metricId }) => metricId === 'engine.listenerErrors')
    expect(faults?.limit?.()).toBeLessThan(1)
  })

  it.each([
    ['process.memory', 300],
    ['process.heap', 100],
    ['engine.busQueue', 4],
    ['engine.listenerErrors', 2],
    ['engine.journalPending', null],
    ['engine.journalCommitP95', 1.5],
    ['trading.orderAckP95', 40],
    ['trading.candleToIntentP99', null],
    ['trading.rejections', 1],
    ['trading.denials', 0],
    ['gateway.clients', 3],
    ['gateway.behind', 12],
    ['market.candles', 6],
    ['feed.age', 250],
    ['feed.age:test:ABC', 250],
    ['endpoint.hostsOut', 1],
    ['endpoint.connections', 3],
    ['endpoint.available:main-rest/first', 1],
    ['endpoint.available:main-rest/second', 0],
    ['endpoint.responseTime:main-rest/first', 41],
    ['endpoint.responseTime:main-rest/second', null],
    ['endpoint.connections:main-rest/first', 2],
    ['endpoint.failures:main-rest/first', 3],
  ])('read %s where it is measured', (metricId, value) => {
    expect(valueOf(allMetrics(), metricId)).toBe(value)
  })

  it('measure processor time as a share of one core', () => {
    let microseconds = 0
    const [cpu] = processMetrics(
      { cpuMicroseconds: () => microseconds, residentBytes: () => 0, heapBytes: () => 0 },
      () => DEFAULTS,
    )
    cpu?.read({ timeMs: 0, elapsedMs: 0 })
    microseconds = 250_000
    expect(cpu?.read(MOMENT)).toBe(0.25)
  })

  it('begin a new window of delays with every sample', () => {
    const calls: string[] = []
    const loop = { delayP99Ms: () => calls.push('read'), startWindow: () => calls.push('reset') }
    const [delay] = engineMetrics({ ...ENGINE, loop: loop as unknown as EventLoopMonitor }, () => DEFAULTS)
    delay?.read(MOMENT)
    expect(calls).toEqual(['read', 'reset'])
  })
})

describe('the metrics of outside services', () => {
  it('are not there while none is in use', () => {
    expect(endpointMetrics(() => [])()).toEqual([])
  })
})

describe('the ages of feeds', () => {
  function openFeeds() {
    const received = new Map<string, number | null>([[ABC.instrumentId, NOW_MS - 5_000]])
    const feeds = [ABC]
    const metrics = marketMetrics({
      events: () => 0,
      candlesPerMinute: () => 0,
      feeds: () => feeds,
      receivedAtMs: (id) => received.get(id) ?? null,
      staleAfterMs: () => 10_000,
    })
    return { received, feeds, metrics }
  }

  it('are measured for each stream that is followed now, and the oldest of them', () => {
    const { received, feeds, metrics } = openFeeds()
    expect(valueOf(metrics(), 'feed.age:test:XYZ')).toBeUndefined()
    feeds.push(XYZ)
    received.set(XYZ.instrumentId, NOW_MS - 20)
    expect(valueOf(metrics(), 'feed.age:test:XYZ')).toBe(20)
    expect(valueOf(metrics(), 'feed.age')).toBe(5_000)
  })

  it('are not there before the first price', () => {
    const { received, metrics } = openFeeds()
    received.clear()
    expect(valueOf(metrics(), 'feed.age:test:ABC')).toBeNull()
    expect(valueOf(metrics(), 'feed.age')).toBeNull()
  })

  it('are never below 0, though the clock was set back', () => {
    const { received, metrics } = openFeeds()
    received.set(ABC.instrumentId, NOW_MS + 60_000)
    expect(valueOf(metrics(), 'feed.age')).toBe(0)
  })
})
