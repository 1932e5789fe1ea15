import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { swingLengthParameter } from './study-parameters.ts'
import { defineStudy, lookAheadColumn } from './study.ts'
import { type SwingPoint, swingPoints } from './swing-points.ts'

/** Turns at the beginning of the series whose legs have no proper start yet. */
const UNSETTLED_TURNS = 3

/** To one decimal; a tie goes to the even digit (IEEE 754, roundTiesToEven). */
function toTenths(value: number): number {
  const tenths = value * 10
  const floor = Math.floor(tenths)
  const rest = tenths - floor
  const isUp = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0)
  return (isUp ? floor + 1 : floor) / 10
}

/** How far the price has come back on the leg from `start` to `end`, in percent of it; 0 for a leg without length. */
function retracement(price: number, start: number, end: number): number {
  return start === end ? 0 : toTenths(100 - ((price - start) / (end - start)) * 100)
}

interface RetracementColumns {
  readonly directions: Float64Array
  readonly current: Float64Array
  readonly deepest: Float64Array
}

/** Follows the leg between the latest two swings; the newest swing decides its direction. */
function followLegs(candles: readonly Candle[], swings: readonly SwingPoint[]): RetracementColumns {
  const directions = new Float64Array(candles.length)
  const current = new Float64Array(candles.length)
  const deepest = new Float64Array(candles.length)
  let [top, bottom, place] = [0, 0, 0]
  for (const [index, { high, low }] of candles.entries()) {
    const before = directions[index - 1] ?? 0
    const deepestBefore = deepest[index - 1] ?? 0
    const swing = swings[place]?.index === index ? swings[place] : undefined
    const direction = swing?.direction ?? before
    directions[index] = direction
    if (swing !== undefined) place += 1
    if (swing?.direction === 1) top = swing.level
    if (swing?.direction === -1) bottom = swing.level
    if (direction === -1) {
      const value = retracement(high, top, bottom)
      current[index] = value
      deepest[index] = Math.max(before === -1 ? deepestBefore : 0, value)
    } else if (before === 1) {
      const value = retracement(low, bottom, top)
      current[index] = value
      deepest[index] = Math.max(deepestBefore, value)
    }
  }
  return { directions, current, deepest }
}

/** Every value one bar later, the last one first: the convention's way to say what the bar before has shown. */
function rotated(values: Float64Array): Float64Array {
  const last = values.slice(-1)
  const result = values.slice().copyWithin(1, 0)
  result.set(last)
  return result
}

/** Bars up to and with the one after the third turn; all of them where there are fewer turns. */
function unsettledBars(directions: Float64Array): number {
  let turns = 0
  for (let index = 1; index < directions.length; index += 1) {
    if (directions[index] !== directions[index - 1]) turns += 1
    if (turns === UNSETTLED_TURNS) return index + 1
  }
  return directions.length
}

/** A row tells of the bar before it. On the bar of a swing high, where the leg turns upwards, both percentages are 0. */
export const retracementsStudy = defineStudy({
  id: 'smc.retracements',
  title: 'Retracements',
  description:
    'How far the price came back on the leg between two swings, in percent (convention of smart-money-concepts 0.0.27).',
  placement: 'pane',
  columns: [
    lookAheadColumn('Direction', 'direction'),
    lookAheadColumn('CurrentRetracement%', 'percent'),
    lookAheadColumn('DeepestRetracement%', 'percent'),
  ],
  parameters: z.strictObject({ swingLength: swingLengthParameter() }),
  compute(candles, { swingLength }) {
    const legs = followLegs(candles, swingPoints(candles, swingLength))
    const columns = [legs.directions, legs.current, legs.deepest].map(rotated)
    const unsettled = unsettledBars(columns[0] ?? legs.directions)
    for (const column of columns) column.fill(0, 0, unsettled)
    return columns
  },
})
