import { z } from 'zod'
import { type Clock, type Disposable, errorText, type Logger, toFloat } from '../base/index.ts'
import type { EventBus } from '../bus/index.ts'
import {
  type AccountId,
  type Adjustment,
  type Candle,
  type Entry,
  type InstrumentId,
  type Journal,
  type OrderId,
  type Owner,
  type Position,
  type Quote,
  TIMEFRAME_MS,
} from '../domain/index.ts'
import {
  ClosedTradeTracker,
  type GuardBlock,
  GuardBook,
  GuardBookState,
  type GuardEffect,
  type GuardsConfig,
  type GuardView,
  type OwnerRecord,
  TrackedTrades,
  VolatilityMeter,
} from '../risk/index.ts'
import type { GuardActing } from './guard-actions.ts'
import { GuardPursuit } from './guard-pursuit.ts'
import { TradingWeek } from './trading-week.ts'

/** What guards look at of the account. */
export interface GuardedAccount {
  /** Cash plus open profit. */
  readonly equity: number
  readonly day: {
    readonly dayStartEquity: number
    readonly startMs: number
    readonly endMs: number
    readonly zone: string
  }
}

export interface GuardKeeperPorts {
  readonly accountId: AccountId
  readonly journal: Pick<Journal, 'append'>
  readonly bus: Pick<EventBus, 'publish'>
  /** Session clock. */
  readonly clock: Clock
  readonly logger: Logger
  readonly actions: GuardActing
  readonly account: GuardedAccount
  readonly openPositions: () => readonly Position[]
  /** Open profit of a position at the newest price. */
  readonly unrealisedOf: (position: Position) => number
  /** Whether the order was a stop-loss; false where it is not known any more. */
  readonly isStop: (orderId: OrderId) => boolean
  readonly guards: GuardsConfig
}

/** What guards have to know of an adjustment. */
export type Transfer = Pick<Adjustment, 'kind' | 'adjustmentId' | 'cash'>

/** Session time between two looks at owners and instruments by themselves. */
const PARTS_EVERY_MS = 1_000
/** Session time after which moved peaks and open trades are stored; until then a crash forgets them. */
const STORE_EVERY_MS = 300_000
const LOOK_AT_STALE_EVERY_MS = 1_000

const StoredGuards = z.strictObject({ book: GuardBookState, trades: TrackedTrades })

/**
 * Feeds the guards from the session and has done what they decide. A decision is written down before it is acted on;
 * entries are blocked from the moment it is made.
 */
export class GuardKeeper implements Disposable {
  readonly #ports: GuardKeeperPorts
  readonly #book: GuardBook
  readonly #pursuit: GuardPursuit
  readonly #trades = new ClosedTradeTracker()
  readonly #volatility = new VolatilityMeter()
  readonly #week = new TradingWeek()
  #stored = { revision: 0, drift: 0, timeMs: Number.NEGATIVE_INFINITY }
  /** Those that were told before they were booked. */
  readonly #transfers = new Set<string>()
  #hasUnstored = false
  #configText: string
  #partsAtMs = Number.NEGATIVE_INFINITY
  #staleTimer: Disposable | undefined

  constructor(ports: GuardKeeperPorts) {
    this.#ports = ports
    this.#book = new GuardBook(ports.guards)
    this.#configText = JSON.stringify(ports.guards)
    const onDone = (guardId: string, scope: string): void => {
      this.#book.finish(guardId, scope)
      this.#follow([])
    }
    this.#pursuit = new GuardPursuit({ ...ports, onDone })
  }

