import { expect, it } from 'vitest'
import { fvgState } from './index.ts'

it('a fair value gap has a state that follows from its times', () => {
  const times = { mitigatedAtMs: null, filledAtMs: null, invalidatedAtMs: null }
  expect(fvgState(times)).toBe('open')
  expect(fvgState({ ...times, mitigatedAtMs: 1 })).toBe('partlyFilled')
  expect(fvgState({ ...times, mitigatedAtMs: 1, filledAtMs: 1 })).toBe('mitigated')
  expect(fvgState({ mitigatedAtMs: 1, filledAtMs: 1, invalidatedAtMs: 2 })).toBe('inverted')
})
