import { type Clock, ensureDefined, ensureNever, type TimeMs, toFloat } from '../../base/index.ts'
import {
  type Instrument,
  type InstrumentId,
  money,
  quantity,
  tradeId,
  type VenueAdjustment,
  venueOrderId,
  type VenueOrderRequest,
} from '../../domain/index.ts'
import { type Holding, type MatchingModel, NOTHING_TO_REDUCE, orderKind, type Outcome } from '../matching/index.ts'
import type { OrderFunds } from './order-check.ts'
import { PaperBooks, toBooked } from './paper-books.ts'
import type { ChangeDraft } from './paper-change.ts'
import { PaperDesk } from './paper-desk.ts'
import {
  freeMargin,
  type MarginMarket,
  type MarginSituation,
  quoteBalance,
  reservedBase,
  reservedByOrders,
  spendableQuote,
} from './paper-margin.ts'
import { type PaperOrder, remainingQuantity, withFill } from './paper-order.ts'
import { PaperOrderList } from './paper-order-list.ts'
import type { PaperChange, PaperPrice, StoredBooks } from './paper-store.ts'

export interface PaperModel extends MatchingModel {
  /** Position value that one unit of equity may carry. */
  readonly leverage: number
  /** Fee of a liquidation, of the value that is closed. */
  readonly liquidationFeeBps: number
}

export interface PaperExchangeOptions {
  readonly instruments: readonly Instrument[]
  readonly currency: string
  readonly clock: Clock
  readonly model: PaperModel
  readonly stored: StoredBooks
  /** Orders that ended long ago. */
  readonly findArchived: (orderId: PaperOrder['request']['orderId']) => PaperOrder | undefined
}

type Fill = Extract<Outcome, { kind: 'fill' }>
/** An adjustment as its cause gives it; the rest is the same for all. */
export type AdjustmentCause = Pick<
  VenueAdjustment,
  'kind' | 'instrumentId' | 'quantity' | 'price' | 'cash' | 'reason'
> & {
  /** Tells it apart from any other of its kind; the next number of the account unless given. */
  readonly idTail?: string
}

const NO_FEE = money(0)
const NOTHING = quantity(0)

const NO_MARKET: MarginMarket = {
  isSpot: false,
  maintenanceMarginFraction: 0,
  valuation: undefined,
  lastPrice: undefined,
}

/** Orders, positions and cash of the paper account, with the one way in which each of them changes. */
export class PaperState {
  readonly orders: PaperOrderList
  readonly books: PaperBooks
  readonly currency: string
  readonly #options: PaperExchangeOptions
  readonly #desks = new Map<InstrumentId, PaperDesk>()
  readonly #stored: ReadonlyMap<InstrumentId, PaperPrice>
  #model: PaperModel
  #nextOrder: number
  #nextTrade: number
  #nextAdjustment: number

  constructor(options: PaperExchangeOptions) {
    const { stored, model, currency } = options
    this.orders = new PaperOrderList(stored.orders)
    this.books = new PaperBooks(stored.account.cash, stored.positions)
    this.currency = currency
    this.#options = options
    this.#model = model
    this.#stored = new Map(stored.prices.map((one) => [one.instrumentId, one]))
    this.#nextOrder = stored.account.nextOrder
    this.#nextTrade = stored.account.nextTrade
    this.#nextAdjustment = stored.account.nextAdjustment
    for (const instrument of options.instruments) this.addDesk(instrument)
    for (const order of stored.orders) {
      const desk = this.desk(order.request.instrumentId)
      const { phase, bestPrice } = order
      desk?.book.restore(desk.bookOrder(order.request), { remaining: remainingQuantity(order), phase, bestPrice })
    }
  }

  get model(): PaperModel {
    return this.#model
  }

