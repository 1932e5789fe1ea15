import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spreadLabels } from './label-spread.ts'

const wishes = (...ys: readonly number[]) => ys.map((y) => ({ y, height: 19 }))

describe('label spread', () => {
  it('leaves labels alone that have room', () => {
    expect(spreadLabels(wishes(100, 50, 150), { top: 0, bottom: 200 })).toEqual([100, 50, 150])
  })

  it('keeps the anchor in its place and pushes its neighbours away', () => {
    expect(spreadLabels(wishes(105, 100, 95), { top: 0, bottom: 200 }, 1)).toEqual([120, 100, 80])
  })

  it('gives a taller label more room', () => {
    const labels = [
      { y: 100, height: 33 },
      { y: 100, height: 19 },
    ]
    expect(spreadLabels(labels, { top: 0, bottom: 200 }, 0)).toEqual([100, 127])
  })

  it('moves a crowd at the lower edge up into the bounds', () => {
    expect(spreadLabels(wishes(195, 196, 300), { top: 0, bottom: 209.5 })).toEqual([160, 180, 200])
  })

  it('answers nothing for nothing', () => {
    expect(spreadLabels([], { top: 0, bottom: 200 })).toEqual([])
  })

  it('never lets two overlap, never swaps two, never moves the anchor', () => {
    const arbitrary = fc.array(fc.integer({ min: -50, max: 650 }), { minLength: 1, maxLength: 12 })
    const property = fc.property(arbitrary, fc.nat(), fc.boolean(), (ys, pick, anchored) => {
      const anchor = pick % ys.length
      const placed = spreadLabels(wishes(...ys), { top: 0, bottom: 600 }, anchored ? anchor : undefined)
      const ranks = ys.map((_, index) => index).sort((a, b) => (ys[a] ?? 0) - (ys[b] ?? 0) || a - b)
      const fromTop = ranks.map((index) => placed[index] ?? Number.NaN)
      const gaps = fromTop.slice(1).map((y, rank) => y - (fromTop[rank] ?? Number.NaN))
      return gaps.every((gap) => gap >= 20) && (!anchored || placed[anchor] === ys[anchor])
    })
    expect(fc.check(property).failed).toBe(false)
  })
})
