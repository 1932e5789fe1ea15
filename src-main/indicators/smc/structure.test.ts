import { describe, expect, it } from 'vitest'
import type { Candle } from '../../domain/index.ts'
import { swingPoints } from './swing-points.ts'
import { barsAround, latticeBars, type Rows, rowsOf } from './testing/study-cases.ts'

const parameters = { swingLength: 1 }

interface PlainEvent {
  readonly index: number
  readonly isBos: boolean
  readonly direction: number
  readonly level: number
  broken: number
  lives: boolean
}

/** The events of four swings each, without regard to what became of them. */
function plainEvents(candles: readonly Candle[], length: number): PlainEvent[] {
  const swings = swingPoints(candles, length)
  return swings.slice(3).flatMap((_, place) => {
    const [one, two, three, four] = swings
      .slice(place, place + 4)
      .map(({ level, direction: side }) => ({ level, side }))
    const swing = swings[place + 1]
    if (one === undefined || two === undefined || three === undefined || four === undefined || !swing) return []
    const [a, b, g, d] = [one, two, three, four].map(({ level }) => level * swing.direction) as [
      number,
      number,
      number,
      number,
    ]
    const isBos = a < g && g < b && b < d
    const isChoch = d > b && b > a && a > g
    if (!isBos && !isChoch) return []
    return [{ index: swing.index, isBos, direction: swing.direction, level: swing.level, broken: 0, lives: true }]
  })
}

/** The rule in its own words: every event looks at all bars after it and at all events before it. */
function plainStructure(candles: readonly Candle[], length: number, closeBreak: boolean): Rows {
  const events = plainEvents(candles, length)
  for (const event of events) {
    const goesBeyond = ({ high, low, close }: Candle): boolean => {
      if (event.direction === 1) return (closeBreak ? close : high) > event.level
      return (closeBreak ? close : low) < event.level
    }
    const broken = candles.findIndex((candle, index) => index >= event.index + 2 && goesBeyond(candle))
    event.lives = broken !== -1
    if (!event.lives) continue
    event.broken = broken
    for (const earlier of events) if (earlier.index < event.index && earlier.broken >= broken) earlier.lives = false
  }
  return Object.fromEntries(
    events
      .filter(({ broken }) => broken > 0)
      .map(({ index, isBos, direction, level, broken, lives }) => {
        const kinds = isBos ? [direction, null] : [null, direction]
        return [index, lives ? [...kinds, level, broken] : [null, null, null, broken]]
      }),
  )
}

describe('smc.structure', () => {
  it('calls rising lows and highs a break of structure, on the high that was broken', () => {
    expect(rowsOf('smc.structure', barsAround([10, 2, 6, 4, 8, 7, 6]), parameters)).toEqual({ 2: [1, null, 6.5, 4] })
    expect(rowsOf('smc.structure', barsAround([2, 10, 6, 8, 4, 5, 6]), parameters)).toEqual({ 2: [-1, null, 5.5, 4] })
  })

  it('calls a lower low before a higher high a change of character', () => {
    expect(rowsOf('smc.structure', barsAround([10, 4, 6, 2, 8, 7, 6]), parameters)).toEqual({
      1: [-1, null, 3.5, 3],
      2: [null, 1, 6.5, 4],
    })
    expect(rowsOf('smc.structure', barsAround([2, 8, 6, 10, 4, 5, 6]), parameters)).toEqual({
      1: [1, null, 8.5, 3],
      2: [null, -1, 5.5, 4],
    })
  })

  it('says nothing of a swing that no close went beyond, unless a high or low is enough', () => {
    const wick = barsAround([10, 2, 6, 4, 6.2, 6, 5])
    expect(rowsOf('smc.structure', wick, parameters)).toEqual({})
    expect(rowsOf('smc.structure', wick, { ...parameters, closeBreak: false })).toEqual({ 2: [1, null, 6.5, 4] })
  })

  it('does on ties and chains what its rule says word by word, also where events replace each other', () => {
    let replaced = 0
    for (let seed = 1; seed <= 40; seed += 1) {
      const candles = latticeBars(200, seed)
      const closeBreak = seed % 2 === 0
      const rows = rowsOf('smc.structure', candles, { swingLength: 1 + (seed % 3), closeBreak })
      expect(rows).toEqual(plainStructure(candles, 1 + (seed % 3), closeBreak))
      replaced += Object.values(rows).filter(([bos, choch]) => bos === null && choch === null).length
    }
    expect(replaced).toBeGreaterThan(20)
  })

  it.each([[[]], [[1]], [[3, 3, 3, 3, 3, 3, 3, 3]]])('finds none around the prices %j', (prices) => {
    expect(rowsOf('smc.structure', barsAround(prices), parameters)).toEqual({})
  })
})
