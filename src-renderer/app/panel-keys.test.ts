import { expect, it } from 'vitest'
import { nextInRing } from './panel-keys.ts'

it('goes round in both directions', () => {
  expect([0, 1, 2].map((at) => nextInRing(at, 3, false))).toEqual([1, 2, 0])
  expect([0, 1, 2].map((at) => nextInRing(at, 3, true))).toEqual([2, 0, 1])
})

it('begins at an end when the focus is nowhere', () => {
  expect(nextInRing(-1, 3, false)).toBe(0)
  expect(nextInRing(-1, 3, true)).toBe(2)
})
