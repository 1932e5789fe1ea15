import { type Decimal, errorText, FatalError, type Logger, SystemClock, ZERO } from '../base/index.ts'
import { EventBus } from '../bus/index.ts'
import { accountId, type Candle, type LedgerAccount, type Money, money } from '../domain/index.ts'
import { EMPTY_LEDGER, type LedgerState, MemoryJournal } from '../execution/index.ts'
import { MarketDataConfig, MemoryCandleStore } from '../market-data/index.ts'
import { RiskConfig } from '../risk/index.ts'
import { TradingSession } from '../session/index.ts'
import { StrategiesConfig } from '../strategies/index.ts'
import { PaperConfig, PaperTradingVenue, ReplayMarketVenue } from '../venues/index.ts'

const CURRENCY = 'USDT'

export interface ReplaySettings {
  readonly candles: readonly Candle[]
  readonly symbol: string
  readonly tick: string
  readonly lot: string
  readonly cash: string
  readonly feeBps: number
  readonly strategyId: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly timeframe: string
  /** Session time per real time; Infinity = as fast as it goes. */
  readonly speed: number
  readonly logger: Logger
}

/** What came of a replay. Without times of this machine: the same input gives the same text. */
export interface ReplayReport {
  readonly symbol: string
  readonly strategy: string
  readonly candles: number
  readonly firstCandleMs: number
  readonly lastCandleMs: number
  readonly signals: number
  readonly denials: number
  readonly orders: number
  readonly rejections: number
  readonly fills: number
  readonly closedTrades: number
  readonly winningTrades: number
  readonly startingCash: string
  readonly finalCash: string
  readonly realisedPnl: string
  readonly fees: string
  readonly openPositions: number
  readonly finalEquity: number
  readonly ledgerBalanced: boolean
}

/** Sends recorded bars down the whole path, with everything kept in memory. */
export async function runReplay(settings: ReplaySettings): Promise<ReplayReport> {
  const failure = Promise.withResolvers<never>()
  const onError = (error: unknown): void => failure.reject(new FatalError(`The replay failed: ${errorText(error)}`))
  const candles = new MemoryCandleStore()
  const session = await openSession(settings, candles, onError)
  await session.open()
  await session.startMarket()
  session.startStrategies()
  await Promise.race([session.market.finished, failure.promise])
  await session.stopMarket()
  await session.settle()
  await session.close()
  return reportOf(session, settings)
}

async function openSession(
  settings: ReplaySettings,
  candles: MemoryCandleStore,
  onError: (error: unknown) => void,
): Promise<TradingSession> {
  const { logger, strategyId } = settings
  const systemClock = new SystemClock()
  const market = new ReplayMarketVenue({ ...settings, quote: CURRENCY, systemClock, onError })
  const paper = PaperConfig.parse({
    startingCash: settings.cash,
    makerFeeBps: settings.feeBps,
    takerFeeBps: settings.feeBps,
  })
  const instruments = await market.instruments()
  const trading = await PaperTradingVenue.open({
    file: undefined,
    accountId: accountId('replay'),
    startingCash: money(paper.startingCash),
    currency: CURRENCY,
    instruments,
    clock: market.clock,
    model: paper,
    environment: 'replay',
    logger,
    onFailed: onError,
  })
  const { timeframe, parameters } = settings
  const strategies = parseStrategies({ [strategyId]: { enabled: true, timeframe, parameters } })
  return new TradingSession({
    market,
    trading,
    instruments,
    journal: new MemoryJournal(),
    candles,
    ledger: NEW_LEDGER,
    currency: CURRENCY,
    bus: new EventBus((error) => onError(error)),
    systemClock,
    logger,
    settings: { risk: RiskConfig.parse({}), strategies, paper },
    marketData: MarketDataConfig.parse({}),
    storeEquity: () => undefined,
  })
}

/** @throws FatalError with exit code 2 that names the strategy or parameter at fault. */
function parseStrategies(value: unknown): StrategiesConfig {
  const parsed = StrategiesConfig.safeParse(value)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new FatalError(faults.join('\n'), { exitCode: 2 })
}

function reportOf(session: TradingSession, { candles, symbol, strategyId }: ReplaySettings): ReplayReport {
  const { portfolio, marks, execution, strategies, closedTrades } = session
  const trades = closedTrades.total()
  return {
    symbol,
    strategy: strategyId,
    candles: candles.length,
    firstCandleMs: candles[0]?.openTimeMs ?? 0,
    lastCandleMs: candles.at(-1)?.openTimeMs ?? 0,
    signals: strategies.signalCount,
    denials: strategies.denialCount,
    ...execution.counters,
    closedTrades: trades.count,
    winningTrades: trades.wins,
    startingCash: session.startingCash.toFixed(),
    finalCash: portfolio.cash.toFixed(),
    realisedPnl: portfolio.realisedPnl.toFixed(),
    fees: portfolio.fees.toFixed(),
    openPositions: portfolio.openPositions().length,
    finalEquity: marks.equity,
    ledgerBalanced: portfolio.ledgerBalanced(),
  }
}

const NO_MONEY = ZERO as Decimal as Money
const NO_BALANCES: Readonly<Record<LedgerAccount, Money>> = {
  cash: NO_MONEY,
  capital: NO_MONEY,
  realisedPnl: NO_MONEY,
  fees: NO_MONEY,
}

/** Of an account that does not exist yet. */
const NEW_LEDGER: LedgerState = {
  ...EMPTY_LEDGER,
  account: undefined,
  positions: [],
  balances: NO_BALANCES,
  tradingState: undefined,
  tradingDay: undefined,
  equitySamples: [],
  lastFactTimeMs: undefined,
}
