import { z } from 'zod'
import type { Candle } from '../../domain/index.ts'
import { barColumn, type Direction, emptyColumn, highsOf, lowsOf } from './bar-columns.ts'
import { FirstReach, NEVER } from './first-reach.ts'
import { type OrderBlock, orderBlocksOf } from './order-block-finder.ts'
import { swingLengthParameter, switchParameter } from './study-parameters.ts'
import { defineStudy, lookAheadColumn } from './study.ts'
import { swingPoints } from './swing-points.ts'

const COLUMN_COUNT = 6
const MITIGATED = 4

/** One record per bar at most, and whether a block there was ever mitigated; both directions write to the same. */
interface OrderBlockRecords {
  readonly columns: readonly Float64Array[]
  readonly wasMitigated: Uint8Array
}

/** First bars that go beyond a level: against a block, which mitigates it, and back over it, which ends it. */
interface BlockSearches {
  readonly against: FirstReach
  readonly along: FirstReach
}

function searchesFor(candles: readonly Candle[], direction: Direction, closeMitigation: boolean): BlockSearches {
  const bodyLows = (): Float64Array => barColumn(candles, ({ open, close }) => Math.min(open, close))
  const bodyHighs = (): Float64Array => barColumn(candles, ({ open, close }) => Math.max(open, close))
  if (direction === 1) {
    const lows = closeMitigation ? bodyLows() : lowsOf(candles)
    return { against: new FirstReach(lows, -1), along: new FirstReach(highsOf(candles), 1) }
  }
  const highs = closeMitigation ? bodyHighs() : highsOf(candles)
  return { against: new FirstReach(highs, 1), along: new FirstReach(lowsOf(candles), -1) }
}

/** Volume of the crossing bar and the two before it, and how evenly it is spread over them, in percent. */
function volumeOf(candles: readonly Candle[], createdAt: number): readonly [total: number, balance: number] {
  const newest = candles[createdAt]?.volume ?? 0
  const middle = candles[createdAt - 1]?.volume ?? 0
  const oldest = candles[createdAt - 2]?.volume ?? 0
  const later = newest + middle
  const larger = Math.max(later, oldest)
  return [later + oldest, larger === 0 ? 100 : (Math.min(later, oldest) / larger) * 100]
}

/** Writes a block over what stands at its bar, of which only the mitigation stays. */
function writeBlock({ columns }: OrderBlockRecords, block: OrderBlock, candles: readonly Candle[]): void {
  const { index, direction, top, bottom, createdAt } = block
  const mitigated = columns[MITIGATED]?.[index] ?? Number.NaN
  const [volume, percentage] = volumeOf(candles, createdAt)
  const record = [direction, top, bottom, volume, Number.isNaN(mitigated) ? 0 : mitigated, percentage]
  for (const [place, column] of columns.entries()) column[index] = record[place] ?? Number.NaN
}

/** What became of a block: mitigated where the price passed its far edge, erased where it came back over the near one. */
function followBlock({ columns, wasMitigated }: OrderBlockRecords, block: OrderBlock, searches: BlockSearches): void {
  const { index, direction, top, bottom, createdAt } = block
  let brokenAt = createdAt
  if (wasMitigated[index] !== 1) {
    brokenAt = searches.against.passing(direction === 1 ? bottom : top, createdAt + 1)
    if (brokenAt === NEVER) return
    wasMitigated[index] = 1
    const mitigated = columns[MITIGATED]
    // The convention names the bar before the one that did it for a rising block, that one itself for a falling one.
    if (mitigated !== undefined) mitigated[index] = direction === 1 ? brokenAt - 1 : brokenAt
  }
  if (searches.along.passing(direction === 1 ? top : bottom, brokenAt + 1) === NEVER) return
  for (const column of columns) column[index] = Number.NaN
}

/**
 * Only blocks that the price has not gone through twice are left. A block on a bar where another was mitigated before counts
 * as mitigated from the start. MitigatedIndex 0 means never.
 */
export const orderBlocksStudy = defineStudy({
  id: 'smc.orderBlocks',
  title: 'Order blocks',
  description:
    'The last bar against a move that then closed through a swing (ICT; convention of smart-money-concepts 0.0.27).',
  placement: 'overlay',
  columns: [
    lookAheadColumn('OB', 'direction'),
    lookAheadColumn('Top', 'price'),
    lookAheadColumn('Bottom', 'price'),
    lookAheadColumn('OBVolume', 'volume'),
    lookAheadColumn('MitigatedIndex', 'barIndex'),
    lookAheadColumn('Percentage', 'percent'),
  ],
  parameters: z.strictObject({
    swingLength: swingLengthParameter(),
    closeMitigation: switchParameter(false, {
      title: 'Mitigation by body',
      description: 'A block is mitigated by a body beyond it; off, by a high or low beyond it.',
    }),
  }),
  compute(candles, { swingLength, closeMitigation }) {
    const records: OrderBlockRecords = {
      columns: Array.from({ length: COLUMN_COUNT }, () => emptyColumn(candles.length)),
      wasMitigated: new Uint8Array(candles.length),
    }
    const swings = swingPoints(candles, swingLength)
    for (const direction of [1, -1] as const) {
      const searches = searchesFor(candles, direction, closeMitigation)
      for (const block of orderBlocksOf(candles, swings, direction)) {
        writeBlock(records, block, candles)
        followBlock(records, block, searches)
      }
    }
    return records.columns
  },
})
