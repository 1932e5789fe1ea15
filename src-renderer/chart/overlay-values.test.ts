import { describe, expect, it } from 'vitest'
import type { CandleView } from '../../src-contract/index.ts'
import { OverlayValues } from './overlay-values.ts'

const bar = (openTimeMs: number): CandleView => ({
  openTimeMs,
  open: 1,
  high: 1,
  low: 1,
  close: 1,
  volume: 1,
  gap: false,
})

describe('overlay values', () => {
  it('gives points only where bar and value both exist', () => {
    const overlay = new OverlayValues()
    overlay.take([
      { openTimeMs: 1, value: null },
      { openTimeMs: 2, value: 20 },
      { openTimeMs: 4, value: 40 },
    ])
    expect(overlay.pointsOf([bar(1), bar(2), bar(3)])).toEqual([{ openTimeMs: 2, value: 20 }])
  })

  it('shows a value that came before its bar once the bar is there', () => {
    const overlay = new OverlayValues()
    overlay.take([{ openTimeMs: 4, value: 40 }])
    expect(overlay.pointsOf([bar(4)])).toEqual([{ openTimeMs: 4, value: 40 }])
  })

  it('replaces the value of a bar that is still forming', () => {
    const overlay = new OverlayValues()
    overlay.take([{ openTimeMs: 1, value: 10 }])
    overlay.take([{ openTimeMs: 1, value: 11 }])
    expect(overlay.at(1)).toBe(11)
  })
})
