import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { EndpointsConfig, type HealthCheckSettings } from './endpoints-config.ts'
import { HealthMonitor } from './health-monitor.ts'
import type { Probe } from './ports.ts'
import { BenchClock, EndpointBench, settingsOf, START_MS } from './testing/endpoint-bench.ts'

const INTERVAL_MS = 30_000

interface Watch {
  readonly monitor: HealthMonitor
  readonly clock: BenchClock
  readonly results: unknown[]
}

function watch(probe: Probe, change: Partial<HealthCheckSettings> = {}): Watch {
  const service = { kind: 'http', hosts: [{ name: 'a', url: 'https://a.example.com' }], healthCheck: change }
  const settings = EndpointsConfig.parse({ services: { service } }).services['service']?.healthCheck
  if (!settings) throw new Error('no settings')
  const clock = new BenchClock(START_MS)
  const results: unknown[] = []
  const monitor = new HealthMonitor({
    url: 'https://a.example.com',
    probe,
    settings: () => settings,
    ports: { clock, random: { next: () => 0 } },
    onPassed: (responseTimeMs) => results.push(responseTimeMs),
    onFailed: (error) => results.push(error),
  })
  monitor.start()
  return { monitor, clock, results }
}

describe('health checks', () => {
  it('come after every interval, a tenth more or less, the first one within a tenth', async () => {
    const bench = new EndpointBench(settingsOf('a', { healthCheck: { intervalMs: INTERVAL_MS } }))
    await bench.pass(20 * INTERVAL_MS)
    const times = bench.probed.map(({ atMs }) => atMs)
    const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0))
    expect(times[0]).toBeLessThanOrEqual(0.1 * INTERVAL_MS)
    expect(times.length).toBeGreaterThanOrEqual(18)
    // A check is answered at the end of a step of the clock.
    expect(gaps.filter((gap) => gap < 0.9 * INTERVAL_MS || gap > 1.1 * INTERVAL_MS + 500)).toEqual([])
    expect(new Set(gaps).size).toBeGreaterThan(10)
  })

  it('do not look at the hosts of a service together', async () => {
    const bench = new EndpointBench(settingsOf('abcdefgh'))
    await bench.pass(INTERVAL_MS)
    const firsts = 'abcdefgh'.split('').map((name) => bench.probed.find(({ host }) => host === name)?.atMs)
    expect(new Set(firsts).size).toBe(8)
  })

  it('measure how long the answer took', async () => {
    const { clock, results } = watch(() => new Promise((resolve) => void clock.setTimer(80, resolve)))
    clock.advanceBy(0)
    await setImmediate()
    clock.advanceBy(80)
    await setImmediate()
    expect(results).toEqual([80])
  })

  it('give up a host that does not answer in time, and ask it again later', async () => {
    const signals: AbortSignal[] = []
    const { clock, results } = watch(({ signal }) => {
      signals.push(signal)
      return new Promise(() => undefined)
    })
    clock.advanceBy(0)
    clock.advanceBy(5_000)
    await setImmediate()
    expect(results).toEqual([new Error('no answer within 5000 ms')])
    expect(signals[0]?.aborted).toBe(true)
    clock.advanceBy(1.1 * INTERVAL_MS)
    expect(signals).toHaveLength(2)
  })

  it('tell nothing of a check that was under way when they were stopped', async () => {
    let answer = (): void => undefined
    const { monitor, clock, results } = watch(() => new Promise((resolve) => (answer = resolve)))
    clock.advanceBy(0)
    monitor.stop()
    answer()
    await setImmediate()
    clock.advanceBy(10 * INTERVAL_MS)
    await setImmediate()
    expect(results).toEqual([])
  })

  it('are not made where they are switched off', async () => {
    let count = 0
    const probe = async (): Promise<void> => void count++
    const { clock } = watch(probe, { enabled: false })
    clock.advanceBy(10 * INTERVAL_MS)
    expect(count).toBe(0)
  })
})
