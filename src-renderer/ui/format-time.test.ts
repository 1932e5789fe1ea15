import { afterEach, describe, expect, it, vi } from 'vitest'
import { setFormatSettings, subscribeFormatSettings } from './format-settings.ts'
import {
  formatAge,
  formatClock,
  formatDay,
  formatDayAndClock,
  formatDayAndMinute,
  zoneName,
  zoneOffset,
} from './format-time.ts'

afterEach(() => setFormatSettings({ timeZone: 'UTC' }))

it.each([
  [3.14, '3.1 ms'],
  [84, '84 ms'],
  [999.4, '999 ms'],
  [999.7, '1 s'],
  [9.97, '10 ms'],
  [14_200, '14 s'],
  [42 * 60_000 + 8_000, '42m 08s'],
  [77 * 60_000, '1h 17m'],
  [98 * 3_600_000, '4 d 02 h'],
  [-5, '0 ms'],
  [Number.NaN, '?'],
])('shows an age of %d ms as %s', (ageMs, text) => {
  expect(formatAge(ageMs)).toBe(text)
})

describe('times in the zone of the window', () => {
  const timeMs = Date.UTC(2026, 10, 20, 14, 57, 12)

  it.each([
    ['UTC', '2026-11-20 14:57:12', 'UTC', 'UTC'],
    ['Europe/Berlin', '2026-11-20 15:57:12', 'Berlin', 'UTC+1'],
    ['America/New_York', '2026-11-20 09:57:12', 'New York', 'UTC\u22125'],
    ['Asia/Kolkata', '2026-11-20 20:27:12', 'Kolkata', 'UTC+5:30'],
    ['Pacific/Auckland', '2026-11-21 03:57:12', 'Auckland', 'UTC+13'],
    ['Etc/GMT+3', '2026-11-20 11:57:12', 'UTC\u22123', 'UTC\u22123'],
    ['Etc/UTC', '2026-11-20 14:57:12', 'UTC', 'UTC'],
  ])('%s: %s, named %s, %s', (timeZone, ...texts) => {
    setFormatSettings({ timeZone })
    expect([formatDayAndClock(timeMs), zoneName(), zoneOffset(timeMs)]).toEqual(texts)
  })

  it('follow the clocks when they are put forward and back', () => {
    setFormatSettings({ timeZone: 'Europe/Berlin' })
    const forwardMs = Date.UTC(2026, 2, 29, 1)
    expect([formatClock(forwardMs - 1), formatClock(forwardMs)]).toEqual(['01:59:59', '03:00:00'])
    const backMs = Date.UTC(2026, 9, 25, 1)
    expect([formatClock(backMs - 1), formatClock(backMs)]).toEqual(['02:59:59', '02:00:00'])
    expect([zoneOffset(backMs - 1), zoneOffset(backMs)]).toEqual(['UTC+2', 'UTC+1'])
  })

  it('show midnight as zero hours of the new day', () => {
    setFormatSettings({ timeZone: 'America/New_York' })
    expect(formatDayAndClock(Date.UTC(2026, 10, 20, 5))).toBe('2026-11-20 00:00:00')
  })

  it('show a moment that somebody chose to the minute', () => {
    setFormatSettings({ timeZone: 'America/New_York' })
    expect(formatDayAndMinute(Date.UTC(2026, 10, 20, 5, 7))).toBe('2026-11-20 00:07')
    expect(formatDayAndMinute(Number.NaN)).toBe('?')
  })

  it('take the zone of the machine when they are asked to', () => {
    setFormatSettings({ timeZone: 'system' })
    const day = new Date(timeMs).toLocaleDateString('sv-SE')
    expect(formatDay(timeMs)).toBe(day)
  })

  it('are unknown where there is none', () => {
    expect([formatClock(Number.NaN), formatDayAndClock(Number.NaN)]).toEqual(['?', '?'])
  })

  it('tell listeners of a change, and only of a change', () => {
    const listener = vi.fn<() => void>()
    const end = subscribeFormatSettings(listener)
    setFormatSettings({ timeZone: 'Europe/Berlin' })
    setFormatSettings({ timeZone: 'Europe/Berlin' })
    end()
    setFormatSettings({ timeZone: 'UTC' })
    expect(listener).toHaveBeenCalledOnce()
  })
})
