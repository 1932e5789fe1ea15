import type { DisposableStore, Logger } from '../base/index.ts'
import {
  type Adjustment,
  type Booking,
  type Instrument,
  type InstrumentId,
  isAtExchange,
  type Position,
} from '../domain/index.ts'
import { Execution, type LedgerState } from '../execution/index.ts'
import type { MarketData } from '../market-data/index.ts'
import { EntryRate, type TradingStateMachine } from '../risk/index.ts'
import { AccountAdjustments, splitOverOwners } from './account-adjustments.ts'
import { AccountBooks } from './account-books.ts'
import { DustSweep } from './dust-sweep.ts'
import { ExitDesk } from './exit-desk.ts'
import { ExitPlanWatch } from './exit-plan-watch.ts'
import { GuardActions } from './guard-actions.ts'
import { GuardKeeper } from './guard-keeper.ts'
import { KillSwitch } from './kill-switch.ts'
import { MarginBook } from './margin-book.ts'
import { OrderAnnouncer } from './order-announcer.ts'
import { OrderDesk } from './order-desk.ts'
import { overdueProtection } from './overdue-protection.ts'
import { ProtectionMeter } from './protection-meter.ts'
import { RiskSnapshotTaker } from './risk-snapshot.ts'
import type { SessionAccount } from './session-account.ts'
import type { SessionPorts } from './session-ports.ts'
import type { SessionRules } from './session-rules.ts'
import { spotCash } from './spot-cash.ts'
import { recordTradingState } from './trading-state-record.ts'
import { WishBook } from './wish-book.ts'

/** How far back entries are counted for their rate. */
const ENTRY_RATE_MS = 60_000

export interface SessionDesksParts extends SessionAccount {
  readonly marketData: MarketData
  readonly rules: SessionRules
  /** Whoever holds something ends with this. */
  readonly running: DisposableStore
  /** Why the venue's word cannot be relied on. */
  readonly venueInterruption: () => string | undefined
  /** Something was done that may have settled a difference between ledger and venue. */
  readonly onRepaired: () => void
}

/** The order side of a session: wishes arrive, are checked, sent and kept, and whatever watches over that. */
export class SessionDesks {
  readonly tradingState: TradingStateMachine
  readonly execution: Execution
  readonly snapshots: RiskSnapshotTaker
  readonly desk: OrderDesk
  readonly exits: ExitDesk
  readonly killSwitch: KillSwitch
  readonly guards: GuardKeeper
  readonly protection: ProtectionMeter
  readonly plans: ExitPlanWatch
  readonly margin: MarginBook
  readonly dust: DustSweep
  readonly #ports: SessionPorts
  readonly #parts: SessionDesksParts
  readonly #adjustments: AccountAdjustments
  readonly #entries = new EntryRate(ENTRY_RATE_MS)

