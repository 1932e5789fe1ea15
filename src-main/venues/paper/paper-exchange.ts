import { ensureNever } from '../../base/index.ts'
import type {
  Instrument,
  MarketEvent,
  Money,
  OrderId,
  VenueAmendRequest,
  VenueOrderRequest,
} from '../../domain/index.ts'
import type { Outcome } from '../matching/index.ts'
import { orderFault } from './order-check.ts'
import { amendOrder } from './paper-amend.ts'
import type { PaperBooks } from './paper-books.ts'
import { ChangeDraft } from './paper-change.ts'
import type { PaperDesk } from './paper-desk.ts'
import { bookFunding, settle } from './paper-perpetuals.ts'
import { isOpen, type PaperOrder } from './paper-order.ts'
import type { PaperOrderList } from './paper-order-list.ts'
import { type PaperExchangeOptions, type PaperModel, PaperState } from './paper-state.ts'
import type { PaperChange } from './paper-store.ts'

const NO_OUTCOMES: readonly Outcome[] = []

/**
 * The exchange itself, synchronous and in memory: every command and market event changes orders, positions and cash, and
 * gives back what has to be stored and told.
 */
export class PaperExchange {
  readonly state: PaperState
  /** Used again until something is written in it: most events change nothing. */
  #blank = new ChangeDraft()

  constructor(options: PaperExchangeOptions) {
    this.state = new PaperState(options)
  }

  get orders(): PaperOrderList {
    return this.state.orders
  }

  get books(): PaperBooks {
    return this.state.books
  }

  setModel(model: PaperModel): void {
    this.state.setModel(model)
  }

  find(orderId: OrderId): PaperOrder | undefined {
    return this.state.find(orderId)
  }

  /** What a store that holds nothing yet begins with. */
  opening(): PaperChange {
    return this.state.change(new ChangeDraft())
  }

  /** What a venue that was closed meanwhile has to catch up with; `undefined` where that is nothing. */
  reopening(): PaperChange | undefined {
    const draft = new ChangeDraft()
    for (const { instrument } of this.state.desks()) this.#endDelisted(draft, instrument)
    return draft.isEmpty ? undefined : this.state.change(draft)
  }

  submit(request: VenueOrderRequest): PaperChange {
    const { orderId, instrumentId } = request
    if (this.find(orderId)) return this.#refuse(request, `the client order id ${orderId} was used before`)
    const draft = new ChangeDraft()
    this.#expireDue(draft, this.state.nowMs())
    const order = this.state.newOrder(request)
    const desk = this.state.desk(instrumentId)
    if (!desk) return this.#refuse(request, `the venue has no instrument ${instrumentId}`, { order, draft })
    const fault = this.#faultOf(request, desk)
    if (fault !== undefined) return this.#refuse(request, fault, { order, draft })
    this.state.put(draft, order)
    draft.tell({ kind: 'accepted', orderId, venueOrderId: order.venueOrderId, timeMs: order.createdAtMs })
    this.state.book(draft, desk.book.submit(desk.bookOrder(request), this.state.holdingOfNew(desk)))
    settle(this.state, draft)
    return this.state.change(draft)
  }

  amend(request: VenueAmendRequest): PaperChange {
    const draft = new ChangeDraft()
    this.#expireDue(draft, this.state.nowMs())
    amendOrder(this.state, draft, request)
    settle(this.state, draft)
    return this.state.change(draft)
  }

  cancel(orderId: OrderId): PaperChange {
    const draft = new ChangeDraft()
    this.#expireDue(draft, this.state.nowMs())
    const order = this.find(orderId)
    if (order && isOpen(order)) this.state.cancel(draft, order, 'cancelled on request')
    else {
      const reason = order ? `the order is ${order.state}` : 'the venue does not know the order'
      draft.tell({ kind: 'cancelRejected', orderId, reason, timeMs: this.state.nowMs() })
    }
    return this.state.change(draft)
  }

  /** `undefined` when the event changes nothing. */
  handleMarketEvent(event: MarketEvent): PaperChange | undefined {
    const draft = this.#blank
    const nowMs = this.state.nowMs()
    // A bar ends now: what ends now was working all through it.
    this.#expireDue(draft, event.kind === 'candle' ? nowMs - 1 : nowMs)
    this.#handle(draft, event)
    this.#expireDue(draft, nowMs)
    if (draft.isEmpty) return undefined
    this.#blank = new ChangeDraft()
    return this.state.change(draft)
  }

