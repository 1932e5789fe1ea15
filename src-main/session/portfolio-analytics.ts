import type {
  ClosedTradeView,
  PerformanceGroup,
  PerformanceRow,
  PerformanceView,
  PortfolioRiskView,
} from '../../src-contract/index.ts'
import { ensureNever, toFloat } from '../base/index.ts'
import type { Booking, Entry, InstrumentId, Owner } from '../domain/index.ts'
import {
  accountPerformance,
  barRanges,
  type CapitalFlow,
  exitText,
  type Figure,
  figureOf,
  groupPerformances,
  inR,
  ownerLabel,
  type Performance,
  type PerformanceInput,
  periodPerformances,
  rMultipleOf,
  TradeBook,
  type TradeBookOptions,
  type TradeRecord,
} from '../portfolio/index.ts'
import type { AccountKeeper } from './account-keeper.ts'
import { PortfolioRisk, type PortfolioRiskPorts } from './portfolio-risk.ts'

export interface PortfolioAnalyticsPorts extends PortfolioRiskPorts {
  readonly account: Pick<AccountKeeper, 'samples' | 'newestSample' | 'day'>
  /** When the account was opened or last reset: figures begin there. */
  readonly sinceMs: () => number
  readonly orderOf?: NonNullable<TradeBookOptions['orderOf']>
}

/** What an account went through before this start, oldest first. */
export interface StoredHistory {
  readonly entries: Iterable<Entry>
  /** Money put in and taken out since the account was opened or reset. */
  readonly flows: readonly CapitalFlow[]
}

export interface TradeQuery {
  readonly limit: number
  readonly instrumentId?: InstrumentId | undefined
  readonly owner?: string | undefined
}

const DAY_MS = 86_400_000
/** Excursions of older trades stay those of their own prices: reading all bars would hold the start up. */
const EXCURSION_DAYS = 90

/** Performance and portfolio risk for the interface. Results are kept until something they are made of changes. */
export class PortfolioAnalytics {
  readonly #ports: PortfolioAnalyticsPorts
  readonly #book: TradeBook
  #flows: CapitalFlow[] = []
  readonly #performances = new Map<PerformanceGroup, Kept<PerformanceView>>()
  readonly #risk: PortfolioRisk

  constructor(ports: PortfolioAnalyticsPorts) {
    this.#ports = ports
    this.#risk = new PortfolioRisk(ports)
    this.#book = new TradeBook(ports.orderOf ? { orderOf: ports.orderOf } : {})
  }

  /** Reads what is stored, in place of what is known; to be called before the first booking. */
  restore({ entries, flows }: StoredHistory): void {
    const nowMs = this.#ports.clock.nowMs()
    const { candles } = this.#ports
    const oldest = nowMs - EXCURSION_DAYS * DAY_MS
    this.#book.restore(entries, {
      nowMs,
      rangesBetween: (instrumentId, fromMs, toMs) =>
        toMs < oldest ? [] : barRanges(candles, instrumentId, { fromMs, toMs }),
    })
    this.#flows = [...flows]
  }

  /** To be called with every booking, in order. */
  handleBooking({ entries, postings }: Booking): void {
    for (const entry of entries) this.#book.handleEntry(entry)
    for (const { transactionId, account, amount, timeMs } of postings) {
      const isFlow = account === 'capital' && transactionId.startsWith('adjustment:')
      if (isFlow) this.#flows.push({ timeMs, amount: 0 - toFloat(amount) })
    }
  }

  /** A price has come: the excursions of open trades follow it. */
  handlePrice(instrumentId: InstrumentId, price: number): void {
    this.#book.handlePrice(instrumentId, price)
  }

  performance(group: PerformanceGroup): PerformanceView {
    const { account, portfolio, sinceMs } = this.#ports
    const { start } = account.day
    const newest = account.newestSample
    const key = [this.#book.version, newest?.timeMs, newest?.equity, sinceMs(), start.zone, start.hour].join('|')
    const kept = this.#performances.get(group)
    if (kept?.key === key) return kept.value
    const rows = this.#performancesOf(group).map((performance) => performanceRow(group, performance))
    const value = { group, currency: portfolio.currency, zone: start.zone, rows }
    this.#performances.set(group, { key, value })
    return value
  }

  portfolioRisk(): PortfolioRiskView {
    return this.#risk.view()
  }

  /** Closed trades, newest first. */
  trades({ limit, instrumentId, owner }: TradeQuery): ClosedTradeView[] {
    const found: ClosedTradeView[] = []
    const closed = this.#book.closed()
    for (let index = closed.length - 1; index >= 0 && found.length < limit; index--) {
      const trade = closed[index]
      const matches = trade && (owner ?? trade.owner) === trade.owner
      if (matches && (instrumentId ?? trade.instrumentId) === trade.instrumentId) found.push(...tradeViews(trade))
    }
    return found
  }

  #performancesOf(group: PerformanceGroup): readonly Performance[] {
    const input = this.#performanceInput()
    switch (group) {
      case 'all':
        return [accountPerformance(input)]
      case 'strategy':
        return groupPerformances(input, ({ owner }) => owner)
      case 'instrument':
        return groupPerformances(input, ({ instrumentId }) => instrumentId)
      case 'day':
      case 'week':
      case 'month':
      case 'year':
        return periodPerformances(input, group).toReversed()
      default:
        return ensureNever(group, 'group of performance')
    }
  }

  #performanceInput(): PerformanceInput {
    const { account, clock, sinceMs } = this.#ports
    const trades = [...this.#book.closed(), ...this.#book.open()]
    const equity = account.samples()
    const nowMs = clock.nowMs()
    const first = trades.reduce<number>((earliest, { openedAtMs }) => Math.min(earliest, openedAtMs), nowMs)
    const known = Math.min(equity[0]?.timeMs ?? nowMs, first)
    // What closed at this very moment counts.
    const span = { fromMs: Math.max(sinceMs(), known), toMs: nowMs + 1 }
    return { trades, equity, flows: this.#flows, dayStart: account.day.start, span }
  }
}

