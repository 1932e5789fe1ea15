import { Decimal, ZERO } from '../../base/index.ts'
import {
  type Adjustment,
  type InstrumentId,
  type Money,
  type Owner,
  type Position,
  type Price,
  type Quantity,
  UNASSIGNED,
} from '../../domain/index.ts'
import { entryIdOf, partId, REPAIR_PREFIX } from './adjustment-desk.ts'
import { takenFromHolders } from './adjustment-split.ts'
import { type DifferenceFinding, differenceKey } from './difference.ts'
import type { OwnerShare, ReconciliationPorts } from './ports.ts'
import { reasonOf, type ResolutionWish } from './resolution-wish.ts'

/** Net position of an instrument and its average price. */
export interface PositionAfter {
  readonly instrumentId: InstrumentId
  readonly quantity: Quantity
  readonly averagePrice: Price
}

type Found<Kind extends DifferenceFinding['kind']> = Extract<DifferenceFinding, { kind: Kind }>

interface Held {
  readonly quantity: Decimal
  readonly price: Decimal
}

/** What has to be booked for the ledger to say what the venue says. Writes nothing. */
export class BookRepair {
  readonly #ports: Pick<ReconciliationPorts, 'books' | 'prices' | 'clock'>

  constructor(ports: Pick<ReconciliationPorts, 'books' | 'prices' | 'clock'>) {
    this.#ports = ports
  }

  /** Ids are made of the difference and its numbers, so that the same repair is booked once. */
  adjustments(finding: DifferenceFinding, wish: ResolutionWish): readonly Adjustment[] {
    if (finding.kind === 'position') return this.#adoptions(finding, wish)
    return finding.kind === 'cash' ? [this.#transfer(finding, wish)] : []
  }

  /** The instrument after these repairs. */
  positionAfter(instrumentId: InstrumentId, repairs: readonly Adjustment[]): PositionAfter {
    const after = ownersAfter(this.#holders(instrumentId), repairs)
    const sum = (figure: (held: Held) => Decimal): Decimal =>
      after.reduce((total, held) => total.add(figure(held)), ZERO)
    const size = sum(({ quantity }) => quantity.abs())
    const cost = sum(({ quantity, price }) => quantity.abs().mul(price))
    return {
      instrumentId,
      quantity: sum(({ quantity }) => quantity) as Quantity,
      averagePrice: (size.isZero() ? ZERO : cost.div(size)) as Price,
    }
  }

  #transfer(finding: Found<'cash'>, wish: ResolutionWish): Adjustment {
    return {
      adjustmentId: this.#freeId(finding),
      kind: 'transfer',
      instrumentId: undefined,
      owner: UNASSIGNED,
      quantity: ZERO as Quantity,
      price: ZERO as Price,
      cash: finding.venue.sub(finding.ledger) as Money,
      reason: reasonOf(wish),
      timeMs: this.#ports.clock.nowMs(),
    }
  }

  #adoptions(finding: Found<'position'>, wish: ResolutionWish): Adjustment[] {
    const { instrumentId, venue, ledger } = finding
    const shares = this.#shares(instrumentId, venue.sub(ledger) as Quantity, wish.owner)
    const id = this.#freeId(finding)
    return shares.map(({ owner, quantity }, index) => ({
      adjustmentId: shares.length > 1 ? partId(id, index + 1) : id,
      kind: 'adopted',
      instrumentId,
      owner,
      quantity,
      price: this.#price(finding, owner),
      cash: ZERO as Money,
      reason: reasonOf(wish),
      timeMs: this.#ports.clock.nowMs(),
    }))
  }

  /** Once one was booked, ledger and venue were the same: the same numbers again are another event. */
  #freeId(finding: DifferenceFinding): string {
    const id = `${REPAIR_PREFIX}${differenceKey(finding)}`
    const isBooked = (each: string): boolean => this.#ports.books.hasBooked(entryIdOf(each))
    for (let count = 1; ; count++) {
      const free = count === 1 ? id : `${id}~${count}`
      if (!isBooked(free) && !isBooked(partId(free, 1))) return free
    }
  }

  /** What is gone is taken from those who hold it: given to nobody, it would stand against them as a position of its own. */
  #shares(
    instrumentId: InstrumentId,
    quantity: Quantity,
    owner: Owner | undefined,
  ): readonly Pick<OwnerShare, 'owner' | 'quantity'>[] {
    if (owner !== undefined) return [{ owner, quantity }]
    const net = this.#ports.books.netQuantity(instrumentId)
    const isTaken = !net.isZero() && net.isPositive() !== quantity.isPositive()
    return isTaken ? takenFromHolders(quantity, this.#holders(instrumentId)) : [{ owner: UNASSIGNED, quantity }]
  }

  /**
   * The venue's entry price. Where the venue is flat, or does not tell it, the owner's own: then nothing is realised, and what
   * was gained or lost shows as a difference in cash.
   */
  #price({ instrumentId, entryPrice }: Found<'position'>, owner: Owner): Price {
    if (entryPrice.gt(ZERO)) return entryPrice
    const own = this.#holders(instrumentId).find((position) => position.owner === owner)?.entryPrice
    const last = this.#ports.prices.lastPrice(instrumentId)
    return own ?? ((last === undefined ? ZERO : new Decimal(last)) as Price)
  }

  #holders(instrumentId: InstrumentId): readonly Position[] {
    return this.#ports.books.openPositions().filter((position) => position.instrumentId === instrumentId)
  }
}

/** What each owner holds afterwards at its average price, flat ones left out. */
function ownersAfter(holders: readonly Position[], repairs: readonly Adjustment[]): readonly Held[] {
  const after = new Map<Owner, Held>(
    holders.map(({ owner, quantity, entryPrice }) => [owner, { quantity, price: entryPrice }]),
  )
  for (const { owner, quantity, price } of repairs) {
    const before = after.get(owner) ?? { quantity: ZERO, price }
    after.set(owner, { quantity: before.quantity.add(quantity), price: averagePrice(before, { quantity, price }) })
  }
  return [...after.values()].filter(({ quantity }) => !quantity.isZero())
}

/** Added to: weighted by quantity. Taken from: as it was. Turned round: that of the change. */
function averagePrice(before: Held, change: Held): Decimal {
  const whole = before.quantity.add(change.quantity)
  if (before.quantity.isZero() || whole.isZero()) return change.price
  if (before.quantity.isPositive() === change.quantity.isPositive()) {
    return before.quantity.mul(before.price).add(change.quantity.mul(change.price)).div(whole)
  }
  return whole.isPositive() === before.quantity.isPositive() ? before.price : change.price
}