  constructor(ledger: LedgerState, ports: SessionPorts, parts: SessionDesksParts) {
    this.#ports = ports
    this.#parts = parts
    const { bus, market, logger } = ports
    const { portfolio, running } = parts
    const wishes = WishBook.restored(ledger)
    this.margin = this.#createMargin()
    this.tradingState = this.#createTradingState(ledger)
    this.#adjustments = new AccountAdjustments({ bus, onChange: () => this.killSwitch.handleChange() })
    this.execution = this.#createExecution(ledger)
    this.protection = running.add(this.#createMeter(logger.child('protection')))
    this.snapshots = this.#createSnapshots()
    this.desk = this.#createDesk(wishes)
    this.exits = this.#createExits(wishes)
    const { execution, desk, tradingState } = this
    this.dust = running.add(this.#createDust(logger.child('dust')))
    this.killSwitch = new KillSwitch({
      execution,
      portfolio,
      desk,
      tradingState,
      isDust: (position) => this.dust.isDust(position),
      clock: market.clock,
      logger,
    })
    this.guards = running.add(this.#createGuards(logger.child('guards')))
    this.guards.restore(ledger.guards)
    this.plans = this.#createPlans()
  }

  #createMargin(): MarginBook {
    const { portfolio, marks, rules } = this.#parts
    const { trading } = this.#ports
    return new MarginBook({
      portfolio,
      marks,
      instrumentOf: (instrumentId) => this.#instrument(instrumentId),
      ownTerms: ({ maintenanceMarginFraction: maintenanceFraction = 0 }) =>
        isAtExchange(trading.environment)
          ? undefined
          : { mode: 'cross', leverage: rules.settings.paper.leverage, maintenanceFraction },
    })
  }

  #createTradingState({ tradingState: stored }: LedgerState): TradingStateMachine {
    const { market, journal, bus, logger } = this.#ports
    return this.#parts.running.add(recordTradingState({ market, journal, bus, logger, stored })).machine
  }

  #createExecution(ledger: LedgerState): Execution {
    const { trading, market, journal, logger, systemClock, orderIdPrefix } = this.#ports
    const { portfolio, closedTrades, analytics, keeper: account, marketData, rules } = this.#parts
    return new Execution({
      accountId: trading.accountId,
      journal,
      venue: trading,
      clock: market.clock,
      books: new AccountBooks({
        portfolio,
        closedTrades,
        analytics,
        account,
        onAdjusted: (adjustment) => this.guards.handleTransfer(adjustment),
        onUnpricedFee: ({ tradeId, fee, feeCurrency }) =>
          logger.error('a fee in a coin without a known price counts nothing in the books', {
            tradeId,
            fee,
            feeCurrency,
          }),
      }),
      prices: { lastPrice: (instrumentId) => marketData.lastPrice(instrumentId) },
      rules: { sizes: (instrumentId) => this.#instrument(instrumentId) },
      observer: this.#createObserver(),
      logger: logger.child('execution'),
      ledger,
      ...(orderIdPrefix === undefined ? {} : { orderIdPrefix }),
      checkRelease: (terms, from) => this.desk.checkRelease(terms, from),
      reconciliation: {
        systemClock,
        settings: () => rules.settings.execution.reconciliation,
        split: splitOverOwners,
        onRepaired: this.#parts.onRepaired,
      },
    })
  }

  /** As the market has it; before that has begun, as the session was given it. */
  #instrument(instrumentId: InstrumentId): Instrument | undefined {
    const known = this.#parts.marketData.instrument(instrumentId)
    return known ?? this.#ports.instruments.find((each) => each.instrumentId === instrumentId)
  }

