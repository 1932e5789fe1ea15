import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/index.ts'
import { anyHosts, host } from '../testing/hosts.ts'
import { leastConnections } from './least-connections.ts'

describe('least connections', () => {
  it('chooses a host to which no other has fewer connections open', () => {
    fc.assert(
      fc.property(anyHosts, fc.integer(), (hosts, seed) => {
        const chosen = leastConnections().choose(hosts, { key: undefined, random: new SeededRandom(seed) })
        expect(chosen.openConnections).toBe(Math.min(...hosts.map(({ openConnections }) => openConnections)))
      }),
    )
  })

  it('lets chance decide between equals', () => {
    const hosts = [host('a', { openConnections: 1 }), host('b'), host('c')]
    const random = new SeededRandom(3)
    const chosen = Array.from({ length: 50 }, () => leastConnections().choose(hosts, { key: undefined, random }).name)
    expect(new Set(chosen)).toEqual(new Set(['b', 'c']))
  })
})
