import { expect, it } from 'vitest'
import { fullHex, withOpacity } from './chart-colors.ts'

it('writes a colour with its opacity, which short ones are too short for', () => {
  expect(withOpacity(fullHex('#0af'), 0.5)).toBe('#00aaff80')
  expect(withOpacity('#2fa67c', 0)).toBe('#2fa67c00')
  expect(fullHex('Inter Variable')).toBe('Inter Variable')
})
