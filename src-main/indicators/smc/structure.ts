import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { closesOf, type Direction, emptyColumn, highsOf, lowsOf } from './bar-columns.ts'
import { FirstReach, NEVER } from './first-reach.ts'
import { swingLengthParameter, switchParameter } from './study-parameters.ts'
import { defineStudy, lookAheadColumn } from './study.ts'
import { type SwingPoint, swingPoints } from './swing-points.ts'

/** A swing that the market broke through, on in its direction (BOS) or turning it (CHoCH). */
interface StructureEvent {
  readonly kind: 'bos' | 'choch'
  readonly index: number
  readonly direction: Direction
  readonly level: number
}

interface BrokenEvent extends StructureEvent {
  readonly brokenIndex: number
}

/**
 * What four swings in a row say of the second one. Upwards: both lows and both highs rising is a break of structure, a lower
 * low followed by a higher high a change of character.
 */
function eventOf(swings: readonly SwingPoint[], place: number): StructureEvent | undefined {
  const [first, second, third, fourth] = [swings[place], swings[place + 1], swings[place + 2], swings[place + 3]]
  if (first === undefined || second === undefined || third === undefined || fourth === undefined) return undefined
  const { index, direction, level } = second
  const [start, broken] = [first.level * direction, level * direction]
  const [pullback, end] = [third.level * direction, fourth.level * direction]
  if (broken >= end) return undefined
  if (start < pullback && pullback < broken) return { kind: 'bos', index, direction, level }
  if (pullback < start && start < broken) return { kind: 'choch', index, direction, level }
  return undefined
}

/** Finds the first bar, at the earliest two after the swing, that goes beyond its level. */
function breakFinder(candles: readonly Candle[], closeBreak: boolean): (event: StructureEvent) => number {
  const rising = new FirstReach(closeBreak ? closesOf(candles) : highsOf(candles), 1)
  const falling = new FirstReach(closeBreak ? closesOf(candles) : lowsOf(candles), -1)
  return ({ index, direction, level }) => (direction === 1 ? rising : falling).passing(level, index + 2)
}

interface StructureColumns {
  readonly bos: Float64Array
  readonly choch: Float64Array
  readonly level: Float64Array
  readonly brokenIndex: Float64Array
}

/**
 * Takes the next event, by index. It replaces those before it that were not broken earlier than itself; of these only the
 * broken index stays. Since `living` then holds ever later breaks, all that are replaced stand at its end.
 */
function addEvent(living: BrokenEvent[], event: BrokenEvent, columns: StructureColumns): void {
  for (let last = living.at(-1); last !== undefined && last.brokenIndex >= event.brokenIndex; last = living.at(-1)) {
    columns[last.kind][last.index] = Number.NaN
    columns.level[last.index] = Number.NaN
    living.pop()
  }
  living.push(event)
  columns[event.kind][event.index] = event.direction
  columns.level[event.index] = event.level
  columns.brokenIndex[event.index] = event.brokenIndex
}

export const structureStudy = defineStudy({
  id: 'smc.structure',
  title: 'Market structure',
  description:
    'Breaks of structure and changes of character on the swing broken (ICT; convention of smart-money-concepts 0.0.27).',
  placement: 'overlay',
  columns: [
    lookAheadColumn('BOS', 'direction'),
    lookAheadColumn('CHOCH', 'direction'),
    lookAheadColumn('Level', 'price'),
    lookAheadColumn('BrokenIndex', 'barIndex'),
  ],
  parameters: z.strictObject({
    swingLength: swingLengthParameter(),
    closeBreak: switchParameter(true, {
      title: 'Break by close',
      description: 'A level is broken by a close beyond it; off, by a high or low beyond it.',
    }),
  }),
  compute(candles, { swingLength, closeBreak }) {
    const columns: StructureColumns = {
      bos: emptyColumn(candles.length),
      choch: emptyColumn(candles.length),
      level: emptyColumn(candles.length),
      brokenIndex: emptyColumn(candles.length),
    }
    const swings = swingPoints(candles, swingLength)
    const firstBreak = breakFinder(candles, closeBreak)
    const living: BrokenEvent[] = []
    for (const place of swings.keys()) {
      const event = eventOf(swings, place)
      const brokenIndex = event === undefined ? NEVER : firstBreak(event)
      if (event !== undefined && brokenIndex !== NEVER) addEvent(living, { ...event, brokenIndex }, columns)
    }
    return [columns.bos, columns.choch, columns.level, columns.brokenIndex]
  },
})
