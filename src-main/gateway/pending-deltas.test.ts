import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPendingDeltas } from './pending-deltas.ts'

interface Delta {
  readonly key: string
  readonly value: number
}
const keyOf = (delta: object): string => (delta as Delta).key
const deltas = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), value: fc.integer() }))
const limits = fc.array(fc.integer({ min: 1, max: 5 }))

describe('pending deltas', () => {
  it('of a topic that never merges come out once, complete and in order, whatever is taken at a time', () => {
    fc.assert(
      fc.property(deltas, limits, (added, takes) => {
        const pending = createPendingDeltas('never', keyOf)
        for (const delta of added) pending.add(delta)
        const taken = takes.flatMap((limit) => pending.take(limit))
        expect([...taken, ...pending.take(Infinity)]).toEqual(added)
        expect(pending.size).toBe(0)
      }),
    )
  })

  it('of a latest topic come out once, the newest per key, in the order in which the keys came', () => {
    fc.assert(
      fc.property(deltas, limits, (added, takes) => {
        const pending = createPendingDeltas('latest', keyOf)
        for (const delta of added) pending.add(delta)
        const newest = new Map(added.map((delta) => [delta.key, delta]))
        expect(pending.size).toBe(newest.size)
        const taken = takes.flatMap((limit) => {
          const part = pending.take(limit)
          expect(part.length).toBeLessThanOrEqual(limit)
          return part
        })
        expect([...taken, ...pending.take(Infinity)]).toEqual([...newest.values()])
        expect(pending.size).toBe(0)
      }),
    )
  })
})
