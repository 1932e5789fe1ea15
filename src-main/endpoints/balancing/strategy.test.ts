import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ENDPOINT_STRATEGIES } from '../../../src-contract/index.ts'
import { SeededRandom } from '../../base/index.ts'
import { anyHosts } from '../testing/hosts.ts'
import { balancerOf } from './strategy.ts'

describe.each(ENDPOINT_STRATEGIES)('strategy %s', (strategy) => {
  it('chooses one of the hosts that it is given, whatever came and went before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyHosts, fc.option(fc.string(), { nil: undefined })), { minLength: 1, maxLength: 20 }),
        fc.integer(),
        (requests, seed) => {
          const balancer = balancerOf(strategy)
          const random = new SeededRandom(seed)
          for (const [hosts, key] of requests) expect(hosts).toContain(balancer.choose(hosts, { key, random }))
        },
      ),
    )
  })

  it('uses every host of equal ones in time', () => {
    const balancer = balancerOf(strategy)
    const random = new SeededRandom(1)
    const hosts = ['a', 'b', 'c'].map((name) => ({ name, weight: 1, openConnections: 0, responseTimeMs: 5 }))
    const used = Array.from({ length: 200 }, (_, index) => balancer.choose(hosts, { key: `key ${index}`, random }).name)
    expect(new Set(used)).toEqual(new Set(['a', 'b', 'c']))
  })

  it('spreads requests without a key over the hosts', () => {
    const balancer = balancerOf(strategy)
    const random = new SeededRandom(1)
    const hosts = ['a', 'b', 'c'].map((name) => ({ name, weight: 1, openConnections: 0, responseTimeMs: 5 }))
    const used = Array.from({ length: 200 }, () => balancer.choose(hosts, { key: undefined, random }).name)
    expect(new Set(used)).toEqual(new Set(['a', 'b', 'c']))
  })
})
