import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { factorParameter } from '../parameters.ts'
import { type Direction, emptyColumn, highsOf, lowsOf } from './bar-columns.ts'
import { FirstReach, NEVER } from './first-reach.ts'
import { swingLengthParameter } from './study-parameters.ts'
import { defineStudy, lookAheadColumn } from './study.ts'
import { type SwingPoint, swingPoints } from './swing-points.ts'

/** Two or more swings of one side at about the same price, where stops are supposed to rest. */
interface LiquidityPool {
  readonly index: number
  readonly direction: Direction
  /** Mean of its swings. */
  readonly level: number
  /** Bar of its last swing. */
  readonly end: number
  /** First bar that went through it, 0 if none did. */
  readonly swept: number
}

/** The share `rangePercent` of the distance between the highest high and the lowest low of all bars, in price units. */
function bandWidth(candles: readonly Candle[], rangePercent: number): number {
  let highest = -Infinity
  let lowest = Infinity
  for (const { high, low } of candles) {
    highest = Math.max(highest, high)
    lowest = Math.min(lowest, low)
  }
  return (highest - lowest) * rangePercent
}

/** Groups the swings of one side, each of which belongs to one pool at most. */
class PoolFinder {
  readonly #swings: readonly SwingPoint[]
  readonly #direction: Direction
  readonly #width: number
  readonly #prices: FirstReach
  /** Levels of the swings that belong to no pool yet. */
  readonly #levels: FirstReach
  readonly #isUsed: Uint8Array

  constructor(swings: readonly SwingPoint[], prices: Float64Array, band: { direction: Direction; width: number }) {
    this.#direction = band.direction
    this.#width = band.width
    this.#swings = swings.filter(({ direction }) => direction === band.direction)
    this.#prices = new FirstReach(prices, band.direction)
    const levels = this.#swings.map(({ level }) => level)
    this.#levels = new FirstReach(levels, band.direction)
    this.#isUsed = new Uint8Array(levels.length)
  }

  find(): LiquidityPool[] {
    return this.#swings.flatMap((swing, place) => (this.#isUsed[place] === 1 ? [] : this.#poolFrom(swing, place)))
  }

  /** Before the sweep no swing lies beyond the outer edge of the band, so only the inner edge has to be looked at. */
  #poolFrom({ index, level }: SwingPoint, place: number): LiquidityPool[] {
    const offset = this.#width * this.#direction
    const sweep = this.#prices.reaching(level + offset, index + 1)
    const members = [level]
    let end = index
    for (let next = this.#nextMember(level - offset, place); next !== NEVER; ) {
      const member = this.#swings[next]
      if (member === undefined || (sweep !== NEVER && member.index >= sweep)) break
      this.#isUsed[next] = 1
      this.#levels.forget(next)
      members.push(member.level)
      end = member.index
      next = this.#nextMember(level - offset, next)
    }
    if (members.length === 1) return []
    return [{ index, direction: this.#direction, level: meanOf(members), end, swept: Math.max(0, sweep) }]
  }

  #nextMember(innerEdge: number, place: number): number {
    return this.#levels.reaching(innerEdge, place + 1)
  }
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

export const liquidityStudy = defineStudy({
  id: 'smc.liquidity',
  title: 'Liquidity pools',
  description:
    'Swing highs or lows at about the same price and their sweep (ICT; convention of smart-money-concepts 0.0.27).',
  placement: 'overlay',
  columns: [
    lookAheadColumn('Liquidity', 'direction'),
    lookAheadColumn('Level', 'price'),
    lookAheadColumn('End', 'barIndex'),
    lookAheadColumn('Swept', 'barIndex'),
  ],
  parameters: z.strictObject({
    swingLength: swingLengthParameter(),
    rangePercent: factorParameter(0.01, {
      title: 'Share of the range',
      description: 'Swings this share of the whole price range apart, or less, count as equal; 0.01 is one percent.',
      min: 0,
      max: 1,
    }),
  }),
  compute(candles, { swingLength, rangePercent }) {
    const liquidity = emptyColumn(candles.length)
    const levels = emptyColumn(candles.length)
    const ends = emptyColumn(candles.length)
    const swept = emptyColumn(candles.length)
    const swings = swingPoints(candles, swingLength)
    const width = bandWidth(candles, rangePercent)
    const highs = new PoolFinder(swings, highsOf(candles), { direction: 1, width })
    const lows = new PoolFinder(swings, lowsOf(candles), { direction: -1, width })
    for (const pool of [...highs.find(), ...lows.find()]) {
      liquidity[pool.index] = pool.direction
      levels[pool.index] = pool.level
      ends[pool.index] = pool.end
      swept[pool.index] = pool.swept
    }
    return [liquidity, levels, ends, swept]
  },
})
