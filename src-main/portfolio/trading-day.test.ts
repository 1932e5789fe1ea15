import { describe, expect, it } from 'vitest'
import { timeMs, ZERO } from '../base/index.ts'
import { money } from '../domain/index.ts'
import { TradingDay } from './trading-day.ts'

const at = (iso: string): number => Date.parse(iso)

function startedDay(): TradingDay {
  const day = new TradingDay({ zone: 'UTC', hour: 0 })
  day.roll(at('2026-03-10T08:00Z'), 1000, money(5))
  return day
}

describe('TradingDay', () => {
  it('begins with the equity and the fees of its first moment', () => {
    const day = startedDay()
    expect([day.startMs, day.endMs, day.zone]).toEqual([at('2026-03-10T00:00Z'), at('2026-03-11T00:00Z'), 'UTC'])
    expect([day.dayStartEquity, day.profitToday(1080), day.profitTodayFraction(1080)]).toEqual([1000, 80, 0.08])
    expect(day.feesToday(money('7.5')).toFixed()).toBe('2.5')
  })

  it('rolls once when the next day has come, and not before', () => {
    const day = startedDay()
    expect(day.roll(at('2026-03-10T23:59:59.999Z'), 1, ZERO)).toBe(false)
    expect(day.dayStartEquity).toBe(1000)
    expect(day.roll(at('2026-03-11T00:00Z'), 1200, money(9))).toBe(true)
    expect(day.roll(at('2026-03-11T00:01Z'), 1, ZERO)).toBe(false)
    expect([day.dayStartEquity, day.feesToday(money(9)).toNumber()]).toEqual([1200, 0])
  })

  it('skips days in which nothing happened', () => {
    const day = startedDay()
    day.roll(at('2026-03-20T12:00Z'), 900, ZERO)
    expect(day.startMs).toBe(at('2026-03-20T00:00Z'))
  })

  it('has no profit in relation to no equity', () => {
    expect(new TradingDay({ zone: 'UTC', hour: 0 }).profitTodayFraction(50)).toBe(0)
  })

  it('goes on after a restart with what the day began with', () => {
    const restored = new TradingDay({ zone: 'UTC', hour: 0 })
    restored.restore(startedDay().state)
    expect(restored.roll(at('2026-03-10T20:00Z'), 1, ZERO)).toBe(false)
    expect([restored.dayStartEquity, restored.feesToday(money(6)).toNumber()]).toEqual([1000, 1])
    expect(restored.roll(at('2026-03-12T20:00Z'), 1, ZERO)).toBe(true)
  })

  it('counts anew from the middle of the day when the account was reset', () => {
    const day = startedDay()
    day.begin(at('2026-03-10T12:00Z'), 5000, ZERO)
    expect([day.profitToday(5000), day.startMs]).toEqual([0, at('2026-03-10T00:00Z')])
  })

  it('is counted as if it had begun with money that was put in or taken out since', () => {
    const day = startedDay()
    day.shift(-500)
    expect([day.profitToday(480), day.profitTodayFraction(480), day.state.dayStartEquity]).toEqual([-20, -0.04, 500])
    expect(day.feesToday(money('7.5')).toFixed()).toBe('2.5')
    day.shift(1000)
    expect(day.profitToday(1500)).toBe(0)
  })

  it('keeps its figures when the hour of the start is changed, until the new end', () => {
    const day = startedDay()
    day.changeStart({ zone: 'Europe/Berlin', hour: 12 }, at('2026-03-10T08:00Z'))
    expect([day.zone, day.dayStartEquity, day.endMs]).toEqual(['Europe/Berlin', 1000, timeMs(at('2026-03-10T11:00Z'))])
    expect(day.roll(at('2026-03-10T11:00Z'), 1100, ZERO)).toBe(true)
  })

  it('says when its days begin', () => {
    const day = new TradingDay({ zone: 'UTC', hour: 3 })
    day.changeStart({ zone: 'Europe/Berlin', hour: 5 }, 0)
    expect(day.start).toEqual({ zone: 'Europe/Berlin', hour: 5 })
  })
})