/** A result, and what it was made of. */
interface Kept<Value> {
  readonly key: string
  readonly value: Value
}

function performanceRow(group: PerformanceGroup, performance: Performance): PerformanceRow {
  const { trades, returns, drawdowns, exposure, profit } = performance
  // A curve that never fell has a drawdown of zero; without a curve there is none.
  const fallen = (value: number | undefined): Figure => (profit.value === null ? profit : figureOf(value ?? 0, ''))
  const inRisk = (median: number | undefined): Figure =>
    figureOf(median ?? Number.NaN, trades.expectancyR.reason ?? 'no closed trade was entered with a stop')
  return {
    ...nameOf(group, performance),
    count: figureOf(trades.count, ''),
    winRate: trades.winRate,
    profitFactor: trades.profitFactor,
    expectancy: trades.expectancy,
    expectancyR: trades.expectancyR,
    averageWin: trades.averageWin,
    averageLoss: trades.averageLoss,
    payoff: trades.payoff,
    sharpe: returns.sharpe,
    sortino: returns.sortino,
    calmar: returns.calmar,
    maxDrawdown: fallen(drawdowns.deepest?.depthFraction),
    drawdownDays: fallen((drawdowns.longest?.lengthMs ?? 0) / DAY_MS),
    exposure,
    maeMedian: inRisk(trades.adverseR ? 0 - trades.adverseR.median : undefined),
    mfeMedian: inRisk(trades.favourableR?.median),
    bestStreak: figureOf(trades.longestWin.count, ''),
    worstStreak: figureOf(trades.longestLoss.count, ''),
    realised: performance.realisedPnl.toFixed(),
    fees: performance.fees.toFixed(),
    funding: performance.funding.toFixed(),
  }
}

function nameOf(group: PerformanceGroup, { name, span }: Performance): Pick<PerformanceRow, 'key' | 'label'> {
  switch (group) {
    case 'all':
      return { key: name, label: 'Account' }
    case 'strategy':
      return { key: name, label: ownerLabel(name as Owner) }
    case 'instrument':
      return { key: name, label: symbolOf(name) }
    case 'day':
    case 'week':
    case 'month':
    case 'year':
      return { key: String(span.fromMs), label: name }
    default:
      return ensureNever(group, 'group of performance')
  }
}

function symbolOf(instrumentId: string): string {
  return instrumentId.slice(instrumentId.indexOf(':') + 1)
}

/** None for a trade that is open or of which nothing has left. */
function tradeViews(trade: TradeRecord): ClosedTradeView[] {
  const { closedAtMs, exitPrice, excursion } = trade
  if (closedAtMs === undefined || exitPrice === undefined) return []
  return [
    {
      closedTradeId: trade.tradeId,
      instrumentId: trade.instrumentId,
      owner: trade.owner,
      side: trade.side,
      quantity: trade.maxQuantity.toFixed(),
      entryPrice: trade.entryPrice.toFixed(),
      exitPrice: exitPrice.toFixed(),
      openedAtMs: trade.openedAtMs,
      closedAtMs,
      realised: trade.realisedPnl.toFixed(),
      fees: trade.fees.toFixed(),
      funding: trade.funding.toFixed(),
      resultR: rMultipleOf(trade)[0] ?? null,
      maeR: inR(trade, 0 - excursion.adverseMoney)[0] ?? null,
      mfeR: inR(trade, excursion.favourableMoney)[0] ?? null,
      ended: exitText(trade),
    },
  ]
}
