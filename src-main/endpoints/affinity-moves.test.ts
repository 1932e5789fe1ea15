import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ENDPOINT_STRATEGIES } from '../../src-contract/index.ts'
import type { EndpointRequest } from './request.ts'
import { EndpointBench, SERVICE, settingsOf } from './testing/endpoint-bench.ts'

const ORDER: EndpointRequest = { purpose: 'command', affinityKey: 'order 1' }

function moves(bench: EndpointBench): string[] {
  return bench.events.flatMap((event) => (event.kind === 'affinityMoved' ? [`${event.affinityKey} ${event.to}`] : []))
}

describe('what concerns one order', () => {
  it.each(ENDPOINT_STRATEGIES)('stays with one host by strategy %s, and other orders are spread', (strategy) => {
    const bench = new EndpointBench(settingsOf('abc', { strategy }))
    const hostOf = (affinityKey: string): string => {
      const lease = bench.registry.pick(SERVICE, { purpose: 'command', affinityKey })
      void lease.release({ kind: 'answered', responseTimeMs: 10 })
      return lease.host
    }
    const orders = Array.from({ length: 60 }, (_, index) => `order ${index}`)
    const first = orders.map(hostOf)
    expect(new Set(first).size).toBe(3)
    expect(orders.map(hostOf)).toEqual(first)
    expect(moves(bench)).toEqual([])
  })

  it('moves once when its host goes down, is told, and stays where it came to', async () => {
    const bench = new EndpointBench(settingsOf('abc'))
    const pick = (): string => bench.registry.pick(SERVICE, ORDER).host
    expect(pick()).toBe('a')
    bench.down.add('a')
    await bench.pass(100_000)
    const moved = pick()
    expect(moved).not.toBe('a')
    expect(bench.events.at(-1)).toEqual({
      kind: 'affinityMoved',
      service: SERVICE,
      affinityKey: 'order 1',
      from: 'a',
      to: moved,
      atMs: bench.clock.nowMs(),
    })
    bench.down.clear()
    await bench.pass(100_000)
    expect([pick(), pick(), pick()]).toEqual([moved, moved, moved])
    expect(moves(bench)).toHaveLength(1)
  })

  it('moves exactly when its own host cannot be used and another one can, whatever breaks and mends', async () => {
    const changes = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.boolean()), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(changes, async (changes) => {
        const bench = new EndpointBench(settingsOf('abc'))
        let current = bench.registry.pick(SERVICE, { ...ORDER, purpose: 'protective' }).host
        let expected = 0
        for (const [host, isDown] of changes) {
          if (isDown) bench.down.add(host)
          else bench.down.delete(host)
          await bench.pass(100_000)
          const mustMove = bench.down.has(current) && bench.down.size < 3
          const { host: next } = bench.registry.pick(SERVICE, { ...ORDER, purpose: 'protective' })
          expect(next !== current).toBe(mustMove)
          expected += mustMove ? 1 : 0
          current = next
        }
        expect(moves(bench)).toHaveLength(expected)
      }),
      { numRuns: 30 },
    )
  })

  it('does not move from one host that is down to another one', async () => {
    const bench = new EndpointBench(settingsOf('ab', { breaker: { openMs: 3_600_000 } }))
    expect(bench.registry.pick(SERVICE, ORDER).host).toBe('a')
    bench.down.add('a')
    await bench.pass(100_000)
    await bench.failAt('b')
    expect(bench.registry.pick(SERVICE, { ...ORDER, purpose: 'protective' }).host).toBe('a')
    expect(moves(bench)).toEqual([])
  })

  it('waits for a connection to its host rather than move', () => {
    const bench = new EndpointBench(settingsOf('ab', { connections: { perHost: 1 } }))
    expect(bench.registry.pick(SERVICE, ORDER).host).toBe('a')
    expect(() => bench.registry.pick(SERVICE, ORDER)).toThrow(
      '1 connections to the host "a" of the service "venue" are open, and 1 are allowed.',
    )
    expect(bench.registry.pick(SERVICE, { ...ORDER, affinityKey: 'order 2' }).host).toBe('b')
  })

  it('goes anywhere where affinity is switched off', () => {
    const bench = new EndpointBench(settingsOf('abc', { affinity: false }))
    expect([0, 1, 2].map(() => bench.registry.pick(SERVICE, ORDER).host)).toEqual(['a', 'b', 'c'])
  })
})

describe('a request that is signed', () => {
  const SIGNED: EndpointRequest = { purpose: 'command', signedFor: 'b' }

  it('goes to the host that its signature covers, past strategy and affinity', () => {
    const bench = new EndpointBench(settingsOf('abc', { hostInSignature: true }))
    bench.registry.pick(SERVICE, ORDER)
    const used = [0, 1, 2].map(() => bench.registry.pick(SERVICE, { ...SIGNED, affinityKey: 'order 1' }).host)
    expect(used).toEqual(['b', 'b', 'b'])
    expect(moves(bench)).toEqual([])
  })

  it('goes nowhere rather than to another host', async () => {
    const bench = new EndpointBench(settingsOf('abc', { hostInSignature: true }))
    bench.down.add('b')
    await bench.pass(100_000)
    expect(() => bench.registry.pick(SERVICE, SIGNED)).toThrow('No host of "venue" can be used. b (')
    expect(() => bench.registry.pick(SERVICE, { ...SIGNED, signedFor: 'x' })).toThrow(
      'The request to "venue" was signed for its host "x", which is not there any more. Sign it again for the host that ' +
        'it is given; this one must not be sent to another host.',
    )
  })

  it('may go to any host where the signature does not cover it', () => {
    const bench = new EndpointBench(settingsOf('abc'))
    expect([0, 1, 2].map(() => bench.registry.pick(SERVICE, SIGNED).host)).toEqual(['a', 'b', 'c'])
  })
})