  #createObserver(): OrderAnnouncer {
    const { bus, logger } = this.#ports
    return new OrderAnnouncer({
      bus,
      logger,
      onChange: () => this.killSwitch.handleChange(),
      onEntries: (entries) => this.guards.handleEntries(entries),
      onAdjusted: (adjustment, booking) => this.#handleAdjusted(adjustment, booking),
      onAccount: (report) => this.margin.handleReport(report),
      onQuarantine: (instrumentId, reason) => this.#adjustments.quarantineChanged(instrumentId, reason),
    })
  }

  #handleAdjusted(adjustment: Adjustment, booking: Booking): void {
    this.#adjustments.adjusted(adjustment, booking)
    this.guards.handleAdjustment(adjustment, booking.entries)
    this.execution.refusedExits.handleFunds()
  }

  #createMeter(logger: Logger): ProtectionMeter {
    const { bus, market } = this.#ports
    const { portfolio, rules } = this.#parts
    const boundMs = (): number => rules.settings.execution.unprotectedBoundMs
    const isDust = (position: Position): boolean => this.dust.isDust(position)
    return new ProtectionMeter({
      bus,
      portfolio,
      execution: this.execution,
      isDust,
      boundMs,
      clock: market.clock,
      logger,
    })
  }

  #createSnapshots(): RiskSnapshotTaker {
    const { marketData, portfolio, marks, keeper, rules, correlation } = this.#parts
    const { execution, protection } = this
    const marginFraction = (): number => 1 / rules.settings.paper.leverage
    const instrument = (instrumentId: InstrumentId): Instrument | undefined => marketData.instrument(instrumentId)
    const spot = { portfolio, marks, instrument, marginFraction }
    return new RiskSnapshotTaker({
      marketData,
      portfolio,
      execution,
      account: keeper,
      tradingState: () => this.tradingState.state,
      tradingStateReason: () => this.tradingState.reason,
      takerFeeFraction: () => rules.fees.taker,
      initialMarginFraction: (perpetual) => this.margin.initialFraction(perpetual),
      nowMs: () => this.#ports.market.clock.nowMs(),
      venueInterruption: this.#parts.venueInterruption,
      notArmed: this.#ports.notArmed,
      quarantineReason: (instrumentId) => execution.reconciliation.quarantineReason(instrumentId),
      overdueProtection: () => overdueProtection(protection.gaps()),
      guardBlock: (owner, instrumentId) => this.guards.blocks(owner, instrumentId),
      entriesSince: (sinceMs) => this.#entries.since(sinceMs),
      annualVolatility: (instrumentId) => this.guards.annualVolatility(instrumentId),
      ownerRecord: (owner) => this.guards.ownerRecord(owner),
      groups: () => correlation.groups,
      spotCash: (currency) => spotCash(currency, spot),
    })
  }

  #createDesk(wishes: WishBook): OrderDesk {
    const { trading, bus, market } = this.#ports
    const { portfolio, rules } = this.#parts
    const { execution, snapshots } = this
    const limits = (): SessionRules['limits'] => rules.limits
    const { accountId } = trading
    const { clock } = market
    return new OrderDesk({
      accountId,
      execution,
      portfolio,
      snapshots,
      limits,
      wishes,
      bus,
      clock,
      onPlaced: ({ terms }) => {
        if (terms.role === 'entry') this.#entries.note(clock.nowMs())
      },
    })
  }

  #createExits(wishes: WishBook): ExitDesk {
    const { portfolio, marketData, rules } = this.#parts
    const { execution, snapshots } = this
    const onMoved = (instrumentId: InstrumentId): void => this.protection.handleMove(instrumentId)
    return new ExitDesk({
      execution,
      portfolio,
      snapshots,
      marketData,
      wishes,
      dustCause: (position) => this.dust.cause(position),
      fees: () => rules.fees,
      onMoved,
    })
  }

  #createGuards(logger: Logger): GuardKeeper {
    const { trading, journal, bus, market } = this.#ports
    const { portfolio, marks, keeper, rules } = this.#parts
    const { execution, desk, tradingState } = this
    return new GuardKeeper({
      accountId: trading.accountId,
      journal,
      bus,
      clock: market.clock,
      logger,
      actions: new GuardActions({ execution, portfolio, desk, tradingState, logger }),
      account: keeper,
      openPositions: () => portfolio.openPositions(),
      unrealisedOf: (position) => marks.unrealisedOf(position),
      isStop: (orderId) => execution.findOrder(orderId)?.terms.role === 'stopLoss',
      guards: rules.settings.risk.guards,
    })
  }

  #createDust(logger: Logger): DustSweep {
    const { bus, trading, market } = this.#ports
    const { portfolio, marketData } = this.#parts
    const { execution } = this
    return new DustSweep({
      bus,
      portfolio,
      execution,
      book: (adjustment) => execution.reconciliation.book(adjustment),
      instrument: (instrumentId) => this.#instrument(instrumentId),
      lastPrice: (instrumentId) => marketData.lastPrice(instrumentId),
      hasReduceOnly: () => trading.capabilities.reduceOnly,
      clock: market.clock,
      logger,
    })
  }

  #createPlans(): ExitPlanWatch {
    const { candles, market, logger } = this.#ports
    const { portfolio, marketData, rules } = this.#parts
    return new ExitPlanWatch({
      execution: this.execution,
      portfolio,
      candles,
      instrument: (instrumentId: InstrumentId) => marketData.instrument(instrumentId),
      takerFee: () => rules.fees.taker,
      clock: market.clock,
      logger: logger.child('exit-plans'),
    })
  }
}