  /** Cancels what works, drops all positions and sets the cash. */
  reset(cash: Money): PaperChange {
    const draft = new ChangeDraft()
    for (const order of this.orders.open()) this.state.cancel(draft, order, 'the account was reset')
    for (const position of this.books.positions) draft.instruments.add(position.instrumentId)
    this.books.reset(cash)
    return this.state.change(draft)
  }

  #handle(draft: ChangeDraft, event: MarketEvent): void {
    if (event.kind === 'instrument') {
      this.#changeInstrument(draft, event.instrument)
      return
    }
    const desk = this.state.desk(event.instrumentId)
    if (!desk) return
    if (event.kind === 'mark') desk.markPrice = event.markPrice
    if (event.kind === 'funding') bookFunding(this.state, draft, event)
    const outcomes = this.#match(desk, event)
    if (outcomes.length > 0) this.state.book(draft, outcomes)
    const isValued = changesWorth(event) && !this.books.netQuantity(event.instrumentId).isZero()
    if (isValued || outcomes.length > 0) settle(this.state, draft)
  }

  #match(desk: PaperDesk, event: MarketEvent): readonly Outcome[] {
    const { book } = desk
    switch (event.kind) {
      case 'quote':
        return book.handleQuote(event.quote, this.state.holding(desk))
      case 'trade':
        return book.handleTrade(event.trade, this.state.holding(desk))
      case 'candle':
        return event.closed ? book.handleCandle(event.candle, this.state.holding(desk)) : NO_OUTCOMES
      case 'book':
      case 'mark':
      case 'funding':
      case 'instrument':
        // Quotes, trades and bars are what orders are matched against.
        return NO_OUTCOMES
      default:
        return ensureNever(event, 'market event')
    }
  }

  #changeInstrument(draft: ChangeDraft, instrument: Instrument): void {
    const desk = this.state.desk(instrument.instrumentId)
    if (desk) desk.setInstrument(instrument)
    else if (instrument.quote === this.state.currency) this.state.addDesk(instrument)
    this.#endDelisted(draft, instrument)
  }

  /** The position stays, as it does on an exchange. */
  #endDelisted(draft: ChangeDraft, { instrumentId, status, symbol }: Instrument): void {
    if (status !== 'delisted') return
    for (const order of this.orders.open()) {
      if (order.request.instrumentId === instrumentId) {
        this.state.cancel(draft, order, `${symbol} was delisted by the venue`)
      }
    }
  }

  /** Ends the GTD orders whose time is `untilMs` or before. */
  #expireDue(draft: ChangeDraft, untilMs: number): void {
    if (this.orders.nextExpiryMs > untilMs) return
    for (const order of this.orders.open()) {
      const { expireAtMs = Infinity } = order.request
      if (expireAtMs <= untilMs) this.state.expire(draft, order, 'good till date: its time has come')
    }
  }

  #faultOf(request: VenueOrderRequest, desk: PaperDesk): string | undefined {
    const { instrument, book } = desk
    return orderFault(request, {
      instrument,
      nowMs: this.state.nowMs(),
      wouldTake: book.wouldTake(request),
      lastPrice: book.lastPrice,
      netQuantity: this.books.netQuantity(request.instrumentId),
      unfilled: request.quantity,
      funds: this.state.funds(desk),
    })
  }

  /** The order is kept as rejected; an id used twice leaves the first order as it is. */
  #refuse(
    { orderId }: VenueOrderRequest,
    reason: string,
    kept?: { readonly order: PaperOrder; readonly draft: ChangeDraft },
  ): PaperChange {
    const draft = kept?.draft ?? new ChangeDraft()
    if (kept) this.state.put(draft, { ...kept.order, state: 'rejected', reason })
    draft.tell({ kind: 'rejected', orderId, reason, timeMs: this.state.nowMs() })
    return this.state.change(draft)
  }
}

/** Positions may be worth something else after it. */
function changesWorth(event: MarketEvent): boolean {
  return event.kind !== 'book' && (event.kind !== 'candle' || event.closed)
}
