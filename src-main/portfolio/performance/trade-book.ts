import { type Decimal, ensureDefined, ZERO } from '../../base/index.ts'
import { type Entry, type InstrumentId, type OrderId, positionKey } from '../../domain/index.ts'
import { shareOfFee } from '../average-price.ts'
import type { TradeOrder } from './exit-reason.ts'
import { type EntryPart, OpenTrade } from './open-trade.ts'
import type { TradeRecord } from './trade-record.ts'

/** Lowest and highest price of a span of time. */
export interface PriceRange {
  readonly low: number
  readonly high: number
}

export interface TradeBookOptions {
  /** Finds the order behind a fill: why a part left, and where its stop stood. Without it exits are `close` and trades have no R. */
  readonly orderOf?: (orderId: OrderId) => TradeOrder | undefined
}

/** Where prices of the past come from, for the excursions of trades that are read from stored entries. */
export interface RestoreOptions {
  /** Ranges of the bars that lie inside the span altogether: a bar that began before the trade would count prices it never saw. */
  readonly rangesBetween?: (instrumentId: InstrumentId, fromMs: number, toMs: number) => Iterable<PriceRange>
  /** Until when prices are wanted for trades that are still open. */
  readonly nowMs: number
}

/**
 * Keeps the record of every round trip, from entries and prices alone: the stored entries in order, with stored bars, give the
 * same trades again. Excursions from bars are those of the bars' highs and lows and of the entries' own prices.
 */
export class TradeBook {
  readonly #orderOf: (orderId: OrderId) => TradeOrder | undefined
  readonly #open = new Map<string, OpenTrade>()
  /** The same by instrument, for the prices that come by it. */
  readonly #openOf = new Map<InstrumentId, readonly OpenTrade[]>()
  #closed: TradeRecord[] = []
  /** Where in {@link #closed} each key's newest trade stands. */
  readonly #newest = new Map<string, number>()
  #version = 0

  constructor({ orderOf = () => undefined }: TradeBookOptions = {}) {
    this.#orderOf = orderOf
  }

  /** Grows with every entry: while it stands still, closed trades are the same. */
  get version(): number {
    return this.#version
  }

  /** Oldest end first; the same list grows. */
  closed(): readonly TradeRecord[] {
    return this.#closed
  }

  open(): readonly TradeRecord[] {
    return [...this.#open.values()].map((trade) => trade.record(undefined))
  }

  /** A price was seen; nothing where the instrument is not held. */
  handlePrice(instrumentId: InstrumentId, price: number): void {
    const trades = this.#openOf.get(instrumentId)
    if (trades) for (const trade of trades) trade.notePrice(price)
  }

  /** To be called once for every entry, oldest first. */
  handleEntry(entry: Entry): void {
    this.#version += 1
    const key = keyOf(entry)
    if (entry.kind === 'reset') this.#drop(key, entry.instrumentId)
    else if (entry.quantity.isZero()) this.#handlePayment(key, entry)
    else this.#handleChange(key, entry)
  }

  /** Reads stored entries, oldest first, in place of what is known. */
  restore(entries: Iterable<Entry>, { rangesBetween = () => [], nowMs }: RestoreOptions): void {
    this.#clear()
    const seenUntil = new Map<string, Entry>()
    const noteBars = (key: string, last: Entry, toMs: number): void => {
      const trade = this.#open.get(key)
      if (trade) noteRanges(trade, rangesBetween(last.instrumentId, last.timeMs, toMs))
    }
    for (const entry of entries) {
      const key = keyOf(entry)
      const last = seenUntil.get(key)
      if (last) noteBars(key, last, entry.timeMs)
      this.handleEntry(entry)
      seenUntil.set(key, entry)
    }
    for (const [key, last] of seenUntil) noteBars(key, last, nowMs)
  }

  /** Fees and funding that change no quantity. What comes after the close belongs to the trade that it is for. */
  #handlePayment(key: string, { kind, fee }: Entry): void {
    const [paid, received] = kind === 'funding' ? [ZERO, fee.neg()] : [fee, ZERO]
    const trade = this.#open.get(key)
    if (trade) {
      trade.pay(paid, received)
      return
    }
    const index = this.#newest.get(key)
    if (index !== undefined) this.#closed[index] = withPayment(this.#closedAt(index), paid, received)
  }

  #handleChange(key: string, entry: Entry): void {
    const trade = this.#open.get(key)
    const order = entry.orderId && this.#orderOf(entry.orderId)
    const whole: EntryPart = { entry, quantity: entry.quantity, fee: entry.fee, order }
    if (!trade) this.#begin(key, whole)
    else if (trade.quantity.isPositive() === entry.quantity.isPositive()) trade.enter(whole)
    else if (entry.quantity.abs().gt(trade.quantity.abs())) this.#turn(key, trade, whole)
    else {
      trade.leave(whole, false)
      if (trade.quantity.isZero()) this.#end(key, trade, entry)
    }
  }

  #turn(key: string, trade: OpenTrade, whole: EntryPart): void {
    const { entry } = whole
    const rest = trade.quantity.add(entry.quantity)
    const openingFee = shareOfFee(entry.fee, rest, entry.quantity)
    trade.leave({ ...whole, quantity: trade.quantity.neg(), fee: entry.fee.sub(openingFee) }, true)
    this.#end(key, trade, entry)
    this.#begin(key, { ...whole, quantity: rest, fee: openingFee })
  }

  #begin(key: string, part: EntryPart): void {
    this.#open.set(key, new OpenTrade(part))
    this.#index(part.entry.instrumentId)
  }

  #end(key: string, trade: OpenTrade, { instrumentId, timeMs }: Entry): void {
    this.#newest.set(key, this.#closed.length)
    this.#closed.push(trade.record(timeMs))
    this.#drop(key, instrumentId)
  }

  #drop(key: string, instrumentId: InstrumentId): void {
    this.#open.delete(key)
    this.#index(instrumentId)
  }

  #index(instrumentId: InstrumentId): void {
    const trades = [...this.#open.values()].filter((trade) => trade.instrumentId === instrumentId)
    if (trades.length === 0) this.#openOf.delete(instrumentId)
    else this.#openOf.set(instrumentId, trades)
  }

  #closedAt(index: number): TradeRecord {
    return ensureDefined(this.#closed[index], 'closed trade')
  }

  #clear(): void {
    this.#version += 1
    this.#open.clear()
    this.#openOf.clear()
    this.#newest.clear()
    this.#closed = []
  }
}

function keyOf({ accountId, instrumentId, owner }: Entry): string {
  return positionKey(accountId, instrumentId, owner)
}

function noteRanges(trade: OpenTrade, ranges: Iterable<PriceRange>): void {
  for (const { low, high } of ranges) {
    trade.notePrice(low)
    trade.notePrice(high)
  }
}

function withPayment(trade: TradeRecord, paid: Decimal, received: Decimal): TradeRecord {
  return {
    ...trade,
    fees: trade.fees.add(paid) as TradeRecord['fees'],
    funding: trade.funding.add(received) as TradeRecord['funding'],
    netPnl: trade.netPnl.sub(paid).add(received) as TradeRecord['netPnl'],
  }
}
