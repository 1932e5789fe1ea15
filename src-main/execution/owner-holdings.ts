import { Decimal, ZERO } from '../base/index.ts'
import {
  opposite,
  type Order,
  type OrderTerms,
  type Quantity,
  type Side,
  type Standing,
  type TradingVenue,
} from '../domain/index.ts'
import { lockedQuantity } from './holding-locks.ts'
import { isHeld } from './order-machine.ts'
import type { OrderStore } from './order-store.ts'
import type { Books } from './ports.ts'
import { isConfirmed, totalRemaining } from './protection.ts'

export interface OwnerHoldingsPorts {
  readonly store: Pick<OrderStore, 'open'>
  readonly books: Pick<Books, 'ownerQuantity' | 'netQuantity'>
  readonly venue: Pick<TradingVenue, 'capabilities'>
}

/** What one owner holds beside the others: the venue knows only the net of all. */
export class OwnerHoldings {
  readonly #ports: OwnerHoldingsPorts

  constructor(ports: OwnerHoldingsPorts) {
    this.#ports = ports
  }

  /**
   * Unsigned. The venue's reduce-only looks at the net of all owners. Where another owner holds the instrument too, it does
   * not keep an exit and a close from both filling: the close at market then takes the place of the exits. So does every sell at
   * market where the venue locks what an order sells, from before it is sent; what others of the owner's orders sell has no exit.
   */
  toProtect(standing: Standing): Quantity {
    const { books, venue } = this.#ports
    const held = books.ownerQuantity(standing.instrumentId, standing.owner)
    if (venue.capabilities.locksHoldings && held.gt(ZERO))
      return this.#free(standing, this.#unclosed(standing, held, isSelling))
    return this.#isNet(standing) ? (held.abs() as Quantity) : this.#unclosed(standing, held, isClosing)
  }

  /**
   * Unsigned: what of a holding has an exit, or may have one, where the venue locks what an order sells; all of it where it
   * does not. What an order of the owner's own keeps finds no exit at the venue beside it.
   */
  freeForExits(standing: Standing): Quantity {
    const { books, venue } = this.#ports
    const held = books.ownerQuantity(standing.instrumentId, standing.owner)
    if (!venue.capabilities.locksHoldings || !held.gt(ZERO)) return held.abs() as Quantity
    return this.#free(standing, held)
  }

  /** Unsigned: what the owner holds against this side, less what its closes at market on their way will take of it. */
  closable(standing: Standing, side: Side): Quantity {
    const held = this.heldOn(standing, opposite(side))
    return this.#unclosed(standing, held, ({ terms }) => terms.role === 'close' && isTrading(terms, side))
  }

  /** Unsigned: what buying, or selling, has made the owner hold; zero where it is on the other side. */
  heldOn({ instrumentId, owner }: Standing, side: Side): Quantity {
    const held = this.#ports.books.ownerQuantity(instrumentId, owner)
    return Decimal.max(ZERO, side === 'buy' ? held : held.neg()) as Quantity
  }

  /**
   * The venue nets all owners: where another one holds the other side, it has less to reduce than this owner has to
   * close, and refuses or cuts what is reduce-only. What is on its way to the venue counts as having reduced it.
   */
  shrinksNet({ instrumentId, owner }: Standing, exitSide: Side, quantity: Quantity): boolean {
    if (this.#isNet({ instrumentId, owner })) return true
    const { books, store } = this.#ports
    const net = books.netQuantity(instrumentId)
    const underway = store.open({ instrumentId }).filter(({ terms }) => isTrading(terms, exitSide))
    return (exitSide === 'sell' ? net : net.neg()).sub(totalRemaining(underway)).gte(quantity)
  }

  /**
   * An exit that goes to market as the venue can execute it. Where the net has less to reduce than it is to close, it is not
   * reduce-only, and of no more than the owner has left to close: what it opens at the venue is the position of the others,
   * who hold that much against it. Should the net grow on its way, nothing changes by that; should it shrink below what
   * was still reduce-only, the venue cuts or refuses it, and it goes again.
   * Undefined: the owner's closes on their way leave nothing to close.
   */
  asClose<Exit extends Pick<OrderTerms, 'instrumentId' | 'owner' | 'side' | 'quantity' | 'reduceOnly'>>(
    exit: Exit,
  ): Exit | undefined {
    const { side, quantity: wanted } = exit
    if (this.shrinksNet(exit, side, wanted)) return exit
    const quantity = Decimal.min(wanted, this.closable(exit, side)) as Quantity
    if (!quantity.gt(ZERO)) return undefined
    return { ...exit, quantity, reduceOnly: this.shrinksNet(exit, side, quantity) }
  }

  /** The net of all is what this owner holds: it is alone, or the others cancel out. */
  #isNet({ instrumentId, owner }: Standing): boolean {
    const { books } = this.#ports
    return books.netQuantity(instrumentId).eq(books.ownerQuantity(instrumentId, owner))
  }

  /** An exit that stands has found what it sells: it is not taken away for an order that was found beside it. */
  #free(standing: Standing, quantity: Quantity): Quantity {
    const open = this.#ports.store.open(standing)
    const kept = lockedQuantity(open.filter(isResting), standing.instrumentId)
    const covered = totalRemaining(open.filter(isStandingStop))
    return Decimal.min(quantity, Decimal.max(ZERO, quantity.sub(kept), covered)) as Quantity
  }

  #unclosed(standing: Standing, held: Quantity, isMeant: (order: Order) => boolean): Quantity {
    const closing = this.#ports.store.open(standing).filter(isMeant)
    return Decimal.max(ZERO, held.abs().sub(totalRemaining(closing))) as Quantity
  }
}

/** At market, and not waiting here for its price. */
function isTrading(terms: OrderTerms, side: Side): boolean {
  return terms.type === 'market' && terms.side === side && !isHeld(terms)
}

/**
 * A sell at market, by a hand or a strategy, sent or not. Not one of unknown outcome: it may never have come, and if it has,
 * the venue refuses the exits that stand for it meanwhile.
 */
function isSelling({ terms, state }: Order): boolean {
  return state.kind !== 'unknown' && terms.source !== 'protection' && terms.type === 'market' && terms.side === 'sell'
}

/** A close at market, by a hand or a strategy, that stands at the venue. */
function isClosing(order: Order): boolean {
  const { source, role, type } = order.terms
  return source !== 'protection' && role === 'close' && type === 'market' && isConfirmed(order)
}

/** It waits at the venue for its price, or is about to. */
function isResting({ terms }: Order): boolean {
  return terms.source !== 'protection' && terms.type !== 'market'
}

function isStandingStop(order: Order): boolean {
  const { source, role } = order.terms
  return source === 'protection' && role === 'stopLoss' && isConfirmed(order)
}
