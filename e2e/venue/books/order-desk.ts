import { type Clock, Decimal, type Disposable, Emitter, ZERO } from '../../../src-main/base/index.ts'
import type { Outcome } from '../../../src-main/venues/matching/index.ts'
import type { MarketChange, PublicTrade, SymbolMarket } from '../market/symbol-market.ts'
import { ApiError, refusals } from '../rest/api-error.ts'
import type { VenueSide } from '../side.ts'
import type { Account, Match } from './account.ts'
import { isPostOnly, triggerOf } from './order-kind.ts'
import { checkFilters } from './order-rules.ts'
import type { OrderStore } from './order-store.ts'
import { SymbolBook } from './symbol-book.ts'
import {
  type Execution,
  executedOf,
  isAtMarket,
  isListed,
  isOpen,
  type OrderTerms,
  type PositionSide,
  remainingOf,
  type VenueOrder,
} from './venue-order.ts'

/** What happened to an order, in the words of the exchange's reports; `ALGO`: to its conditional part. */
export interface OrderEvent {
  readonly kind: 'NEW' | 'TRADE' | 'CANCELED' | 'EXPIRED' | 'AMENDMENT' | 'CALCULATED' | 'ALGO'
  readonly order: VenueOrder
  readonly execution?: Execution
}

export interface DeskParts {
  readonly side: VenueSide
  readonly clock: Clock
  readonly store: OrderStore
  readonly account: Account
  readonly marketOf: (symbol: string) => SymbolMarket
  /** Share of the next order that may fill at once; undefined: all of it. */
  readonly nextFillShare: (terms: OrderTerms) => number | undefined
  readonly onError: (error: unknown) => void
}

/** Longest that the machine's timers can wait. */
const LONGEST_TIMER_MS = 2_147_483_647

/** Takes, matches and ends the account's orders of one side. */
export class OrderDesk implements Disposable {
  readonly events: Emitter<OrderEvent>
  readonly #parts: DeskParts
  readonly #books = new Map<string, SymbolBook[]>()
  /** Trailing stops that wait for the price from which they follow. */
  #dormant: VenueOrder[] = []
  /** Of what is good till a date. */
  readonly #timers = new Map<VenueOrder, Disposable>()
  /** While set, the book's changes give no fills: the rest of a partly filled order has to stay. */
  #isHeld = false

  constructor(parts: DeskParts) {
    this.#parts = parts
    this.events = new Emitter(parts.onError)
  }

