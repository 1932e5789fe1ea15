import { describe, expect, it } from 'vitest'
import { coursePaths, plotPlace } from './plot-path.ts'

const box = { width: 100, height: 50, top: 10, fromMs: 0, toMs: 1_000, low: 0, high: 4 }

describe('a course as a line', () => {
  it('stands where its times and values are', () => {
    const { x, y } = plotPlace(box)
    expect([x(0), x(250), x(1_000)]).toEqual([0, 25, 100])
    expect([y(0), y(2), y(4)]).toEqual([50, 30, 10])
  })

  it('breaks where nothing was measured', () => {
    const points = [0, 100, 200, 900].map((timeMs) => ({ timeMs, mean: 0, max: 4 }))
    expect(coursePaths(points, { box, stepMs: 100 })).toEqual({
      mean: 'M0 50L10 50L20 50M90 50',
      max: 'M0 10L10 10L20 10M90 10',
    })
  })
})
