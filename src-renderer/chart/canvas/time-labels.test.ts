import { afterEach, describe, expect, it } from 'vitest'
import { setFormatSettings } from '../../ui/index.ts'
import { axisLabel, crosshairLabel } from './time-labels.ts'

afterEach(() => setFormatSettings({ timeZone: 'UTC' }))

const MINUTES = { timeframe: '5m', language: 'en' } as const
const DAYS = { timeframe: '1d', language: 'en' } as const

const at = (text: string): number => Date.parse(`${text}Z`)

describe('the time axis', () => {
  it.each([
    ['2026-11-20T14:55', '14:55'],
    ['2026-11-20T00:00', '20'],
    ['2026-12-01T00:00', 'Dec'],
    ['2027-01-01T00:00', '2027'],
  ])('at %s says %s', (time, label) => {
    expect(axisLabel(at(time), MINUTES)).toBe(label)
  })

  it('names months in the language of the window', () => {
    expect(axisLabel(at('2026-12-01T00:00'), { ...MINUTES, language: 'de' })).toBe('Dez')
  })

  it('begins the day at midnight of the zone of the window', () => {
    setFormatSettings({ timeZone: 'Europe/Berlin' })
    expect(axisLabel(at('2026-11-20T23:00'), MINUTES)).toBe('21')
    expect(axisLabel(at('2026-11-21T00:00'), MINUTES)).toBe('01:00')
    expect(crosshairLabel(at('2026-07-20T23:30'), MINUTES)).toBe('21 Jul 01:30')
  })

  it('names bars of a whole day by their day of trading, wherever the window is', () => {
    setFormatSettings({ timeZone: 'America/New_York' })
    expect(axisLabel(at('2026-11-20T00:00'), DAYS)).toBe('20')
    expect(crosshairLabel(at('2026-11-20T00:00'), DAYS)).toBe('20 Nov 2026')
  })
})
