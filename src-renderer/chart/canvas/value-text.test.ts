import { expect, it } from 'vitest'
import { indicatorValueText } from './value-text.ts'

it.each([
  [58.4321, '58.43'],
  [-1234.5, '−1,234.50'],
  [0, '0.00'],
  [0.5, '0.5000'],
  [0.000123456, '0.0001235'],
  [1e-12, '0.00000000'],
])('writes the value %d of an indicator as %s', (value, text) => {
  expect(indicatorValueText(value)).toBe(text)
})
