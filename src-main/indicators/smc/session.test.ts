import { describe, expect, it } from 'vitest'
import { SESSIONS } from './session-hours.ts'
import { chooseStudy } from './studies.ts'
import { barsAt, rowsOf } from './testing/study-cases.ts'

/** Whether a bar that opens at the time of day is active. */
function isActive(time: string, parameters: Record<string, unknown>): boolean {
  return rowsOf('smc.session', barsAt([`2024-01-01T${time}`], [2], [1]), parameters)[0]?.[0] === 1
}

describe('smc.session', () => {
  it('follows high and low from the first active bar on; both ends belong to the session', () => {
    const times = ['06:59', '07:00', '12:00', '16:00', '16:01'].map((time) => `2024-01-01T${time}`)
    const rows = rowsOf('smc.session', barsAt(times, [9, 5, 4, 6, 9], [1, 3, 2, 4, 1]))
    expect(Object.values(rows)).toEqual([
      [0, 0, 0],
      [1, 5, 3],
      [1, 5, 2],
      [1, 6, 2],
      [0, 0, 0],
    ])
  })

  it('starts anew only after a bar outside of it, not where bars are missing', () => {
    const times = ['2024-01-01T08:00', '2024-01-02T08:00', '2024-01-02T20:00', '2024-01-03T08:00']
    const rows = rowsOf('smc.session', barsAt(times, [9, 5, 5, 5], [8, 4, 4, 4]))
    expect(Object.values(rows)).toEqual([
      [1, 9, 8],
      [1, 9, 4],
      [0, 0, 0],
      [1, 5, 4],
    ])
  })

  it.each(Object.entries(SESSIONS))('knows when %s begins and ends', (session, { start, end }) => {
    expect([isActive(start, { session }), isActive(end, { session })]).toEqual([true, true])
    expect(isActive(session === 'Sydney' ? '06:01' : '23:00', { session })).toBe(false)
  })

  it('goes over midnight where it ends before it starts', () => {
    const activity = ['21:59', '22:00', '23:59', '00:00', '02:30', '02:31'].map((time) =>
      isActive(time, { session: 'Custom', start: '22:00', end: '02:30' }),
    )
    expect(activity).toEqual([false, true, true, true, true, false])
  })

  it('lasts the whole day where start and end are equal', () => {
    expect(isActive('03:00', { session: 'Custom', start: '12:00', end: '12:00' })).toBe(true)
  })

  it('asks for the hours of a custom session by name', () => {
    expect(() => chooseStudy('smc.session', { session: 'Custom', start: '08:00' })).toThrow(
      /smc\.session: end must be a time of day such as "07:30"/,
    )
    expect(() => chooseStudy('smc.session', { session: 'Custom', start: '24:00', end: '8:00' })).toThrow(
      /start must be a time of day .*; end must be a time of day/,
    )
  })

  it('has nothing to give for no bars', () => {
    expect(rowsOf('smc.session', [])).toEqual({})
  })
})
