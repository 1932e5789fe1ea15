import { describe, expect, it } from 'vitest'
import { sessionAt, sessionWindows } from '../testing/session-windows.ts'
import { SessionCalendar, type SessionWindow } from './index.ts'

const at = (text: string) => Date.parse(text)
const texts = (windows: readonly SessionWindow[]) =>
  windows.map(({ fromMs, toMs }) => `${utcText(fromMs)} ${utcText(toMs)}`)
const utcText = (ms: number) => new Date(ms).toISOString().slice(5, 16)

describe('the windows of sessions', () => {
  it('move by an hour in UTC when New York goes to daylight saving', () => {
    const windows = sessionWindows(at('2024-03-09T00:00Z'), at('2024-03-12T00:00Z'), 'New York kill zone')
    expect(texts(windows)).toEqual(['03-09T12:00 03-09T15:00', '03-10T11:00 03-10T14:00', '03-11T11:00 03-11T14:00'])
  })

  it('move back when New York leaves daylight saving', () => {
    const windows = sessionWindows(at('2024-11-02T00:00Z'), at('2024-11-05T00:00Z'), 'New York')
    expect(texts(windows)).toEqual(['11-02T13:30 11-02T20:00', '11-03T14:30 11-03T21:00', '11-04T14:30 11-04T21:00'])
  })

  it('change in London three weeks after New York', () => {
    const windows = sessionWindows(at('2024-03-29T12:00Z'), at('2024-04-01T08:00Z'), 'London')
    expect(texts(windows)).toEqual([
      '03-29T08:00 03-29T16:30',
      '03-30T08:00 03-30T16:30',
      '03-31T07:00 03-31T15:30',
      '04-01T07:00 04-01T15:30',
    ])
  })

  it('stay where they are in Tokyo, which has no daylight saving', () => {
    const windows = sessionWindows(at('2010-01-01T00:00Z'), at('2030-01-01T00:00Z'), 'Asia')
    expect(windows).toHaveLength(7305)
    expect(windows.every(({ fromMs, toMs }) => fromMs % 86_400_000 === 0 && toMs - fromMs === 6 * 3_600_000)).toBe(true)
  })

  it('span midnight, and keep their hours on the eve of a change', () => {
    const windows = sessionWindows(at('2024-03-09T00:00Z'), at('2024-03-11T12:00Z'), 'Asian kill zone')
    expect(texts(windows)).toEqual(['03-09T01:00 03-09T05:00', '03-10T01:00 03-10T05:00', '03-11T00:00 03-11T04:00'])
  })

  it('begin at the jump where the clocks skip their start', () => {
    const windows = sessionWindows(at('2024-03-09T12:00Z'), at('2024-03-10T12:00Z'), 'London open kill zone')
    expect(texts(windows)).toEqual(['03-10T07:00 03-10T09:00'])
  })

  it('begin at the first of two equal times where the clocks are put back', () => {
    const calendar = new SessionCalendar({ name: 'x', timeZone: 'America/New_York', start: '01:30', end: '03:00' })
    expect(texts([calendar.endingAfter(at('2024-11-03T00:00Z'))])).toEqual(['11-03T05:30 11-03T08:00'])
  })

  it('are left out on a day on which the clocks skip them altogether', () => {
    const calendar = new SessionCalendar({ name: 'x', timeZone: 'America/New_York', start: '02:00', end: '03:00' })
    expect(texts([calendar.endingAfter(at('2024-03-09T12:00Z'))])).toEqual(['03-11T06:00 03-11T07:00'])
  })

  it('agree with the clocks of the place at every hour of thirty years, asked for in any order', () => {
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', hour: '2-digit', hourCycle: 'h23' })
    const wrong: string[] = []
    for (let step = 0; step < 30_000; step += 1) {
      const ms = at('1998-01-01T00:30Z') + ((step * 7919) % 262_980) * 3_600_000
      const hour = Number(clock.format(ms))
      if ((sessionAt(ms, 'London open kill zone') !== undefined) !== (hour >= 2 && hour < 5)) wrong.push(utcText(ms))
    }
    expect(wrong).toEqual([])
  })

  it('contain their first ms and not the first after them', () => {
    const [window] = sessionWindows(at('2024-07-01T00:00Z'), at('2024-07-02T00:00Z'), 'London close kill zone')
    expect(window).toEqual({
      name: 'London close kill zone',
      fromMs: at('2024-07-01T14:00Z'),
      toMs: at('2024-07-01T16:00Z'),
    })
    expect(sessionAt(at('2024-07-01T14:00Z'), 'London close kill zone')).toEqual(window)
    expect(sessionAt(at('2024-07-01T13:59:59.999Z'), 'London close kill zone')).toBeUndefined()
    expect(sessionAt(at('2024-07-01T16:00Z'), 'London close kill zone')).toBeUndefined()
  })
})
