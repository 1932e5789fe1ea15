import { expect, it } from 'vitest'
import { courseOf } from './equity-course.ts'
import { equityRows } from './equity-rows.ts'

const MINUTE_MS = 60_000

it('has one row a step, newest first, with the change since the one before', () => {
  const course = courseOf(
    [100, 101, 103, 102].map((equity, index) => ({ timeMs: index * (MINUTE_MS / 2), equity, cash: equity })),
  )
  expect(equityRows(course).map(({ equity, change }) => [equity, change])).toEqual([
    [102, 1],
    [101, undefined],
  ])
})

it('is never longer than can be read', () => {
  const course = courseOf(
    Array.from({ length: 5_000 }, (_, index) => ({ timeMs: index * MINUTE_MS, equity: 1, cash: 1 })),
  )
  expect(equityRows(course).length).toBeLessThanOrEqual(201)
  expect(equityRows([])).toEqual([])
})
