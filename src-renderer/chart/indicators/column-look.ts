import type { IndicatorColumn } from '../../../src-contract/index.ts'
import { SERIES_COLOURS, type SeriesColour } from '../chart-settings.ts'

/** How many dashes there are to tell lines apart; the first is a solid line. */
export const DASH_COUNT = 5

/** How a column of an indicator is told from the others, in the plot and in the legend. */
export interface ColumnLook {
  /** False where the legend and the table alone have it. */
  readonly drawn: boolean
  readonly colour: SeriesColour
  /** From 0 (solid) to {@link DASH_COUNT} - 1. */
  readonly dash: number
}

/**
 * Looks of all columns of an indicator: each line has a dash of its own, so that it is told from the others without colour,
 * and a colour of its own, the chosen one first. Two bands around the same middle are one pair: their place tells them apart.
 */
export function columnLooks(columns: readonly IndicatorColumn[], own: SeriesColour): readonly ColumnLook[] {
  const groups: string[] = []
  return columns.map((column) => {
    if (!isDrawn(column)) return { drawn: false, colour: own, dash: 0 }
    const group = groupOf(column.id)
    if (!groups.includes(group)) groups.push(group)
    const place = groups.indexOf(group)
    return { drawn: true, colour: colourAfter(own, place), dash: place % DASH_COUNT }
  })
}

export const isDrawn = ({ plot, scale }: IndicatorColumn): boolean => plot !== 'none' && scale !== 'flag'

const CANDLE = ['open', 'high', 'low', 'close'] as const

/** Columns that are candles of their own, as those of Heikin-Ashi, in the order of {@link CANDLE}. */
export const areCandles = (columns: readonly IndicatorColumn[]): boolean =>
  columns.length === CANDLE.length && CANDLE.every((id, index) => isPriceOf(columns[index], id))

const isPriceOf = (column: IndicatorColumn | undefined, id: string): boolean =>
  column?.id === id && column.scale === 'price'

const groupOf = (id: string): string => id.replace(/^(?:upper|lower)(?=[A-Z])/, '')

const colourAfter = (own: SeriesColour, steps: number): SeriesColour =>
  SERIES_COLOURS[(SERIES_COLOURS.indexOf(own) + steps) % SERIES_COLOURS.length] ?? own
