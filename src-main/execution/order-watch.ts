import type { Clock, Disposable, Logger } from '../base/index.ts'
import { type InstrumentId, isTerminal, type Order, type OrderId, type Price } from '../domain/index.ts'
import type { FactRecorder } from './fact-recorder.ts'
import { isHeld, isLeaving, venueFact } from './order-machine.ts'
import type { OrderOutbox } from './order-outbox.ts'
import type { ReleaseDesk } from './order-release.ts'
import type { OrderStore } from './order-store.ts'
import { isReached, releasedTerms, releaseKey, trailedTrigger } from './order-triggers.ts'

/** The trigger of a trailing stop is written down at most this often, session time. */
const TRAIL_STORE_MS = 60_000
/** Between two attempts to end an order whose time is up. */
const END_RETRY_MS = 30_000
/** Timers of the machine hold no more than about 24 days. */
const LONGEST_WAIT_MS = 86_400_000

/** Prices of one instrument in a stretch of time: one trade, or a bar, which fits as it is. */
export interface PriceSpan {
  readonly low: number
  readonly high: number
  /** Of a bar: an order that was made or changed since is not meant by what came before, only by the close. */
  readonly openTimeMs?: number
  readonly close?: number
}

export interface OrderWatchPorts {
  readonly store: OrderStore
  readonly recorder: FactRecorder
  readonly outbox: OrderOutbox
  readonly release: ReleaseDesk
  /** Session clock. */
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * Sees to what the venue does not offer: waits for the price of stops, targets and trailing stops, and ends orders in time.
 * Each sets one plain order free, once: that order is written down before the waiting one is ended, under a key that tells
 * whether it was.
 */
export class OrderWatch implements Disposable {
  readonly #ports: OrderWatchPorts
  /** When the trigger of a trailing stop was last written down. */
  readonly #storedAt = new Map<OrderId, number>()
  /** Newest triggers of trailing stops. */
  readonly #triggers = new Map<OrderId, Price>()
  readonly #movedAt = new Map<OrderId, number>()
  readonly #askedToEnd = new Map<OrderId, number>()
  #timer: Disposable | undefined
  #isBegun = false

  constructor(ports: OrderWatchPorts) {
    this.#ports = ports
  }

