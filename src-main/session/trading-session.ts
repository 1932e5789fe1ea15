import { type Clock, DisposableStore, errorText, type Logger } from '../base/index.ts'
import type { EventBus } from '../bus/index.ts'
import type { EquitySample, Instrument, Journal, MarketVenue, Money, SimulatedTradingVenue } from '../domain/index.ts'
import { Execution, type LedgerState, type RecoveryReport } from '../execution/index.ts'
import { type CandleStore, MarketData, type MarketDataConfig } from '../market-data/index.ts'
import { ClosedTrades, EquityCurve, Marks, Portfolio, TradingDay } from '../portfolio/index.ts'
import { accountMeters, type RiskLimits, riskLimits, type TradingStateMachine } from '../risk/index.ts'
import { AccountBooks } from './account-books.ts'
import { AccountKeeper } from './account-keeper.ts'
import { AccountOpening } from './account-opening.ts'
import { DeployedMarket, type MarketOpener } from './deployed-market.ts'
import { Departure, type LeavePolicy } from './departure.ts'
import { ExitDesk } from './exit-desk.ts'
import { IctStreams } from './ict-streams.ts'
import { IndicatorHub } from './indicator-hub.ts'
import { KillSwitch } from './kill-switch.ts'
import { MarketRouter } from './market-router.ts'
import { OrderAnnouncer } from './order-announcer.ts'
import { OrderDesk } from './order-desk.ts'
import { Reconciliation } from './reconciliation.ts'
import { RiskSnapshotTaker } from './risk-snapshot.ts'
import { deploymentsOf, type SessionSettings } from './session-settings.ts'
import { SignalDesk } from './signal-desk.ts'
import { StrategyRunner } from './strategy-runner.ts'
import { recordTradingState } from './trading-state-record.ts'
import { WishBook } from './wish-book.ts'

const BPS = 10_000

export interface TradingSessionPorts {
  readonly market: MarketVenue
  readonly trading: SimulatedTradingVenue
  readonly instruments: readonly Instrument[]
  readonly journal: Journal
  readonly candles: CandleStore
  /** What the ledger held when it was opened. */
  readonly ledger: LedgerState
  /** Currency of the account. */
  readonly currency: string
  readonly bus: EventBus
  readonly systemClock: Clock
  readonly logger: Logger
  readonly settings: SessionSettings
  readonly marketData: MarketDataConfig
  /** Keeps a point of the equity curve. */
  readonly storeEquity: (sample: EquitySample) => void
}

/**
 * The one wiring of feed → indicators → strategies → risk → execution → portfolio. Live, paper, replay and backtest
 * differ in the ports only. Steps are direct calls; the bus hears of what has happened.
 */
export class TradingSession {
  readonly market: MarketVenue
  readonly trading: SimulatedTradingVenue
  readonly candles: CandleStore
  readonly portfolio: Portfolio
  readonly marks: Marks
  readonly closedTrades = new ClosedTrades()
  readonly account: AccountKeeper
  readonly tradingState: TradingStateMachine
  readonly execution: Execution
  readonly marketData: MarketData
  readonly snapshots: RiskSnapshotTaker
  readonly desk: OrderDesk
  readonly exits: ExitDesk
  readonly strategies: StrategyRunner
  readonly indicators: IndicatorHub
  readonly ict: IctStreams
  readonly killSwitch: KillSwitch
  readonly #ports: TradingSessionPorts
  readonly #opening: AccountOpening
  readonly #reconciliation: Reconciliation
  readonly #running = new DisposableStore()
  #settings: SessionSettings
  #limits: RiskLimits
  #isDeciding = false

