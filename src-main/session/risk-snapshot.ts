import { Decimal, EngineError, ensureDefined, toFloat, ZERO } from '../base/index.ts'
import type {
  Instrument,
  InstrumentId,
  Money,
  Order,
  OrderId,
  OrderIntent,
  Owner,
  Quantity,
  Quote,
  TradingState,
} from '../domain/index.ts'
import { type Execution, lockedQuantity, remainingQuantity } from '../execution/index.ts'
import type { MarketData } from '../market-data/index.ts'
import type { Portfolio } from '../portfolio/index.ts'
import {
  type AccountExposure,
  type GuardBlock,
  type HoldingLock,
  type InstrumentExposure,
  isReducing,
  type OverdueProtection,
  type OwnerExposure,
  type OwnerRecord,
  type RiskGroup,
  type RiskSnapshot,
  type SpotBalances,
} from '../risk/index.ts'
import type { AccountKeeper } from './account-keeper.ts'
import { entryKey, spotReserves, WorkingOrders } from './working-orders.ts'

export interface RiskSnapshotPorts {
  readonly marketData: MarketData
  readonly portfolio: Portfolio
  readonly execution: Execution
  readonly account: AccountKeeper
  readonly tradingState: () => TradingState
  readonly takerFeeFraction: () => number
  /** Session time; left out, nothing is ever too late. */
  readonly nowMs?: () => number
  readonly tradingStateReason?: () => string | undefined
  /** Why the venue's word cannot be relied on. */
  readonly venueInterruption?: () => string | undefined
  /** What has to be done before the account may trade with money. */
  readonly notArmed?: (() => string | undefined) | undefined
  /** Why nothing may be opened on an instrument. */
  readonly quarantineReason?: (instrumentId: InstrumentId) => string | undefined
  /** The position that has been longest without all of its stop, where that is too long. */
  readonly overdueProtection?: () => OverdueProtection | undefined
  readonly guardBlock?: (owner: Owner, instrumentId: InstrumentId) => GuardBlock | undefined
  /** Entries placed since then; left out, they are counted among the orders that are still known. */
  readonly entriesSince?: (sinceMs: number) => number
  readonly annualVolatility?: (instrumentId: InstrumentId) => number | undefined
  readonly ownerRecord?: (owner: Owner) => OwnerRecord | undefined
  /** Groups found by correlation. */
  readonly groups?: () => readonly RiskGroup[]
  /** What the venue wants as margin when a perpetual is opened. */
  readonly initialMarginFraction?: (instrument: Instrument) => number | undefined
  /** What spot buys may spend of a currency, before what working orders have taken. */
  readonly spotCash: (currency: string) => Money
}

const MINUTE_MS = 60_000
const NO_GROUPS: readonly RiskGroup[] = []

/** What is held or entered as one more order has to count it. */
interface Held {
  /** Each owner in each instrument once. */
  readonly positions: number
  /** The intent's owner holds or enters its instrument. */
  readonly byOwner: boolean
  /** Values in the other instruments, of all owners and of the intent's. */
  readonly others: ReadonlyMap<InstrumentId, number>
  readonly ownOthers: ReadonlyMap<InstrumentId, number>
}

/** Collects everything the risk check looks at in one moment, so that preview and check see the same. */
export class RiskSnapshotTaker {
  readonly #ports: RiskSnapshotPorts

  constructor(ports: RiskSnapshotPorts) {
    this.#ports = ports
  }

