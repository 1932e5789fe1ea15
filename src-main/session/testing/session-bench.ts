import { type LogFields, type Logger, ManualClock } from '../../base/index.ts'
import { type BusEvent, EventBus } from '../../bus/index.ts'
import { accountId, type EventName, type MarketVenue, money, type TradingVenue } from '../../domain/index.ts'
import {
  ExecutionConfig,
  type LedgerHistory,
  type LedgerState,
  type ReconciliationReport,
} from '../../execution/index.ts'
import { type CandleStore, MarketDataConfig, MemoryCandleStore } from '../../market-data/index.ts'
import { reasonOf, RiskConfig } from '../../risk/index.ts'
import { StrategiesConfig } from '../../strategies/index.ts'
import { PaperConfig, PaperTradingVenue } from '../../venues/index.ts'
import { NEW_LEDGER } from '../new-ledger.ts'
import type { SessionSettings } from '../session-settings.ts'
import { TradingSession } from '../trading-session.ts'
import { HandMarket } from './hand-market.ts'
import { RecordingJournal } from './recording-journal.ts'

export const ACCOUNT = accountId('test-01')

export interface BenchOptions<Market extends MarketVenue> {
  readonly market: Market
  readonly settings?: Partial<{ risk: object; strategies: object; paper: object }>
  readonly ledger?: LedgerState
  /** Bars that outlived an earlier session. */
  readonly candles?: CandleStore
  /** A venue that outlived an earlier session. */
  readonly trading?: PaperTradingVenue
  /** One that stands at 1 s unless given. */
  readonly systemClock?: ManualClock
  readonly wrapTrading?: (venue: PaperTradingVenue) => TradingVenue
  readonly onReconciled?: (report: ReconciliationReport) => void
  /** What the account went through before. */
  readonly history?: () => LedgerHistory
  readonly notArmed?: () => string | undefined
}

/** A session of real parts, all in memory, with everything it announced, logged and stored. */
export interface SessionBench<Market extends MarketVenue> {
  readonly session: TradingSession
  readonly market: Market
  readonly trading: PaperTradingVenue
  readonly journal: RecordingJournal
  readonly systemClock: ManualClock
  readonly bus: EventBus
  readonly events: BusEvent[]
  readonly logs: { readonly level: string; readonly message: string; readonly fields: LogFields }[]
  readonly errors: unknown[]
  /** The bench's settings with a change. */
  readonly settings: (change: BenchOptions<Market>['settings']) => SessionSettings
  /** What was announced under a name, in order. */
  readonly payloads: <Name extends EventName>(name: Name) => Extract<BusEvent, { name: Name }>['payload'][]
}

export async function openBench<Market extends MarketVenue>(
  options: BenchOptions<Market>,
): Promise<SessionBench<Market>> {
  const { market, ledger = NEW_LEDGER, wrapTrading, onReconciled = () => undefined } = options
  const errors: unknown[] = []
  const logs: SessionBench<Market>['logs'] = []
  const logger = recordingLogger(logs)
  const settings = settingsWith(options.settings)
  const trading = options.trading ?? (await openPaper(market, settings.paper, errors))
  const journal = new RecordingJournal()
  const { systemClock = new ManualClock(1_000) } = options
  const bus = new EventBus((error) => errors.push(error))
  const events: BusEvent[] = []
  bus.subscribeAll((event) => events.push(event))
  const session = new TradingSession({
    market,
    trading: wrapTrading?.(trading) ?? trading,
    instruments: await market.instruments(),
    journal,
    candles: options.candles ?? new MemoryCandleStore(),
    ledger,
    currency: 'USDT',
    bus,
    systemClock,
    logger,
    settings,
    marketData: MarketDataConfig.parse({ historyBars: 500 }),
    storeEquity: () => undefined,
    onReconciled,
    ...(options.history && { history: options.history }),
    ...(options.notArmed && { notArmed: options.notArmed }),
  })
  return {
    session,
    market,
    trading,
    journal,
    systemClock,
    bus,
    events,
    logs,
    errors,
    settings: (change) => settingsWith({ ...options.settings, ...change }),
    payloads: (name) => events.flatMap((event) => (event.name === name ? [event.payload as never] : [])),
  }
}

/** A bench on a market by hand, running, with ABC at 100 and strategies switched off. */
export async function openHandBench(
  options: Omit<BenchOptions<HandMarket>, 'market'> & { market?: HandMarket } = {},
): Promise<SessionBench<HandMarket>> {
  const failures: unknown[] = []
  const market = options.market ?? new HandMarket((error) => failures.push(error))
  const bench = await openBench({ ...options, market })
  await bench.session.open()
  await bench.session.startMarket()
  market.quote(100)
  market.trade(100)
  bench.session.startStrategies()
  await bench.session.settle()
  return bench
}

/** What the next session finds of this one, as a ledger on disk would give it back. */
export function ledgerOf({ session, journal }: SessionBench<MarketVenue>): LedgerState {
  const { portfolio, execution, tradingState, startingCash } = session
  const timeMs = session.market.clock.nowMs()
  return {
    ...NEW_LEDGER,
    orders: execution.recentOrders(1_000).toReversed(),
    nextOrderNumber: journal.facts('orderIntended').length + 1_000,
    account: { currency: 'USDT', startingCash, timeMs },
    positions: portfolio.openPositions(),
    balances: {
      cash: portfolio.balance('cash'),
      capital: portfolio.balance('capital'),
      realisedPnl: portfolio.balance('realisedPnl'),
      fees: portfolio.balance('fees'),
      funding: portfolio.balance('funding'),
    },
    tradingState: {
      state: tradingState.decided.state,
      reason: reasonOf(tradingState.decided) ?? 'resumed by hand',
      killing: tradingState.killing,
    },
    lastFactTimeMs: timeMs,
  }
}

export function settingsWith({
  risk = {},
  strategies,
  paper = {},
}: NonNullable<BenchOptions<never>['settings']> = {}): SessionSettings {
  return {
    risk: RiskConfig.parse(risk),
    execution: ExecutionConfig.parse({}),
    strategies: StrategiesConfig.parse(strategies ?? { 'ema-cross': { enabled: false } }),
    paper: PaperConfig.parse({
      slippageBps: 0,
      makerFeeBps: 0,
      takerFeeBps: 0,
      maxBookShare: 1,
      maxVolumeShare: 1,
      ...paper,
    }),
  }
}

function openPaper(
  market: MarketVenue,
  paper: SessionSettings['paper'],
  errors: unknown[],
): Promise<PaperTradingVenue> {
  const model = PaperConfig.parse(paper)
  return market.instruments().then((instruments) =>
    PaperTradingVenue.open({
      file: undefined,
      accountId: ACCOUNT,
      startingCash: money(model.startingCash),
      currency: 'USDT',
      instruments,
      clock: market.clock,
      model,
      logger: recordingLogger([]),
      onFailed: (error) => errors.push(error),
    }),
  )
}

function recordingLogger(logs: SessionBench<never>['logs']): Logger {
  const at =
    (level: string) =>
    (message: string, fields: LogFields = {}): void => {
      logs.push({ level, message, fields })
    }
  const logger: Logger = {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: () => logger,
  }
  return logger
}