  constructor(ports: TradingSessionPorts) {
    const { market, trading, ledger, candles } = ports
    this.#ports = ports
    this.#settings = ports.settings
    this.#limits = riskLimits(ports.settings.risk)
    this.market = market
    this.trading = trading
    this.candles = candles
    this.portfolio = new Portfolio({ accountId: trading.accountId, currency: ports.currency })
    this.portfolio.restore(ledger)
    this.marks = this.#createMarks()
    this.account = this.#createAccount()
    this.tradingState = this.#createTradingState()
    this.execution = this.#createExecution()
    this.#opening = this.#createOpening()
    this.#reconciliation = new Reconciliation({ execution: this.execution, opening: this.#opening })
    const computing = { candles, onError: this.#reportFailed('a listener of indicators, or one of them,') }
    this.indicators = this.#running.add(new IndicatorHub(computing))
    this.ict = this.#running.add(new IctStreams(computing))
    this.marketData = this.#createMarketData()
    this.snapshots = this.#createSnapshots()
    const wishes = new WishBook()
    this.desk = this.#createDesk(wishes)
    this.exits = this.#createExits(wishes)
    this.strategies = this.#createStrategies()
    this.killSwitch = this.#createKillSwitch()
  }

  /** Cash at the opening of the account or at its last reset. */
  get startingCash(): Money {
    return this.#opening.startingCash
  }

  get settings(): SessionSettings {
    return this.#settings
  }

  /** How near the account is to the limits that watch over it as a whole. */
  meters(): ReturnType<typeof accountMeters> {
    return accountMeters(this.snapshots.account(), this.#limits)
  }

  /** Opens the account on its first start, asks the venue about everything left open, places missing protection. */
  async open(): Promise<RecoveryReport> {
    const { trading, market, bus, logger } = this.#ports
    this.#running.add(market.onEvent((event) => trading.handleMarketEvent(event)))
    this.#running.add(trading.onFact((fact) => this.execution.handleVenueFact(fact)))
    this.#running.add(bus.subscribe('feed.gap', (gap) => logger.warn('minutes of market data are missing', gap)))
    market.setBarrier(() => this.#barrier())
    await trading.start()
    await this.#opening.open()
    return this.reconcile()
  }

  /** The machine has slept: whoever has a clock or a connection of its own at a venue sets it right. */
  async handleWake(): Promise<void> {
    await this.market.handleWake?.()
    await this.trading.handleWake?.()
  }

  /**
   * Asks the venue again about everything left open, as {@link open} does, while orders may be on their way. A market that
   * brings its own time stands still meanwhile. Rejects where the venue cannot be asked; then nothing was assumed.
   */
  reconcile(): Promise<RecoveryReport> {
    return this.#reconciliation.run()
  }

  /** Brings history up to now and lets prices flow; a kill switch that a restart interrupted goes on. */
  async startMarket(): Promise<void> {
    await this.marketData.start()
    this.indicators.catchUp()
    this.ict.catchUp()
    this.killSwitch.resume()
  }

  /** Warms the strategies up with the bars that are there and lets them decide from the next bar on. */
  startStrategies(): void {
    // Those of an earlier start have missed the bars that were fetched while the market stood still.
    this.strategies.apply(new Map())
    this.#applyStrategies()
    this.#isDeciding = true
  }

  stopStrategies(): void {
    this.#isDeciding = false
  }

  /** Stops prices and waits until everything that was begun is on disk. */
  async stopMarket(): Promise<void> {
    await this.marketData.stop()
    await this.settle()
  }

  /**
   * Leaves orders and positions as the policy says. What cannot be done in time is left as it is: stops stay at the venue.
   */
  async leave(policy: LeavePolicy): Promise<void> {
    await new Departure(this, this.#ports.systemClock).leave(policy)
  }

  async close(): Promise<void> {
    this.killSwitch.dispose()
    try {
      await this.trading.stop()
    } finally {
      // Also where the venue's books cannot be written: nothing of this session may listen beside the next one.
      this.#running.dispose()
      this.execution.dispose()
    }
  }

  /** New settings act from the next decision on. */
  applySettings(settings: SessionSettings, marketData: MarketDataConfig): void {
    const { dayStart } = this.#settings.risk
    this.#settings = settings
    this.#limits = riskLimits(settings.risk)
    this.marketData.applyConfig(marketData)
    const next = settings.risk.dayStart
    if (next.zone !== dayStart.zone || next.hour !== dayStart.hour) this.account.changeDayStart(next)
    if (this.#isDeciding) this.#applyStrategies()
  }

  /** Paper only: the venue drops orders and positions and sets cash back; the books follow. */
  resetAccount(): Promise<void> {
    return this.#reconciliation.resetAccount()
  }

  /** Resolves when the journal and the venue have nothing left to write. */
  async settle(): Promise<void> {
    const { journal, trading } = this.#ports
    do {
      await journal.drained()
      await trading.drained()
      await this.marketData.settled()
    } while (journal.pending > 0 || trading.pending > 0)
  }

  #barrier(): Promise<void> | undefined {
    const { underWay } = this.#reconciliation
    if (underWay) return underWay.then(() => this.settle())
    const { journal, trading } = this.#ports
    const isSettled = journal.pending === 0 && trading.pending === 0
    return isSettled ? this.marketData.settled() : this.settle()
  }

  #applyStrategies(): void {
    const available = this.#ports.instruments.map(({ instrumentId }) => instrumentId)
    this.strategies.apply(deploymentsOf(this.#settings.strategies, available))
  }

  /** With the newest stored prices: what is held counts from the start, before each instrument's first price has come. */
  #createMarks(): Marks {
    const marks = new Marks(this.portfolio)
    for (const { instrumentId } of this.portfolio.openPositions()) {
      const bar = this.candles.last(instrumentId, '1m')
      if (bar) marks.mark(instrumentId, bar.close)
    }
    return marks
  }

  #createAccount(): AccountKeeper {
    const { ledger, storeEquity, market, settings, journal } = this.#ports
    const curve = new EquityCurve({ onSample: storeEquity })
    curve.restore(ledger.equitySamples)
    const day = new TradingDay(settings.risk.dayStart)
    if (ledger.tradingDay) day.restore(ledger.tradingDay)
    const { portfolio, marks } = this
    const { accountId } = portfolio
    const onDayStart = (): void => {
      const fact = { kind: 'dayStarted', ...day.state, accountId, timeMs: market.clock.nowMs() } as const
      journal.append({ fact }, () => undefined)
    }
    return new AccountKeeper({ portfolio, marks, curve, day, clock: market.clock, onDayStart })
  }

  #createTradingState(): TradingStateMachine {
    const { ledger, market, journal, bus, logger } = this.#ports
    const { tradingState: stored } = ledger
    return this.#running.add(recordTradingState({ market, journal, bus, logger, stored })).machine
  }

  #createExecution(): Execution {
    const { trading, market, journal, bus, logger, ledger } = this.#ports
    const { portfolio, closedTrades, account } = this
    return new Execution({
      accountId: trading.accountId,
      journal,
      venue: trading,
      clock: market.clock,
      books: new AccountBooks({ portfolio, closedTrades, account }),
      prices: { lastPrice: (instrumentId) => this.marketData.lastPrice(instrumentId) },
      observer: new OrderAnnouncer({ bus, logger, onChange: () => this.killSwitch.handleChange() }),
      logger: logger.child('execution'),
      ledger,
    })
  }

  #createOpening(): AccountOpening {
    const { portfolio, closedTrades, account, execution } = this
    const { ledger } = this.#ports
    return new AccountOpening({
      ...this.#ports,
      portfolio,
      closedTrades,
      account,
      execution,
      startingCash: ledger.account?.startingCash,
      onReset: () => this.killSwitch.handleChange(),
    })
  }

