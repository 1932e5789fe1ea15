import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/index.ts'
import { anyHosts, host } from '../testing/hosts.ts'
import type { BalancedHost } from './balancer.ts'
import { consistentHash } from './consistent-hash.ts'

const random = new SeededRandom(0)
const KEYS = Array.from({ length: 20_000 }, (_, index) => `BTC-${index}`)

function placed(hosts: readonly BalancedHost[], key: string): string {
  return consistentHash().choose(hosts, { key, random }).name
}

describe('consistent hash', () => {
  it('moves no key but those of the host that goes', () => {
    fc.assert(
      fc.property(
        anyHosts.filter(({ length }) => length > 1),
        fc.array(fc.string(), { minLength: 1, maxLength: 50 }),
        fc.nat(),
        (hosts, keys, pick) => {
          const gone = hosts[pick % hosts.length]?.name
          const left = hosts.filter(({ name }) => name !== gone)
          const stray = keys.filter((key) => {
            const before = placed(hosts, key)
            return before !== gone && placed(left, key) !== before
          })
          expect(stray).toEqual([])
        },
      ),
    )
  })

  it.each([2, 3, 5, 8])('moves about one in n keys when one of %i hosts goes, to all of the others', (n) => {
    const hosts = Array.from({ length: n }, (_, index) => host(`host-${index}`))
    const left = hosts.slice(1)
    const moved = KEYS.filter((key) => placed(hosts, key) !== placed(left, key))
    expect(Math.abs(moved.length / KEYS.length - 1 / n)).toBeLessThan(0.02)
    expect(new Set(moved.map((key) => placed(left, key))).size).toBe(n - 1)
  })

  it('gives each host keys by its weight', () => {
    const hosts = [host('a', { weight: 1 }), host('b', { weight: 2 }), host('c', { weight: 5 })]
    const share = (name: string): number => KEYS.filter((key) => placed(hosts, key) === name).length / KEYS.length
    expect(Math.abs(share('a') - 1 / 8)).toBeLessThan(0.02)
    expect(Math.abs(share('b') - 2 / 8)).toBeLessThan(0.02)
    expect(Math.abs(share('c') - 5 / 8)).toBeLessThan(0.02)
  })

  it('does not depend on the order of the hosts', () => {
    fc.assert(
      fc.property(anyHosts, fc.string(), (hosts, key) => {
        expect(placed(hosts.toReversed(), key)).toBe(placed(hosts, key))
      }),
    )
  })
})
