import { describe, expect, it } from 'vitest'
import type { MetricPoint } from '../../../src-contract/index.ts'
import { sparkPaths } from './spark-path.ts'

const point = (timeMs: number, max: number): MetricPoint => ({ timeMs, mean: max, max })
const options = { fromMs: 0, toMs: 100, stepMs: 10, limit: null, width: 100, height: 33 }

describe('the small picture of a course', () => {
  it('stands where it is in time, and closes over the ground', () => {
    expect(sparkPaths([point(80, 0), point(100, 10)], options)).toEqual({
      line: 'M80 32L100 2',
      area: 'M80 32L100 2L100 33L80 33Z',
      limitY: undefined,
    })
  })

  it('breaks where nothing was measured', () => {
    expect(sparkPaths([point(0, 0), point(10, 1), point(90, 1)], options).line).toBe('M0 32L10 2M90 2')
  })

  it('lies at the bottom where nothing moves, and is empty where nothing is', () => {
    expect(sparkPaths([point(0, 5), point(10, 5)], options).line).toBe('M0 32L10 32')
    expect(sparkPaths([], options)).toEqual({ line: '', area: '', limitY: undefined })
  })

  it('keeps every spike, however many points share a pixel', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => point(index, index === 5_003 ? 9 : 0))
    const { line } = sparkPaths(many, { ...options, toMs: 10_000, stepMs: 1 })
    expect(line.split('L').length).toBeLessThanOrEqual(162)
    expect(line).toMatch(/ 2L/)
  })

  it('shows a limit that is near or broken, and no other', () => {
    const course = [point(0, 0), point(10, 10)]
    expect(sparkPaths(course, { ...options, limit: 5 }).limitY).toBe(17)
    expect(sparkPaths(course, { ...options, limit: 15 }).limitY).toBe(2)
    expect(sparkPaths(course, { ...options, limit: 16 }).limitY).toBeUndefined()
  })
})
