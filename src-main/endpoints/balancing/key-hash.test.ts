import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/index.ts'
import { anyHosts, host } from '../testing/hosts.ts'
import { keyHash } from './key-hash.ts'

describe('key hash', () => {
  it('places the same key on the same host', () => {
    fc.assert(
      fc.property(anyHosts, fc.string(), fc.integer(), (hosts, key, seed) => {
        const place = (random: SeededRandom) => keyHash().choose(hosts, { key, random })
        expect(place(new SeededRandom(seed))).toBe(place(new SeededRandom(seed + 1)))
      }),
    )
  })

  it('spreads keys evenly, those that differ in their end only as well', () => {
    const hosts = ['a', 'b', 'c', 'd'].map((name) => host(name))
    const counts = new Map<string, number>()
    for (let index = 0; index < 40_000; index++) {
      const { name } = keyHash().choose(hosts, { key: `wh-4k2x9a-${index}`, random: new SeededRandom(0) })
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
    for (const { name } of hosts) expect(Math.abs((counts.get(name) ?? 0) - 10_000)).toBeLessThan(500)
  })
})
