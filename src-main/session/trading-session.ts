import { DisposableStore, SeededRandom } from '../base/index.ts'
import { isSimulated, type MarketVenue, type Money, type TradingVenue } from '../domain/index.ts'
import type { Execution, LedgerState, ReconciliationReport } from '../execution/index.ts'
import type { CandleStore, MarketData, MarketDataConfig } from '../market-data/index.ts'
import type { ClosedTrades, Marks, Portfolio } from '../portfolio/index.ts'
import { accountMeters, type TradingStateMachine } from '../risk/index.ts'
import { AccountHold } from './account-hold.ts'
import type { AccountKeeper } from './account-keeper.ts'
import { AccountOpening } from './account-opening.ts'
import type { CorrelationGroups } from './correlation-groups.ts'
import { DecisionGate } from './decision-gate.ts'
import { Departure, type LeavePolicy } from './departure.ts'
import type { ExitDesk } from './exit-desk.ts'
import type { GuardKeeper } from './guard-keeper.ts'
import type { IctStreams } from './ict-streams.ts'
import type { IndicatorHub } from './indicator-hub.ts'
import type { KillSwitch } from './kill-switch.ts'
import type { OrderDesk } from './order-desk.ts'
import { OwnerHandover } from './owner-handover.ts'
import type { PortfolioAnalytics } from './portfolio-analytics.ts'
import { PriceFollowers } from './price-followers.ts'
import type { ProtectionMeter } from './protection-meter.ts'
import { Reconciliation } from './reconciliation.ts'
import { RefusalLog } from './refusal-log.ts'
import type { RiskSnapshotTaker } from './risk-snapshot.ts'
import { openSessionAccount } from './session-account.ts'
import type { MarginBook } from './margin-book.ts'
import { SessionDesks } from './session-desks.ts'
import { openSessionMarket } from './session-market.ts'
import type { SessionPorts, TradingSessionPorts } from './session-ports.ts'
import { SessionRules } from './session-rules.ts'
import { deploymentsOf, type SessionSettings } from './session-settings.ts'
import { openSessionStrategies } from './session-strategies.ts'
import type { StrategyRunner } from './strategy-runner.ts'
import { VenueLink } from './venue-link.ts'
import { VenueRules } from './venue-rules.ts'

export type { TradingSessionPorts } from './session-ports.ts'

/** What came earlier weighs less than two hundredths in the figure. */
const MINUTES_OF_VOLATILITY = 1_440

/**
 * The one wiring of feed → indicators → strategies → risk → execution → portfolio. Live, paper, replay and backtest
 * differ in the ports only. Steps are direct calls; the bus hears of what has happened.
 */
export class TradingSession {
  readonly market: MarketVenue
  readonly trading: TradingVenue
  readonly candles: CandleStore
  readonly portfolio: Portfolio
  readonly marks: Marks
  readonly closedTrades: ClosedTrades
  readonly account: AccountKeeper
  readonly analytics: PortfolioAnalytics
  readonly marketData: MarketData
  readonly strategies: StrategyRunner
  readonly indicators: IndicatorHub
  readonly ict: IctStreams
  readonly handover: OwnerHandover
  readonly refusals: RefusalLog
  /** Rules of the venue for its instruments, and what they hold back. */
  readonly venueRules: VenueRules
  readonly #correlation: CorrelationGroups
  readonly #desks: SessionDesks
  readonly #followers: PriceFollowers
  readonly #ports: SessionPorts
  readonly #opening: AccountOpening
  readonly #reconciliation: Reconciliation
  readonly #accountHold: AccountHold
  readonly #link = new VenueLink()
  readonly #running = new DisposableStore()
  readonly #rules: SessionRules
  readonly #decisions = new DecisionGate()

