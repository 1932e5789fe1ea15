import { expect, it } from 'vitest'
import { meterTone } from './meter-tone.ts'

it.each([
  [0, 'calm'],
  [0.79, 'calm'],
  [0.8, 'warn'],
  [0.999, 'warn'],
  [1, 'danger'],
  [Number.POSITIVE_INFINITY, 'danger'],
  [Number.NaN, 'danger'],
])('a limit of which %d is used is %s', (fraction, tone) => {
  expect(meterTone(fraction)).toBe(tone)
})
