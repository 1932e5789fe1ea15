import { type Clock, ZERO } from '../../../src-main/base/index.ts'
import { orderId } from '../../../src-main/domain/index.ts'
import { isPostOnly } from './order-kind.ts'
import { type Execution, isListed, isOpen, type OrderTerms, type VenueOrder } from './venue-order.ts'

/** An execution together with the order that it belongs to. */
export interface OwnTrade {
  readonly order: VenueOrder
  readonly execution: Execution
}

/** By which of its two names an order is meant. */
export interface OrderName {
  readonly symbol: string
  readonly orderId: number | undefined
  readonly clientOrderId: string | undefined
}

/** Every order and execution of a side, oldest first. Nothing is ever removed. */
export class OrderStore {
  readonly orders: VenueOrder[] = []
  readonly trades: OwnTrade[] = []
  readonly #clock: Clock
  readonly #byKey = new Map<string, VenueOrder>()
  readonly #open = new Set<VenueOrder>()
  #orderId = 1_000
  #algoId = 3_000_000
  #tradeId = 50_000

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** @param kind `algo`: waits under an algo id and has no order id yet. */
  add(terms: OrderTerms, kind: 'order' | 'algo' | 'liquidation'): VenueOrder {
    const nowMs = this.#clock.nowMs()
    const isWaiting = terms.stopPrice !== undefined || terms.callbackRate !== undefined
    const order: VenueOrder = {
      key: orderId(`o-${this.orders.length + 1}`),
      orderId: kind === 'algo' ? 0 : ++this.#orderId,
      terms,
      status: 'NEW',
      isWaiting,
      isTaking: !isWaiting && !isPostOnly(terms),
      executions: [],
      algo: kind === 'algo' ? { algoId: ++this.#algoId, status: 'NEW', triggerMs: 0 } : undefined,
      createdMs: nowMs,
      updatedMs: nowMs,
      isLiquidation: kind === 'liquidation',
    }
    this.orders.push(order)
    this.#byKey.set(order.key, order)
    this.#open.add(order)
    return order
  }

  /** A conditional order becomes an order like the others. */
  list(order: VenueOrder): void {
    order.orderId = ++this.#orderId
  }

  open(symbol?: string): VenueOrder[] {
    return [...this.#open].filter(({ terms }) => symbol === undefined || terms.symbol === symbol)
  }

  /** Newest first, because a client id may come again once its order has ended. */
  find({ symbol, orderId, clientOrderId }: OrderName): VenueOrder | undefined {
    return this.orders.findLast(
      (order) =>
        isListed(order) &&
        order.terms.symbol === symbol &&
        (orderId === undefined ? order.terms.clientOrderId === clientOrderId : order.orderId === orderId),
    )
  }

  findAlgo(algoId: number | undefined, clientAlgoId: string | undefined): VenueOrder | undefined {
    return this.orders.findLast(({ algo, terms }) =>
      algoId === undefined
        ? algo !== undefined && terms.clientOrderId === clientAlgoId
        : algo !== undefined && algo.algoId === algoId,
    )
  }

  byKey(key: string): VenueOrder | undefined {
    return this.#byKey.get(key)
  }

  /** Refused only while the earlier order of that id is open, as on the exchange. */
  isUsed(clientOrderId: string): boolean {
    return this.open().some(({ terms }) => terms.clientOrderId === clientOrderId)
  }

  execute(order: VenueOrder, part: Omit<Execution, 'tradeId' | 'timeMs'>): Execution {
    const execution: Execution = { ...part, tradeId: ++this.#tradeId, timeMs: this.#clock.nowMs() }
    order.executions.push(execution)
    order.updatedMs = execution.timeMs
    this.trades.push({ order, execution })
    const rest = order.executions.reduce((sum, { quantity }) => sum.sub(quantity), order.terms.quantity)
    order.status = rest.gt(ZERO) ? 'PARTIALLY_FILLED' : 'FILLED'
    if (!isOpen(order)) this.#open.delete(order)
    return execution
  }

  end(order: VenueOrder, status: 'CANCELED' | 'EXPIRED'): void {
    order.status = status
    this.#open.delete(order)
    order.isWaiting = false
    order.isTaking = false
    order.updatedMs = this.#clock.nowMs()
  }
}
