import { expect, it } from 'vitest'
import { otherTheme, themeInForce } from './theme.ts'

it('shows what was chosen, whatever the system asks for', () => {
  expect(themeInForce('dark', { prefersLight: true, prefersContrast: true })).toBe('dark')
})

it('follows the system, contrast first', () => {
  expect(themeInForce('system', { prefersLight: true, prefersContrast: false })).toBe('light')
  expect(themeInForce('system', { prefersLight: false, prefersContrast: false })).toBe('dark')
  expect(themeInForce('system', { prefersLight: true, prefersContrast: true })).toBe('contrast')
})

it('switches between dark and light', () => {
  expect([otherTheme('dark'), otherTheme('light'), otherTheme('contrast')]).toEqual(['light', 'dark', 'light'])
})