  #reportFailed(who: string): (error: unknown) => void {
    return (error) => this.#ports.logger.error(`${who} failed`, { error: errorText(error) })
  }

  #createMarketData(): MarketData {
    const { market, candles, systemClock, logger, marketData, bus } = this.#ports
    const sink = new MarketRouter({
      marketData: () => this.marketData,
      account: this.account,
      indicators: this.indicators,
      ict: this.ict,
      strategies: () => this.strategies,
      isDeciding: () => this.#isDeciding,
      bus,
    })
    const log = logger.child('market-data')
    return new MarketData({ venue: market, store: candles, sink, systemClock, logger: log, config: marketData })
  }

  #createSnapshots(): RiskSnapshotTaker {
    const { marketData, portfolio, execution, account } = this
    return new RiskSnapshotTaker({
      marketData,
      portfolio,
      execution,
      account,
      tradingState: () => this.tradingState.state,
      takerFeeFraction: () => this.#settings.paper.takerFeeBps / BPS,
    })
  }

  #createDesk(wishes: WishBook): OrderDesk {
    const { execution, portfolio, snapshots } = this
    const { trading, bus, market } = this.#ports
    const { accountId } = trading
    return new OrderDesk({
      accountId,
      execution,
      portfolio,
      snapshots,
      limits: () => this.#limits,
      wishes,
      bus,
      clock: market.clock,
    })
  }

  #createExits(wishes: WishBook): ExitDesk {
    for (const move of this.#ports.ledger.exitMoves) wishes.rememberMove(move)
    const fees = (): { taker: number; maker: number } => {
      const { takerFeeBps, makerFeeBps } = this.#settings.paper
      return { taker: takerFeeBps / BPS, maker: makerFeeBps / BPS }
    }
    const { execution, portfolio, snapshots, marketData } = this
    return new ExitDesk({ execution, portfolio, snapshots, marketData, wishes, fees })
  }

  #createStrategies(): StrategyRunner {
    const { execution, portfolio, desk, snapshots, candles } = this
    const { bus, logger, market } = this.#ports
    const signals = new SignalDesk({
      desk,
      snapshots,
      bus,
      logger,
      oversized: () => this.#settings.risk.oversizedSignals,
    })
    return new StrategyRunner({
      signals,
      execution,
      portfolio,
      history: (instrumentId, timeframe, bars) => candles.before(instrumentId, timeframe, { limit: bars }),
      openMarket: this.#marketOpener(),
      clock: market.clock,
      bus,
      logger: logger.child('strategies'),
    })
  }

  #marketOpener(): MarketOpener {
    const { indicators, ict, candles, marketData, snapshots } = this
    const ports = {
      indicators,
      ict,
      candles,
      forming: marketData.forming.bind(marketData),
      checkInstrument: snapshots.instrument.bind(snapshots),
    }
    return (own, warmUpFromMs) => new DeployedMarket(ports, own, warmUpFromMs)
  }

  #createKillSwitch(): KillSwitch {
    const { execution, portfolio, desk, tradingState } = this
    const { market, logger } = this.#ports
    return new KillSwitch({ execution, portfolio, desk, tradingState, clock: market.clock, logger })
  }
}