  setModel(model: PaperModel): void {
    this.#model = model
    for (const { book } of this.#desks.values()) book.setModel(model)
  }

  addDesk(instrument: Instrument): void {
    const { instrumentId } = instrument
    this.#desks.set(instrumentId, new PaperDesk(instrument, this.#model, this.#stored.get(instrumentId)))
  }

  desk(instrumentId: InstrumentId): PaperDesk | undefined {
    return this.#desks.get(instrumentId)
  }

  desks(): Iterable<PaperDesk> {
    return this.#desks.values()
  }

  nowMs(): TimeMs {
    return this.#options.clock.nowMs()
  }

  find(orderId: PaperOrder['request']['orderId']): PaperOrder | undefined {
    return this.orders.find(orderId) ?? this.#options.findArchived(orderId)
  }

  /** What margin is reckoned with; `without` is left out of the working orders. */
  margin(without?: PaperOrder): MarginSituation {
    const open = this.orders.open()
    return {
      books: this.books,
      openOrders: without ? open.filter(({ request }) => request.orderId !== without.request.orderId) : open,
      marketOf: this.marketOf,
      leverage: this.#model.leverage,
      feeShare: Math.max(this.#model.takerFeeBps, this.#model.makerFeeBps) / 10_000,
      slippageShare: this.#model.slippageBps / 10_000,
    }
  }

  readonly marketOf = (instrumentId: InstrumentId): MarginMarket => {
    const desk = this.desk(instrumentId)
    if (!desk) return { ...NO_MARKET, isSpot: this.#stored.get(instrumentId)?.kind === 'spot' }
    const { isSpot, valuation, book, instrument } = desk
    const { maintenanceMarginFraction = 0 } = instrument
    const lastPrice = isSpot ? book.askPrice : book.lastPrice
    return { isSpot, valuation, lastPrice, maintenanceMarginFraction }
  }

  /** What an order on this instrument may use. */
  funds({ instrument, isSpot, book }: PaperDesk, without?: PaperOrder): OrderFunds {
    const situation = this.margin(without)
    const { leverage, feeShare, slippageShare } = situation
    const free = freeMargin(situation)
    const common = { freeMargin: free, leverage, feeShare, slippageShare, askPrice: book.askPrice }
    if (!isSpot) return { ...common, freeQuote: 0, freeBase: NOTHING }
    const unbound = toFloat(quoteBalance(situation)) - reservedByOrders(situation).spot
    const { instrumentId } = instrument
    const bound = reservedBase(situation.openOrders, instrumentId)
    return {
      ...common,
      freeQuote: Math.min(free, unbound),
      freeBase: quantity(this.books.netQuantity(instrumentId).minus(bound)),
    }
  }

  holding(desk: PaperDesk): Holding {
    const net = this.books.netQuantity(desk.instrument.instrumentId)
    if (!desk.isSpot || desk.book.isEmpty) return { net }
    return { net, spendable: spendableQuote(this.margin()) }
  }

  /** A buy on spot may spend what is there, also before the order is in the book. */
  holdingOfNew(desk: PaperDesk): Holding {
    const net = this.books.netQuantity(desk.instrument.instrumentId)
    return desk.isSpot ? { net, spendable: spendableQuote(this.margin()) } : { net }
  }

  newOrder(request: VenueOrderRequest): PaperOrder {
    const sequence = this.takeSequence()
    const nowMs = this.nowMs()
    return {
      request,
      venueOrderId: venueOrderId(`paper-${this.#series}-o${sequence}`),
      sequence,
      state: 'working',
      reason: undefined,
      phase: orderKind(request.type).trigger !== 'none' ? 'waiting' : request.postOnly ? 'resting' : 'taking',
      bestPrice: undefined,
      fills: [],
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    }
  }

  /** Place in time of a new order, or of one that lost its own. */
  takeSequence(): number {
    return this.#nextOrder++
  }

  put(draft: ChangeDraft, order: PaperOrder): void {
    this.orders.put(order)
    draft.put(order)
  }

  cancel(draft: ChangeDraft, order: PaperOrder, reason: string): void {
    this.desk(order.request.instrumentId)?.book.cancel(order.request.orderId)
    this.#end(draft, order, { state: 'cancelled', reason })
  }

  expire(draft: ChangeDraft, order: PaperOrder, reason: string): void {
    this.desk(order.request.instrumentId)?.book.cancel(order.request.orderId)
    this.#end(draft, order, { state: 'expired', reason })
  }

  /** Books what matching decided. */
  book(draft: ChangeDraft, outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) {
      const order = ensureDefined(this.orders.find(outcome.orderId), `order ${outcome.orderId}`)
      switch (outcome.kind) {
        case 'fill':
          this.#fill(draft, order, outcome)
          break
        case 'cancel':
          this.#end(draft, order, { state: 'cancelled', reason: cancelReason(order, outcome.reason) })
          break
        case 'expire':
          this.#end(draft, order, { state: 'expired', reason: outcome.reason })
          break
        case 'phase':
          this.put(draft, { ...order, phase: outcome.phase })
          break
        case 'best':
          this.put(draft, { ...order, bestPrice: outcome.bestPrice })
          break
        default:
          ensureNever(outcome, 'outcome of matching')
      }
    }
  }

  /** Books what the venue does by itself: closes the quantity at the price, and moves cash besides. */
  adjust(draft: ChangeDraft, { idTail, ...cause }: AdjustmentCause): void {
    const { kind, instrumentId } = cause
    const adjustmentId = `paper-${this.#series}-${kind}-${idTail ?? this.#nextAdjustment++}`
    const cash = money(toBooked(cause.cash))
    if (instrumentId && !cause.quantity.isZero()) {
      const side = cause.quantity.isNeg() ? 'sell' : 'buy'
      this.books.apply({
        instrumentId,
        side,
        quantity: quantity(cause.quantity.abs()),
        price: cause.price,
        fee: NO_FEE,
      })
    }
    this.books.credit(cash)
    draft.adjust({ ...cause, adjustmentId, cash, timeMs: this.nowMs() })
  }

  change(draft: ChangeDraft): PaperChange {
    const instruments = [...draft.instruments]
    return {
      news: draft.news,
      account: {
        cash: this.books.cash,
        series: this.#series,
        nextOrder: this.#nextOrder,
        nextTrade: this.#nextTrade,
        nextAdjustment: this.#nextAdjustment,
      },
      orders: draft.orders,
      positions: instruments.map((id) => this.books.position(id)),
      prices: instruments.flatMap((id) => this.desk(id)?.memory() ?? []),
    }
  }

  get #series(): string {
    return this.#options.stored.account.series
  }

  #end(draft: ChangeDraft, order: PaperOrder, end: { state: 'cancelled' | 'expired'; reason: string }): void {
    const timeMs = this.nowMs()
    const { orderId } = order.request
    this.put(draft, { ...order, ...end, updatedAtMs: timeMs })
    draft.tell({ kind: end.state, orderId, reason: end.reason, timeMs })
  }

  #fill(draft: ChangeDraft, order: PaperOrder, fill: Fill): void {
    const id = tradeId(`paper-${this.#series}-${this.#nextTrade++}`)
    const { instrumentId } = order.request
    const { orderId, price, fee, liquidity } = fill
    const fact = {
      kind: 'filled',
      orderId,
      tradeId: id,
      quantity: fill.quantity,
      price,
      fee,
      liquidity,
      feeCurrency: this.currency,
      timeMs: this.nowMs(),
    } as const
    this.books.apply({ ...fill, instrumentId })
    this.put(draft, withFill(order, fact))
    draft.tell(fact)
  }
}

/** In the book of a spot pair every sell is reduce-only; whoever placed it knows nothing of that. */
function cancelReason({ request }: PaperOrder, reason: string): string {
  return reason === NOTHING_TO_REDUCE && !request.reduceOnly
    ? 'insufficient balance: there is nothing left to sell'
    : reason
}
