import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EntryRate } from './entry-rate.ts'

describe('EntryRate', () => {
  it('counts as one who remembers everything, as far back as it keeps', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 1_000 })))
    fc.assert(
      fc.property(steps, (sequence) => {
        const rate = new EntryRate(1_000)
        const all: number[] = []
        let nowMs = 0
        for (const [afterMs, backMs] of sequence) {
          nowMs += afterMs
          rate.note(nowMs)
          all.push(nowMs)
          expect(rate.since(nowMs - backMs)).toBe(all.filter((each) => each > nowMs - backMs).length)
        }
      }),
    )
  })
})
