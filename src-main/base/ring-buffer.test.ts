import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RingBuffer } from './ring-buffer.ts'

type Step = { readonly kind: 'push' | 'replaceLast'; readonly value: number } | { readonly kind: 'clear' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('push' as const), value: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('replaceLast' as const), value: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear' as const) }) },
)

/** The same on a plain array: slow, and plainly right. */
function applyToModel(model: number[], action: Step, capacity: number): number[] {
  if (action.kind === 'clear') return []
  if (action.kind === 'push') return [...model, action.value].slice(-capacity)
  return model.length === 0 ? model : [...model.slice(0, -1), action.value]
}

describe('RingBuffer', () => {
  it('keeps what an array cut to its newest items keeps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(step, { maxLength: 40 }), (capacity, steps) => {
        const ring = new RingBuffer<number>(capacity)
        let model: number[] = []
        for (const action of steps) {
          if (action.kind === 'push') ring.push(action.value)
          else if (action.kind === 'clear') ring.clear()
          else if (model.length > 0) ring.replaceLast(action.value)
          model = applyToModel(model, action, capacity)
          expect(ring.toArray()).toEqual(model)
          expect(ring.length).toBe(model.length)
          for (let index = -capacity - 1; index <= capacity; index++) expect(ring.at(index)).toBe(model.at(index))
        }
      }),
    )
  })

  it('has no last item to replace while it is empty', () => {
    expect(() => new RingBuffer(2).replaceLast(1)).toThrow('an empty ring has no last item')
  })

  it.each([0, -1, 1.5, Number.NaN])('refuses a capacity of %s', (capacity) => {
    expect(() => new RingBuffer(capacity)).toThrow(`capacity must be 1 or more, got ${capacity}`)
  })
})
