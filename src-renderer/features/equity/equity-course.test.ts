import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { courseOf, drawdownTone, inRange, summaryOf, thinned, withLive } from './equity-course.ts'

const HOUR_MS = 3_600_000
const point = (timeMs: number, equity: number) => ({ timeMs, equity, cash: equity })
const points = (...equities: number[]) => equities.map((equity, index) => point(index * HOUR_MS, equity))

describe('the course of equity', () => {
  it('knows how far it is below its highest', () => {
    expect(courseOf(points(100, 110, 99, 120)).map(({ drawdown }) => Number(drawdown.toFixed(4)))).toEqual([
      0, 0, -0.1, 0,
    ])
  })

  it('ends with the equity of this moment, once', () => {
    const live = point(2 * HOUR_MS, 7)
    expect(withLive(points(1, 2, 3), live)).toEqual([...points(1, 2), live])
    expect(withLive(points(1), undefined)).toEqual(points(1))
  })

  it('is cut to a range, its drawdown is not', () => {
    const course = courseOf(points(200, ...Array<number>(30).fill(100)))
    const day = inRange(course, 'day')
    expect(day).toHaveLength(25)
    expect(day[0]?.drawdown).toBe(-0.5)
    expect(inRange(course, 'all')).toHaveLength(31)
  })

  it('is summed up by its ends and its deepest point', () => {
    const summary = summaryOf(courseOf(points(100, 120, 90, 110)))
    expect(summary).toMatchObject({ change: 10, changeFraction: 0.1, deepest: { equity: 90, drawdown: -0.25 } })
    expect(summaryOf(courseOf(points(100)))).toBeUndefined()
  })

  it('is marked as lost only where that can be read', () => {
    expect([-0.00004, -0.0001, 0].map(drawdownTone)).toEqual(['', 'down', ''])
  })

  it('loses neither its ends nor its extremes when it is thinned', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 2, maxLength: 500 }),
        fc.integer({ min: 10, max: 100 }),
        (equities, most) => {
          const course = courseOf(points(...equities))
          const thin = thinned(course, most)
          const extremes = (of: typeof course): number[] => {
            const values = of.map(({ equity }) => equity)
            return [Math.min(...values), Math.max(...values)]
          }
          expect(extremes(thin)).toEqual(extremes(course))
          expect([thin[0], thin.at(-1)]).toEqual([course[0], course.at(-1)])
          expect(thin.length).toBeLessThanOrEqual(most + 4)
          expect(thin.every(({ timeMs }, index) => index === 0 || timeMs > (thin[index - 1]?.timeMs ?? 0))).toBe(true)
        },
      ),
    )
  })
})
