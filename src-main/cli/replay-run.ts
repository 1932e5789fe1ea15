import { errorText, FatalError, type Logger, SystemClock } from '../base/index.ts'
import { EventBus } from '../bus/index.ts'
import { accountId, type Candle, money } from '../domain/index.ts'
import { ExecutionConfig, MemoryJournal } from '../execution/index.ts'
import { MarketDataConfig, MemoryCandleStore } from '../market-data/index.ts'
import { RiskConfig } from '../risk/index.ts'
import { NEW_LEDGER, TradingSession } from '../session/index.ts'
import { findStrategy, STRATEGIES, StrategiesConfig } from '../strategies/index.ts'
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

/**
 * Sends recorded bars down the whole path, with everything kept in memory.
 * @throws FatalError with exit code 2 that names the setting at fault, with exit code 1 when the replay fails.
 */
export async function runReplay(settings: ReplaySettings): Promise<ReplayReport> {
  const failure = Promise.withResolvers<never>()
  const session = await openSession(settings, failure.reject)
  try {
    await Promise.race([play(session), failure.promise])
    return reportOf(session, settings)
  } catch (error) {
    throw error instanceof FatalError
      ? error
      : new FatalError(`The replay failed: ${errorText(error)}`, { cause: error })
  } finally {
    // A paced market would go on by itself.
    await session.market.stop()
    await session.close()
  }
}

async function play(session: TradingSession): Promise<void> {
  await session.open()
  await session.startMarket()
  session.startStrategies()
  await session.market.finished
  await session.stopMarket()
}

async function openSession(settings: ReplaySettings, onError: (error: unknown) => void): Promise<TradingSession> {
  const { logger } = settings
  const strategies = readStrategies(settings)
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
  return new TradingSession({
    market,
    trading,
    instruments,
    journal: new MemoryJournal(),
    candles: new MemoryCandleStore(),
    ledger: NEW_LEDGER,
    currency: CURRENCY,
    bus: new EventBus((error) => onError(error)),
    systemClock,
    logger,
    settings: { risk: RiskConfig.parse({}), execution: ExecutionConfig.parse({}), strategies, paper },
    marketData: MarketDataConfig.parse({}),
    storeEquity: () => undefined,
  })
}

/** @throws FatalError with exit code 2 that names the strategy or parameter at fault. */
function readStrategies({ strategyId, timeframe, parameters }: ReplaySettings): StrategiesConfig {
  if (!findStrategy(strategyId)) {
    const known = STRATEGIES.map(({ id }) => id).join(', ')
    throw new FatalError(`There is no strategy "${strategyId}". Known: ${known}.`, { exitCode: 2 })
  }
  const parsed = StrategiesConfig.safeParse({ [strategyId]: { enabled: true, timeframe, parameters } })
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