  /** Refuses an order as placing it would, and does nothing else. */
  check(terms: OrderTerms): void {
    const market = this.#parts.marketOf(terms.symbol)
    checkFilters(terms, { side: this.#parts.side, rules: market.rules, lastPrice: market.lastPrice })
    if (this.#parts.store.isUsed(terms.clientOrderId)) throw this.#duplicate()
    const refusal = this.#parts.account.refusalOf(terms, this.#cost(terms, market))
    if (refusal) throw refusal
    if (isPostOnly(terms) && this.#book(market, terms.positionSide).wouldTake(terms)) throw this.#wouldTake()
  }

  /** Takes an order; what can fill fills before this returns. Conditional orders of the futures wait under an algo id. */
  place(terms: OrderTerms): VenueOrder {
    this.check(terms)
    const { side, store, marketOf, nextFillShare } = this.#parts
    const market = marketOf(terms.symbol)
    const isUnfillable = terms.timeInForce === 'FOK' && this.#fillable(terms, market).lt(terms.quantity)
    if (isUnfillable && side === 'usdm') throw unfillable()
    const order = store.add(terms, side === 'usdm' && triggerOf(terms.type) !== 'none' ? 'algo' : 'order')
    this.#tell(order.algo ? 'ALGO' : 'NEW', order)
    this.#endLater(order)
    if (isUnfillable) this.#end(order, 'EXPIRED')
    else if (terms.activationPrice) this.#dormant.push(order)
    else this.#enter(order, nextFillShare(terms))
    return order
  }

  cancel(order: VenueOrder): void {
    this.#dormant = this.#dormant.filter((other) => other !== order)
    this.#bookOf(order).cancel(order)
    this.#end(order, 'CANCELED')
  }

  cancelAll(symbol: string, isMeant: (order: VenueOrder) => boolean = () => true): VenueOrder[] {
    const orders = this.#parts.store.open(symbol).filter(isMeant)
    for (const order of orders) this.cancel(order)
    return orders
  }

  /**
   * Another quantity and price for a limit order; it goes to the end of the queue. It is cancelled where it has filled as far
   * as that already, or where it is post-only and would take.
   */
  amend(order: VenueOrder, change: { readonly quantity: Decimal; readonly price: Decimal }): void {
    const { side, account, marketOf } = this.#parts
    if (order.terms.quantity.eq(change.quantity) && order.terms.price?.eq(change.price)) {
      throw new ApiError(-5027, 'No need to modify the order.')
    }
    const market = marketOf(order.terms.symbol)
    const terms = { ...order.terms, ...change }
    checkFilters(terms, { side, rules: market.rules, lastPrice: market.lastPrice })
    const hasFilled = change.quantity.lte(executedOf(order))
    if (hasFilled || (isPostOnly(terms) && this.#bookOf(order).wouldTake(terms))) {
      this.cancel(order)
      return
    }
    const more = change.quantity.sub(order.terms.quantity)
    const refusal = more.gt(ZERO) && account.refusalOf({ ...terms, quantity: more }, more.mul(change.price))
    if (refusal) throw refusal
    order.terms = terms
    order.updatedMs = this.#parts.clock.nowMs()
    order.isTaking = true
    this.#tell('AMENDMENT', order)
    this.#sweep(market, this.#bookOf(order), {
      begin: (book) => book.amend(order, remainingOf(order), account.holdingOf(terms)),
    })
  }

  /** Fills a part of an order at a price, whatever the market is. */
  fill(order: VenueOrder, match: Match): void {
    this.#execute(order, match)
    const book = this.#bookOf(order)
    if (isOpen(order)) book.amend(order, remainingOf(order), this.#parts.account.holdingOf(order.terms))
    else book.cancel(order)
  }

  /** Closes what an account can no longer hold. */
  liquidate(terms: OrderTerms, price: Decimal): void {
    const order = this.#parts.store.add(terms, 'liquidation')
    this.#tell('NEW', order)
    this.#execute(order, { price, quantity: terms.quantity, isMaker: false })
  }

  /** The public market has moved. */
  handle(market: SymbolMarket, change: MarketChange): void {
    if (change.kind === 'trade') this.#handleTrade(market, change.trade)
    if (change.kind === 'depth' && !this.#isHeld) this.#handleDepth(market)
  }

  dispose(): void {
    for (const timer of this.#timers.values()) timer.dispose()
    this.#timers.clear()
  }

  #handleTrade(market: SymbolMarket, trade: PublicTrade): void {
    this.#wakeDormant(market)
    for (const book of this.#books.get(market.rules.symbol) ?? []) {
      this.#sweep(market, book, { begin: () => book.handleTrade(trade, this.#holding(market, book)), isTrade: true })
    }
  }

  #handleDepth(market: SymbolMarket): void {
    for (const book of this.#books.get(market.rules.symbol) ?? []) {
      const [top] = book.quotes()
      if (top) this.#sweep(market, book, { begin: () => book.handleQuote(top, this.#holding(market, book)) })
    }
  }

  #enter(order: VenueOrder, share?: number): void {
    const market = this.#parts.marketOf(order.terms.symbol)
    const book = this.#bookOf(order)
    const mostLots = share === undefined ? undefined : market.lotsOf(order.terms.quantity.mul(share))
    const begin = (): readonly Outcome[] => {
      const [top] = book.quotes(mostLots)
      const before = top ? book.handleQuote(top, this.#holding(market, book)) : []
      return [...before, ...book.submit(order, this.#holding(market, book))]
    }
    this.#sweep(market, book, { begin, mostLots })
  }

  /** Lets something happen in a book, goes on through the levels while orders take, and ends what may not rest. */
  #sweep(market: SymbolMarket, book: SymbolBook, turn: Turn): void {
    const wasHeld = this.#isHeld
    const levels = wasHeld ? [] : book.quotes(turn.mostLots).slice(turn.isTrade ? 0 : 1)
    const taken: Taken = { buy: new Map(), sell: new Map() }
    this.#apply(turn.begin(book), market, taken)
    for (const level of levels) {
      if (!this.#isTaking(book, market)) break
      this.#apply(book.handleQuote(level, this.#holding(market, book)), market, taken)
    }
    if (!wasHeld) this.#endImpatient(book, market)
    this.#isHeld = wasHeld || turn.mostLots !== undefined
    market.consume('buy', taken.buy)
    market.consume('sell', taken.sell)
    this.#isHeld = wasHeld
  }

  #apply(outcomes: readonly Outcome[], market: SymbolMarket, taken: Taken): void {
    for (const outcome of outcomes) {
      const order = this.#parts.store.byKey(outcome.orderId)
      if (!order) continue
      if (outcome.kind === 'phase') this.#setPhase(order, outcome.phase)
      else if (outcome.kind === 'fill') {
        const isMaker = outcome.liquidity === 'maker'
        this.#execute(order, { price: outcome.price, quantity: outcome.quantity, isMaker })
        if (!isMaker) count(taken[outcome.side], market, outcome)
      } else if (outcome.kind !== 'best') this.#end(order, 'EXPIRED')
    }
  }

  #setPhase(order: VenueOrder, phase: 'waiting' | 'taking' | 'resting'): void {
    order.isTaking = phase === 'taking'
    if (!order.isWaiting) return
    order.isWaiting = false
    order.updatedMs = this.#parts.clock.nowMs()
    if (order.terms.closePosition) {
      order.terms = { ...order.terms, quantity: this.#parts.account.holdingOf(order.terms).net.abs() }
    }
    if (order.algo) {
      this.#parts.store.list(order)
      order.algo.status = 'TRIGGERED'
      order.algo.triggerMs = order.updatedMs
      this.#tell('ALGO', order)
    }
    this.#tell('NEW', order)
  }

  #execute(order: VenueOrder, match: Match): void {
    const { store, account } = this.#parts
    const booked = account.book(order, match)
    const execution = store.execute(order, { ...match, ...booked })
    this.events.fire({ kind: order.isLiquidation ? 'CALCULATED' : 'TRADE', order, execution })
    if (!isOpen(order)) this.#finishAlgo(order, 'FINISHED')
  }

  #end(order: VenueOrder, status: 'CANCELED' | 'EXPIRED'): void {
    if (!isOpen(order)) return
    this.#parts.store.end(order, status)
    if (isListed(order)) this.#tell(status, order)
    this.#finishAlgo(order, isListed(order) ? 'FINISHED' : status)
  }

  #finishAlgo(order: VenueOrder, status: 'FINISHED' | 'CANCELED' | 'EXPIRED'): void {
    if (!order.algo) return
    order.algo.status = status
    this.#tell('ALGO', order)
  }

  #endImpatient(book: SymbolBook, market: SymbolMarket): void {
    for (const order of this.#ordersOf(book, market)) {
      const isImpatient = isAtMarket(order.terms.type, order.terms.price) || order.terms.timeInForce === 'IOC'
      if (order.isWaiting || !isImpatient) continue
      book.cancel(order)
      this.#end(order, 'EXPIRED')
    }
  }

  #endLater(order: VenueOrder): void {
    const { clock } = this.#parts
    const { goodTillMs } = order.terms
    if (goodTillMs === undefined || !isOpen(order)) return
    const waitMs = Math.min(goodTillMs - clock.nowMs(), LONGEST_TIMER_MS)
    const timer = clock.setTimer(waitMs, () => {
      if (clock.nowMs() < goodTillMs) this.#endLater(order)
      else this.#expire(order)
    })
    this.#timers.set(order, timer)
  }

