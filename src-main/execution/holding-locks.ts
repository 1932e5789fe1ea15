import { Decimal, ZERO } from '../base/index.ts'
import type { InstrumentId, Order, Quantity, TradingVenue } from '../domain/index.ts'
import { isHeld, remainingQuantity } from './order-machine.ts'
import type { OrderStore } from './order-store.ts'
import type { Books } from './ports.ts'

export interface HoldingLocksPorts {
  readonly store: Pick<OrderStore, 'open'>
  readonly books: Pick<Books, 'ownerQuantity' | 'openPositions'>
  readonly venue: Pick<TradingVenue, 'capabilities'>
}

/**
 * Where an order keeps what it sells from every other one: whether an exit finds what it is to sell, or earlier ones have to
 * let go of it first. Only exits and sells at market count, which protection makes room for; a limit order that somebody has
 * placed stays, and it is for the venue to say what is left beside it.
 */
export class HoldingLocks {
  readonly #ports: HoldingLocksPorts

  constructor(ports: HoldingLocksPorts) {
    this.#ports = ports
  }

  /** True for an order that may be sent now. */
  isFree(order: Order): boolean {
    const { venue } = this.#ports
    if (!venue.capabilities.locksHoldings || !isMeant(order)) return true
    const locked = this.#lockedBeside(order)
    return locked.isZero() || locked.add(this.#needed(order)).lte(this.#holdings(order.terms.instrumentId))
  }

  /** True where less is held now than the order is to sell. */
  isTooMuch(order: Order): boolean {
    return this.#needed(order).lt(remainingQuantity(order))
  }

  #needed(order: Order): Decimal {
    const { instrumentId, owner } = order.terms
    const held = Decimal.max(ZERO, this.#ports.books.ownerQuantity(instrumentId, owner))
    return Decimal.min(remainingQuantity(order), held)
  }

  /** Of all owners: the venue does not tell them apart. */
  #holdings(instrumentId: InstrumentId): Decimal {
    return this.#ports.books
      .openPositions()
      .filter((position) => position.instrumentId === instrumentId && position.quantity.gt(ZERO))
      .reduce<Decimal>((sum, { quantity }) => sum.add(quantity), ZERO)
  }

  #lockedBeside({ terms }: Order): Decimal {
    return this.#ports.store
      .open({ instrumentId: terms.instrumentId })
      .filter((other) => other.terms.orderId !== terms.orderId && isMeant(other) && isAtVenue(other))
      .reduce<Decimal>((sum, other) => sum.add(lockedBy(other)), ZERO)
  }
}

function isMeant({ terms }: Order): boolean {
  return terms.side === 'sell' && !isHeld(terms) && (terms.source === 'protection' || terms.type === 'market')
}

/** A sell at market whose outcome nobody knows does not keep a person from trying again. */
function isAtVenue({ state, terms }: Order): boolean {
  return state.kind !== 'pending' && (state.kind !== 'unknown' || terms.type !== 'market')
}

/** What the venue keeps for orders that sell of the instrument and stand there, or are about to. */
export function lockedQuantity(orders: readonly Order[], instrumentId: InstrumentId): Quantity {
  const selling = orders.filter(
    ({ terms }) => terms.instrumentId === instrumentId && terms.side === 'sell' && !isHeld(terms),
  )
  return selling.reduce<Decimal>((sum, order) => sum.add(lockedBy(order)), ZERO) as Quantity
}

/** What it keeps at most, whatever becomes of a change that is under way. */
function lockedBy(order: Order): Decimal {
  const { amendment, filledQuantity } = order
  const rest = remainingQuantity(order)
  return amendment ? Decimal.max(rest, amendment.quantity.sub(filledQuantity)) : rest
}
