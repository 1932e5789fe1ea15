import { Decimal } from '../base/index.ts'
import type { EquitySample, Instrument, InstrumentId, Journal, MarketVenue, TradingVenue } from '../domain/index.ts'
import type { LedgerState } from '../execution/index.ts'
import type { CandleStore } from '../market-data/index.ts'
import { ClosedTrades, type DayStart, EquityCurve, Marks, Portfolio, TradingDay } from '../portfolio/index.ts'
import { AccountKeeper } from './account-keeper.ts'
import { CorrelationGroups } from './correlation-groups.ts'
import { PortfolioAnalytics, type PortfolioAnalyticsPorts } from './portfolio-analytics.ts'
import type { SessionRules } from './session-rules.ts'

export interface SessionAccountPorts {
  readonly market: Pick<MarketVenue, 'clock'>
  readonly trading: Pick<TradingVenue, 'accountId'>
  readonly journal: Journal
  readonly candles: CandleStore
  readonly currency: string
  /** Keeps a point of the equity curve. */
  readonly storeEquity: (sample: EquitySample) => void
  readonly dayStart: DayStart
  readonly rules: SessionRules
  readonly instruments: readonly Instrument[]
  /** Newest price of an instrument; undefined before the first. */
  readonly priceOf: (instrumentId: InstrumentId) => number | undefined
  /** Session time of the account's opening or last reset. */
  readonly sinceMs: () => number
  /** An order as it is known, for the figures of trades. */
  readonly orderOf: NonNullable<PortfolioAnalyticsPorts['orderOf']>
}

/** The money side of a session: what is held, what it is worth, and how that came about. */
export interface SessionAccount {
  readonly portfolio: Portfolio
  readonly marks: Marks
  readonly closedTrades: ClosedTrades
  readonly keeper: AccountKeeper
  readonly analytics: PortfolioAnalytics
  readonly correlation: CorrelationGroups
}

/** Takes the books up where the ledger left them. */
export function openSessionAccount(ledger: LedgerState, ports: SessionAccountPorts): SessionAccount {
  const instruments = new Map(ports.instruments.map((instrument) => [instrument.instrumentId, instrument]))
  const portfolio = new Portfolio({
    accountId: ports.trading.accountId,
    currency: ports.currency,
    instrumentOf: (instrumentId) => instruments.get(instrumentId),
    converter: { rate: (from, to) => rateOf(ports.instruments, { from, to, priceOf: ports.priceOf }) },
  })
  portfolio.restore(ledger)
  const marks = marksOf(portfolio, ports.candles)
  const keeper = keeperOf(ledger, ports, { portfolio, marks })
  const correlation = correlationOf(ports, portfolio)
  return {
    portfolio,
    marks,
    closedTrades: new ClosedTrades(),
    keeper,
    analytics: analyticsOf(ports, { portfolio, marks, keeper, correlation }),
    correlation,
  }
}

function correlationOf(
  { candles, instruments, market, rules }: SessionAccountPorts,
  portfolio: Portfolio,
): CorrelationGroups {
  const watched = instruments.map(({ instrumentId }) => instrumentId)
  return new CorrelationGroups({
    candles,
    instrumentIds: () => [
      ...new Set([...watched, ...portfolio.openPositions().map(({ instrumentId }) => instrumentId)]),
    ],
    settings: () => rules.settings.risk.correlation,
    limits: () => rules.limits,
    clock: market.clock,
  })
}

function analyticsOf(
  ports: SessionAccountPorts,
  { portfolio, marks, keeper, correlation }: Pick<SessionAccount, 'portfolio' | 'marks' | 'keeper' | 'correlation'>,
): PortfolioAnalytics {
  const { candles, market, orderOf, sinceMs, rules } = ports
  return new PortfolioAnalytics({
    portfolio,
    marks,
    account: keeper,
    candles,
    clock: market.clock,
    sinceMs,
    settings: () => rules.settings.risk.valueAtRisk,
    correlation,
    groups: () => rules.limits.groups,
    orderOf,
  })
}

/** With the newest stored prices: what is held counts from the start, before each instrument's first price has come. */
function marksOf(portfolio: Portfolio, candles: CandleStore): Marks {
  const marks = new Marks(portfolio)
  for (const { instrumentId } of portfolio.openPositions()) {
    const bar = candles.last(instrumentId, '1m')
    if (bar) marks.mark(instrumentId, bar.close)
  }
  return marks
}

function keeperOf(
  ledger: LedgerState,
  { storeEquity, market, dayStart, journal }: SessionAccountPorts,
  { portfolio, marks }: Pick<SessionAccount, 'portfolio' | 'marks'>,
): AccountKeeper {
  const curve = new EquityCurve({ onSample: storeEquity })
  curve.restore(ledger.equitySamples)
  const day = new TradingDay(dayStart)
  if (ledger.tradingDay) day.restore(ledger.tradingDay)
  const { accountId } = portfolio
  const onDayStart = (): void => {
    const fact = { kind: 'dayStarted', ...day.state, accountId, timeMs: market.clock.nowMs() } as const
    journal.append({ fact }, () => undefined)
  }
  return new AccountKeeper({ portfolio, marks, curve, day, clock: market.clock, onDayStart })
}

interface RateQuestion {
  readonly from: string
  readonly to: string
  readonly priceOf: SessionAccountPorts['priceOf']
}

/** By the instrument that trades the one coin for the other; undefined where the market has none, or no price of it yet. */
function rateOf(instruments: readonly Instrument[], { from, to, priceOf }: RateQuestion): Decimal | undefined {
  const pair = instruments.find(({ base, quote }) => base === from && quote === to)
  const last = pair && priceOf(pair.instrumentId)
  return last === undefined ? undefined : new Decimal(last)
}
