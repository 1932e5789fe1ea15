import type { DailyReturn } from './daily-returns.ts'
import { type Figure, figureOf, mean, noFigure, sum } from './figure.ts'

/** Markets of coins trade on every day of the year. */
export const DAYS_PER_YEAR = 365

export interface ReturnFigureOptions {
  /** The deepest fall of equity as a fraction; null where it never fell. */
  readonly maxDrawdown: number | null
  /** Yearly return of money without risk, as a fraction. */
  readonly riskFreeRate?: number
  /** Days that are traded in a year: 365 for coins, 252 for shares. */
  readonly daysPerYear?: number
}

/** Figures of daily returns, brought to a year: means times the days of a year, deviations times their root. */
export interface ReturnFigures {
  readonly days: number
  /** Over the whole time, compounded. */
  readonly totalReturn: Figure
  /** Compounded to a year. */
  readonly annualReturn: Figure
  /** Sample standard deviation. */
  readonly volatility: Figure
  /** Mean excess return per sample standard deviation of it (W. F. Sharpe, "The Sharpe Ratio", Journal of Portfolio Management 21, 1994). */
  readonly sharpe: Figure
  /**
   * Mean excess return per downside deviation, the root of the mean square of shortfalls over all days (F. A. Sortino and L. N.
   * Price, "Performance Measurement in a Downside Risk Framework", Journal of Investing 3, 1994).
   */
  readonly sortino: Figure
  /** Annual return per deepest drawdown, over the whole time (T. W. Young, "Calmar Ratio: A Smoother Tool", Futures, October 1991). */
  readonly calmar: Figure
}

const TOO_SHORT = 'two days of equity are needed'
const NO_EQUITY = 'a day began without equity'
const FLAT = 'equity did not change from day to day'
const NO_DOWNSIDE = 'no day fell short'
const NO_DRAWDOWN = 'equity never fell below its highest'
const TOO_LARGE = 'too large to be brought to a year'

export function returnFigures(days: readonly DailyReturn[], options: ReturnFigureOptions): ReturnFigures {
  const { daysPerYear = DAYS_PER_YEAR } = options
  const returns = days.flatMap(({ fraction }) => (fraction === null ? [] : [fraction]))
  const fault = returns.length < days.length ? NO_EQUITY : returns.length < 2 ? TOO_SHORT : undefined
  if (fault !== undefined) return withoutFigures(days.length, fault)
  const growth = returns.reduce((product, fraction) => product * (1 + fraction), 1)
  const annualReturn = Math.max(growth, 0) ** (daysPerYear / returns.length) - 1
  const { maxDrawdown } = options
  return {
    days: days.length,
    totalReturn: figureOf(growth - 1, TOO_LARGE),
    annualReturn: figureOf(annualReturn, TOO_LARGE),
    ...deviationFigures(returns, options),
    calmar: maxDrawdown === null ? noFigure(NO_DRAWDOWN) : figureOf(annualReturn / maxDrawdown, TOO_LARGE),
  }
}

/** Deviations of daily returns below this are rounding of float64, not risk. */
const NO_DEVIATION = 1e-12

/** Root of the sum of squared distances from the mean by n − 1; NaN of fewer than two. */
export function sampleDeviation(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN
  const average = mean(values)
  return Math.sqrt(sum(values.map((value) => (value - average) ** 2)) / (values.length - 1))
}

function deviationFigures(
  returns: readonly number[],
  { riskFreeRate = 0, daysPerYear = DAYS_PER_YEAR }: ReturnFigureOptions,
): Pick<ReturnFigures, 'volatility' | 'sharpe' | 'sortino'> {
  const yearly = Math.sqrt(daysPerYear)
  const excess = returns.map((fraction) => fraction - riskFreeRate / daysPerYear)
  const deviation = sampleDeviation(excess)
  const downside = Math.sqrt(mean(excess.map((fraction) => Math.min(0, fraction) ** 2)))
  return {
    volatility: figureOf(sampleDeviation(returns) * yearly, TOO_SHORT),
    sharpe: deviation < NO_DEVIATION ? noFigure(FLAT) : figureOf((mean(excess) / deviation) * yearly, FLAT),
    sortino:
      downside < NO_DEVIATION ? noFigure(NO_DOWNSIDE) : figureOf((mean(excess) / downside) * yearly, NO_DOWNSIDE),
  }
}

function withoutFigures(days: number, reason: string): ReturnFigures {
  const none = noFigure(reason)
  return { days, totalReturn: none, annualReturn: none, volatility: none, sharpe: none, sortino: none, calmar: none }
}
