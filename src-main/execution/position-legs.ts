import { Decimal, ZERO } from '../base/index.ts'
import {
  type Order,
  type OrderId,
  type OrderTerms,
  type PositionEffect,
  type Quantity,
  signedQuantity,
  type TradingVenue,
} from '../domain/index.ts'
import { isHeld, remainingQuantity } from './order-machine.ts'
import type { OrderStore } from './order-store.ts'
import type { Books } from './ports.ts'

export interface PositionLegsPorts {
  readonly store: Pick<OrderStore, 'open'>
  readonly books: Pick<Books, 'ownerQuantity'>
  readonly venue: Pick<TradingVenue, 'positionMode'>
}

/** Whose order it is, and in which direction. */
export type LegWish = Pick<OrderTerms, 'instrumentId' | 'owner' | 'side' | 'ocoGroup'>

/**
 * Which of the venue's two positions an order is for, where the venue can keep long and short apart. It follows from what the
 * order's owner holds, so that the venue's long position is the sum of all owners' long ones, and its short one likewise.
 */
export class PositionLegs {
  readonly #ports: PositionLegsPorts

  constructor(ports: PositionLegsPorts) {
    this.#ports = ports
  }

  /**
   * The terms with what the order does to its owner's position, decided once and written down with the order. Exits, closes and
   * reduce-only orders reduce, whatever is held. An order that the engine holds is not decided before it is sent.
   */
  decided(terms: OrderTerms): OrderTerms {
    if (this.#ports.venue.positionMode === undefined) return withoutEffect(terms)
    if (terms.positionEffect !== undefined || isHeld(terms)) return terms
    return { ...terms, positionEffect: this.#effectOf(terms) }
  }

  /**
   * Unsigned: what an order of this side can take from what its owner holds, once the owner's earlier orders have taken their
   * part; undefined unless long and short are apart. Stops and targets do not count: they go with the position.
   *
   * @param left an order that is not counted: the wish takes its place
   */
  reducible(wish: LegWish, left?: OrderId): Quantity | undefined {
    return this.#ports.venue.positionMode === 'hedge' ? this.#reducible(wish, left) : undefined
  }

  #effectOf(terms: OrderTerms): PositionEffect {
    if (terms.reduceOnly || terms.role !== 'entry') return 'reduce'
    return this.#reducible(terms).gte(terms.quantity) ? 'reduce' : 'open'
  }

  #reducible(wish: LegWish, left?: OrderId): Quantity {
    const { books, store } = this.#ports
    const { instrumentId, owner, side } = wish
    const held = signedQuantity(side, books.ownerQuantity(instrumentId, owner)).neg()
    if (!held.gt(ZERO)) return ZERO as Quantity
    const taken = store
      .open({ instrumentId, owner })
      .filter((order) => order.terms.orderId !== left && takesFrom(order, wish))
      .reduce<Decimal>((sum, order) => sum.add(remainingQuantity(order)), ZERO)
    return Decimal.max(ZERO, held.sub(taken)) as Quantity
  }
}

/** The same object where there is none, as there is before most orders. */
function withoutEffect(terms: OrderTerms): OrderTerms {
  if (terms.positionEffect === undefined) return terms
  const { positionEffect: _, ...others } = terms
  return others
}

/** Of a group only one fills. */
function takesFrom({ terms }: Order, { side, ocoGroup }: LegWish): boolean {
  if (terms.side !== side || isHeld(terms)) return false
  const isExit = terms.role === 'stopLoss' || terms.role === 'takeProfit'
  return !isExit && (ocoGroup === undefined || terms.ocoGroup !== ocoGroup)
}
