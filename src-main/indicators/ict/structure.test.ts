import { describe, expect, it } from 'vitest'
import type { IctParameters } from './ict-parameters.ts'
import { bars, highLowBars, type Prices, recordsOf, sketch } from './testing/bars.ts'

/** Bars that open and close at the given prices one after the other, without wicks. */
function zigzag(...prices: readonly number[]): readonly Prices[] {
  return prices.slice(1).map((close, index) => {
    const open = prices[index] ?? close
    return [open, Math.max(open, close), Math.min(open, close), close]
  })
}

const breaks = (series: readonly Prices[], parameters: Partial<IctParameters> = {}) =>
  recordsOf(bars(series), ['bos', 'choch'], { swingLength: 1, ...parameters })

/** Rises to 20, falls to 15, and rises through the swing high. */
const firstBreak = zigzag(10, 15, 20, 17, 15, 18, 22)

describe('StructureDetector', () => {
  it('finds the close beyond a confirmed swing high, at its level, standing on its bar', () => {
    const [found] = breaks(firstBreak)
    expect(found).toMatchObject({ kind: 'bos', direction: 1, level: 20, top: null, bottom: null })
    expect(found && sketch(found)).toMatchObject({ formed: 1, confirmed: 5, mitigated: null, invalidated: null })
    const [swing] = recordsOf(bars(firstBreak), ['swing'], { swingLength: 1 })
    expect(found?.sourceId).toBe(swing?.id)
  })

  it('breaks a swing once', () => {
    expect(breaks([...firstBreak, ...zigzag(22, 23, 24)])).toHaveLength(1)
  })

  it('calls a break in the direction of the one before a bos and one against it a choch, which ends those before', () => {
    const found = breaks(zigzag(10, 15, 20, 17, 15, 18, 22, 24, 21, 23, 25, 22, 20, 14, 13, 16, 12))
    expect(found.map(sketch)).toMatchObject([
      { kind: 'bos', direction: 1, confirmed: 5, invalidated: 11 },
      { kind: 'bos', direction: 1, confirmed: 9, invalidated: 11 },
      { kind: 'choch', direction: -1, confirmed: 11, invalidated: null },
      { kind: 'bos', direction: -1, confirmed: 15, invalidated: null },
    ])
  })

  it('is mitigated where the price comes back to the level', () => {
    const [found] = breaks([...firstBreak, ...zigzag(22, 21, 20, 19)])
    expect(found && sketch(found)).toMatchObject({ mitigated: 7 })
  })

  it('is not followed any more once structure was broken in the other direction', () => {
    const [found] = breaks([...firstBreak, ...zigzag(22, 30, 25, 26, 28, 24, 19)])
    expect(found && sketch(found)).toMatchObject({ direction: 1, invalidated: 10, mitigated: null })
  })

  it('needs a close, unless a high or low is to do', () => {
    const wick: readonly Prices[] = [...zigzag(10, 15, 20, 17, 15, 18), [18, 22, 18, 19]]
    expect(breaks(wick)).toEqual([])
    expect(breaks(wick, { closeBreak: false })).toMatchObject([{ kind: 'bos', direction: 1, level: 20 }])
  })

  it('takes the side first that the bar closed away from, where one bar breaks both', () => {
    const both: readonly Prices[] = [...zigzag(10, 15, 20, 17, 15, 18), [18, 22, 13, 21]]
    expect(breaks(both, { closeBreak: false }).map(sketch)).toMatchObject([
      { kind: 'bos', direction: -1, confirmed: 5, invalidated: 5 },
      { kind: 'choch', direction: 1, confirmed: 5, invalidated: null },
    ])
  })

  it('finds nothing in bars that stay within their swings', () => {
    const range = Array.from({ length: 50 }, (_, index): [number, number] => (index % 2 === 0 ? [11, 10] : [12, 9]))
    expect(recordsOf(highLowBars(range), ['bos', 'choch'], { swingLength: 1 })).toEqual([])
  })
})
