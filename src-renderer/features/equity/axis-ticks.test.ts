import { afterEach, describe, expect, it } from 'vitest'
import { setFormatSettings } from '../../ui/index.ts'
import { timeTicks, valueTicks } from './axis-ticks.ts'

afterEach(() => setFormatSettings({ timeZone: 'UTC' }))

describe('ticks of an axis', () => {
  it('are round values within the ends', () => {
    expect(valueTicks(9_873, 10_412, 4)).toEqual([10_000, 10_200, 10_400])
    expect(valueTicks(-0.086, 0, 2)).toEqual([-0.05, 0])
    expect(valueTicks(5, 5, 4)).toEqual([])
  })

  it('are round times within the ends', () => {
    const from = Date.UTC(2026, 10, 20, 20, 10)
    const labels = timeTicks(from, from + 8 * 3_600_000, 5).map(({ label }) => label)
    expect(labels).toEqual(['22:00', '11-21', '02:00', '04:00'])
  })

  it('are round on the wall clock of the zone', () => {
    setFormatSettings({ timeZone: 'Asia/Kolkata' })
    const from = Date.UTC(2026, 10, 20, 0, 0)
    expect(timeTicks(from, from + 12 * 3_600_000, 6).map(({ label }) => label)).toEqual([
      '06:00',
      '08:00',
      '10:00',
      '12:00',
      '14:00',
      '16:00',
    ])
  })

  it('do not count over a month of days', () => {
    const from = Date.UTC(2026, 0, 1)
    expect(timeTicks(from, from + 300 * 86_400_000, 6).length).toBeLessThanOrEqual(6)
  })
})
