import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DayStart, ZonedDays } from './zoned-day.ts'

const at = (iso: string): number => Date.parse(iso)

function dayOf(start: DayStart, iso: string): string[] {
  const { startMs, endMs } = new ZonedDays(start).dayOf(at(iso))
  return [startMs, endMs].map((ms) => new Date(ms).toISOString().slice(0, 16))
}

describe('ZonedDays', () => {
  it('finds the day around an instant, its start included', () => {
    const utc = { zone: 'UTC', hour: 0 }
    expect(dayOf(utc, '2026-03-10T23:59:59.999Z')).toEqual(['2026-03-10T00:00', '2026-03-11T00:00'])
    expect(dayOf(utc, '2026-03-11T00:00:00Z')).toEqual(['2026-03-11T00:00', '2026-03-12T00:00'])
  })

  it('counts the hour in its zone, also before it on the same date', () => {
    const newYork = { zone: 'America/New_York', hour: 17 }
    expect(dayOf(newYork, '2026-01-10T21:59:00Z')).toEqual(['2026-01-09T22:00', '2026-01-10T22:00'])
    expect(dayOf(newYork, '2026-01-10T22:00:00Z')).toEqual(['2026-01-10T22:00', '2026-01-11T22:00'])
    expect(dayOf({ zone: 'Asia/Kolkata', hour: 9 }, '2026-01-10T03:29:00Z')).toEqual([
      '2026-01-09T03:30',
      '2026-01-10T03:30',
    ])
  })

  it('makes days of 23 and 25 hours where summer time begins and ends', () => {
    const berlin = { zone: 'Europe/Berlin', hour: 0 }
    expect(dayOf(berlin, '2026-03-29T12:00:00Z')).toEqual(['2026-03-28T23:00', '2026-03-29T22:00'])
    expect(dayOf(berlin, '2026-10-25T12:00:00Z')).toEqual(['2026-10-24T22:00', '2026-10-25T23:00'])
  })

  it('begins a day at the jump when its hour is skipped, and at the first of two equal hours', () => {
    const berlin = { zone: 'Europe/Berlin', hour: 2 }
    expect(dayOf(berlin, '2026-03-29T12:00:00Z')).toEqual(['2026-03-29T01:00', '2026-03-30T00:00'])
    expect(dayOf(berlin, '2026-10-25T12:00:00Z')).toEqual(['2026-10-25T00:00', '2026-10-26T01:00'])
    // half an hour is skipped at 02:00, so 02:00 begins with the jump
    expect(dayOf({ zone: 'Australia/Lord_Howe', hour: 2 }, '2026-10-04T12:00:00Z')[0]).toBe('2026-10-03T15:30')
  })

  it('lays days end to end: each instant lies in one, which begins where the last one ended', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia', 'Australia/Lord_Howe')
    const instants = fc.integer({ min: at('2010-01-01'), max: at('2030-01-01') })
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 23 }), instants, (zone, hour, timeMs) => {
        const days = new ZonedDays({ zone, hour })
        const { startMs, endMs } = days.dayOf(timeMs)
        expect(startMs <= timeMs && timeMs < endMs).toBe(true)
        expect(days.dayOf(startMs)).toEqual({ startMs, endMs })
        expect(days.dayOf(endMs - 1)).toEqual({ startMs, endMs })
        expect(days.dayOf(startMs - 1).endMs).toBe(startMs)
      }),
    )
  })

  it('refuses an unknown zone and an hour that no day has', () => {
    expect(() => new ZonedDays({ zone: 'Mars/Olympus', hour: 0 })).toThrow('Mars/Olympus')
    expect(() => new ZonedDays({ zone: 'UTC', hour: 24 })).toThrow('hour must be 0 to 23, got 24')
  })

  it('names a day by the date on which it began, and finds its start by that', () => {
    const days = new ZonedDays({ zone: 'America/New_York', hour: 17 })
    const evening = Date.parse('2026-03-07T22:30:00Z')
    expect([days.dateOf(evening), days.dateOf(evening - 3_600_000)]).toEqual(['2026-03-07', '2026-03-06'])
    for (const date of ['2026-03-07', '2026-03-08', '2026-11-01']) expect(days.dateOf(days.startOf(date))).toBe(date)
    expect(days.startOf('2026-03-07')).toBe(Date.parse('2026-03-07T22:00:00Z'))
  })
})
