import { Decimal, ZERO } from '../base/index.ts'
import type { InstrumentId, Order, Quantity, Side, Standing, TradingVenue } from '../domain/index.ts'
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
   * market where the venue locks what an order sells, from before it is sent.
   */
  toProtect(standing: Standing): Quantity {
    const { books, venue } = this.#ports
    const held = books.ownerQuantity(standing.instrumentId, standing.owner)
    if (venue.capabilities.locksHoldings && held.gt(ZERO)) return this.unclosed(standing, isSelling)
    const isAlone = books.netQuantity(standing.instrumentId).eq(held)
    return isAlone ? (held.abs() as Quantity) : this.unclosed(standing, isClosing)
  }

  /** Unsigned: what the owner holds less what the closes that are meant will take. */
  unclosed(standing: Standing, isMeant: (order: Order) => boolean): Quantity {
    const { books, store } = this.#ports
    const closing = store.open(standing).filter(isMeant)
    const held = books.ownerQuantity(standing.instrumentId, standing.owner).abs()
    return Decimal.max(ZERO, held.sub(totalRemaining(closing))) as Quantity
  }

  /** Unsigned: what buying, or selling, has made the owner hold; zero where it is on the other side. */
  heldOn({ instrumentId, owner }: Standing, side: Side): Quantity {
    const held = this.#ports.books.ownerQuantity(instrumentId, owner)
    return Decimal.max(ZERO, side === 'buy' ? held : held.neg()) as Quantity
  }

  /**
   * The venue nets all owners: where another one holds the other side, it has less to reduce than this owner has to
   * close, and refuses or cuts what is reduce-only.
   */
  shrinksNet(instrumentId: InstrumentId, exitSide: Side, quantity: Quantity): boolean {
    const net = this.#ports.books.netQuantity(instrumentId)
    return (exitSide === 'sell' ? net : net.neg()).gte(quantity)
  }
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
