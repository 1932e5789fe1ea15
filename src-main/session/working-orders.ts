import { type Decimal, toFloat, ZERO } from '../base/index.ts'
import {
  type Instrument,
  type InstrumentId,
  type Money,
  type Order,
  type OrderIntent,
  type Owner,
  type Quantity,
} from '../domain/index.ts'
import { remainingQuantity } from '../execution/index.ts'

/** What reserves are reckoned with. */
export interface SpotMarket {
  readonly marketData: {
    instrument(instrumentId: InstrumentId): Instrument | undefined
    lastPrice(instrumentId: InstrumentId): number | undefined
  }
  readonly takerFeeFraction: () => number
}

/** What a spot account's working orders have taken. */
export interface SpotReserves {
  readonly quote: Money
  readonly base: Quantity
}

/** An owner that enters an instrument. */
export interface Entering {
  readonly owner: Owner
  readonly instrumentId: InstrumentId
}

const NOTHING: ReadonlyMap<InstrumentId, number> = new Map()

/** Orders that have not ended, as the check of one more order has to count them; gone through once. */
export class WorkingOrders {
  /** Unsigned, by side: what may still be added to the net position of the intent's instrument. */
  pendingBuy: Decimal = ZERO
  pendingSell: Decimal = ZERO
  /** The part of it that is the intent's owner's, on the intent's side, and is no close. */
  ownerPending: Decimal = ZERO
  /** What other orders will close before the intent does. */
  ownerClosing: Decimal = ZERO
  netClosing: Decimal = ZERO
  unknownOrders = 0
  #elsewhere: Map<InstrumentId, number> | undefined
  #ownerElsewhere: Map<InstrumentId, number> | undefined
  #entries: Map<string, Entering> | undefined
  readonly #intent: OrderIntent

  constructor(orders: readonly Order[], intent: OrderIntent) {
    this.#intent = intent
    for (const order of orders) this.#count(order)
  }

  /** Quantities that entries of any owner may still add in other instruments than the intent's. */
  get elsewhere(): ReadonlyMap<InstrumentId, number> {
    return this.#elsewhere ?? NOTHING
  }

  /** The part of them that is the intent's owner's. */
  get ownerElsewhere(): ReadonlyMap<InstrumentId, number> {
    return this.#ownerElsewhere ?? NOTHING
  }

  /** Who enters what: each owner in each instrument once. */
  get entries(): Iterable<Entering> {
    return this.#entries?.values() ?? []
  }

  #count(order: Order): void {
    const { terms } = order
    const { instrumentId, owner } = this.#intent
    const rest = remainingQuantity(order)
    if (terms.role === 'entry') (this.#entries ??= new Map()).set(entryKey(terms.owner, terms.instrumentId), terms)
    if (terms.instrumentId !== instrumentId) {
      if (!terms.reduceOnly) this.#countElsewhere(terms, toFloat(rest))
      return
    }
    if (terms.owner === owner && order.state.kind === 'unknown' && !this.#goesFirst(order)) this.unknownOrders += 1
    if (!terms.reduceOnly) this.#countPending(order, rest)
    if (this.#closesBefore(order)) this.#countClosing(order, rest)
  }

  /** The intent waits for its end anyway. */
  #goesFirst({ terms: { ocoGroup } }: Order): boolean {
    return this.#intent.awaitsFunds === true && ocoGroup === this.#intent.ocoGroup
  }

  #countElsewhere({ instrumentId, owner }: Entering, rest: number): void {
    add((this.#elsewhere ??= new Map()), instrumentId, rest)
    if (owner === this.#intent.owner) add((this.#ownerElsewhere ??= new Map()), instrumentId, rest)
  }

  #countPending({ terms }: Order, rest: Quantity): void {
    if (terms.side === 'buy') this.pendingBuy = this.pendingBuy.add(rest)
    else this.pendingSell = this.pendingSell.add(rest)
    const { side, owner } = this.#intent
    if (terms.side === side && terms.owner === owner && terms.role !== 'close')
      this.ownerPending = this.ownerPending.add(rest)
  }

  /**
   * A close at market waits for no order that rests at a price, and none for one of unknown outcome. One that is to rest
   * itself shares the position with all that rest already.
   */
  #closesBefore({ terms, state }: Order): boolean {
    const { side, role, type, ocoGroup } = this.#intent
    if (terms.side !== side || terms.role !== role || role === 'entry') return false
    if (state.kind === 'unknown' || (ocoGroup !== undefined && terms.ocoGroup === ocoGroup)) return false
    return type === 'market' ? terms.type === 'market' : state.kind !== 'cancelling'
  }

  #countClosing({ terms }: Order, rest: Quantity): void {
    if (terms.owner === this.#intent.owner) this.ownerClosing = this.ownerClosing.add(rest)
    // Of the net a market close takes what is there: the venue cuts it to that, and nobody may be kept from closing.
    if (terms.reduceOnly && this.#intent.type !== 'market') this.netClosing = this.netClosing.add(rest)
  }
}

function add(quantities: Map<InstrumentId, number>, instrumentId: InstrumentId, quantity: number): void {
  quantities.set(instrumentId, (quantities.get(instrumentId) ?? 0) + quantity)
}

export function entryKey(owner: Owner, instrumentId: InstrumentId): string {
  return `${owner}|${instrumentId}`
}

/** What working entries of spot instruments bind: quote currency of buys, fee included, base currency of sells of this instrument. */
export function spotReserves(
  orders: readonly Order[],
  instrument: Instrument,
  { marketData: market, takerFeeFraction }: SpotMarket,
): SpotReserves {
  const quote = new Reserve(orders)
  const base = new Reserve(orders)
  for (const order of orders) {
    const { side, reduceOnly, limitPrice, triggerPrice, instrumentId } = order.terms
    if (reduceOnly) continue
    const of = market.instrument(instrumentId)
    const rest = remainingQuantity(order)
    if (side === 'sell' && instrumentId === instrument.instrumentId) base.add(order, rest)
    const price = limitPrice ?? triggerPrice ?? market.lastPrice(instrumentId) ?? 0
    if (side === 'buy' && of?.kind === 'spot' && of.quote === instrument.quote) quote.add(order, rest.mul(price))
  }
  return { quote: quote.total.mul(1 + takerFeeFraction()) as Money, base: base.total as Quantity }
}

/** A sum over orders; of those that take turns the one that needs most. */
class Reserve {
  #alone: Decimal = ZERO
  readonly #inTurns = new Map<string, Decimal>()

  constructor(orders: readonly Order[]) {
    for (const { terms } of orders) if (terms.awaitsFunds && terms.ocoGroup) this.#inTurns.set(terms.ocoGroup, ZERO)
  }

  get total(): Decimal {
    let total = this.#alone
    for (const amount of this.#inTurns.values()) total = total.add(amount)
    return total
  }

  add({ terms: { ocoGroup = '' } }: Order, amount: Decimal): void {
    const known = this.#inTurns.get(ocoGroup)
    if (known === undefined) this.#alone = this.#alone.add(amount)
    else if (amount.gt(known)) this.#inTurns.set(ocoGroup, amount)
  }
}
