import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/index.ts'
import { host } from '../testing/hosts.ts'
import { randomChoice } from './random-choice.ts'

describe('random', () => {
  it('chooses each host about as often as the others', () => {
    const hosts = [host('a'), host('b', { weight: 50 }), host('c', { openConnections: 9 })]
    const random = new SeededRandom(11)
    const counts = { a: 0, b: 0, c: 0 }
    for (let index = 0; index < 30_000; index++) {
      counts[randomChoice().choose(hosts, { key: undefined, random }).name as 'a' | 'b' | 'c'] += 1
    }
    for (const count of Object.values(counts)) expect(Math.abs(count - 10_000)).toBeLessThan(300)
  })
})
