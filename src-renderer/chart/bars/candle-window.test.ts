import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CandleView } from '../../../src-contract/index.ts'
import { CandleWindow } from './candle-window.ts'

const bar = (minute: number, close = minute): CandleView => ({
  openTimeMs: minute * 60_000,
  open: close,
  high: close,
  low: close,
  close,
  volume: 1,
  gap: false,
})
const minutes = (window: CandleWindow): number[] => window.bars.map((one) => one.openTimeMs / 60_000)
const windowOf = (from: number, to: number, maxBars?: number): CandleWindow => {
  const window = new CandleWindow(maxBars)
  window.takeSnapshot(Array.from({ length: to - from + 1 }, (_, index) => bar(from + index)))
  return window
}

describe('candle window', () => {
  it('hands on only the bars that changed when they are the newest', () => {
    const window = windowOf(1, 3)
    expect(window.takeUpdates([bar(3, 30), bar(4)])).toEqual({ kind: 'tail', bars: [bar(3, 30), bar(4)] })
    expect(minutes(window)).toEqual([1, 2, 3, 4])
  })

  it('asks for a full draw when a bar before the last one changes', () => {
    const window = windowOf(1, 3)
    expect(window.takeUpdates([bar(2, 20)])).toEqual({ kind: 'replaced' })
    expect(window.bars[1]?.close).toBe(20)
  })

  it('puts a late bar into its place', () => {
    const window = windowOf(1, 1)
    window.takeUpdates([bar(4)])
    expect(window.takeUpdates([bar(2)])).toEqual({ kind: 'replaced' })
    expect(minutes(window)).toEqual([1, 2, 4])
  })

  it('keeps older history when a new snapshot joins it', () => {
    const window = windowOf(1, 10)
    window.takeSnapshot([bar(8, 80), bar(9), bar(10), bar(11)])
    expect(minutes(window)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    expect(window.bars[7]?.close).toBe(80)
  })

  it('drops older history when a hole would lie between', () => {
    const window = windowOf(1, 3)
    window.takeSnapshot([bar(8), bar(9)])
    expect(minutes(window)).toEqual([8, 9])
  })

  it('prepends no more than the cap allows, the youngest of them', () => {
    const window = windowOf(10, 12, 5)
    expect(window.prepend([bar(6), bar(7), bar(8), bar(9), bar(10)])).toBe(2)
    expect(minutes(window)).toEqual([8, 9, 10, 11, 12])
    expect(window.full).toBe(true)
  })

  it('is cut back to the cap once it has outgrown it by its slack', () => {
    const window = windowOf(1, 5, 5)
    const changes = Array.from({ length: 501 }, (_, index) => window.takeUpdates([bar(6 + index)]).kind)
    expect(changes.filter((kind) => kind === 'replaced')).toHaveLength(1)
    expect(window.bars).toHaveLength(5)
    expect(window.last?.openTimeMs).toBe(506 * 60_000)
  })

  it('finds the bar that a time falls into', () => {
    const window = windowOf(1, 3)
    expect(window.indexAt(59_999)).toBe(-1)
    expect(window.indexAt(60_000)).toBe(0)
    expect(window.indexAt(179_999)).toBe(1)
    expect(window.indexAt(9e9)).toBe(2)
  })

  it('stays ordered and without doubles whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 6 })), (batches) => {
        const window = new CandleWindow()
        for (const batch of batches) window.takeUpdates(batch.map((minute) => bar(minute)))
        expect(minutes(window)).toEqual([...new Set(batches.flat())].sort((a, b) => a - b))
      }),
    )
  })
})
