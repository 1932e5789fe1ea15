import { describe, expect, it } from 'vitest'
import { EndpointBench, SERVICE, settingsOf } from './testing/endpoint-bench.ts'
import { EndpointsConfig } from './endpoints-config.ts'

const COMMAND = { purpose: 'command' } as const

function names(bench: EndpointBench): string[] {
  return bench.registry.views().flatMap(({ hosts }) => hosts.map(({ name, state }) => `${name} ${state}`))
}

describe('other settings', () => {
  it('keep all that is known of a host whose name and address stay', async () => {
    const bench = new EndpointBench(settingsOf('ab', { breaker: { openMs: 3_600_000 } }))
    await bench.failAt('a')
    await bench.pass(10_000)
    const lease = bench.registry.pick(SERVICE, COMMAND)
    const before = bench.host('a')
    bench.registry.applySettings(
      settingsOf('abc', { strategy: 'leastConnections', breaker: { openMs: 3_600_000 }, connections: { perHost: 9 } }),
    )
    expect(bench.host('a')).toEqual(before)
    expect(bench.host('b').openConnections).toBe(1)
    void lease.release()
    expect(bench.host('b').openConnections).toBe(0)
    expect(bench.events.at(-1)).toEqual({ kind: 'settingsApplied', atMs: bench.clock.nowMs() })
  })

  it('let what is open to a host that was taken out come to its end, and give it nothing new', async () => {
    const bench = new EndpointBench(settingsOf('ab'))
    const lease = bench.leaseAt('a')
    bench.registry.applySettings(settingsOf('b'))
    expect(names(bench)).toEqual(['b available', 'a leaving'])
    expect(bench.registry.views()[0]?.openConnections).toBe(1)
    const used = Array.from({ length: 4 }, () => bench.registry.pick(SERVICE, COMMAND).host)
    expect(new Set(used)).toEqual(new Set(['b']))
    await lease.release({ kind: 'answered' })
    expect(names(bench)).toEqual(['b available'])
  })

  it('ask a host that was taken out no more', async () => {
    const bench = new EndpointBench(settingsOf('ab'))
    bench.leaseAt('a')
    bench.registry.applySettings(settingsOf('b'))
    await bench.pass(100_000)
    expect(new Set(bench.probed.map(({ host }) => host))).toEqual(new Set(['b']))
  })

  it('begin with a new host where a name has got another address', async () => {
    const bench = new EndpointBench(settingsOf('a', { healthCheck: { enabled: false } }))
    await bench.failAt('a')
    const hosts = [{ name: 'a', url: 'https://other.example.com' }]
    bench.registry.applySettings(settingsOf('', { hosts, healthCheck: { enabled: false } }))
    expect(bench.host('a')).toMatchObject({
      state: 'available',
      address: 'https://other.example.com',
      lastFailure: null,
    })
  })

  it('move an order whose host was taken out, and tell so', () => {
    const bench = new EndpointBench(settingsOf('ab'))
    const order = { ...COMMAND, affinityKey: 'order 1' }
    expect(bench.registry.pick(SERVICE, order).host).toBe('a')
    bench.registry.applySettings(settingsOf('b'))
    expect(bench.registry.pick(SERVICE, order).host).toBe('b')
    expect(bench.events.at(-1)).toMatchObject({ kind: 'affinityMoved', from: 'a', to: 'b' })
  })

  it('forget which order belongs where when affinity is switched off', () => {
    const bench = new EndpointBench(settingsOf('abc'))
    const order = { ...COMMAND, affinityKey: 'order 1' }
    const pick = (): string => bench.registry.pick(SERVICE, order).host
    expect([pick(), pick()]).toEqual(['a', 'a'])
    bench.registry.applySettings(settingsOf('abc', { affinity: false }))
    bench.registry.applySettings(settingsOf('abc'))
    expect([pick(), pick()]).toEqual(['b', 'b'])
  })

  it('change weights from the next request on', () => {
    const bench = new EndpointBench(settingsOf('ab', { strategy: 'weighted' }))
    const hosts = [
      { name: 'a', url: 'https://a.example.com', weight: 3 },
      { name: 'b', url: 'https://b.example.com', weight: 1 },
    ]
    bench.registry.applySettings(settingsOf('', { strategy: 'weighted', hosts }))
    const used = Array.from({ length: 4 }, () => bench.registry.pick(SERVICE, COMMAND).host)
    expect(used.toSorted()).toEqual(['a', 'a', 'a', 'b'])
  })

  it('hold for limits and circuit breakers at once', async () => {
    const bench = new EndpointBench(settingsOf('a', { healthCheck: { enabled: false } }))
    const change = { healthCheck: { enabled: false }, breaker: { failures: 1 }, connections: { perHost: 1 } }
    bench.registry.applySettings(settingsOf('a', change))
    const lease = bench.registry.pick(SERVICE, COMMAND)
    expect(() => bench.registry.pick(SERVICE, COMMAND)).toThrow('1 are allowed')
    await lease.release({ kind: 'failed', error: new Error('reset') })
    expect(bench.host('a').state).toBe('broken')
  })

  it('make checks come at the new interval, and forget their judgement where they end', async () => {
    const bench = new EndpointBench(settingsOf('a', { healthCheck: { intervalMs: 3_600_000, unhealthyThreshold: 1 } }))
    bench.down.add('a')
    bench.registry.applySettings(settingsOf('a', { healthCheck: { intervalMs: 10_000, unhealthyThreshold: 1 } }))
    await bench.pass(10_000)
    expect(bench.host('a').state).toBe('unhealthy')
    bench.registry.applySettings(settingsOf('a', { healthCheck: { enabled: false } }))
    expect(bench.host('a')).toMatchObject({ state: 'available', health: 'unknown' })
    const { length } = bench.probed
    await bench.pass(100_000)
    expect(bench.probed).toHaveLength(length)
  })

  it('take a service out, and show it until what is open has ended', async () => {
    const bench = new EndpointBench(settingsOf('a'))
    const lease = bench.registry.pick(SERVICE, COMMAND)
    bench.registry.applySettings(EndpointsConfig.parse({}))
    expect(names(bench)).toEqual(['a leaving'])
    expect(() => bench.registry.pick(SERVICE, COMMAND)).toThrow('There is no service "venue"; none is configured.')
    await lease.release({ kind: 'failed', error: new Error('reset') })
    expect(bench.registry.views()).toEqual([])
  })
})

describe('a service that comes back under its name', () => {
  it('is one service, with the host that still ends what is open and the one that has come', async () => {
    const bench = new EndpointBench(settingsOf('a'))
    const lease = bench.registry.pick(SERVICE, COMMAND)
    bench.registry.applySettings(EndpointsConfig.parse({}))
    bench.registry.applySettings(settingsOf('a'))
    expect(bench.registry.views()).toHaveLength(1)
    expect(names(bench)).toEqual(['a available', 'a leaving'])
    await lease.release({ kind: 'answered' })
    expect(names(bench)).toEqual(['a available'])
  })
})

describe('a registry that is closed', () => {
  it('asks no host any more', async () => {
    const bench = new EndpointBench(settingsOf('abc'))
    await bench.pass(10_000)
    const { length } = bench.probed
    bench.registry.dispose()
    await bench.pass(100_000)
    expect(length).toBe(3)
    expect(bench.probed).toHaveLength(length)
  })
})
