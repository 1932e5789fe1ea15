import { describe, expect, it } from 'vitest'
import type { MetricPoint, MetricsSample } from '../../../src-contract/index.ts'
import { courseFacts, metricCourse, newestValue, RANGE_MS } from './metric-course.ts'

const point = (timeMs: number, mean: number, max = mean): MetricPoint => ({ timeMs, mean, max })
const sample = (timeMs: number, cpu: number | null): MetricsSample => ({ timeMs, values: { cpu } })

describe('the course of a metric', () => {
  it('over a quarter of an hour goes on with every sample, none of them twice', () => {
    const course = metricCourse({
      metricId: 'cpu',
      range: '15m',
      kept: [point(1_000, 1), point(2_000, 2), point(3_000, 3)],
      samples: [sample(2_000, 2), sample(3_000, 3), sample(4_000, 4)],
    })
    expect(course.map(({ timeMs, mean }) => [timeMs, mean])).toEqual([
      [1_000, 1],
      [2_000, 2],
      [3_000, 3],
      [4_000, 4],
    ])
  })

  it('over a longer time ends in the newest value', () => {
    const kept = [point(0, 1, 5), point(60_000, 2, 6)]
    const samples = [sample(70_000, 7), sample(71_000, 8)]
    expect(metricCourse({ metricId: 'cpu', range: '1h', kept, samples })).toEqual([...kept, point(71_000, 8)])
  })

  it('leaves out samples without a value and what is older than the range', () => {
    const newestMs = RANGE_MS['15m'] + 5_000
    const course = metricCourse({
      metricId: 'cpu',
      range: '15m',
      kept: [point(4_000, 1), point(5_000, 2)],
      samples: [sample(newestMs - 1_000, null), sample(newestMs, 3)],
    })
    expect(course.map(({ timeMs }) => timeMs)).toEqual([5_000, newestMs])
  })

  it('is there before the engine has told what it kept, and the other way round', () => {
    const base = { metricId: 'cpu', range: '15m' } as const
    expect(metricCourse({ ...base, kept: undefined, samples: [sample(1, 4)] })).toEqual([point(1, 4)])
    expect(metricCourse({ ...base, kept: [point(1, 4)], samples: [] })).toEqual([point(1, 4)])
  })

  it('has a newest value only while it is measured', () => {
    expect(newestValue([sample(1, 4), sample(2, null)], 'cpu')).toBeUndefined()
    expect(newestValue([sample(1, 4)], 'cpu')).toBe(4)
    expect(newestValue([sample(1, 4)], 'memory')).toBeUndefined()
  })

  it('is told in three numbers: the highest is that of any moment', () => {
    expect(courseFacts([point(0, 1, 9), point(1, 3, 4)])).toEqual({ low: 1, mean: 2, high: 9 })
    expect(courseFacts([])).toBeUndefined()
  })
})
