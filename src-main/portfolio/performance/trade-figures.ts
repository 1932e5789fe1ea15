import { toFloat } from '../../base/index.ts'
import { type Distribution, distributionOf } from './distribution.ts'
import { type Figure, figureOf, mean, noFigure, sum } from './figure.ts'
import { type Streak, streaksOf } from './streaks.ts'
import type { TradeRecord } from './trade-record.ts'

/** What closed trades came to. Money is net: after fees, with funding. A trade that earned exactly nothing is neither won nor lost. */
export interface TradeFigures {
  readonly count: number
  readonly wins: number
  readonly losses: number
  readonly netPnl: number
  /** Sum of what winning trades earned. */
  readonly grossProfit: number
  /** Sum of what losing trades lost, above zero. */
  readonly grossLoss: number
  readonly fees: number
  readonly funding: number
  /** Won trades as a share of all. */
  readonly winRate: Figure
  /** Gross profit per gross loss. */
  readonly profitFactor: Figure
  /** Mean net result of a trade. */
  readonly expectancy: Figure
  /** Mean result in multiples of the initial risk, over the trades that had a stop (V. Tharp, "Trade Your Way to Financial Freedom", 1998). */
  readonly expectancyR: Figure
  readonly averageWin: Figure
  /** Below zero. */
  readonly averageLoss: Figure
  /** Average win per average loss. */
  readonly payoff: Figure
  readonly bestTrade: Figure
  readonly worstTrade: Figure
  readonly averageHeldMs: Figure
  readonly longestWin: Streak
  readonly longestLoss: Streak
  /** In money, none below zero; null without trades. */
  readonly adverseExcursion: Distribution | null
  readonly favourableExcursion: Distribution | null
  /** The same in multiples of the initial risk; null where no trade had a stop. */
  readonly adverseR: Distribution | null
  readonly favourableR: Distribution | null
}

const NO_TRADES = 'no trade has been closed'
const NO_WINS = 'no trade has won'
const NO_LOSSES = 'no trade has lost'
const NO_STOPS = 'no closed trade was entered with a stop'

/** Open trades and what was handed over whole are left out; order is by the end of the trades. */
export function tradeFigures(records: readonly TradeRecord[]): TradeFigures {
  const trades = records.filter(({ closedAtMs, isRoundTrip }) => closedAtMs !== undefined && isRoundTrip)
  const results = trades.map(({ netPnl }) => toFloat(netPnl))
  return {
    ...totalsOf(trades),
    ...resultFigures(results),
    expectancyR: figureOf(mean(trades.flatMap(rMultipleOf)), NO_STOPS),
    averageHeldMs: figureOf(
      mean(trades.map(({ closedAtMs, openedAtMs }) => (closedAtMs ?? openedAtMs) - openedAtMs)),
      NO_TRADES,
    ),
    ...streaksOf(results),
    adverseExcursion: distributionOf(trades.map(({ excursion }) => excursion.adverseMoney)),
    favourableExcursion: distributionOf(trades.map(({ excursion }) => excursion.favourableMoney)),
    adverseR: distributionOf(trades.flatMap((trade) => inR(trade, trade.excursion.adverseMoney))),
    favourableR: distributionOf(trades.flatMap((trade) => inR(trade, trade.excursion.favourableMoney))),
  }
}

/** Net result in multiples of the initial risk; none for a trade without a stop. */
export function rMultipleOf(trade: TradeRecord): readonly number[] {
  return inR(trade, toFloat(trade.netPnl))
}

/** An amount in multiples of the initial risk; none for a trade without a stop. */
export function inR({ initialRisk }: TradeRecord, amount: number): readonly number[] {
  return initialRisk ? [amount / toFloat(initialRisk)] : []
}

function totalsOf(trades: readonly TradeRecord[]): Pick<TradeFigures, 'count' | 'netPnl' | 'fees' | 'funding'> {
  return {
    count: trades.length,
    netPnl: sum(trades.map(({ netPnl }) => toFloat(netPnl))),
    fees: sum(trades.map(({ fees }) => toFloat(fees))),
    funding: sum(trades.map(({ funding }) => toFloat(funding))),
  }
}

type ResultFigures = Omit<
  TradeFigures,
  | 'count'
  | 'netPnl'
  | 'fees'
  | 'funding'
  | 'expectancyR'
  | 'averageHeldMs'
  | 'longestWin'
  | 'longestLoss'
  | 'adverseExcursion'
  | 'favourableExcursion'
  | 'adverseR'
  | 'favourableR'
>

function resultFigures(results: readonly number[]): ResultFigures {
  const won = results.filter((result) => result > 0)
  const lost = results.filter((result) => result < 0)
  const grossProfit = sum(won)
  const grossLoss = 0 - sum(lost)
  return {
    wins: won.length,
    losses: lost.length,
    grossProfit,
    grossLoss,
    winRate: figureOf(won.length / results.length, NO_TRADES),
    profitFactor: results.length === 0 ? noFigure(NO_TRADES) : figureOf(grossProfit / grossLoss, NO_LOSSES),
    expectancy: figureOf(mean(results), NO_TRADES),
    averageWin: figureOf(mean(won), NO_WINS),
    averageLoss: figureOf(mean(lost), NO_LOSSES),
    payoff: won.length === 0 ? noFigure(NO_WINS) : figureOf(mean(won) / -mean(lost), NO_LOSSES),
    bestTrade: figureOf(extreme(results, Math.max), NO_TRADES),
    worstTrade: figureOf(extreme(results, Math.min), NO_TRADES),
  }
}

/** Not by `Math.max(...results)`: an account has more trades than a call takes arguments. */
function extreme(results: readonly number[], choose: (left: number, right: number) => number): number {
  return results.reduce((best, result) => choose(best, result), results[0] ?? Number.NaN)
}
