import { describe, expect, it } from 'vitest'
import type { ColumnPoint } from '../indicators/indicator-values.ts'
import { HoleMarks, type MarkedPoint } from './hole-marks.ts'

const points = (values: readonly (number | null)[], fromMs = 1): ColumnPoint[] =>
  values.map((value, index) => ({ openTimeMs: fromMs + index, value }))
const told = (marked: readonly MarkedPoint[]) => marked.map(({ point, endsLine }) => [point.openTimeMs, endsLine])

describe('a line with holes', () => {
  it('ends at the last point before each hole', () => {
    const ends = new HoleMarks().all(points([1, 2, null, null, 5, null])).filter(({ endsLine }) => endsLine)
    expect(ends.map(({ point }) => point.openTimeMs)).toEqual([2, 5])
  })

  it('is drawn on without its older points while nothing changes for them', () => {
    const holes = new HoleMarks()
    holes.all(points([1, 2, 3]))
    expect(told(holes.tail(points([2, 3.5], 2)))).toEqual([[3, false]])
    expect(told(holes.tail(points([3.5, 4], 3)))).toEqual([
      [3, false],
      [4, false],
    ])
  })

  it('ends at a point that was drawn before, and goes on from it when the hole closes again', () => {
    const holes = new HoleMarks()
    holes.all(points([1, 2, 3]))
    const opened = holes.tail(points([2, null], 2))
    expect(opened.map(({ point, endsLine, older }) => [point.openTimeMs, endsLine, older])).toEqual([
      [2, true, true],
      [3, false, false],
    ])
    expect(told(holes.tail(points([2, null], 2)))).toEqual([[3, false]])
    expect(told(holes.tail(points([2, 3], 2)))).toEqual([
      [2, false],
      [3, false],
    ])
  })
})
