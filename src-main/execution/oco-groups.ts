import { BoundedMap, type Clock, Decimal, type Disposable, type Logger, ZERO } from '../base/index.ts'
import { isTerminal, opposite, type Order, type OrderId, type OrderTerms, type Quantity } from '../domain/index.ts'
import type { BookedQuantity, RecordedChange } from './fact-recorder.ts'
import type { FundsTurns } from './funds-turns.ts'
import { isLeaving } from './order-machine.ts'
import type { OrderOutbox } from './order-outbox.ts'
import { KEPT_ENDED_ORDERS, type OrderStore } from './order-store.ts'
import { CLOSE_AT_MARKET, type ProtectionTerms } from './protective-terms.ts'

/** Session time after which one that the venue would not let go is asked to go again. */
export const CANCEL_RETRY_MS = 30_000

export interface OcoGroupsPorts {
  readonly store: OrderStore
  /** Session clock. */
  readonly clock: Pick<Clock, 'setTimer'>
  readonly outbox: Pick<OrderOutbox, 'cancelOpen'>
  readonly turns: Pick<FundsTurns, 'waiting' | 'sentFor' | 'handleChange'>
  readonly placeProtection: (terms: ProtectionTerms) => void
  readonly logger: Logger
}

/**
 * Orders of one group exclude each other: the first that fills, if only in part, ends the others. Which has filled stands
 * in the orders themselves, so that a restart finds what is left to be done.
 */
export class OcoGroups implements Disposable {
  readonly #ports: OcoGroupsPorts
  /** By group; the orders of a group tell it again after a restart. A winner has ended, or soon will: it is kept as long as such an order. */
  readonly #winners = new BoundedMap<string, OrderId>(KEPT_ENDED_ORDERS)
  /** Closes of what was found out before orders may be placed. */
  readonly #deferred: (() => void)[] = []
  #retryTimer: Disposable | undefined
  #isBegun = false

  constructor(ports: OcoGroupsPorts) {
    this.#ports = ports
  }

  /** From here on orders are cancelled and placed; also where a group has filled meanwhile. */
  begin(): void {
    this.#isBegun = true
    for (const act of this.#deferred.splice(0)) act()
    this.#cancelLeftOver()
  }

  suspend(): void {
    this.#isBegun = false
    this.dispose()
  }

  dispose(): void {
    this.#retryTimer?.dispose()
    this.#retryTimer = undefined
  }

  /** The account was set back. */
  handleReset(): void {
    this.#winners.clear()
    this.#deferred.length = 0
  }

  /** A fact about an order has been recorded. */
  handleChange({ previous, order, fill }: RecordedChange): void {
    if (order.terms.ocoGroup === undefined) return
    const { turns } = this.#ports
    const waiting = turns.waiting(order)
    if (waiting && !turns.sentFor(waiting)) return this.#handleTurn(order, waiting)
    if (!fill) return this.#follow(previous, order)
    const winner = this.#winnerOf(order)
    const isWinner = !winner || winner.terms.orderId === order.terms.orderId
    if (!isWinner) this.#handleExcess(order, openedBy(order, fill))
    this.#endOthers(order, isWinner ? order : winner)
  }

  /** One that came in the place of another goes too where that has filled after all. */
  #handleTurn(order: Order, waiting: Order): void {
    this.#ports.turns.handleChange(order, waiting)
    if (order.state.kind === 'filled') this.#endOthers(order, order)
  }