  /**
   * @param left an order that is not counted among those that work: the intent takes its place
   * @throws EngineError `UNKNOWN_INSTRUMENT` or `PRICE_UNAVAILABLE`.
   */
  take(intent: OrderIntent, left?: OrderId): RiskSnapshot {
    const ports = this.#ports
    const { portfolio, execution, marketData, account } = ports
    const { instrumentId, owner } = intent
    const instrument = this.instrument(instrumentId)
    const open = execution.openOrders()
    const orders = left === undefined ? open : open.filter(({ terms }) => terms.orderId !== left)
    const working = new WorkingOrders(orders, intent)
    const held = this.#held(intent, working)
    const nowMs = ports.nowMs?.() ?? 0
    const initialMarginFraction =
      instrument.kind === 'linearPerpetual' ? ports.initialMarginFraction?.(instrument) : undefined
    // Every field by its name: to put parts together at run time takes longer than to work them out.
    return {
      instrument,
      nowMs,
      referencePrice: this.#referencePrice(intent),
      isStale: marketData.isStale(instrumentId),
      spreadFraction: spreadOf(marketData.quote(instrumentId)),
      annualVolatility: ports.annualVolatility?.(instrumentId),
      equity: account.equity,
      dayStartEquity: account.day.dayStartEquity,
      openPositions: held.positions,
      ownerHasPosition: held.byOwner,
      otherNotionals: held.others,
      otherNotional: sum(held.others),
      ownerOtherNotional: sum(held.ownOthers),
      netQuantity: portfolio.netQuantity(instrumentId),
      ownerQuantity: portfolio.ownerQuantity(instrumentId, owner),
      pendingBuyQuantity: working.pendingBuy as Quantity,
      pendingSellQuantity: working.pendingSell as Quantity,
      ownerPendingQuantity: working.ownerPending as Quantity,
      ownerReducible: execution.reducibleLeg(intent, left),
      ownerClosingQuantity: working.ownerClosing as Quantity,
      netClosingQuantity: working.netClosing as Quantity,
      unknownOrders: working.unknownOrders,
      spot: this.#spot(instrument, intent, orders),
      holdingLock: this.#holdingLock(intent, orders),
      groups: ports.groups?.() ?? NO_GROUPS,
      initialMarginFraction,
      otherMargin: initialMarginFraction === undefined ? 0 : this.#otherMargin(held.others, initialMarginFraction),
      tradingState: ports.tradingState(),
      tradingStateReason: ports.tradingStateReason?.(),
      venueInterruption: ports.venueInterruption?.(),
      notArmed: ports.notArmed?.(),
      quarantineReason: ports.quarantineReason?.(instrumentId),
      overdueProtection: ports.overdueProtection?.(),
      entriesLastMinute: this.#entriesSince(nowMs - MINUTE_MS),
      guardBlock: ports.guardBlock?.(owner, instrumentId),
      ownerRecord: ports.ownerRecord?.(owner),
      takerFeeFraction: ports.takerFeeFraction(),
    }
  }

  /** What the limits of the whole account are measured on, with the newest prices known, stale ones too. */
  account(): AccountExposure {
    const { portfolio, account, execution, groups } = this.#ports
    return {
      currency: portfolio.currency,
      equity: account.equity,
      dayStartEquity: account.day.dayStartEquity,
      openPositions: this.#heldKeys().size,
      instruments: [...this.#quantities()].map(([id, quantity]) => this.#exposure(id, quantity)),
      owners: this.#owners(execution.openOrders()),
      groups: groups?.() ?? NO_GROUPS,
    }
  }

  instrument(instrumentId: InstrumentId): Instrument {
    const instrument = this.#ports.marketData.instrument(instrumentId)
    if (instrument) return instrument
    const known = this.#ports.marketData.instruments().map((each) => each.instrumentId)
    throw new EngineError('UNKNOWN_INSTRUMENT', `There is no instrument ${instrumentId}. Known: ${known.join(', ')}.`, {
      data: { instrumentId, known },
    })
  }

  /** What has no fraction of its own, spot holdings too, is counted with that of the order's instrument. */
  #otherMargin(others: ReadonlyMap<InstrumentId, number>, fallback: number): number {
    const { marketData, initialMarginFraction } = this.#ports
    let margin = 0
    for (const [instrumentId, notional] of others) {
      const instrument = marketData.instrument(instrumentId)
      margin += notional * ((instrument && initialMarginFraction?.(instrument)) ?? fallback)
    }
    return margin
  }

