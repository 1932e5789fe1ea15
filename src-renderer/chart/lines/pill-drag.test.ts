import { describe, expect, it } from 'vitest'
import type { LineBounds } from './line-price.ts'
import { PillDrag, type PillDragOptions } from './pill-drag.ts'

/** A plot of 400 px whose top is 500 and whose bottom is 100; the newest price is 300. */
function drag(over: Partial<PillDragOptions> = {}, referencePrice = 300): PillDrag {
  const bounds: LineBounds = { side: 'below', tickSize: '0.5', referencePrice }
  return new PillDrag({
    pointerY: 1_000,
    lineY: 300,
    plotHeight: 400,
    priceAt: (y) => 500 - y,
    bounds: () => bounds,
    ...over,
  })
}

describe('a drag of a line', () => {
  it('begins after a few px, so that a click moves nothing', () => {
    const held = drag()
    expect([held.priceAt(1_002), held.moving]).toEqual([undefined, false])
    expect([held.priceAt(1_003), held.moving]).toEqual(['197.0', true])
    expect(held.priceAt(1_001)).toBe('199.0')
  })

  it('keeps the distance between line and pointer, and stays in the plot', () => {
    const held = drag()
    expect([held.priceAt(1_050), held.priceAt(5_000)]).toEqual(['150.0', '100.0'])
  })

  it('stops before the newest price', () => {
    expect(drag().priceAt(700)).toBe('299.5')
  })

  it('of a line that is out of view begins at the edge', () => {
    expect(drag({ lineY: 900 }).priceAt(980)).toBe('120.0')
  })

  it('has no price where none is known', () => {
    expect(drag({ priceAt: () => undefined }).priceAt(1_100)).toBeUndefined()
    expect(drag({ bounds: () => undefined }).priceAt(1_100)).toBeUndefined()
  })
})
