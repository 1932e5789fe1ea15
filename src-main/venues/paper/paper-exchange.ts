import { type Clock, ensureDefined, ensureNever } from '../../base/index.ts'
import {
  type Instrument,
  type InstrumentId,
  type MarketEvent,
  type Money,
  type OrderId,
  tradeId,
  venueOrderId,
  type VenueOrderRequest,
} from '../../domain/index.ts'
import { MatchingBook, type MatchingModel, type Outcome } from '../matching/index.ts'
import { orderFault } from './order-check.ts'
import { PaperBooks } from './paper-books.ts'
import { ChangeDraft } from './paper-change.ts'
import { freeMargin } from './paper-margin.ts'
import { isOpen, type PaperOrder, remainingQuantity, withFill } from './paper-order.ts'
import { PaperOrderList } from './paper-order-list.ts'
import type { PaperChange, StoredBooks } from './paper-store.ts'

export interface PaperModel extends MatchingModel {
  /** Position value that one unit of equity may carry. */
  readonly leverage: number
}

export interface PaperExchangeOptions {
  readonly instruments: readonly Instrument[]
  readonly currency: string
  readonly clock: Clock
  readonly model: PaperModel
  readonly stored: StoredBooks
  /** Orders that ended long ago. */
  readonly findArchived: (orderId: OrderId) => PaperOrder | undefined
}

interface Desk {
  readonly instrument: Instrument
  readonly book: MatchingBook
}

const NO_OUTCOMES: readonly Outcome[] = []

/**
 * The exchange itself, synchronous and in memory: every command and market event changes orders, positions and cash, and
 * gives back what has to be stored and told. There is no liquidation: an account may lose more than it has.
 */
export class PaperExchange {
  readonly orders: PaperOrderList
  readonly books: PaperBooks
  readonly #options: PaperExchangeOptions
  readonly #desks: ReadonlyMap<InstrumentId, Desk>
  #model: PaperModel
  #nextOrder: number
  #nextTrade: number