  /** Most often nothing is held or entered but in the intent's own instrument: then nothing is made. */
  #held({ owner, instrumentId }: OrderIntent, working: WorkingOrders): Held {
    const { portfolio } = this.#ports
    const positions = portfolio.openPositions()
    let others: Map<InstrumentId, number> | undefined
    let ownOthers: Map<InstrumentId, number> | undefined
    let byOwner = false
    for (const position of positions) {
      const { instrumentId: id } = position
      const isOwn = position.owner === owner
      if (id === instrumentId) {
        byOwner ||= isOwn
        continue
      }
      const net = Math.abs(toFloat(portfolio.netQuantity(id)))
      others ??= new Map(working.elsewhere)
      others.set(id, net + (working.elsewhere.get(id) ?? 0))
      if (!isOwn) continue
      ownOthers ??= new Map(working.ownerElsewhere)
      ownOthers.set(id, Math.abs(toFloat(position.quantity)) + (working.ownerElsewhere.get(id) ?? 0))
    }
    let entered = 0
    for (const entry of working.entries) {
      if (entry.owner === owner && entry.instrumentId === instrumentId) byOwner = true
      if (portfolio.ownerQuantity(entry.instrumentId, entry.owner).isZero()) entered += 1
    }
    return {
      positions: positions.length + entered,
      byOwner,
      others: this.#values(others ?? working.elsewhere),
      ownOthers: this.#values(ownOthers ?? working.ownerElsewhere),
    }
  }

  #entriesSince(sinceMs: number): number {
    const { entriesSince, execution, nowMs } = this.#ports
    if (entriesSince) return entriesSince(sinceMs)
    if (!nowMs) return 0
    const isEntry = ({ terms }: Order): boolean => terms.role === 'entry' && terms.createdAtMs > sinceMs
    return execution.recentOrders(Number.MAX_SAFE_INTEGER).filter(isEntry).length
  }

  #spot(instrument: Instrument, intent: OrderIntent, orders: readonly Order[]): SpotBalances | undefined {
    if (instrument.kind !== 'spot') return undefined
    const { owner, ocoGroup, awaitsFunds } = intent
    const { portfolio, spotCash } = this.#ports
    const isOfPair = ({ terms }: Order): boolean =>
      ocoGroup !== undefined && terms.ocoGroup === ocoGroup && (awaitsFunds ?? terms.awaitsFunds ?? false)
    const others = orders.filter((order) => !isOfPair(order))
    const reserves = spotReserves(others, instrument, this.#ports)
    const held = Decimal.min(
      portfolio.ownerQuantity(instrument.instrumentId, owner),
      portfolio.netQuantity(instrument.instrumentId),
    )
    return {
      quote: spotCash(instrument.quote).sub(reserves.quote) as Money,
      base: Decimal.max(ZERO, held.sub(reserves.base)) as Quantity,
    }
  }

  /** Unsigned: what is held, less what the venue keeps of it for orders that sell. */
  freeHolding(instrumentId: InstrumentId): Quantity {
    const { execution, portfolio } = this.#ports
    const locked = lockedQuantity(execution.openOrders({ instrumentId }), instrumentId)
    return Decimal.max(ZERO, portfolio.netQuantity(instrumentId).sub(locked)) as Quantity
  }

  /** A sell at market makes room for itself; one that the engine holds is looked at again once its price has come. */
  #holdingLock(intent: OrderIntent, orders: readonly Order[]): HoldingLock | undefined {
    const { execution, portfolio } = this.#ports
    const { instrumentId, side, type, awaitsFunds } = intent
    const { locksHoldings, orderTypes } = execution.capabilities
    const waitsHere = awaitsFunds || !orderTypes.includes(type)
    if (!locksHoldings || side === 'buy' || type === 'market' || waitsHere) return undefined
    return { held: portfolio.netQuantity(instrumentId), locked: lockedQuantity(orders, instrumentId) }
  }

  #values(quantities: ReadonlyMap<InstrumentId, number>): ReadonlyMap<InstrumentId, number> {
    if (quantities.size === 0) return quantities
    return new Map(Array.from(quantities, ([id, quantity]) => [id, quantity * this.#lastPrice(id)]))
  }

  /** What each owner holds and enters, each position without sign. */
  #owners(orders: readonly Order[]): OwnerExposure[] {
    const values = new Map<Owner, number>()
    const add = (owner: Owner, id: InstrumentId, quantity: number): void => {
      values.set(owner, (values.get(owner) ?? 0) + Math.abs(quantity) * this.#lastPrice(id))
    }
    for (const { owner, instrumentId, quantity } of this.#ports.portfolio.openPositions())
      add(owner, instrumentId, toFloat(quantity))
    for (const order of orders) {
      const { owner, instrumentId, reduceOnly } = order.terms
      if (!reduceOnly) add(owner, instrumentId, toFloat(remainingQuantity(order)))
    }
    return Array.from(values, ([owner, notional]) => ({ owner, notional }))
  }

  #exposure(instrumentId: InstrumentId, quantity: number): InstrumentExposure {
    const { portfolio, execution, marketData } = this.#ports
    const price = this.#lastPrice(instrumentId)
    return {
      instrumentId,
      // A position outlives the market that it was opened on.
      symbol: marketData.instrument(instrumentId)?.symbol ?? instrumentId,
      price,
      netQuantity: portfolio.netQuantity(instrumentId),
      pendingBuyQuantity: execution.pendingQuantity(instrumentId, 'buy'),
      pendingSellQuantity: execution.pendingQuantity(instrumentId, 'sell'),
      notional: quantity * price,
    }
  }

  /** The newest price, or what a position was entered at where the market has none for it: it still counts. */
  #lastPrice(instrumentId: InstrumentId): number {
    const { marketData, portfolio } = this.#ports
    const last = marketData.lastPrice(instrumentId)
    if (last !== undefined) return last
    const held = portfolio.openPositions().find((position) => position.instrumentId === instrumentId)
    return held === undefined ? 0 : toFloat(held.entryPrice)
  }

  /** Unsigned, by instrument: what is held net, and what working entries may add to it. */
  #quantities(): Map<InstrumentId, number> {
    const { portfolio, execution } = this.#ports
    const quantities = new Map<InstrumentId, number>()
    for (const { instrumentId } of portfolio.openPositions()) {
      quantities.set(instrumentId, Math.abs(toFloat(portfolio.netQuantity(instrumentId))))
    }
    for (const order of execution.openOrders()) {
      const { instrumentId, reduceOnly } = order.terms
      if (reduceOnly) continue
      quantities.set(instrumentId, (quantities.get(instrumentId) ?? 0) + toFloat(remainingQuantity(order)))
    }
    return quantities
  }

  /** Owner and instrument of every position, and of every entry that is on its way or working. */
  #heldKeys(): Set<string> {
    const { portfolio, execution } = this.#ports
    const keys = new Set<string>()
    for (const { terms } of execution.openOrders()) {
      if (terms.role === 'entry') keys.add(entryKey(terms.owner, terms.instrumentId))
    }
    for (const { owner, instrumentId } of portfolio.openPositions()) keys.add(entryKey(owner, instrumentId))
    return keys
  }

  #whyNoPrice(instrumentId: InstrumentId): string {
    const { isOver, interruption } = this.#ports.marketData
    const why = interruption === undefined ? '' : `: ${interruption}`
    if (!isOver) return `There is no fresh price for ${instrumentId}${why}.`
    return `The replay is over: no more prices come for ${instrumentId}, and nothing new can be opened.`
  }

  /** What reduces a position is never refused for a stale price, nor for want of one; everything else is. */
  #referencePrice(intent: OrderIntent): number {
    const { marketData } = this.#ports
    const { instrumentId, side } = intent
    const quote = marketData.quote(instrumentId)
    const reducing = isReducing(intent)
    const last = reducing ? this.#lastPrice(instrumentId) : marketData.lastPrice(instrumentId)
    if (last === undefined || last === 0 || (!reducing && marketData.isStale(instrumentId))) {
      throw new EngineError('PRICE_UNAVAILABLE', this.#whyNoPrice(instrumentId))
    }
    if (!quote) return last
    return ensureDefined(side === 'buy' ? quote.ask : quote.bid, 'quote side')
  }
}

/** Ask less bid as a share of the middle. */
function spreadOf(quote: Quote | undefined): number | undefined {
  return quote && ((quote.ask - quote.bid) * 2) / (quote.ask + quote.bid)
}

function sum(values: ReadonlyMap<InstrumentId, number>): number {
  let total = 0
  if (values.size > 0) for (const value of values.values()) total += value
  return total
}
