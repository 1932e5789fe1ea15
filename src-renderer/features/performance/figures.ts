import type { FigureView, PerformanceRow } from '../../../src-contract/index.ts'
import {
  ensureNever,
  formatNumber,
  formatPercent,
  formatR,
  formatRatio,
  formatSignedMoney,
  signTone,
  UNKNOWN,
} from '../../ui/index.ts'

/** How a figure is written. */
export type FigureKind = 'count' | 'percent' | 'ratio' | 'money' | 'multiple' | 'days'

type FigureOf<Row> = { [Key in keyof Row]: Row[Key] extends FigureView ? Key : never }[keyof Row]
type RowFigure = FigureOf<PerformanceRow>
export type FigureId = RowFigure | 'realised' | 'fees' | 'funding' | 'net'

/** All figures, in the order in which they are shown: what it brought, how it won, what it risked, how it went. */
export const FIGURES = [
  ['net', 'money'],
  ['count', 'count'],
  ['winRate', 'percent'],
  ['profitFactor', 'ratio'],
  ['expectancy', 'money'],
  ['expectancyR', 'multiple'],
  ['averageWin', 'money'],
  ['averageLoss', 'money'],
  ['payoff', 'ratio'],
  ['sharpe', 'ratio'],
  ['sortino', 'ratio'],
  ['calmar', 'ratio'],
  ['maxDrawdown', 'percent'],
  ['drawdownDays', 'days'],
  ['exposure', 'percent'],
  ['maeMedian', 'multiple'],
  ['mfeMedian', 'multiple'],
  ['bestStreak', 'count'],
  ['worstStreak', 'count'],
  ['realised', 'money'],
  ['fees', 'money'],
  ['funding', 'money'],
] as const satisfies readonly (readonly [FigureId, FigureKind])[]

/** A figure of a row; sums of money are always known. */
export function figureOf(row: PerformanceRow, id: FigureId): FigureView {
  switch (id) {
    case 'realised':
    case 'funding':
      return known(Number(row[id]))
    case 'fees':
      // Paid: a cost, and so below zero.
      return known(-Number(row.fees))
    case 'net':
      return known(Number(row.realised) - Number(row.fees) + Number(row.funding))
    default:
      return row[id]
  }
}

const known = (value: number): FigureView => ({ value: value === 0 ? 0 : value, reason: null })

/** A figure in its kind; `?` where there is none. */
export function figureText({ value }: Pick<FigureView, 'value'>, kind: FigureKind): string {
  if (value === null) return UNKNOWN
  switch (kind) {
    case 'count':
      return formatNumber(value, { decimals: 0 })
    case 'percent':
      return formatPercent(value)
    case 'ratio':
      return formatRatio(value)
    case 'money':
      return formatSignedMoney(value)
    case 'multiple':
      return formatR(value)
    case 'days':
      return formatNumber(value, { decimals: 1 })
    default:
      return ensureNever(kind, 'kind of a figure')
  }
}

/** Money and multiples of the risk have a sign that means something. */
export const figureTone = ({ value }: Pick<FigureView, 'value'>, kind: FigureKind): string =>
  kind === 'money' || kind === 'multiple' ? signTone(value ?? 0) : ''