  constructor(options: PaperExchangeOptions) {
    const { stored, instruments, model } = options
    this.orders = new PaperOrderList(stored.orders)
    this.books = new PaperBooks(stored.account.cash, stored.positions)
    this.#options = options
    this.#model = model
    this.#nextOrder = stored.account.nextOrder
    this.#nextTrade = stored.account.nextTrade
    this.#desks = new Map(
      instruments.map((instrument) => {
        const book = new MatchingBook(instrument, model, stored.lastPrices.get(instrument.instrumentId))
        return [instrument.instrumentId, { instrument, book }]
      }),
    )
    for (const order of stored.orders) {
      this.#desk(order.request.instrumentId)?.book.restore(order.request, remainingQuantity(order), order.phase)
    }
  }

  setModel(model: PaperModel): void {
    this.#model = model
    for (const { book } of this.#desks.values()) book.setModel(model)
  }

  find(orderId: OrderId): PaperOrder | undefined {
    return this.orders.find(orderId) ?? this.#options.findArchived(orderId)
  }

  /** What a store that holds nothing yet begins with. */
  opening(): PaperChange {
    return this.#change(new ChangeDraft())
  }

  submit(request: VenueOrderRequest): PaperChange {
    const { orderId, instrumentId } = request
    const desk = this.#desk(instrumentId)
    if (this.find(orderId)) return this.#refuse(request, `the client order id ${orderId} was used before`)
    const order = this.#newOrder(request)
    if (!desk) return this.#refuse(request, `the venue has no instrument ${instrumentId}`, order)
    const fault = this.#faultOf(request, desk)
    if (fault !== undefined) return this.#refuse(request, fault, order)
    const draft = new ChangeDraft()
    this.#put(draft, order)
    draft.facts.push({ kind: 'accepted', orderId, venueOrderId: order.venueOrderId, timeMs: order.createdAtMs })
    this.#book(draft, desk.book.submit(request, this.books.netQuantity(instrumentId)))
    return this.#change(draft)
  }

  cancel(orderId: OrderId): PaperChange {
    const draft = new ChangeDraft()
    const order = this.find(orderId)
    if (order && isOpen(order)) this.#cancel(draft, order, 'cancelled on request')
    else {
      const reason = order ? `the order is ${order.state}` : 'the venue does not know the order'
      draft.facts.push({ kind: 'cancelRejected', orderId, reason, timeMs: this.#nowMs() })
    }
    return this.#change(draft)
  }

  /** `undefined` when the event changes nothing. */
  handleMarketEvent(event: MarketEvent): PaperChange | undefined {
    const desk = this.#desks.get(event.instrumentId)
    if (!desk) return undefined
    const outcomes = this.#match(desk.book, event)
    if (outcomes.length === 0) return undefined
    const draft = new ChangeDraft()
    this.#book(draft, outcomes)
    return this.#change(draft)
  }

  /** Cancels what works, drops all positions and sets the cash. */
  reset(cash: Money): PaperChange {
    const draft = new ChangeDraft()
    for (const order of this.orders.open()) this.#cancel(draft, order, 'the account was reset')
    for (const position of this.books.positions) draft.instruments.add(position.instrumentId)
    this.books.reset(cash)
    return this.#change(draft)
  }

  #nowMs(): PaperOrder['createdAtMs'] {
    return this.#options.clock.nowMs()
  }

  #desk(instrumentId: InstrumentId): Desk | undefined {
    return this.#desks.get(instrumentId)
  }

  #match(book: MatchingBook, event: MarketEvent): readonly Outcome[] {
    const net = this.books.netQuantity(event.instrumentId)
    switch (event.kind) {
      case 'quote':
        return book.handleQuote(event.quote, net)
      case 'trade':
        return book.handleTrade(event.trade, net)
      case 'book':
        // Quotes and trades are what orders are matched against, watched or not.
        return NO_OUTCOMES
      case 'candle':
        return event.closed ? book.handleCandle(event.candle, net) : NO_OUTCOMES
      default:
        return ensureNever(event, 'market event')
    }
  }

  #newOrder(request: VenueOrderRequest): PaperOrder {
    const sequence = this.#nextOrder++
    const nowMs = this.#nowMs()
    return {
      request,
      venueOrderId: venueOrderId(`paper-${this.#options.stored.account.series}-o${sequence}`),
      sequence,
      state: 'working',
      reason: undefined,
      phase: request.type === 'stop' ? 'waiting' : 'taking',
      fills: [],
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    }
  }

  #faultOf(request: VenueOrderRequest, { instrument, book }: Desk): string | undefined {
    const { leverage } = this.#model
    const lastPriceOf = (id: InstrumentId) => this.#desk(id)?.book.lastPrice
    return orderFault(request, {
      instrument,
      lastPrice: book.lastPrice,
      netQuantity: this.books.netQuantity(request.instrumentId),
      freeMargin: freeMargin({ books: this.books, openOrders: this.orders.open(), lastPriceOf, leverage }),
      leverage,
    })
  }

  /** `order` is kept as rejected; an id used twice leaves the first order as it is. */
  #refuse({ orderId }: VenueOrderRequest, reason: string, order?: PaperOrder): PaperChange {
    const draft = new ChangeDraft()
    if (order) this.#put(draft, { ...order, state: 'rejected', reason })
    draft.facts.push({ kind: 'rejected', orderId, reason, timeMs: this.#nowMs() })
    return this.#change(draft)
  }

  #cancel(draft: ChangeDraft, order: PaperOrder, reason: string): void {
    this.#desk(order.request.instrumentId)?.book.cancel(order.request.orderId)
    this.#end(draft, order, { state: 'cancelled', reason })
  }

  #end(draft: ChangeDraft, order: PaperOrder, end: { state: 'cancelled' | 'expired'; reason: string }): void {
    const timeMs = this.#nowMs()
    const { orderId } = order.request
    this.#put(draft, { ...order, ...end, updatedAtMs: timeMs })
    draft.facts.push({ kind: end.state, orderId, reason: end.reason, timeMs })
  }

  #put(draft: ChangeDraft, order: PaperOrder): void {
    this.orders.put(order)
    draft.put(order)
  }

  #book(draft: ChangeDraft, outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) {
      const order = ensureDefined(this.orders.find(outcome.orderId), `order ${outcome.orderId}`)
      switch (outcome.kind) {
        case 'fill':
          this.#fill(draft, order, outcome)
          break
        case 'cancel':
          this.#end(draft, order, { state: 'cancelled', reason: outcome.reason })
          break
        case 'expire':
          this.#end(draft, order, { state: 'expired', reason: outcome.reason })
          break
        case 'phase':
          this.#put(draft, { ...order, phase: outcome.phase })
          break
        default:
          ensureNever(outcome, 'outcome of matching')
      }
    }
  }

  #fill(draft: ChangeDraft, order: PaperOrder, fill: Extract<Outcome, { kind: 'fill' }>): void {
    const { orderId, quantity, price, fee, liquidity } = fill
    const id = tradeId(`paper-${this.#options.stored.account.series}-${this.#nextTrade++}`)
    const fact = {
      kind: 'filled' as const,
      orderId,
      tradeId: id,
      quantity,
      price,
      fee,
      liquidity,
      feeCurrency: this.#options.currency,
      timeMs: this.#nowMs(),
    }
    this.books.apply({ instrumentId: order.request.instrumentId, ...fill })
    this.#put(draft, withFill(order, fact))
    draft.facts.push(fact)
  }

  #change(draft: ChangeDraft): PaperChange {
    const instruments = [...draft.instruments]
    const { series } = this.#options.stored.account
    return {
      facts: draft.facts,
      account: { cash: this.books.cash, series, nextOrder: this.#nextOrder, nextTrade: this.#nextTrade },
      orders: draft.orders,
      positions: instruments.map((id) => this.books.position(id)),
      prices: instruments.flatMap((instrumentId) => {
        const lastPrice = this.#desk(instrumentId)?.book.lastPrice
        return lastPrice === undefined ? [] : [{ instrumentId, lastPrice }]
      }),
    }
  }
}