  /**
   * Takes over what {@link Fact} `guardsChanged` stored last; undefined means nothing was. What cannot be read keeps every
   * entry blocked until a person arms guard `storedState`. Comes before anything else is told.
   */
  restore(stored: unknown): void {
    this.#trades.restoreOpen(this.#ports.openPositions())
    if (stored === undefined || stored === null) return
    const parsed = StoredGuards.safeParse(stored)
    if (!parsed.success) {
      const reason = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
      this.#ports.logger.error('what the guards of risk remembered cannot be read; entries are blocked', { reason })
      this.#book.seal(reason)
      this.#follow([])
      return
    }
    this.#trades.restore(parsed.data.trades)
    const tightened = this.#book.restore(parsed.data.book, this.#nowMs)
    this.#stored = { ...this.#stored, revision: this.#book.revision, drift: this.#book.drift }
    for (const view of this.#book.views()) if (view.state === 'tripped') this.#pursuit.hold(view)
    this.#follow(tightened)
  }

  /** Orders may be cancelled and placed: what a restart interrupted goes on. */
  resume(): void {
    for (const effect of this.#book.unfinished) if (effect.kind === 'tripped') this.#pursuit.take(effect)
  }

  /** A price has come and the account was marked with it. */
  handlePrice(timeMs: number): void {
    const { equity, day } = this.#ports.account
    if (!Number.isFinite(day.endMs)) return
    const { dayStartEquity, endMs: dayEndMs } = day
    const weekId = this.#week.of(day)
    this.#follow(this.#book.handleEquity({ timeMs, equity, dayStartEquity, dayEndMs, weekId }))
    if (this.#book.watchesParts && timeMs - this.#partsAtMs >= PARTS_EVERY_MS) this.#handleParts(timeMs, equity)
    const { drift, timeMs: storedAtMs } = this.#stored
    const hasUnstored = this.#hasUnstored || this.#book.drift !== drift
    if (hasUnstored && timeMs - storedAtMs >= STORE_EVERY_MS) this.#store([])
  }

  handleQuote(instrumentId: InstrumentId, { bid, ask, timeMs }: Pick<Quote, 'bid' | 'ask' | 'timeMs'>): void {
    if (bid + ask > 0) this.#follow(this.#book.handleSpread(instrumentId, ((ask - bid) * 2) / (ask + bid), timeMs))
  }

  /** A minute has closed. */
  handleClose(instrumentId: InstrumentId, close: number, timeMs: number): void {
    this.#volatility.handleClose(instrumentId, close, timeMs)
    const annual = this.#volatility.annual(instrumentId)
    if (annual !== undefined) this.#follow(this.#book.handleVolatility(instrumentId, annual, timeMs))
  }

  /**
   * Bars that closed before prices came, oldest first: how much the instrument moves is known from the start. Nothing is
   * decided from them.
   */
  learnVolatility(instrumentId: InstrumentId, minutes: readonly Candle[]): void {
    for (const { openTimeMs, close } of minutes) {
      this.#volatility.handleClose(instrumentId, close, openTimeMs + TIMEFRAME_MS['1m'])
    }
  }

  /** The price of an instrument is stale from now on, or fresh again. */
  handleFreshness(instrumentId: InstrumentId, stale: boolean): void {
    this.#follow(this.#book.handleStale(instrumentId, stale, this.#nowMs))
    if (!this.#book.needsTime) this.#stopLooking()
    else this.#staleTimer ??= this.#ports.clock.setRepeating(LOOK_AT_STALE_EVERY_MS, () => this.handleTime())
  }

  /** Time has passed: guards whose time is over are armed again. */
  handleTime(): void {
    this.#follow(this.#book.handleTime(this.#nowMs))
  }

  /** Entries were booked and are stored. */
  handleEntries(entries: readonly Entry[]): void {
    for (const entry of entries) {
      const isStop = entry.orderId !== undefined && this.#ports.isStop(entry.orderId)
      const trade = this.#trades.handleEntry(entry, { equity: this.#ports.account.equity, isStop })
      this.#hasUnstored = true
      if (trade) this.#follow(this.#book.handleClosedTrade(trade))
    }
  }

  /**
   * The account is about to be changed without an order of ours: to be told before equity follows, for the next price would
   * take a withdrawal for a loss.
   */
  handleTransfer({ kind, adjustmentId, cash }: Transfer): void {
    if (kind !== 'transfer' || this.#transfers.has(adjustmentId)) return
    this.#transfers.add(adjustmentId)
    this.#book.handleCashFlow(toFloat(cash))
    this.#follow([])
  }

  /** The change is booked and stored. */
  handleAdjustment(adjustment: Transfer, entries: readonly Entry[]): void {
    this.handleTransfer(adjustment)
    this.handleEntries(entries)
  }

  /** The account begins anew. */
  handleReset(): void {
    this.#book.handleReset()
    this.#follow([])
  }

  /** New settings act at once; a tripped guard is not loosened by them. */
  applyConfig(guards: GuardsConfig): void {
    const text = JSON.stringify(guards)
    if (text === this.#configText) return
    this.#configText = text
    this.#follow(this.#book.applyConfig(guards, this.#nowMs))
  }

  /**
   * A person arms a tripped guard again.
   * @param scope `account`, `owner:<owner>` or `instrument:<instrument id>`
   * @throws EngineError `NOT_FOUND`, `BAD_REQUEST`; then nothing has changed.
   */
  rearm(guardId: string, scope: string, by: string): void {
    this.#follow(this.#book.rearm(guardId, scope, { by, timeMs: this.#nowMs }))
  }

  /** What blocks entries of this owner in this instrument; undefined where nothing does. */
  blocks(owner: Owner, instrumentId: InstrumentId): GuardBlock | undefined {
    // A guard whose time is over must not go on blocking only because no price has come since.
    this.handleTime()
    return this.#book.blocks(owner, instrumentId)
  }

  /** Every guard in every scope that has been measured. */
  views(): readonly GuardView[] {
    return this.#book.views()
  }

  /** 0.8 is 80 % a year; undefined until enough minutes have closed. */
  annualVolatility(instrumentId: InstrumentId): number | undefined {
    return this.#volatility.annual(instrumentId)
  }

  ownerRecord(owner: Owner): OwnerRecord | undefined {
    return this.#trades.record(owner)
  }

  /** Stores what a crash might forget; before an orderly stop. */
  flush(): void {
    const { revision, drift } = this.#stored
    if (this.#hasUnstored || this.#book.drift !== drift || this.#book.revision !== revision) this.#store([])
  }

  dispose(): void {
    this.#stopLooking()
    this.#pursuit.dispose()
  }

  get #nowMs(): number {
    return this.#ports.clock.nowMs()
  }

  #handleParts(timeMs: number, equity: number): void {
    this.#partsAtMs = timeMs
    const owners = new Map(this.#trades.ownerProfits)
    const instruments = new Map(this.#trades.instrumentProfits)
    for (const position of this.#ports.openPositions()) {
      const { owner, instrumentId } = position
      const open = this.#ports.unrealisedOf(position)
      owners.set(owner, (owners.get(owner) ?? 0) + open)
      instruments.set(instrumentId, (instruments.get(instrumentId) ?? 0) + open)
    }
    this.#follow(this.#book.handleProfits({ timeMs, equity, owners, instruments }))
  }

  /** Stores what has changed and then acts on it; most inputs change nothing. */
  #follow(effects: readonly GuardEffect[]): void {
    if (effects.length > 0 || this.#book.revision !== this.#stored.revision) this.#store(effects)
  }

  #store(effects: readonly GuardEffect[]): void {
    const { journal, accountId, logger } = this.#ports
    const timeMs = this.#ports.clock.nowMs()
    this.#stored = { revision: this.#book.revision, drift: this.#book.drift, timeMs }
    this.#hasUnstored = false
    const guards = { book: this.#book.state(), trades: this.#trades.state() }
    const act = (): void => {
      for (const effect of effects) this.#pursuit.handle(effect)
    }
    try {
      journal.append({ fact: { kind: 'guardsChanged', accountId, guards, timeMs } }, act)
    } catch (error) {
      // Who protects an account does not wait for a disk.
      logger.error('what the guards of risk decided cannot be written down', { error: errorText(error) })
      act()
    }
  }

  #stopLooking(): void {
    this.#staleTimer?.dispose()
    this.#staleTimer = undefined
  }
}
