import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/index.ts'
import { anyHosts, host } from '../testing/hosts.ts'
import { weighted } from './weighted.ts'

const choice = { key: undefined, random: new SeededRandom(1) }

function count(names: readonly string[], name: string): number {
  return names.filter((each) => each === name).length
}

describe('weighted', () => {
  it('gives each host exactly its weight in every cycle', () => {
    fc.assert(
      fc.property(anyHosts, (hosts) => {
        const balancer = weighted()
        const cycle = hosts.reduce((sum, { weight }) => sum + weight, 0)
        for (let cycles = 0; cycles < 3; cycles++) {
          const chosen = Array.from({ length: cycle }, () => balancer.choose(hosts, choice).name)
          for (const { name, weight } of hosts) expect(count(chosen, name)).toBe(weight)
        }
      }),
    )
  })

  it('spreads the heavy host over the cycle', () => {
    const balancer = weighted()
    const hosts = [host('a', { weight: 5 }), host('b'), host('c')]
    const chosen = Array.from({ length: 7 }, () => balancer.choose(hosts, choice).name)
    expect(chosen.join('')).toBe('aabacaa')
  })

  it('goes on by the weights of the others while a host is away', () => {
    const balancer = weighted()
    const [a, b, c] = [host('a', { weight: 4 }), host('b', { weight: 2 }), host('c')]
    for (let index = 0; index < 3; index++) balancer.choose([a, b, c], choice)
    const chosen = Array.from({ length: 300 }, () => balancer.choose([b, c], choice).name)
    expect(Math.abs(count(chosen, 'b') - 200)).toBeLessThanOrEqual(4)
  })
})
