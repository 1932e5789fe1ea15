import { describe, expect, it } from 'vitest'
import { bars, type Prices, recordsOf, sketch } from './testing/bars.ts'

/** A swing high of 20 on the second bar, a low of 12 on the fourth, and a close above the high on the sixth. */
const crossing: readonly Prices[] = [
  [15, 16, 14, 15],
  [16, 20, 16, 18],
  [18, 18, 14, 15],
  [15, 16, 12, 14],
  [14, 19, 13, 19],
  [19, 22, 18, 21],
]
/** The same upside down, around 0. */
const mirrored = (series: readonly Prices[]): Prices[] =>
  series.map(([open, high, low, close]) => [-open, -low, -high, -close])

const blocks = (series: readonly Prices[], swingLength = 1) => recordsOf(bars(series), ['orderBlock'], { swingLength })
const breakers = (series: readonly Prices[]) => recordsOf(bars(series), ['breakerBlock'], { swingLength: 1 })

describe('OrderBlockDetector', () => {
  it('finds the bar with the lowest low between a swing high and the close above it, known at that close', () => {
    const [block] = blocks(crossing)
    expect(block).toMatchObject({ direction: 1, top: 16, bottom: 12 })
    expect(block && sketch(block)).toMatchObject({ formed: 3, confirmed: 5, mitigated: null, invalidated: null })
    const [swing] = recordsOf(bars(crossing), ['swing'], { swingLength: 1 })
    expect(block?.sourceId).toBe(swing?.id)
  })

  it('finds the mirrored block below', () => {
    const [block] = blocks(mirrored(crossing))
    expect(block).toMatchObject({ direction: -1, top: -12, bottom: -16 })
    expect(block && sketch(block)).toMatchObject({ formed: 3, confirmed: 5 })
  })

  it('takes the last of equal lows', () => {
    const series = crossing.with(4, [14, 19, 12, 19])
    expect(blocks(series)).toMatchObject([{ top: 19, bottom: 12, formedAtMs: 240_000 }])
  })

  it('waits for a close beyond a swing that is confirmed, and crosses each once', () => {
    expect(blocks(crossing.with(5, [19, 22, 18, 20]))).toEqual([])
    expect(blocks(crossing, 5)).toEqual([])
    expect(blocks([...crossing, [21, 21, 19, 19], [19, 22, 19, 22]])).toHaveLength(1)
  })

  it('is mitigated by the first later touch of its top, and invalidated by the first low below its bottom', () => {
    const [block] = blocks([...crossing, [21, 22, 17, 20], [20, 20, 16, 18], [18, 18, 12, 13], [13, 13, 11, 13]])
    expect(block && sketch(block)).toMatchObject({ mitigated: 7, invalidated: 9, filled: null })
  })

  it('makes one block of a bar from which two swings are crossed', () => {
    const twice: readonly Prices[] = [
      [15, 16, 14, 15],
      [16, 20, 16, 18],
      [18, 24, 15, 19],
      [19, 21, 12, 19],
      [19, 23, 14, 23],
      [23, 26, 20, 25],
    ]
    expect(blocks(twice).map(sketch)).toMatchObject([{ formed: 3 }])
  })
})

describe('BreakerBlockDetector', () => {
  const broken: readonly Prices[] = [...crossing, [21, 21, 11, 11]]

  it('turns an order block around at the bar that goes through it', () => {
    const [block] = blocks(broken)
    const [breaker] = breakers(broken)
    expect(block && sketch(block)).toMatchObject({ mitigated: 6, invalidated: 6 })
    expect(breaker).toMatchObject({ kind: 'breakerBlock', direction: -1, top: 16, bottom: 12, sourceId: block?.id })
    expect(breaker && sketch(breaker)).toMatchObject({ formed: 3, confirmed: 6, mitigated: null, invalidated: null })
  })

  it('is mitigated by the first later touch from the other side, and over when it is violated again', () => {
    const [breaker] = breakers([...broken, [11, 11.5, 10, 11], [11, 12, 11, 12], [12, 16, 12, 15], [15, 16.5, 14, 15]])
    expect(breaker && sketch(breaker)).toMatchObject({ mitigated: 8, invalidated: 10 })
  })

  it('turns a bearish block around likewise', () => {
    const [breaker] = breakers([...mirrored(broken), [-11, -10, -13, -12]])
    expect(breaker).toMatchObject({ direction: 1, top: -12, bottom: -16, mitigatedAtMs: 420_000 })
  })
})
