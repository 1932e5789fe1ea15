import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ENDPOINT_STRATEGIES } from '../../src-contract/index.ts'
import type { EndpointLease } from './lease.ts'
import type { RequestPurpose } from './purpose.ts'
import type { EndpointRequest } from './request.ts'
import { answerOf, EndpointBench, refusalOf, SERVICE, settingsOf, START_MS } from './testing/endpoint-bench.ts'

const QUERY: EndpointRequest = { purpose: 'query' }
const COMMAND: EndpointRequest = { purpose: 'command' }
const PROTECTIVE: EndpointRequest = { purpose: 'protective' }

/** Long enough for three health checks of every host to fail, or two to pass. */
const CHECKED_MS = 100_000

describe('a lease', () => {
  it('counts a connection until it is released, once', () => {
    const bench = new EndpointBench(settingsOf('a'))
    const first = bench.registry.pick(SERVICE, COMMAND)
    const second = bench.registry.pick(SERVICE, COMMAND)
    expect(bench.host('a').openConnections).toBe(2)
    void first.release()
    void first.release()
    expect(bench.host('a').openConnections).toBe(1)
    void second.release()
    expect(bench.host('a').openConnections).toBe(0)
  })

  it('measures the time until the answer, or takes what it is told', async () => {
    const bench = new EndpointBench(settingsOf('a', { healthCheck: { enabled: false } }))
    const lease = bench.registry.pick(SERVICE, QUERY)
    bench.clock.advanceBy(120)
    await lease.release({ kind: 'answered' })
    expect(bench.host('a').responseTimeMs).toBe(120)
    await bench.registry.pick(SERVICE, QUERY).release({ kind: 'answered', responseTimeMs: 20 })
    expect(bench.host('a').responseTimeMs).toBeCloseTo(100)
  })

  it('of a connection that stays tells once, when it is open, so that a trial ends', async () => {
    const bench = new EndpointBench(settingsOf('a', { healthCheck: { enabled: false } }))
    await bench.failAt('a')
    bench.clock.advanceBy(30_000)
    const lease = bench.registry.pick(SERVICE, COMMAND)
    expect(bench.host('a').state).toBe('trying')
    await lease.report({ kind: 'answered', responseTimeMs: 15 })
    bench.clock.advanceBy(3_600_000)
    await lease.release({ kind: 'failed', error: new Error('closed after an hour') })
    expect(bench.host('a')).toMatchObject({
      state: 'available',
      responseTimeMs: 15,
      openConnections: 0,
      lastFailure: { text: 'socket hang up' },
    })
  })

  it('gives the address with its secrets to who makes the request, and to nobody who prints it', () => {
    const url = 'https://user:hunter22@a.example.com/bot1234567890123456'
    const bench = new EndpointBench(settingsOf('', { hosts: [{ name: 'a', url }] }))
    const lease = bench.registry.pick(SERVICE, QUERY)
    expect(lease.url).toBe(url)
    expect(JSON.stringify([lease, bench.registry.views()])).not.toMatch(/hunter22|bot1234567890123456/)
    expect(lease.address).toBe('https://a.example.com')
  })
})