  /** One that the venue would not let go is asked to go again, and not at once: it would be refused again, and again. */
  #follow(previous: Order, order: Order): void {
    const winner = this.#winnerOf(order)
    const stands = order.state.kind === 'working' || order.state.kind === 'partiallyFilled'
    if (!stands || !winner || winner.terms.orderId === order.terms.orderId) return
    if (!isLeaving(previous)) return this.#cancel(order, winner)
    this.#retryTimer ??= this.#ports.clock.setTimer(CANCEL_RETRY_MS, () => {
      this.#retryTimer = undefined
      this.#cancelLeftOver()
    })
  }

  #cancelLeftOver(): void {
    for (const order of this.#ports.store.open()) {
      const winner = this.#winnerOf(order)
      if (winner && winner.terms.orderId !== order.terms.orderId) this.#cancel(order, winner)
    }
  }

  /**
   * The first of the group that has filled; after a restart the one that nobody has asked to go. Where one has waited for the
   * others to go, what it was sent as.
   */
  #winnerOf(order: Order): Order | undefined {
    const { ocoGroup } = order.terms
    if (ocoGroup === undefined) return undefined
    const waiting = this.#ports.turns.waiting(order)
    if (waiting) return this.#winnerInTurn(order, waiting)
    const known = this.#winners.get(ocoGroup)
    if (known) return this.#ports.store.get(known)
    const filled = this.#ports.store.ofGroup(ocoGroup).filter(({ filledQuantity }) => filledQuantity.gt(ZERO))
    const winner = filled.find((each) => each.state.kind !== 'cancelled' && !isLeaving(each)) ?? filled[0]
    if (winner) this.#winners.set(ocoGroup, winner.terms.orderId)
    return winner
  }

  /** One that has ended without a trade leaves the others alone, and whoever has waited sees to itself. */
  #winnerInTurn(order: Order, waiting: Order): Order | undefined {
    const sent = waiting.terms.orderId === order.terms.orderId ? undefined : this.#ports.turns.sentFor(waiting)
    return sent && isTerminal(sent.state) && sent.filledQuantity.isZero() ? undefined : sent
  }

  #endOthers({ terms: { ocoGroup } }: Order, winner: Order): void {
    if (ocoGroup === undefined) return
    for (const other of this.#ports.store.ofGroup(ocoGroup)) {
      if (other.terms.orderId !== winner.terms.orderId) this.#cancel(other, winner)
    }
  }

  #cancel({ terms, state }: Order, winner: Order): void {
    if (!this.#isBegun || isTerminal(state)) return
    const what = winner.filledQuantity.isZero() ? 'was sent in its place' : 'has filled'
    this.#ports.outbox.cancelOpen(terms.orderId, `${winner.terms.orderId} of its group ${what}`)
  }

  /**
   * Both have filled before the venue could end one of them. What the second one opened is closed at market; what it closed
   * stays closed. Of exits protection sees to what went beyond the position.
   */
  #handleExcess({ terms }: Order, quantity: Quantity): void {
    const { orderId, instrumentId, owner, ocoGroup } = terms
    this.#ports.logger.error('two orders of a group have filled', { orderId, ocoGroup, instrumentId, owner, quantity })
    if (terms.role !== 'entry' || !quantity.gt(ZERO)) return
    if (this.#isBegun) this.#close(terms, quantity)
    else this.#deferred.push(() => this.#close(terms, quantity))
  }

  #close(terms: OrderTerms, quantity: Quantity): void {
    const { orderId, instrumentId, owner } = terms
    this.#ports.placeProtection({
      instrumentId,
      owner,
      ...CLOSE_AT_MARKET,
      // Its own exits go with it; without any, protection does not tell its part from the others.
      parentOrderId: hasExits(terms) ? orderId : undefined,
      side: opposite(terms.side),
      quantity,
      reduceOnly: false,
      reason: `${orderId} filled after another order of its group`,
    })
  }
}

function hasExits({ stopLossPrice, takeProfitPrice, exitPlan }: OrderTerms): boolean {
  return (stopLossPrice ?? takeProfitPrice ?? exitPlan) !== undefined
}

/** Unsigned: by how much the fill made a position larger on its own side. */
function openedBy({ terms: { side } }: Order, { before, after }: BookedQuantity): Quantity {
  const onSide = (held: Quantity): Decimal => Decimal.max(ZERO, side === 'buy' ? held : held.neg())
  return Decimal.max(ZERO, onSide(after).sub(onSide(before))) as Quantity
}
