import { describe, expect, it } from 'vitest'
import type { FollowedRequest } from './request.ts'
import { EndpointBench, SERVICE, settingsOf } from './testing/endpoint-bench.ts'

const QUERY: FollowedRequest = { purpose: 'query' }
const UNCHECKED = { healthCheck: { enabled: false } }

class Refused extends Error {}

/** Makes the request; these hosts fail it. Gives the hosts in the order in which they were asked. */
async function ask(bench: EndpointBench, request: FollowedRequest, failing: string): Promise<string[]> {
  const asked: string[] = []
  await bench.registry
    .run(SERVICE, request, async ({ host }) => {
      asked.push(host)
      if (failing.includes(host)) throw new Error(`${host} failed`)
    })
    .catch((error: unknown) => asked.push(String(error)))
  return asked
}

describe('a request that the registry makes', () => {
  it('gives what was answered, with its time measured and its connection ended', async () => {
    const bench = new EndpointBench(settingsOf('a', UNCHECKED))
    const answer = await bench.registry.run(SERVICE, QUERY, async () => {
      expect(bench.host('a').openConnections).toBe(1)
      bench.clock.advanceBy(35)
      return 'the time'
    })
    expect(answer).toBe('the time')
    expect(bench.host('a')).toMatchObject({ openConnections: 0, responseTimeMs: 35, lastFailure: null })
  })

  it('throws the error of the request as it is', async () => {
    const bench = new EndpointBench(settingsOf('a', UNCHECKED))
    const error = new Refused('insufficient funds')
    const run = bench.registry.run(SERVICE, { purpose: 'command' }, () => Promise.reject(error))
    await expect(run).rejects.toBe(error)
    expect(bench.host('a').lastFailure?.text).toBe('insufficient funds')
  })

  it('opens the circuit breaker when its host fails it often enough', async () => {
    const bench = new EndpointBench(settingsOf('a', UNCHECKED))
    for (let index = 0; index < 5; index++) await ask(bench, { purpose: 'command' }, 'a')
    expect(bench.host('a').state).toBe('broken')
    const [refusal] = await ask(bench, { purpose: 'command' }, '')
    expect(refusal).toMatch(/^EndpointError: No host of "venue" can be used/)
  })

  it('does not blame the host for an answer that is a refusal', async () => {
    const bench = new EndpointBench(settingsOf('ab', UNCHECKED))
    const request: FollowedRequest = { ...QUERY, isHostFault: (error) => !(error instanceof Refused) }
    for (let index = 0; index < 20; index++) {
      const run = bench.registry.run(SERVICE, request, () => Promise.reject(new Refused()))
      await expect(run).rejects.toThrow(Refused)
    }
    expect(bench.host('a')).toMatchObject({ state: 'available', lastFailure: null, responseTimeMs: 0 })
  })

  it('does not blame the host for a request that was given up, and makes it nowhere else', async () => {
    const bench = new EndpointBench(settingsOf('ab', UNCHECKED))
    const giveUp = AbortSignal.abort()
    for (let index = 0; index < 20; index++) {
      expect(await ask(bench, { ...QUERY, signal: giveUp }, 'ab')).toHaveLength(2)
    }
    expect([bench.host('a').state, bench.host('b').state]).toEqual(['available', 'available'])
  })
})

describe('a query that its host fails', () => {
  it('is made again at the others, once each', async () => {
    const bench = new EndpointBench(settingsOf('abc', UNCHECKED))
    expect(await ask(bench, QUERY, 'ab')).toEqual(['a', 'b', 'c'])
    expect((await ask(bench, QUERY, 'abc')).slice(0, 3).toSorted()).toEqual(['a', 'b', 'c'])
    expect(bench.registry.views()[0]?.openConnections).toBe(0)
  })

  it('tells what the last host said when all fail it', async () => {
    const bench = new EndpointBench(settingsOf('ab', UNCHECKED))
    expect(await ask(bench, QUERY, 'ab')).toEqual(['a', 'b', 'Error: b failed'])
  })

  it('is not made again at hosts that count as down', async () => {
    const bench = new EndpointBench(settingsOf('ab', UNCHECKED))
    await bench.failAt('b')
    expect(await ask(bench, QUERY, 'ab')).toEqual(['a', 'Error: a failed'])
  })

  it('is made once where it belongs to an order: another host may not know that yet', async () => {
    const bench = new EndpointBench(settingsOf('ab', UNCHECKED))
    expect(await ask(bench, { ...QUERY, affinityKey: 'order 1' }, 'ab')).toHaveLength(2)
  })

  it('is made once where its signature covers the host', async () => {
    const bench = new EndpointBench(settingsOf('ab', { ...UNCHECKED, hostInSignature: true }))
    expect(await ask(bench, { ...QUERY, signedFor: 'a' }, 'ab')).toEqual(['a', 'Error: a failed'])
  })
})

describe.each(['command', 'protective'] as const)('a %s that its host fails', (purpose) => {
  it('is never made at another host', async () => {
    const bench = new EndpointBench(settingsOf('abc', UNCHECKED))
    expect(await ask(bench, { purpose }, 'abc')).toEqual(['a', 'Error: a failed'])
  })
})