  #expire(order: VenueOrder): void {
    this.#bookOf(order).cancel(order)
    this.#end(order, 'EXPIRED')
  }

  #wakeDormant(market: SymbolMarket): void {
    const woken = this.#dormant.filter(
      ({ terms }) =>
        terms.symbol === market.rules.symbol &&
        (terms.side === 'SELL'
          ? terms.activationPrice?.lte(market.lastPrice)
          : terms.activationPrice?.gte(market.lastPrice)),
    )
    this.#dormant = this.#dormant.filter((order) => !woken.includes(order))
    for (const order of woken) this.#enter(order)
  }

  #isTaking(book: SymbolBook, market: SymbolMarket): boolean {
    return this.#ordersOf(book, market).some(({ isTaking }) => isTaking)
  }

  #ordersOf({ positionSide }: SymbolBook, market: SymbolMarket): VenueOrder[] {
    return this.#parts.store
      .open(market.rules.symbol)
      .filter((order) => order.terms.positionSide === positionSide && !this.#dormant.includes(order))
  }

  /** What it would cost at worst: through the book for what takes at once, else at its own price. */
  #cost(terms: OrderTerms, market: SymbolMarket): Decimal {
    const at = terms.price ?? terms.stopPrice
    if (at) return terms.quantity.mul(at)
    let left = terms.quantity
    let cost = ZERO
    for (const { ticks, lots } of terms.side === 'BUY' ? market.asks : market.bids) {
      const part = Decimal.min(left, market.quantityOf(lots))
      cost = cost.add(part.mul(market.priceOf(ticks)))
      left = left.sub(part)
    }
    return cost
  }

  #fillable({ side, price }: OrderTerms, market: SymbolMarket): Decimal {
    const levels = side === 'BUY' ? market.asks : market.bids
    const isAccepted = (ticks: number) =>
      price === undefined || (side === 'BUY' ? market.priceOf(ticks).lte(price) : market.priceOf(ticks).gte(price))
    return levels.reduce((sum, { ticks, lots }) => (isAccepted(ticks) ? sum.add(market.quantityOf(lots)) : sum), ZERO)
  }

  #holding(market: SymbolMarket, { positionSide }: SymbolBook): ReturnType<Account['holdingOf']> {
    return this.#parts.account.holdingOf({ symbol: market.rules.symbol, positionSide })
  }

  #bookOf({ terms }: VenueOrder): SymbolBook {
    return this.#book(this.#parts.marketOf(terms.symbol), terms.positionSide)
  }

  #book(market: SymbolMarket, positionSide: PositionSide): SymbolBook {
    const { symbol } = market.rules
    const books = this.#books.get(symbol) ?? []
    const found = books.find((book) => book.positionSide === positionSide)
    if (found) return found
    const book = new SymbolBook(market, this.#parts.side, positionSide)
    this.#books.set(symbol, [...books, book])
    return book
  }

  #tell(kind: OrderEvent['kind'], order: VenueOrder): void {
    this.events.fire({ kind, order })
  }

  #duplicate(): ApiError {
    return this.#parts.side === 'spot'
      ? refusals.rejected('Duplicate order sent.')
      : new ApiError(-4116, 'ClientOrderId is duplicated.')
  }

  #wouldTake(): ApiError {
    const futures = 'Due to the order could not be executed as maker, the Post Only order will be rejected.'
    return this.#parts.side === 'spot'
      ? refusals.rejected('Order would immediately match and take.')
      : new ApiError(-5022, futures)
  }
}

/** Lots taken of the public book, by price. */
interface Taken {
  readonly buy: Map<number, number>
  readonly sell: Map<number, number>
}

interface Turn {
  readonly begin: (book: SymbolBook) => readonly Outcome[]
  readonly mostLots?: number | undefined
  /** A trade fills nothing that takes: the best level is still whole. */
  readonly isTrade?: boolean
}

function count(taken: Map<number, number>, market: SymbolMarket, fill: { price: Decimal; quantity: Decimal }): void {
  const ticks = market.ticksOf(fill.price)
  taken.set(ticks, (taken.get(ticks) ?? 0) + market.lotsOf(fill.quantity))
}

function unfillable(): ApiError {
  return new ApiError(-5021, 'Due to the order could not be filled immediately, the FOK order has been rejected.')
}
