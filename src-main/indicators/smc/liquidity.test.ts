import { describe, expect, it } from 'vitest'
import type { Candle } from '../../domain/index.ts'
import { swingPoints } from './swing-points.ts'
import { barsAround, barsOf, latticeBars, type Rows, rowsOf } from './testing/study-cases.ts'

/** The rule in its own words: every swing looks at all bars and at all swings after it. */
function plainLiquidity(candles: readonly Candle[], length: number, share: number): Rows {
  const width = (Math.max(...candles.map(({ high }) => high)) - Math.min(...candles.map(({ low }) => low))) * share
  const rows: Record<number, (number | null)[]> = {}
  for (const side of [1, -1] as const) {
    const swings = swingPoints(candles, length).filter(({ direction }) => direction === side)
    const used = new Set<number>()
    for (const { index, level } of swings) {
      if (used.has(index)) continue
      const isSwept = ({ high, low }: Candle): boolean => (side === 1 ? high >= level + width : low <= level - width)
      const swept = candles.findIndex((candle, later) => later > index && isSwept(candle))
      const group = swings.filter((other) => {
        const isBefore = other.index > index && (swept === -1 || other.index < swept)
        return isBefore && !used.has(other.index) && level - width <= other.level && other.level <= level + width
      })
      for (const other of group) used.add(other.index)
      if (group.length === 0) continue
      const levels = [level, ...group.map((other) => other.level)]
      const mean = levels.reduce((sum, value) => sum + value, 0) / levels.length
      rows[index] = [side, mean, group.at(-1)?.index ?? null, Math.max(0, swept)]
    }
  }
  return rows
}

describe('smc.liquidity', () => {
  it('groups swings at about the same price up to the bar that sweeps them', () => {
    const rows = rowsOf('smc.liquidity', barsAround([5, 2, 8, 3, 8, 2, 20, 4, 4]), { swingLength: 1 })
    expect(rows).toEqual({ 1: [-1, 1.5, 5, 0], 2: [1, 8.5, 4, 6] })
  })

  it('measures how far they may lie apart by the whole range of prices', () => {
    const candles = barsAround([5, 2, 8, 3, 8.1, 2, 20, 4, 4])
    expect(rowsOf('smc.liquidity', candles, { swingLength: 1 })[2]).toEqual([1, 8.55, 4, 6])
    expect(rowsOf('smc.liquidity', candles, { swingLength: 1, rangePercent: 0.001 })[2]).toBeUndefined()
  })

  it('does on ties and overlapping bands what its rule says word by word', () => {
    let found = 0
    for (let seed = 1; seed <= 60; seed += 1) {
      const candles = latticeBars(200, seed)
      const swingLength = 1 + (seed % 3)
      const rangePercent = [0, 0.01, 0.1, 0.25, 1][seed % 5] ?? 0
      const rows = rowsOf('smc.liquidity', candles, { swingLength, rangePercent })
      expect(rows).toEqual(plainLiquidity(candles, swingLength, rangePercent))
      found += Object.keys(rows).length
    }
    expect(found).toBeGreaterThan(100)
  })

  it('takes both ends of a market that did not move for one pool, as long as no bar has swept it', () => {
    const calm = barsAround([3, 3, 3, 3, 3, 3])
    expect(rowsOf('smc.liquidity', calm, { swingLength: 1 })).toEqual({ 0: [-1, 2.5, 5, 0] })
    const motionless = barsOf(Array.from({ length: 6 }, () => [3, 3, 3, 3]))
    expect(rowsOf('smc.liquidity', motionless, { swingLength: 1 })).toEqual({})
  })

  it.each([[[]], [[1]], [[1, 2]]])('finds none around the prices %j', (prices) => {
    expect(rowsOf('smc.liquidity', barsAround(prices), { swingLength: 1 })).toEqual({})
  })
})
