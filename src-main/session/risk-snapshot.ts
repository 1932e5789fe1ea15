import { EngineError, ensureDefined, toFloat } from '../base/index.ts'
import type { Instrument, InstrumentId, OrderIntent, TradingState } from '../domain/index.ts'
import { type Execution, remainingQuantity } from '../execution/index.ts'
import type { MarketData } from '../market-data/index.ts'
import type { Portfolio } from '../portfolio/index.ts'
import type { AccountExposure, InstrumentExposure, RiskSnapshot } from '../risk/index.ts'
import type { AccountKeeper } from './account-keeper.ts'

export interface RiskSnapshotPorts {
  readonly marketData: MarketData
  readonly portfolio: Portfolio
  readonly execution: Execution
  readonly account: AccountKeeper
  readonly tradingState: () => TradingState
  readonly takerFeeFraction: () => number
}

/** Collects everything the risk check looks at in one moment, so that preview and check see the same. */
export class RiskSnapshotTaker {
  readonly #ports: RiskSnapshotPorts

  constructor(ports: RiskSnapshotPorts) {
    this.#ports = ports
  }

  /** @throws EngineError `UNKNOWN_INSTRUMENT` or `PRICE_UNAVAILABLE`. */
  take(intent: OrderIntent): RiskSnapshot {
    const { portfolio, execution, account } = this.#ports
    const { instrumentId, owner } = intent
    const ownerQuantity = portfolio.ownerQuantity(instrumentId, owner)
    const held = this.#heldKeys()
    return {
      instrument: this.instrument(instrumentId),
      referencePrice: this.#referencePrice(intent),
      equity: account.equity,
      dayStartEquity: account.day.dayStartEquity,
      netQuantity: portfolio.netQuantity(instrumentId),
      ownerQuantity,
      pendingBuyQuantity: execution.pendingQuantity(instrumentId, 'buy'),
      pendingSellQuantity: execution.pendingQuantity(instrumentId, 'sell'),
      openPositions: held.size,
      ownerHasPosition: held.has(`${owner}|${instrumentId}`),
      tradingState: this.#ports.tradingState(),
      takerFeeFraction: this.#ports.takerFeeFraction(),
      otherNotional: this.#otherNotional(instrumentId),
    }
  }

  /** What the limits of the whole account are measured on, with the newest prices known, stale ones too. */
  account(): AccountExposure {
    const { portfolio, account } = this.#ports
    return {
      currency: portfolio.currency,
      equity: account.equity,
      dayStartEquity: account.day.dayStartEquity,
      openPositions: this.#heldKeys().size,
      instruments: [...this.#quantities()].map(([id, quantity]) => this.#exposure(id, quantity)),
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

  /** Value of what is held, or about to be held, in the other instruments. */
  #otherNotional(instrumentId: InstrumentId): number {
    let sum = 0
    for (const [id, quantity] of this.#quantities()) if (id !== instrumentId) sum += quantity * this.#lastPrice(id)
    return sum
  }

  #exposure(instrumentId: InstrumentId, quantity: number): InstrumentExposure {
    const { portfolio, execution, marketData } = this.#ports
    const price = this.#lastPrice(instrumentId)
    return {
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
      if (terms.role === 'entry') keys.add(`${terms.owner}|${terms.instrumentId}`)
    }
    for (const { owner, instrumentId } of portfolio.openPositions()) keys.add(`${owner}|${instrumentId}`)
    return keys
  }

  #whyNoPrice(instrumentId: InstrumentId): string {
    const { isOver, interruption } = this.#ports.marketData
    const why = interruption === undefined ? '' : `: ${interruption}`
    if (!isOver) return `There is no fresh price for ${instrumentId}${why}.`
    return `The replay is over: no more prices come for ${instrumentId}, and nothing new can be opened.`
  }

  /** Closing at market is never refused for a stale price; everything else is. */
  #referencePrice({ instrumentId, side, role }: OrderIntent): number {
    const { marketData } = this.#ports
    const quote = marketData.quote(instrumentId)
    const last = marketData.lastPrice(instrumentId)
    if (last === undefined || (role !== 'close' && marketData.isStale(instrumentId))) {
      throw new EngineError('PRICE_UNAVAILABLE', this.#whyNoPrice(instrumentId))
    }
    if (!quote) return last
    return ensureDefined(side === 'buy' ? quote.ask : quote.bid, 'quote side')
  }
}
