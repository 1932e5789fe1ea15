import { describe, expect, it } from 'vitest'
import { barsAt, rowsOf } from './testing/study-cases.ts'

const none = [null, null, 0, 0]

describe('smc.previousHighLow', () => {
  it('gives the range of the day before, but on the first bar of a day still that of the day before it', () => {
    const times = ['2024-01-01T12:00', '2024-01-02T00:00', '2024-01-02T12:00', '2024-01-03T00:00', '2024-01-03T12:00']
    const rows = rowsOf('smc.previousHighLow', barsAt(times, [10, 20, 15, 5, 6], [9, 18, 14, 4, 5]))
    expect(rows).toEqual({ 0: none, 1: none, 2: [10, 9, 1, 0], 3: [10, 9, 1, 1], 4: [20, 14, 0, 1] })
  })

  it('counts a break from where the reference changed and only beyond, not at, the level', () => {
    const times = ['2024-01-01T12:00', '2024-01-02T12:00', '2024-01-02T13:00', '2024-01-02T14:00', '2024-01-02T15:00']
    const rows = rowsOf('smc.previousHighLow', barsAt(times, [10, 10, 10, 11, 10], [9, 9, 9, 9, 9]))
    expect(Object.values(rows)).toEqual([none, [10, 9, 0, 0], [10, 9, 0, 0], [10, 9, 1, 0], [10, 9, 1, 0]])
  })

  it('passes over days without bars', () => {
    const rows = rowsOf('smc.previousHighLow', barsAt(['2024-01-01T12:00', '2024-01-05T12:00'], [10, 5], [9, 4]))
    expect(rows[1]).toEqual([10, 9, 0, 1])
  })

  it('aligns four hours to midnight', () => {
    const times = ['2024-01-01T03:59', '2024-01-01T04:00', '2024-01-01T04:01', '2024-01-01T08:01']
    const rows = rowsOf('smc.previousHighLow', barsAt(times, [1, 2, 3, 4], [1, 2, 3, 4]), { timeframe: '4h' })
    expect(rows).toEqual({ 0: none, 1: none, 2: [1, 1, 1, 0], 3: [3, 2, 1, 0] })
  })

  it('gives the last completed week only on Sunday after midnight, until then the one before it', () => {
    const days = [
      '01-07T12:00',
      '01-08T12:00',
      '01-14T00:00',
      '01-14T00:01',
      '01-15T12:00',
      '01-21T00:00',
      '01-21T00:01',
    ]
    const times = days.map((day) => `2024-${day}`)
    const rows = rowsOf('smc.previousHighLow', barsAt(times, [1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7]), {
      timeframe: 'W',
    })
    expect(Object.values(rows).map(([high]) => high)).toEqual([null, null, null, 1, 1, 1, 4])
  })

  it('handles times before 1970 like all others', () => {
    const rows = rowsOf('smc.previousHighLow', barsAt(['1969-12-30T23:00', '1969-12-31T00:01'], [3, 2], [1, 2]))
    expect(rows[1]).toEqual([3, 1, 0, 0])
  })

  it('has nothing to give for no bars and a single one', () => {
    expect(rowsOf('smc.previousHighLow', [])).toEqual({})
    expect(rowsOf('smc.previousHighLow', barsAt(['2024-01-01T12:00'], [1], [1]))).toEqual({ 0: none })
  })
})
