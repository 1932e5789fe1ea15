import { expect, it } from 'vitest'
import { formatAge, formatClock, formatDayAndClock } from './format-time.ts'

it.each([
  [3.14, '3.1 ms'],
  [84, '84 ms'],
  [999.4, '999 ms'],
  [14_200, '14 s'],
  [42 * 60_000 + 8_000, '42m 08s'],
  [77 * 60_000, '1h 17m'],
  [98 * 3_600_000, '4 d 02 h'],
  [-5, '0 ms'],
  [Number.NaN, '?'],
])('shows an age of %d ms as %s', (ageMs, text) => {
  expect(formatAge(ageMs)).toBe(text)
})

it('shows times in UTC', () => {
  const timeMs = Date.UTC(2026, 10, 20, 14, 57, 12)
  expect(formatClock(timeMs)).toBe('14:57:12')
  expect(formatDayAndClock(timeMs)).toBe('2026-11-20 14:57:12')
})
