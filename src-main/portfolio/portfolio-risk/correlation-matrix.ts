import type { InstrumentId } from '../../domain/index.ts'
import { type Figure, figureOf, noFigure } from '../performance/figure.ts'
import { type CovarianceOptions, correlationOf } from './covariance.ts'
import { alignReturns, type ReturnSeries } from './return-series.ts'

export interface CorrelationOptions extends CovarianceOptions {
  /** Returns that two instruments must have at the same times. */
  readonly minOverlap: number
}

export interface CorrelationMatrix {
  readonly instrumentIds: readonly InstrumentId[]
  /** By row and column in that order; symmetric. */
  readonly cells: readonly (readonly Figure[])[]
}

const FLAT = 'one of the two did not move'

/** Correlation of each pair over the times that both have. */
export function correlationMatrix(series: readonly ReturnSeries[], options: CorrelationOptions): CorrelationMatrix {
  const cells: Figure[][] = series.map(() => [])
  for (const [row, left] of series.entries()) {
    for (const [column, right] of series.slice(0, row + 1).entries()) {
      const cell = cellOf(left, right, options)
      cells[row]?.splice(column, 1, cell)
      cells[column]?.splice(row, 1, cell)
    }
  }
  return { instrumentIds: series.map(({ instrumentId }) => instrumentId), cells }
}

function cellOf(left: ReturnSeries, right: ReturnSeries, options: CorrelationOptions): Figure {
  const { times, rows } = alignReturns([left, right])
  if (times.length < options.minOverlap) {
    return noFigure(`${times.length} returns at the same times, ${options.minOverlap} are needed`)
  }
  const [leftRow = [], rightRow = []] = rows
  return figureOf(correlationOf(leftRow, rightRow, options), FLAT)
}

/**
 * Groups of instruments that move together: two are in one group when the size of their correlation reaches the threshold, or
 * a chain of such pairs connects them (single linkage). Against each other counts as together: a long and a short position
 * of such a pair lose at the same time. Groups of one are left out; members and groups are in the order of the matrix.
 */
export function correlatedGroups(
  { instrumentIds, cells }: CorrelationMatrix,
  threshold: number,
): readonly (readonly InstrumentId[])[] {
  const groupOf = instrumentIds.map((_, index) => index)
  for (const [row, line] of cells.entries()) {
    for (const [column, { value }] of line.entries()) {
      if (column < row && value !== null && Math.abs(value) >= threshold) merge(groupOf, row, column)
    }
  }
  const groups = instrumentIds.map((_, group) => instrumentIds.filter((__, index) => groupOf[index] === group))
  return groups.filter(({ length }) => length > 1)
}

/** A group is named by its first member. */
function merge(groupOf: number[], row: number, column: number): void {
  const [left = row, right = column] = [groupOf[row], groupOf[column]]
  const [kept, given] = [Math.min(left, right), Math.max(left, right)]
  for (const [index, group] of groupOf.entries()) if (group === given) groupOf[index] = kept
}
