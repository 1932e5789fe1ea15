import { describe, expect, it } from 'vitest'
import { money } from '../domain/index.ts'
import { TradingDay } from '../portfolio/index.ts'
import { TradingWeek } from './trading-week.ts'

const HOUR = 3_600_000

/** Weeks of the trading days from a moment on, as `weekday changes`. */
function weekdaysOfChange(zone: string, hour: number, fromMs: number): Set<string> {
  const day = new TradingDay({ zone, hour })
  const week = new TradingWeek()
  const changes = new Set<string>()
  let before: number | undefined
  for (let timeMs = fromMs; timeMs < fromMs + 400 * 24 * HOUR; timeMs += HOUR) {
    if (!day.roll(timeMs, 0, money(0))) continue
    const weekId = week.of(day)
    const weekday = new Intl.DateTimeFormat('en-US', { timeZone: zone, weekday: 'long' }).format(day.startMs)
    if (before !== undefined && weekId !== before) changes.add(weekday)
    before = weekId
  }
  return changes
}

describe('TradingWeek', () => {
  it.each([
    ['UTC', 0],
    ['America/New_York', 17],
    ['Europe/Berlin', 23],
    ['Pacific/Auckland', 2],
  ])('changes with the day that begins on a Monday in %s at %i, over a change of the clocks too', (zone, hour) => {
    expect(weekdaysOfChange(zone, hour, Date.UTC(2026, 0, 1))).toEqual(new Set(['Monday']))
  })
})
