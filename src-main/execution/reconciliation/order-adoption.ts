import { EngineError } from '../../base/index.ts'
import {
  type Fact,
  type Order,
  type OrderTerms,
  PLAIN_ORDER,
  UNASSIGNED,
  type VenueOrderReport,
} from '../../domain/index.ts'
import { pendingOrder } from '../order-machine.ts'
import { isOurs } from '../order-numbers.ts'
import type { DifferenceBook } from './difference-book.ts'
import type { ReconciliationPorts } from './ports.ts'
import { reasonOf, type ResolutionWish } from './resolution-wish.ts'

export interface OrderAdoptionPorts extends ReconciliationPorts {
  readonly book: DifferenceBook
}

/** Takes over orders that are open at the venue and not in the ledger. */
export class OrderAdoption {
  readonly #ports: OrderAdoptionPorts

  constructor(ports: OrderAdoptionPorts) {
    this.#ports = ports
  }

  /** What would be written. @throws EngineError `RESOLUTION_NOT_POSSIBLE`. */
  facts(report: VenueOrderReport, wish: ResolutionWish): Fact[] {
    this.#requireAdoptable(report)
    const timeMs = this.#ports.clock.nowMs()
    const fills = report.fills.map((fact): Fact => ({ kind: 'venue', fact, timeMs }))
    return [{ kind: 'orderAdopted', terms: this.#termsOf(report, wish), timeMs }, ...fills]
  }

  /** Once: an order that is known here already is left as it is. Its executions are booked with it. */
  adopt(report: VenueOrderReport, wish: ResolutionWish): void {
    const { store, journal, observer, apply, clock } = this.#ports
    const { orderId, venueOrderId } = report
    if (store.get(orderId)) return
    this.#requireAdoptable(report)
    const terms = this.#termsOf(report, wish)
    const timeMs = clock.nowMs()
    const order: Order = { ...pendingOrder(terms), state: { kind: 'working' }, venueOrderId, updatedAtMs: timeMs }
    store.put(order)
    journal.append({ fact: { kind: 'orderAdopted', terms, timeMs }, order }, () => observer.orderUpdated(order))
    for (const fact of report.fills) {
      const current = store.get(orderId)
      if (current) apply(current, { kind: 'venue', fact, timeMs })
    }
  }

  /** Executions that the position has already would be in it twice. */
  #requireAdoptable({ orderId, filledQuantity, instrumentId }: VenueOrderReport): void {
    const isMissing = this.#ports.book
      .open()
      .some(({ finding }) => finding.kind === 'position' && finding.instrumentId === instrumentId)
    if (filledQuantity.isZero() || isMissing) return
    throw new EngineError(
      'RESOLUTION_NOT_POSSIBLE',
      `${orderId} was filled in part, and the ledger's position has that part already. Cancel it at the venue, or let it be.`,
    )
  }

  #termsOf(report: VenueOrderReport, wish: ResolutionWish): OrderTerms {
    const { orderId, instrumentId, side, type, quantity, limitPrice, triggerPrice, reduceOnly } = report
    return {
      ...PLAIN_ORDER,
      orderId,
      accountId: this.#ports.accountId,
      instrumentId,
      owner: wish.owner ?? UNASSIGNED,
      source: 'adopted',
      role: roleOf(report),
      parentOrderId: undefined,
      idempotencyKey: `adopted-${orderId}`,
      side,
      type,
      quantity,
      limitPrice,
      triggerPrice,
      timeInForce: 'GTC',
      reduceOnly,
      stopLossPrice: undefined,
      takeProfitPrice: undefined,
      reason: `${isOurs(orderId) ? 'found again' : 'placed elsewhere'}: ${reasonOf(wish)}`,
      createdAtMs: this.#ports.clock.nowMs(),
    }
  }
}

/** Never a plain close: that ends with its owner's position, and this one's owner may hold none. */
function roleOf({ reduceOnly, type }: VenueOrderReport): OrderTerms['role'] {
  if (!reduceOnly) return 'entry'
  return type === 'stop' || type === 'stopLimit' || type === 'trailingStop' ? 'stopLoss' : 'takeProfit'
}
