import { describe, expect, it } from 'vitest'
import type { Candle } from '../../domain/index.ts'
import { type SwingPoint, swingPoints } from './swing-points.ts'
import { barsAround, latticeBars, type Rows, rowsOf } from './testing/study-cases.ts'

const parameters = { swingLength: 1 }

interface PlainRecord {
  readonly direction: number
  readonly top: number
  readonly bottom: number
  readonly volume: number
  readonly percentage: number
}

/** The rule in its own words: at every bar, every block that is still active is looked at. */
class PlainOrderBlocks {
  readonly #candles: readonly Candle[]
  readonly #closeMitigation: boolean
  readonly #records = new Map<number, PlainRecord>()
  readonly #mitigated = new Map<number, number>()
  readonly #breakers = new Set<number>()

  constructor(candles: readonly Candle[], closeMitigation: boolean) {
    this.#candles = candles
    this.#closeMitigation = closeMitigation
  }

  rows(): Rows {
    const rows = [...this.#records].map(([index, { direction, top, bottom, volume, percentage }]) => {
      return [index, [direction, top, bottom, volume, this.#mitigated.get(index) ?? 0, percentage]] as const
    })
    return Object.fromEntries(rows)
  }

  pass(swings: readonly SwingPoint[], direction: 1 | -1): void {
    const active = new Set<number>()
    const used = new Set<number>()
    for (const [index, candle] of this.#candles.entries()) {
      for (const block of active) this.#visit(block, active, { candle, index, direction })
      const swing = swings.findLast((point) => point.direction === direction && point.index < index)
      if (swing === undefined || used.has(swing.index)) continue
      if (candle.close * direction <= swing.level * direction) continue
      used.add(swing.index)
      active.add(this.#create(swing, index, direction))
    }
  }

  #visit(block: number, active: Set<number>, at: { candle: Candle; index: number; direction: 1 | -1 }): void {
    const { high, low, open, close } = at.candle
    const record = this.#records.get(block)
    if (record === undefined) return
    if (this.#breakers.has(block)) {
      const isBack = at.direction === 1 ? high > record.top : low < record.bottom
      if (!isBack) return
      this.#records.delete(block)
      this.#mitigated.delete(block)
      active.delete(block)
      return
    }
    const lowest = this.#closeMitigation ? Math.min(open, close) : low
    const highest = this.#closeMitigation ? Math.max(open, close) : high
    const isThrough = at.direction === 1 ? lowest < record.bottom : highest > record.top
    if (!isThrough) return
    this.#breakers.add(block)
    this.#mitigated.set(block, at.direction === 1 ? at.index - 1 : at.index)
  }

  #create(swing: SwingPoint, index: number, direction: 1 | -1): number {
    const between = this.#candles.slice(swing.index + 1, index)
    const depths = between.map(({ high, low }) => (direction === 1 ? -low : high))
    const place = depths.length === 0 ? index - 1 : swing.index + 1 + depths.lastIndexOf(Math.max(...depths))
    const { high = 0, low = 0 } = this.#candles[place] ?? {}
    const isSwapped = direction === 1 && depths.length === 0
    const [newest = 0, middle = 0, oldest = 0] = [0, 1, 2].map((ago) => this.#candles[index - ago]?.volume ?? 0)
    const [smaller, larger] = [Math.min(newest + middle, oldest), Math.max(newest + middle, oldest)]
    this.#records.set(place, {
      direction,
      top: isSwapped ? low : high,
      bottom: isSwapped ? high : low,
      volume: newest + middle + oldest,
      percentage: larger === 0 ? 100 : (smaller / larger) * 100,
    })
    return place
  }
}

describe('smc.orderBlocks', () => {
  it('marks the lowest bar between a swing high and the close beyond it', () => {
    expect(rowsOf('smc.orderBlocks', barsAround([10, 2, 6, 4, 8, 7, 6]), parameters)).toEqual({
      3: [1, 4.5, 3.5, 12, 0, (3 / 9) * 100],
    })
  })

  it('is mitigated where the price passes its far edge: named by the bar before that for a rise', () => {
    expect(rowsOf('smc.orderBlocks', barsAround([10, 2, 6, 4, 8, 7, 6, 3, 3]), parameters)).toEqual({
      3: [1, 4.5, 3.5, 12, 6, (3 / 9) * 100],
      4: [-1, 8.5, 7.5, 21, 0, 40],
    })
  })

  it('names the mitigating bar itself for a fall', () => {
    const rows = rowsOf('smc.orderBlocks', barsAround([2, 10, 6, 8, 4, 5, 6, 9, 9]), parameters)
    expect(rows[3]).toEqual([-1, 8.5, 7.5, 12, 7, (3 / 9) * 100])
  })

  it('is left out once the price has come back through it', () => {
    const rows = rowsOf('smc.orderBlocks', barsAround([10, 2, 6, 4, 8, 7, 6, 3, 3, 5]), parameters)
    expect(rows).toEqual({ 4: [-1, 8.5, 7.5, 21, 0, 40] })
  })

  it('needs a body beyond the far edge where mitigation is by body', () => {
    const candles = barsAround([10, 2, 6, 4, 8, 7, 6, 3.8, 3.8])
    expect(rowsOf('smc.orderBlocks', candles, parameters)[3]?.[4]).toBe(6)
    expect(rowsOf('smc.orderBlocks', candles, { ...parameters, closeMitigation: true })[3]?.[4]).toBe(0)
  })

  it('takes the first bar itself where the second one closes beyond it: edges swapped for a rise only', () => {
    expect(rowsOf('smc.orderBlocks', barsAround([5, 7, 8, 6, 6]), parameters)[0]).toEqual([1, 4.5, 5.5, 3, 0, 0])
    expect(rowsOf('smc.orderBlocks', barsAround([8, 6, 5, 7, 7]), parameters)[0]).toEqual([-1, 8.5, 7.5, 3, 0, 0])
  })

  it('is spread evenly, 100 percent, where nothing was traded', () => {
    const untraded = barsAround([10, 2, 6, 4, 8, 7, 6], 0)
    expect(rowsOf('smc.orderBlocks', untraded, parameters)[3]?.slice(3)).toEqual([0, 0, 100])
  })

  it('does on ties and overlapping blocks what its rule says word by word', () => {
    let found = 0
    for (let seed = 1; seed <= 60; seed += 1) {
      const candles = latticeBars(150, seed)
      const swingLength = 1 + (seed % 3)
      const closeMitigation = seed % 2 === 0
      const plain = new PlainOrderBlocks(candles, closeMitigation)
      for (const direction of [1, -1] as const) plain.pass(swingPoints(candles, swingLength), direction)
      const rows = rowsOf('smc.orderBlocks', candles, { swingLength, closeMitigation })
      expect(rows).toEqual(plain.rows())
      found += Object.keys(rows).length
    }
    expect(found).toBeGreaterThan(100)
  })

  it.each([[[]], [[1]], [[3, 3, 3, 3, 3, 3, 3, 3]]])('finds none around the prices %j', (prices) => {
    expect(rowsOf('smc.orderBlocks', barsAround(prices), parameters)).toEqual({})
  })
})
