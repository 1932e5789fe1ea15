import type { Clock, Disposable, Logger } from '../base/index.ts'
import { type Denial, type InstrumentId, isTerminal, type Order, type OrderId, type Price } from '../domain/index.ts'
import type { FactRecorder } from './fact-recorder.ts'
import type { FundsTurns } from './funds-turns.ts'
import { isSameTerms } from './order-amendment.ts'
import { isHeld, isLeaving, venueFact } from './order-machine.ts'
import type { OrderOutbox } from './order-outbox.ts'
import type { Hindrance, ReleaseDesk } from './order-release.ts'
import type { OrderStore } from './order-store.ts'
import { isReached, releasedTerms, releaseKey, trailedTrigger } from './order-triggers.ts'

/** The trigger of a trailing stop is written down at most this often, session time. */
const TRAIL_STORE_MS = 60_000
/** Between two attempts to end an order whose time is up. */
const END_RETRY_MS = 30_000
/** Session time after which risk is asked again about an order for which the others of its group have gone; then twice as long, and so on. */
export const REFUSED_RETRY_MS = 30_000
/** But at least this often. */
const LONGEST_REFUSED_MS = 3_600_000
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

/** An order whose price has come, as it was then, and the price. */
interface Due {
  readonly order: Order
  readonly price: number
  /** The others have gone for it, and it could not be sent. */
  readonly putOff?: PutOff
}

/** When it is tried again, and how long that takes, session time. */
interface PutOff {
  readonly untilMs: number
  readonly waitMs: number
}

export interface OrderWatchPorts {
  readonly store: OrderStore
  readonly recorder: FactRecorder
  readonly outbox: OrderOutbox
  readonly release: ReleaseDesk
  readonly turns: Pick<FundsTurns, 'restOf' | 'hasRoom' | 'forget'>
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
  /** Those for which others of their group have to go first. */
  readonly #due = new Map<OrderId, Due>()
  #timer: Disposable | undefined
  #isBegun = false

  constructor(ports: OrderWatchPorts) {
    this.#ports = ports
  }

  /** From here on orders are set free and ended; what was due meanwhile is done now. */
  begin(): void {
    this.#isBegun = true
    for (const order of this.#ports.store.open()) if (isHeld(order.terms)) this.#takeUp(order)
    for (const order of this.#ports.store.open()) if (this.#isDue(order)) this.#setDueFree(order)
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

  /** An order of a group has ended: one that has waited for that is set free. */
  handleRoom(instrumentId: InstrumentId): void {
    if (this.#due.size === 0) return
    this.#forgetEnded(this.#due)
    for (const order of this.#ports.store.held(instrumentId)) if (this.#isDue(order)) this.#setDueFree(order)
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
    if (this.#isDue(order)) return this.#setDueFree(order)
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

  /** Where its prices have been changed since, they have not come. */
  #isDue(order: Order): boolean {
    const { orderId, quantity } = order.terms
    const due = this.#due.get(orderId)
    if (!due) return false
    if (isSameTerms({ ...due.order.terms, quantity }, order.terms)) return true
    this.#due.delete(orderId)
    this.#ports.turns.forget(order)
    // Its time counts again.
    this.schedule()
    return false
  }

  #setDueFree(order: Order): void {
    const due = this.#due.get(order.terms.orderId)
    if (!due || order.state.kind !== 'working' || !this.#isBegun) return
    if (due.putOff === undefined || this.#ports.clock.nowMs() >= due.putOff.untilMs) this.#setFree(order, due.price)
  }

  #setFree(order: Order, price: number): void {
    const { release, turns } = this.#ports
    const { orderId, awaitsFunds } = order.terms
    const terms = { ...releasedTerms(order, price), quantity: turns.restOf(order) }
    if (terms.quantity.isZero())
      return this.#end(order, 'cancelled', 'another order of its group has traded what it was for')
    // Asked before the others are sent away.
    const hindrance = awaitsFunds && !this.#due.has(orderId) ? release.hindrance(order, terms) : undefined
    if (hindrance) return hindrance.kind === 'denied' ? this.#reject(order, price, hindrance.denial) : undefined
    if (!turns.hasRoom(order)) return void this.#due.set(orderId, { order, price })
    const outcome = release.place(order, awaitsFunds ? { ...terms, ...ALONE } : terms)
    if (outcome.kind === 'placed') this.#endReleased(order)
    else if (awaitsFunds) this.#putOff({ order, price }, outcome)
    else if (outcome.kind === 'denied') this.#reject(order, price, outcome.denial)
  }

  /** The others have gone for it, and nothing else trades what it is for: it is tried again until its time is up. */
  #putOff(due: Due, outcome: Hindrance): void {
    const { orderId } = due.order.terms
    const { clock, logger } = this.#ports
    const earlier = this.#due.get(orderId)?.putOff
    if (outcome.kind === 'later') {
      this.#due.set(orderId, { ...due, putOff: earlier ?? { untilMs: clock.nowMs(), waitMs: 0 } })
    } else {
      const waitMs = Math.min(Math.max((earlier?.waitMs ?? 0) * 2, REFUSED_RETRY_MS), LONGEST_REFUSED_MS)
      this.#due.set(orderId, { ...due, putOff: { untilMs: clock.nowMs() + waitMs, waitMs } })
      const reason = outcome.denial.message
      logger.error('risk refuses an order for which others have gone; it is tried again', { orderId, reason, waitMs })
    }
    this.schedule()
  }

  #reject(order: Order, price: number, { message }: Denial): void {
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
    this.#due.delete(orderId)
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
        ({ terms }) =>
          terms.handling === 'engine' &&
          terms.timeInForce === 'GTD' &&
          terms.expireAtMs !== undefined &&
          !this.#isComing(terms.orderId),
      )
  }

  /** Its price came in time, and nothing but others that are to go first is in its way. */
  #isComing(id: OrderId): boolean {
    const due = this.#due.get(id)
    return due !== undefined && due.putOff === undefined
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
    this.#forgetEnded(this.#askedToEnd)
    this.schedule()
  }

  #forgetEnded(known: Map<OrderId, unknown>): void {
    for (const id of known.keys()) {
      const order = this.#ports.store.get(id)
      if (!order || isTerminal(order.state)) known.delete(id)
    }
  }
}

/** The others have gone. */
const ALONE = { ocoGroup: undefined, awaitsFunds: undefined } as const
