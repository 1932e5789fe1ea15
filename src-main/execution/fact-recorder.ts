import { ensureNever, errorText, type Logger } from '../base/index.ts'
import type {
  Booking,
  Fill,
  Journal,
  JournalRecord,
  Money,
  Order,
  OrderTerms,
  Quantity,
  VenueFact,
} from '../domain/index.ts'
import { isSamePosition } from './brackets.ts'
import type { MovedExits, PositionExits } from './moved-exits.ts'
import { applyFact, type OrderFact, pendingOrder } from './order-machine.ts'
import type { OrderStore } from './order-store.ts'
import type { Books, ExecutionObserver } from './ports.ts'

export interface FactRecorderPorts {
  readonly store: OrderStore
  readonly journal: Journal
  readonly books: Books
  readonly movedExits: MovedExits
  readonly observer: ExecutionObserver
  readonly logger: Logger
}

/** A fact that changed an order. */
export interface RecordedChange {
  readonly previous: Order
  readonly order: Order
  readonly fill: BookedQuantity | undefined
}

/** What a fill did to the owner's position, signed. */
export interface BookedQuantity {
  readonly before: Quantity
  readonly after: Quantity
  /** Decided for the position that it ended. */
  readonly endedExits: PositionExits | undefined
}

/** A fact about an order and what it makes of it. */
interface ChangeRecord {
  readonly fact: OrderFact
  readonly order: Order
}

interface BookedFact {
  readonly fill: Fill
  readonly booking: Booking
  readonly realisedPnl: Money
}

/** Totals since the start of the process. */
export interface ExecutionCounters {
  readonly orders: number
  readonly fills: number
  readonly rejections: number
}

/** The one way in which a fact takes effect: memory first, then the journal, and once stored the observer. */
export class FactRecorder {
  readonly #ports: FactRecorderPorts
  readonly #counters = { orders: 0, fills: 0, rejections: 0 }

  constructor(ports: FactRecorderPorts) {
    this.#ports = ports
  }

  get counters(): ExecutionCounters {
    return { ...this.#counters }
  }

  /** Makes an order and writes it to the outbox; `onStored` runs when it may be sent. */
  intend(terms: OrderTerms, onStored: () => void): Order {
    const { store, journal, observer } = this.#ports
    const order = pendingOrder(terms)
    store.put(order)
    const record: JournalRecord = { fact: { kind: 'orderIntended', terms, timeMs: terms.createdAtMs }, order }
    try {
      journal.append(record, () => {
        this.#tell(() => observer.orderUpdated(order))
        onStored()
      })
    } catch (error) {
      store.remove(terms.orderId)
      throw error
    }
    this.#counters.orders += 1
    return order
  }

  /** Applies the fact to the order it is about; undefined where that changed nothing. `onStored` runs once a change is on disk. */
  record(order: Order, fact: OrderFact, onStored?: () => void): RecordedChange | undefined {
    const { store, logger } = this.#ports
    const { orderId } = order.terms
    const execution = executionOf(fact)
    if (execution && store.hasSeen(orderId, execution.tradeId)) return undefined
    const transition = applyFact(order, fact)
    switch (transition.kind) {
      case 'duplicate':
        return undefined
      case 'ignored':
        logger.warn('a fact about an order was ignored', { orderId, fact: factName(fact), reason: transition.reason })
        return undefined
      case 'changed':
        if (transition.note) logger.warn('the venue said something unexpected', { orderId, note: transition.note })
        return this.#commit(order, { fact, order: transition.order }, onStored)
      default:
        return ensureNever(transition, 'transition of an order')
    }
  }

  #commit(previous: Order, record: ChangeRecord, onStored: (() => void) | undefined): RecordedChange {
    const { fact, order } = record
    const { store, books, movedExits } = this.#ports
    const { instrumentId, owner } = order.terms
    store.put(order)
    if (order.state.kind === 'rejected') this.#counters.rejections += 1
    const execution = executionOf(fact)
    if (!execution) {
      this.#append(record, undefined, onStored)
      return { previous, order, fill: undefined }
    }
    const before = books.ownerQuantity(instrumentId, owner)
    const booked = this.#book(order, execution)
    const quantities = { before, after: books.ownerQuantity(instrumentId, owner) }
    const endedExits = isSamePosition(quantities) ? undefined : movedExits.end({ instrumentId, owner })
    const money = { ...record, fill: booked.fill, booking: booked.booking }
    this.#append(endedExits ? { ...money, endedExits: { instrumentId, owner } } : money, booked)
    return { previous, order, fill: { ...quantities, endedExits } }
  }

  #book({ terms }: Order, execution: Extract<VenueFact, { kind: 'filled' }>): BookedFact {
    const { store, books } = this.#ports
    const { orderId, accountId, instrumentId, owner, side } = terms
    const { tradeId, quantity, price, fee, feeCurrency, liquidity, timeMs } = execution
    const fill: Fill = {
      tradeId,
      orderId,
      accountId,
      instrumentId,
      owner,
      side,
      quantity,
      price,
      fee,
      feeCurrency,
      liquidity,
      timeMs,
    }
    const { booking, realisedPnl } = books.book(fill)
    store.markSeen(orderId, tradeId)
    store.addFill({ fill, realisedPnl })
    this.#counters.fills += 1
    return { fill, booking, realisedPnl }
  }

  #append(
    record: JournalRecord & { readonly order: Order },
    booked: BookedFact | undefined,
    onStored?: () => void,
  ): void {
    const { journal, observer } = this.#ports
    journal.append(record, () => {
      this.#tell(() => observer.orderUpdated(record.order))
      if (booked) this.#tell(() => observer.fillBooked(booked.fill, booked.booking, booked.realisedPnl))
      onStored?.()
    })
  }

  /** A listener that throws must not keep an order from being sent. */
  #tell(announce: () => void): void {
    try {
      announce()
    } catch (error) {
      this.#ports.logger.error('an observer of orders failed', { error: errorText(error) })
    }
  }
}

function executionOf(fact: OrderFact): Extract<VenueFact, { kind: 'filled' }> | undefined {
  return fact.kind === 'venue' && fact.fact.kind === 'filled' ? fact.fact : undefined
}

function factName(fact: OrderFact): string {
  return fact.kind === 'venue' ? fact.fact.kind : fact.kind
}