describe('limits of connections', () => {
  const limits = { connections: { perHost: 2, perService: 3 }, strategy: 'leastConnections' }

  it('hold for each host, and what comes after goes to the others', () => {
    const bench = new EndpointBench(settingsOf('ab', { connections: { perHost: 2, perService: 100 } }))
    for (let index = 0; index < 4; index++) bench.registry.pick(SERVICE, COMMAND)
    expect([bench.host('a').openConnections, bench.host('b').openConnections]).toEqual([2, 2])
    const error = refusalOf(() => bench.registry.pick(SERVICE, COMMAND))
    expect(error.code).toBe('CONNECTION_LIMIT')
    expect(error.message).toBe(
      '2 connections to each of the hosts "a", "b" of the service "venue" are open, and 2 are allowed. ' +
        'Try again when one has ended, or raise endpoints.services.venue.connections.',
    )
  })

  it('hold for the whole service', () => {
    const bench = new EndpointBench(settingsOf('ab', limits))
    const leases = [COMMAND, QUERY, COMMAND].map((request) => bench.registry.pick(SERVICE, request))
    expect(refusalOf(() => bench.registry.pick(SERVICE, QUERY)).message).toMatch(
      /^3 connections to the service "venue" are open, and 3 are allowed\./,
    )
    void leases[0]?.release()
    expect(() => bench.registry.pick(SERVICE, QUERY)).not.toThrow()
  })

  it('do not hold up what protects a position', () => {
    const bench = new EndpointBench(settingsOf('ab', limits))
    for (let index = 0; index < 10; index++) bench.registry.pick(SERVICE, PROTECTIVE)
    expect(bench.registry.views()[0]?.openConnections).toBe(10)
  })

  it('are never passed by anything else, whatever is asked for and given back', () => {
    const step = fc.oneof(
      fc.constantFrom<RequestPurpose>('query', 'command').map((purpose) => ({ purpose })),
      fc.nat().map((release) => ({ release })),
    )
    fc.assert(
      fc.property(fc.constantFrom(...ENDPOINT_STRATEGIES), fc.array(step, { maxLength: 60 }), (strategy, steps) => {
        const bench = new EndpointBench(settingsOf('abc', { ...limits, strategy }))
        const open: EndpointLease[] = []
        const taken = (request: EndpointRequest): string =>
          answerOf(() => {
            const lease = bench.registry.pick(SERVICE, request)
            open.push(lease)
            return lease
          })
        for (const each of steps) {
          const isFull = open.length === 3
          if ('release' in each) void open.splice(each.release % (open.length + 1), 1)[0]?.release()
          const answer = 'purpose' in each ? taken(each) : undefined
          expect(answer === 'CONNECTION_LIMIT').toBe(isFull && 'purpose' in each)
          const [view] = bench.registry.views()
          expect(view?.openConnections).toBe(open.length)
          expect(view?.hosts.filter(({ openConnections }) => openConnections > 2)).toEqual([])
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('hosts that cannot be used', () => {
  it('are left out when their health checks fail, and come back when they pass', async () => {
    const bench = new EndpointBench(settingsOf('ab'))
    bench.down.add('a')
    await bench.pass(CHECKED_MS)
    expect(bench.host('a')).toMatchObject({ state: 'unhealthy', health: 'unhealthy' })
    expect(bench.host('a').lastFailure?.text).toBe('connect ECONNREFUSED')
    const used = Array.from({ length: 6 }, () => bench.registry.pick(SERVICE, COMMAND).host)
    expect(new Set(used)).toEqual(new Set(['b']))
    bench.down.clear()
    await bench.pass(CHECKED_MS)
    expect(bench.host('a').state).toBe('available')
    expect(bench.events).toMatchObject([
      {
        kind: 'hostState',
        host: 'a',
        from: 'available',
        to: 'unhealthy',
        reason: 'health checks fail: connect ECONNREFUSED',
      },
      { kind: 'hostState', host: 'a', from: 'unhealthy', to: 'available', reason: 'health checks pass' },
    ])
  })

  it('are left out when they fail requests, until one request has shown that they are back', async () => {
    const bench = new EndpointBench(settingsOf('ab', { healthCheck: { enabled: false } }))
    await bench.failAt('a')
    expect(bench.host('a')).toMatchObject({
      state: 'broken',
      breaker: 'open',
      sinceMs: START_MS,
      nextTrialAtMs: START_MS + 30_000,
      lastFailure: { text: 'socket hang up', atMs: START_MS },
    })
    const used = Array.from({ length: 6 }, () => bench.registry.pick(SERVICE, COMMAND).host)
    expect(new Set(used)).toEqual(new Set(['b']))
    bench.clock.advanceBy(30_000)
    const leases = Array.from({ length: 6 }, () => bench.registry.pick(SERVICE, COMMAND))
    const [trial, ...more] = leases.filter(({ host }) => host === 'a')
    expect(more).toEqual([])
    await trial?.release({ kind: 'answered' })
    expect(bench.host('a').state).toBe('available')
  })

  it('are told with why, since when and what to do when all are down', async () => {
    const bench = new EndpointBench(settingsOf('ab'))
    bench.down.add('a')
    await bench.pass(CHECKED_MS)
    await bench.failAt('b')
    const error = refusalOf(() => bench.registry.pick(SERVICE, COMMAND))
    expect(error.code).toBe('NO_HOST_AVAILABLE')
    const since = (name: string): string => new Date(bench.host(name).sinceMs).toISOString()
    const now = new Date(bench.clock.nowMs()).toISOString()
    const trial = new Date(bench.clock.nowMs() + 30_000).toISOString()
    const failedAt = new Date(bench.host('a').lastFailure?.atMs ?? 0).toISOString()
    expect(error.message).toBe(
      `No host of "venue" can be used. a (https://a.example.com) fails its health checks since ${since('a')}, ` +
        `last failure ${failedAt}: connect ECONNREFUSED; b (https://b.example.com) has failed too many requests since ` +
        `${now}, tried again from ${trial}, last failure ${now}: socket hang up. ${error.advice}`,
    )
    expect(error.advice).toMatch(/^Hosts come back by themselves .* endpoints\.services\.venue\.$/)
  })

  it('never get a command, by no strategy, unless none is left, and then it is refused', async () => {
    const subsets = fc.subarray(['a', 'b', 'c', 'd'])
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ENDPOINT_STRATEGIES),
        subsets,
        subsets,
        async (strategy, unhealthy, broken) => {
          const bench = new EndpointBench(settingsOf('abcd', { strategy, breaker: { openMs: 3_600_000 } }))
          for (const host of broken) await bench.failAt(host)
          for (const host of unhealthy) bench.down.add(host)
          await bench.pass(CHECKED_MS)
          const usable = ['a', 'b', 'c', 'd'].filter((name) => !unhealthy.includes(name) && !broken.includes(name))
          const answers = Array.from({ length: 12 }, (_, index) =>
            answerOf(() => bench.registry.pick(SERVICE, { ...COMMAND, key: `key ${index}` })),
          )
          const allowed = usable.length === 0 ? ['NO_HOST_AVAILABLE'] : usable
          expect(answers.filter((answer) => !allowed.includes(answer))).toEqual([])
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('an unknown service', () => {
  it('is refused with the names that there are', () => {
    const bench = new EndpointBench(settingsOf('a'))
    const error = refusalOf(() => bench.registry.pick('venu', QUERY))
    expect(error.code).toBe('UNKNOWN_SERVICE')
    expect(error.message).toBe(
      'There is no service "venu"; known are venue. Use one of these names, or add the service under endpoints.services.',
    )
  })
})
