import { describe, expect, it } from 'vitest'
import { curveShape, nearestPoint } from './curve-shape.ts'
import { courseOf } from './equity-course.ts'

const course = courseOf([
  { timeMs: 0, equity: 100, cash: 100 },
  { timeMs: 600_000, equity: 120, cash: 100 },
  { timeMs: 1_200_000, equity: 90, cash: 100 },
])
const shape = curveShape(course, { width: 462, height: 300 })

describe('the shape of an equity curve', () => {
  it('fills its place from the first to the last point', () => {
    expect([shape.xOf(0), shape.xOf(1_200_000)]).toEqual([0, shape.plotWidth])
    expect(shape.plotWidth).toBe(400)
    expect(shape.equityPath).toMatch(/^M0\.0 [\d.]+L200\.0 [\d.]+L400\.0 [\d.]+$/)
  })

  it('draws more equity higher and more drawdown lower, one under the other', () => {
    expect(shape.equityY(120)).toBeLessThan(shape.equityY(90))
    expect(shape.drawdownY(-0.25)).toBeGreaterThan(shape.drawdownY(0))
    expect(shape.equityY(90)).toBeLessThan(shape.curveBottom)
    expect(shape.drawdownY(0)).toBeGreaterThan(shape.curveBottom)
    expect(shape.drawdownY(-0.25)).toBeLessThan(shape.bottom)
  })

  it('has its ticks inside of the plot', () => {
    const { equityTicks, drawdownTicks, timeTicks } = shape
    expect(equityTicks.length).toBeGreaterThan(1)
    expect(equityTicks.every(({ y }) => y > 0 && y < shape.curveBottom)).toBe(true)
    expect(drawdownTicks.every(({ y }) => y > shape.curveBottom && y < shape.bottom)).toBe(true)
    expect(timeTicks.every(({ x }) => x >= 0 && x <= shape.plotWidth)).toBe(true)
  })

  it('draws equity that never moves as a line in the middle', () => {
    const flat = curveShape(courseOf([0, 1].map((timeMs) => ({ timeMs, equity: 50, cash: 50 }))), {
      width: 162,
      height: 200,
    })
    expect(flat.equityPath).not.toContain('NaN')
    expect(flat.equityY(50)).toBeCloseTo((flat.equityY(49.9) + flat.equityY(50.1)) / 2, 6)
  })

  it('finds the point under the pointer', () => {
    expect(nearestPoint(course, 260, shape.xOf)).toBe(1)
    expect(nearestPoint(course, 399, shape.xOf)).toBe(2)
    expect(nearestPoint(course, -5, shape.xOf)).toBe(0)
  })
})
