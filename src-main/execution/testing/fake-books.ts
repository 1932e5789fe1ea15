import { Decimal, timeMs, ZERO } from '../../base/index.ts'
import {
  type Adjustment,
  type Booking,
  type Entry,
  type Fill,
  type InstrumentId,
  type Money,
  type Owner,
  type Position,
  positionKey,
  type Price,
  type Quantity,
  signedQuantity,
} from '../../domain/index.ts'
import type { Books } from '../ports.ts'
import { ACCOUNT } from './terms.ts'

/** Books that keep quantities and what they cost, which is what execution looks at; profit is not computed. */
export class FakeBooks implements Books {
  readonly #positions = new Map<string, Position>()
  #cash: Decimal
  /** Trade ids in the order in which they were booked. */
  readonly booked: string[] = []
  readonly #adjusted = new Set<string>()

  constructor(startingCash: Decimal.Value, positions: readonly Position[] = [], adjusted: Iterable<string> = []) {
    this.#cash = new Decimal(startingCash)
    for (const adjustmentId of adjusted) this.#adjusted.add(adjustmentId)
    for (const position of positions) this.#positions.set(keyOf(position), position)
  }

  get cashLessCost(): Money {
    return this.#cash as Money
  }

  book(fill: Fill): { booking: Booking; realisedPnl: Money } {
    if (this.booked.includes(fill.tradeId)) throw new Error(`${fill.tradeId} was booked twice`)
    this.booked.push(fill.tradeId)
    const change = signedQuantity(fill.side, fill.quantity)
    const before = this.#positions.get(keyOf(fill))
    const position: Position = {
      accountId: fill.accountId,
      instrumentId: fill.instrumentId,
      owner: fill.owner,
      quantity: (before?.quantity ?? ZERO).add(change) as Quantity,
      entryPrice: fill.price,
      realisedPnl: ZERO as Money,
      fees: (before?.fees ?? ZERO).add(fill.fee) as Money,
      openedAtMs: before?.openedAtMs ?? fill.timeMs,
    }
    this.#positions.set(keyOf(fill), position)
    this.#cash = this.#cash.sub(fill.price.mul(change)).sub(fill.fee)
    return { booking: { entries: [entryOf(fill)], positions: [position], postings: [] }, realisedPnl: ZERO as Money }
  }

  adjust(adjustment: Adjustment): { booking: Booking } {
    const { adjustmentId, instrumentId, owner, quantity: change, price, cash, timeMs: at } = adjustment
    if (this.#adjusted.has(adjustmentId)) return { booking: { entries: [], positions: [], postings: [] } }
    this.#adjusted.add(adjustmentId)
    this.#cash = this.#cash.add(cash).sub(price.mul(change))
    if (instrumentId === undefined) return { booking: { entries: [], positions: [], postings: [] } }
    const key = { accountId: ACCOUNT, instrumentId, owner }
    const before = this.#positions.get(keyOf(key))
    const position: Position = {
      ...key,
      quantity: (before?.quantity ?? ZERO).add(change) as Quantity,
      entryPrice: price,
      realisedPnl: ZERO as Money,
      fees: before?.fees ?? (ZERO as Money),
      openedAtMs: before?.openedAtMs ?? at,
    }
    this.#positions.set(keyOf(key), position)
    return { booking: { entries: [adjustmentEntryOf(adjustment, instrumentId)], positions: [position], postings: [] } }
  }

  hasBooked(entryId: string): boolean {
    return this.#adjusted.has(entryId.replace(/^adjustment:/, ''))
  }

  ownerQuantity(instrumentId: InstrumentId, owner: Owner): Quantity {
    return this.#select((each) => each.instrumentId === instrumentId && each.owner === owner)
  }

  netQuantity(instrumentId: InstrumentId): Quantity {
    return this.#select((each) => each.instrumentId === instrumentId)
  }

  openPositions(): Position[] {
    return [...this.#positions.values()].filter((position) => !position.quantity.isZero())
  }

  #select(isMeant: (position: Position) => boolean): Quantity {
    const found = [...this.#positions.values()].filter(isMeant)
    return found.reduce((sum, each) => sum.add(each.quantity), ZERO) as Quantity
  }
}

/** The entry of one adjustment, as the portfolio would write it. */
function adjustmentEntryOf(adjustment: Adjustment, instrumentId: InstrumentId): Entry {
  const { adjustmentId, kind, owner, quantity: change, price, timeMs: at } = adjustment
  return {
    entryId: `adjustment:${adjustmentId}`,
    kind,
    accountId: ACCOUNT,
    instrumentId,
    owner,
    quantity: change,
    price,
    realisedPnl: ZERO as Money,
    fee: ZERO as Money,
    orderId: undefined,
    timeMs: at,
  }
}

/** The entry of one fill, as the portfolio would write it. */
export function entryOf(fill: Fill): Entry {
  return {
    entryId: `fill:${fill.tradeId}`,
    kind: 'fill',
    accountId: fill.accountId,
    instrumentId: fill.instrumentId,
    owner: fill.owner,
    quantity: signedQuantity(fill.side, fill.quantity),
    price: new Decimal(fill.price) as Price,
    realisedPnl: ZERO as Money,
    fee: fill.fee,
    orderId: fill.orderId,
    timeMs: timeMs(fill.timeMs),
  }
}

function keyOf({ accountId, instrumentId, owner }: Pick<Position, 'accountId' | 'instrumentId' | 'owner'>): string {
  return positionKey(accountId, instrumentId, owner)
}