  constructor({ ledger, ...ports }: TradingSessionPorts) {
    const { market, trading, candles } = ports
    this.#ports = ports
    this.#rules = new SessionRules(ports.settings)
    this.market = market
    this.trading = trading
    this.candles = candles
    const rules = this.#rules
    const running = this.#running
    const books = openSessionAccount(ledger, {
      ...ports,
      dayStart: ports.settings.risk.dayStart,
      rules,
      priceOf: (instrumentId) => this.marketData.lastPrice(instrumentId),
      sinceMs: () => this.#opening.sinceMs,
      orderOf: (orderId) => this.execution.findOrder(orderId)?.terms,
    })
    this.portfolio = books.portfolio
    this.marks = books.marks
    this.closedTrades = books.closedTrades
    this.account = books.keeper
    this.analytics = books.analytics
    this.#correlation = running.add(books.correlation)
    const prices = openSessionMarket(ports, {
      account: this.account,
      strategies: () => this.strategies,
      followers: () => this.#followers,
      isDeciding: () => this.#decisions.isDeciding,
      running,
    })
    this.marketData = prices.marketData
    this.indicators = prices.indicators
    this.ict = prices.ict
    this.#desks = new SessionDesks(ledger, ports, {
      ...books,
      ...prices,
      rules,
      running,
      venueInterruption: () => this.#link.interruption,
      onRepaired: () => this.#reconciliation.recheck(),
    })
    const { execution, plans, guards } = this.#desks
    this.#followers = new PriceFollowers({ execution, plans, guards, analytics: this.analytics })
    this.#opening = this.#createOpening(ledger)
    this.#reconciliation = this.#createReconciliation()
    this.#accountHold = new AccountHold(this.tradingState)
    this.strategies = openSessionStrategies(ports, { ...prices, desks: this.#desks, portfolio: this.portfolio, rules })
    this.handover = this.#createHandover(ledger)
    const { bus, logger, systemClock } = ports
    const instruments = () => this.marketData.instruments()
    this.venueRules = new VenueRules({ market, instruments, execution, clock: systemClock, logger })
    this.refusals = running.add(new RefusalLog({ bus, clock: market.clock, logger }))
  }

  get execution(): Execution {
    return this.#desks.execution
  }

  get tradingState(): TradingStateMachine {
    return this.#desks.tradingState
  }

  get snapshots(): RiskSnapshotTaker {
    return this.#desks.snapshots
  }

  get desk(): OrderDesk {
    return this.#desks.desk
  }

  get exits(): ExitDesk {
    return this.#desks.exits
  }

  get killSwitch(): KillSwitch {
    return this.#desks.killSwitch
  }

  get guards(): GuardKeeper {
    return this.#desks.guards
  }

  get protection(): ProtectionMeter {
    return this.#desks.protection
  }

  get margin(): MarginBook {
    return this.#desks.margin
  }

  /** Cash at the opening of the account or at its last reset. */
  get startingCash(): Money {
    return this.#opening.startingCash
  }

  get settings(): SessionSettings {
    return this.#rules.settings
  }

  /** How near the account is to the limits that watch over it as a whole. */
  meters(): ReturnType<typeof accountMeters> {
    return accountMeters(this.snapshots.account(), this.#rules.limits, this.guards.views())
  }

  /** Opens the account on its first start, asks the venue about everything left open, places missing protection. */
  async open(): Promise<ReconciliationReport> {
    const { trading, market, bus, logger } = this.#ports
    if (isSimulated(trading)) this.#running.add(market.onEvent((event) => trading.handleMarketEvent(event)))
    this.#running.add(trading.onFact((fact) => this.execution.handleVenueFact(fact)))
    this.#running.add(trading.onConnection((connection) => this.#link.handle(connection)))
    this.#running.add(trading.onAdjustment((event) => this.execution.reconciliation.handleAdjustment(event)))
    this.#running.add(bus.subscribe('feed.gap', (gap) => logger.warn('minutes of market data are missing', gap)))
    this.#running.add(bus.subscribe('candle.stored', ({ timeframe }) => this.#correlation.handleClosed(timeframe)))
    this.#followMarket()
    market.setBarrier(() => this.#barrier())
    this.#restoreHistory()
    await trading.start()
    await this.#opening.open()
    const report = await this.reconcile()
    this.protection.restart()
    this.#desks.dust.sweep()
    return report
  }

  /** The machine has slept: whoever has a clock or a connection of its own at a venue sets it right. */
  async handleWake(): Promise<void> {
    try {
      await this.market.handleWake?.()
    } finally {
      await this.trading.handleWake?.()
    }
  }

  /**
   * Asks the venue again about everything left open, as {@link open} does, while orders may be on their way. A market that
   * brings its own time stands still meanwhile. Rejects where the venue cannot be asked; then nothing was assumed.
   */
  async reconcile(): Promise<ReconciliationReport> {
    const report = await this.#reconciliation.run()
    this.#handleReport(report)
    return report
  }

  /** Brings history up to now and lets prices flow; a market with a time of its own waits for {@link startStrategies}. */
  async startMarket(): Promise<void> {
    this.#decisions.expect()
    await this.marketData.start()
    this.#desks.plans.restart()
    this.#takeHistory()
    this.indicators.catchUp()
    this.ict.catchUp()
    this.#correlation.refresh()
    this.killSwitch.resume()
    this.guards.resume()
    this.#reconciliation.start()
  }

  /** Warms the strategies up with the bars that are there and lets them decide from the next bar on. */
  startStrategies(): void {
    // Those of an earlier start have missed the bars that were fetched while the market stood still.
    this.strategies.apply(new Map())
    this.#applyStrategies()
    this.#decisions.open()
  }

  stopStrategies(): void {
    this.#decisions.close()
  }

  /** Stops prices and waits until everything that was begun is on disk. */
  async stopMarket(): Promise<void> {
    this.#reconciliation.stop()
    await this.marketData.stop()
    this.guards.flush()
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
    this.#reconciliation.dispose()
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
    const { dayStart } = this.settings.risk
    this.#rules.apply(settings)
    this.#correlation.refresh()
    this.marketData.applyConfig(marketData)
    this.guards.applyConfig(settings.risk.guards)
    const next = settings.risk.dayStart
    if (next.zone !== dayStart.zone || next.hour !== dayStart.hour) this.account.changeDayStart(next)
    if (this.#decisions.isDeciding) this.#applyStrategies()
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
      if (isSimulated(trading)) await trading.drained()
      await this.marketData.settled()
    } while (this.#isWriting)
  }

  /** What was decided is not on disk yet, here or at a venue of our own. */
  get #isWriting(): boolean {
    const { journal, trading } = this.#ports
    return journal.pending > 0 || (isSimulated(trading) && trading.pending > 0)
  }

  #barrier(): Promise<void> | undefined {
    const held = this.#reconciliation.underWay ?? this.#decisions.awaited
    if (held) return held.then(() => this.#barrier())
    return this.#isWriting ? this.settle() : this.marketData.settled()
  }

  #applyStrategies(): void {
    const available = this.#ports.instruments.map(({ instrumentId }) => instrumentId)
    this.strategies.apply(deploymentsOf(this.settings.strategies, available))
  }

  #createOpening({ account: opened }: LedgerState): AccountOpening {
    const { portfolio, closedTrades, account, execution, analytics } = this
    return new AccountOpening({
      ...this.#ports,
      portfolio,
      closedTrades,
      account,
      execution,
      analytics,
      startingCash: opened?.startingCash,
      openedAtMs: opened?.timeMs,
      onReset: () => {
        this.guards.handleReset()
        this.protection.restart()
        this.killSwitch.handleChange()
      },
    })
  }

  /** Positions are worth what the newest bar says before their first price comes: no peak is taken from older ones. */
  #takeHistory(): void {
    for (const { instrumentId } of this.#ports.instruments) {
      const minutes = this.candles.before(instrumentId, '1m', { limit: MINUTES_OF_VOLATILITY })
      this.guards.learnVolatility(instrumentId, minutes)
      const last = this.marketData.lastPrice(instrumentId)
      if (last !== undefined) this.marks.mark(instrumentId, last)
    }
  }

  #restoreHistory(): void {
    const history = this.#ports.history?.()
    if (!history) return
    this.analytics.restore(history)
    this.refusals.restore(history.denials)
  }

  #createReconciliation(): Reconciliation {
    const { trading, systemClock, logger, random = new SeededRandom(1), onReconciled } = this.#ports
    return new Reconciliation({
      execution: this.execution,
      opening: this.#opening,
      continuous: {
        trading,
        systemClock,
        random,
        logger: logger.child('reconciliation'),
        settings: () => this.settings.execution.reconciliation,
        onReport: (report) => {
          this.#handleReport(report)
          onReconciled?.(report)
        },
      },
    })
  }

  #handleReport({ accountHold, differences, scope }: ReconciliationReport): void {
    if (scope === 'whole') this.#link.handleCompared()
    this.#accountHold.set(accountHold)
    this.#ports.bus.publish('reconciliation.done', { differences: differences.length })
  }

  #createHandover({ handovers }: LedgerState): OwnerHandover {
    const { execution, portfolio, snapshots, marketData, market } = this
    return new OwnerHandover({
      execution,
      portfolio,
      instrument: (instrumentId) => snapshots.instrument(instrumentId),
      lastPrice: (instrumentId) => marketData.lastPrice(instrumentId),
      whyNotOwner: (owner, instrumentId) => this.strategies.whyNotOwner(owner, instrumentId),
      nowMs: () => market.clock.nowMs(),
      made: handovers,
    })
  }

  /** What the venue says of its instruments, and which prices can be relied on. */
  #followMarket(): void {
    for (const instrument of this.#ports.instruments) this.venueRules.handle(instrument)
    this.#running.add(this.marketData.onInstrument((instrument) => this.venueRules.handle(instrument)))
    this.#running.add(this.trading.onFact((fact) => this.venueRules.handleFact(fact)))
    this.#running.add(
      this.marketData.onFreshness(({ instrumentId, stale }) => this.guards.handleFreshness(instrumentId, stale)),
    )
  }
}
