import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/index.ts'
import { anyHosts, host, namesOf } from '../testing/hosts.ts'
import { roundRobin } from './round-robin.ts'

const choice = { key: undefined, random: new SeededRandom(1) }

describe('round robin', () => {
  it('goes through the hosts in their order, again and again', () => {
    fc.assert(
      fc.property(anyHosts, fc.integer({ min: 1, max: 5 }), (hosts, cycles) => {
        const balancer = roundRobin()
        const chosen = Array.from({ length: hosts.length * cycles }, () => balancer.choose(hosts, choice).name)
        expect(chosen).toEqual(Array.from({ length: cycles }, () => namesOf(hosts)).flat())
      }),
    )
  })

  it('goes on with the others while a host is away, and takes it first when it is back', () => {
    const balancer = roundRobin()
    const [a, b, c] = [host('a'), host('b'), host('c')]
    const next = (...hosts: (typeof a)[]): string => balancer.choose(hosts, choice).name
    expect([next(a, b, c), next(a, c), next(a, c), next(a, b, c), next(a, b, c)]).toEqual(['a', 'c', 'a', 'b', 'c'])
  })
})
