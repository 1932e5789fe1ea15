import { type Clock, type Decimal, type Disposable, DisposableStore, Emitter } from '../../../src-main/base/index.ts'
import { type MarketChange, SymbolMarket } from '../market/symbol-market.ts'
import { type Listing, listedSymbols } from '../market/symbol-rules.ts'
import { refusals } from '../rest/api-error.ts'
import type { VenueSide } from '../side.ts'
import type { Account } from './account.ts'
import { OrderDesk } from './order-desk.ts'
import { OrderStore } from './order-store.ts'
import type { OrderTerms } from './venue-order.ts'

export interface ExchangeOptions {
  readonly clock: Clock
  readonly seed: number
  readonly historyMinutes: number
  /** Symbols beside the usual ones. */
  readonly listings: readonly Listing[]
  readonly nextFillShare: (side: VenueSide, terms: OrderTerms) => number | undefined
  readonly onError: (error: unknown) => void
}

/** What an account stands on. */
export interface AccountParts {
  readonly store: OrderStore
  readonly clock: Clock
  readonly marketOf: (symbol: string) => SymbolMarket
}

export interface MarketEvent {
  readonly market: SymbolMarket
  readonly change: MarketChange
}

/** What both sides have in common: the markets, the orders and the desk that brings them together. */
export class Exchange<Wallet extends Account = Account> implements Disposable {
  readonly side: VenueSide
  readonly clock: Clock
  readonly store: OrderStore
  readonly account: Wallet
  readonly desk: OrderDesk
  readonly markets: ReadonlyMap<string, SymbolMarket>
  /** What happens in public, before the account's orders meet it. */
  readonly changes: Emitter<MarketEvent>
  /** After the account's orders have met it. */
  readonly settled: Emitter<MarketEvent>
  readonly #disposables = new DisposableStore()

  constructor(side: VenueSide, options: ExchangeOptions, openAccount: (parts: AccountParts) => Wallet) {
    const { clock, seed, historyMinutes, onError } = options
    this.side = side
    this.clock = clock
    this.changes = new Emitter(onError)
    this.settled = new Emitter(onError)
    this.store = new OrderStore(clock)
    const listed = listedSymbols(side, options.listings).map((symbol, index) => {
      const own = seed + (side === 'spot' ? 0 : 100) + index
      return new SymbolMarket(symbol, { clock, seed: own, historyMinutes, onError })
    })
    this.markets = new Map(listed.map((market) => [market.rules.symbol, market]))
    this.account = openAccount({ store: this.store, clock, marketOf: (symbol) => this.market(symbol) })
    this.desk = new OrderDesk({
      side,
      clock,
      store: this.store,
      account: this.account,
      marketOf: (symbol) => this.market(symbol),
      nextFillShare: (terms) => options.nextFillShare(side, terms),
      onError,
    })
    for (const market of listed) this.#follow(market)
  }

  /** @throws ApiError -1121 where it is not listed. */
  market(symbol: string): SymbolMarket {
    const market = this.markets.get(symbol)
    if (!market) throw refusals.invalidSymbol()
    return market
  }

  /** Moves the price of a symbol; what waits for it is triggered, what it reaches fills. */
  setPrice(symbol: string, price: Decimal.Value): void {
    this.market(symbol).moveTo(price)
  }

  /** A step of the walk in every symbol that trades. */
  step(): void {
    for (const market of this.markets.values()) if (market.rules.status === 'TRADING') market.step()
  }

  dispose(): void {
    this.#disposables.dispose()
    this.desk.dispose()
  }

  #follow(market: SymbolMarket): void {
    this.#disposables.add(market)
    this.#disposables.add(
      market.changes.event((change) => {
        this.changes.fire({ market, change })
        this.desk.handle(market, change)
        this.settled.fire({ market, change })
      }),
    )
  }
}
