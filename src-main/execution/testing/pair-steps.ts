import { EngineError } from '../../base/index.ts'
import { type Denial, HAND, type OrderId, price, quantity } from '../../domain/index.ts'
import type { NewOrderTerms } from '../execution.ts'
import type { BenchDesk } from './bench-desk.ts'
import { ExitSteps } from './exit-steps.ts'
import { BTC, newTerms } from './terms.ts'

const REFUSED: Denial = {
  code: 'STALE',
  message: 'no',
  measured: 0,
  limit: 0,
  unit: '',
  quantityThatFits: undefined,
}

/** Two orders that exclude each other. */
export interface Pair {
  readonly limit: OrderId
  readonly stop: OrderId
}

/** What of the terms differs. */
export interface PairChange {
  readonly limit?: Partial<NewOrderTerms>
  readonly stop?: Partial<NewOrderTerms>
}

/** What tests do with a limit that stands at the venue for two, and a stop that the engine waits with until that has gone. */
export class PairSteps {
  readonly #desk: () => BenchDesk

  constructor(desk: () => BenchDesk) {
    this.#desk = desk
  }

  /** Two are held: a sell at 120 stands at the venue, the engine waits with a stop at 90. */
  sell({ limit, stop }: PairChange = {}): Pair {
    new ExitSteps(this.#desk).holdBare(2)
    return this.#place({
      limit: { side: 'sell', limitPrice: price(120), ...limit },
      stop: { side: 'sell', triggerPrice: price(90), ...stop },
    })
  }

  /** Nothing is held: a buy at 90 stands at the venue, the engine waits with a stop at 110. */
  buy({ limit, stop }: PairChange = {}): Pair {
    return this.#place({
      limit: { side: 'buy', limitPrice: price(90), ...limit },
      stop: { side: 'buy', triggerPrice: price(110), ...stop },
    })
  }

  reach(at: number): void {
    this.#desk().execution.handlePrices(BTC, { low: at, high: at })
  }

  held(): string {
    return this.#desk().books.ownerQuantity(BTC, HAND).toFixed()
  }

  /** What an order has been sent as. */
  sent(from: OrderId): OrderId {
    const found = this.#desk()
      .execution.openOrders()
      .find(({ terms }) => terms.parentOrderId === from)
    if (!found) throw new Error(`nothing has been sent for ${from}`)
    return found.terms.orderId
  }

  /** The venue answers every cancel of the order that it is too late, until the returned function is called. */
  keep(order: OrderId): () => void {
    const { orders } = this.#desk().venue
    const kept = orders.get(order)
    orders.delete(order)
    return () => void (kept && orders.set(order, kept))
  }

  /** All that the orders at the venue are for is traded there. */
  fillAll(at: number): void {
    const desk = this.#desk()
    for (const { request } of desk.venue.openOrders()) desk.fill(request.orderId, 2, at)
  }

  states(...orders: OrderId[]): string[] {
    return orders.map((order) => this.#desk().state(order))
  }

  /** Risk refuses from here on; the returned function tells how often it was asked since. */
  refuse(): () => number {
    let asked = 0
    this.#desk().releaseDenial = REFUSED
    this.#desk().onReleaseCheck = () => void (asked += 1)
    return () => asked
  }

  /** Nobody can tell from here on whether risk would refuse. */
  hidePrices(): void {
    this.#desk().onReleaseCheck = () => {
      throw new EngineError('PRICE_UNAVAILABLE', 'there is no fresh price')
    }
  }

  /** How often the venue was asked to cancel it. */
  cancels(order: OrderId): number {
    return this.#desk().venue.commands.filter((command) => command === `cancel ${order}`).length
  }

  /** A part of an order that the venue has just cancelled had traded before; nobody has been told either yet. */
  tradePart(order: OrderId, amount: number, at: number): void {
    const { venue } = this.#desk()
    const answers = venue.outbox.splice(0)
    const known = venue.orders.get(order)
    if (!known) throw new Error(`the venue has no order ${order}`)
    const { state } = known
    known.state = 'working'
    venue.fill(order, amount, at)
    if (!venue.isOpen(known)) venue.outbox.push(...answers.filter(({ orderId }) => orderId !== order))
    else {
      known.state = state
      venue.outbox.push(...answers)
    }
  }

  #place(change: Required<PairChange>): Pair {
    const both = { quantity: quantity(2), ocoGroup: 'oco-1' } as const
    const limit = newTerms({ ...both, type: 'limit', idempotencyKey: 'limit-key-1', ...change.limit })
    const waits = { type: 'stop', handling: 'engine', awaitsFunds: true, idempotencyKey: 'stop-key-01' } as const
    return {
      limit: this.#desk().place(limit),
      stop: this.#desk().place(newTerms({ ...both, ...waits, ...change.stop })),
    }
  }
}