  /** From here on orders are set free and ended; what was due meanwhile is done now. */
  begin(): void {
    this.#isBegun = true
    for (const order of this.#ports.store.open()) if (isHeld(order.terms)) this.#takeUp(order)
    this.schedule()
  }

  suspend(): void {
    this.#isBegun = false
    this.dispose()
  }

  /** The price has been there: at a trade, or anywhere within a bar. */
  handlePrices(instrumentId: InstrumentId, span: PriceSpan): void {
    for (const order of this.#ports.store.held(instrumentId)) this.#look(order, span)
  }

  /** Looks anew when the next order has to end. */
  schedule(): void {
    this.dispose()
    if (!this.#isBegun) return
    const { clock } = this.#ports
    const nextMs = this.#nextEndMs()
    if (nextMs === undefined) return
    const waitMs = Math.min(Math.max(nextMs - clock.nowMs(), 0), LONGEST_WAIT_MS)
    this.#timer = clock.setTimer(waitMs, () => this.#endDue())
  }

  dispose(): void {
    this.#timer?.dispose()
    this.#timer = undefined
  }

  /** An earlier run may have ended before it could say that it holds the order, or that it has set it free. */
  #takeUp(order: Order): void {
    const { outbox, recorder, clock } = this.#ports
    const { orderId } = order.terms
    if (order.state.kind === 'pending' && !outbox.isOnItsWay(orderId)) {
      recorder.record(order, { kind: 'orderSubmitted', orderId, timeMs: clock.nowMs() })
    }
    this.#endReleased(order)
  }

  #look(order: Order, span: PriceSpan): void {
    if (order.state.kind !== 'working' || !this.#isBegun) return
    const { low, high } = this.#meantFor(order, span)
    const trigger = this.#triggers.get(order.terms.orderId) ?? order.terms.triggerPrice
    // Within a bar nobody knows what came first: the trigger as it was counts, then it follows.
    const reached = isReached(order.terms, trigger, low)
      ? low
      : isReached(order.terms, trigger, high)
        ? high
        : undefined
    if (reached !== undefined) this.#setFree(order, reached)
    else if (order.terms.trailing) this.#trail(order, trigger, order.terms.side === 'sell' ? high : low)
  }

  /** Nobody knows when within a bar its extremes came: those of before the order, or its present trigger, do not count. */
  #meantFor({ terms, updatedAtMs }: Order, span: PriceSpan): Pick<PriceSpan, 'low' | 'high'> {
    const changedAtMs = Math.max(updatedAtMs, this.#movedAt.get(terms.orderId) ?? 0)
    const { openTimeMs, close } = span
    if (openTimeMs === undefined || close === undefined || changedAtMs <= openTimeMs) return span
    return { low: close, high: close }
  }

  #trail(order: Order, trigger: Price | undefined, best: number): void {
    const { terms } = order
    const next = trailedTrigger(terms, trigger, best)
    if (!next || (trigger && next.eq(trigger))) return
    const nowMs = this.#ports.clock.nowMs()
    this.#triggers.set(terms.orderId, next)
    this.#movedAt.set(terms.orderId, nowMs)
    if (nowMs - (this.#storedAt.get(terms.orderId) ?? Number.NEGATIVE_INFINITY) < TRAIL_STORE_MS) return
    this.#storedAt.set(terms.orderId, nowMs)
    const { orderId, quantity, limitPrice } = terms
    const fact = { kind: 'amended', orderId, quantity, limitPrice, triggerPrice: next, timeMs: nowMs } as const
    this.#ports.recorder.record(order, venueFact(fact))
  }

  #setFree(order: Order, price: number): void {
    const outcome = this.#ports.release.place(order, releasedTerms(order, price))
    if (outcome.kind === 'placed') this.#endReleased(order)
    if (outcome.kind !== 'denied') return
    const { message } = outcome.denial
    this.#end(order, 'rejected', `its price came at ${price}, and the risk check refused it: ${message}`)
  }

  /** Where its order has been placed, also by an earlier run that ended before it could say so. */
  #endReleased(order: Order): void {
    const sent = this.#ports.store.byKey(releaseKey(order.terms.orderId))
    if (sent) this.#end(order, 'cancelled', `its price has come: sent as ${sent.terms.orderId}`)
  }

  #end({ terms: { orderId } }: Order, kind: 'cancelled' | 'expired' | 'rejected', reason: string): void {
    const { store, recorder, clock } = this.#ports
    const order = store.get(orderId)
    if (!order || isTerminal(order.state)) return
    recorder.record(order, venueFact({ kind, orderId, reason, timeMs: clock.nowMs() }))
    this.#triggers.delete(orderId)
    this.#movedAt.delete(orderId)
    this.#storedAt.delete(orderId)
  }

  #nextEndMs(): number | undefined {
    const times = this.#ending().map((order) => this.#endMs(order))
    return times.length === 0 ? undefined : Math.min(...times)
  }

  #endMs({ terms: { orderId, expireAtMs } }: Order): number {
    const askedMs = this.#askedToEnd.get(orderId)
    return askedMs === undefined ? Number(expireAtMs) : askedMs + END_RETRY_MS
  }

  /** Open orders that the engine has to end in time. */
  #ending(): Order[] {
    return this.#ports.store
      .open()
      .filter(
        ({ terms }) => terms.handling === 'engine' && terms.timeInForce === 'GTD' && terms.expireAtMs !== undefined,
      )
  }

  #endDue(): void {
    const { clock, outbox } = this.#ports
    const nowMs = clock.nowMs()
    for (const order of this.#ending()) {
      const { terms } = order
      if (this.#endMs(order) > nowMs) continue
      if (isHeld(terms)) {
        this.#end(order, 'expired', 'its time was up')
      } else {
        this.#askedToEnd.set(terms.orderId, nowMs)
        if (!isLeaving(order)) outbox.cancelOpen(terms.orderId, 'its time was up')
      }
    }
    this.#forgetEnded()
    this.schedule()
  }

  #forgetEnded(): void {
    for (const id of this.#askedToEnd.keys()) {
      const order = this.#ports.store.get(id)
      if (!order || isTerminal(order.state)) this.#askedToEnd.delete(id)
    }
  }
}
