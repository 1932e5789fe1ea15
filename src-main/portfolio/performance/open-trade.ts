import { type Decimal, keptDecimal, type TimeMs, toFloat, ZERO } from '../../base/index.ts'
import type { Entry, InstrumentId, Money, Price, Quantity } from '../../domain/index.ts'
import { toBooked } from '../rounding.ts'
import { exitReasonOf, type TradeOrder } from './exit-reason.ts'
import type { Excursion, ExitReason, TradeRecord } from './trade-record.ts'

/** Part of an entry that belongs to one trade; of an entry that turns a position one part closes and the other opens. */
export interface EntryPart {
  readonly entry: Entry
  /** Signed. */
  readonly quantity: Decimal
  readonly fee: Decimal
  readonly order: TradeOrder | undefined
}

/** A trade while it is going on. */
export class OpenTrade {
  readonly #first: Entry
  readonly #sign: 1 | -1
  /** Signed. */
  #quantity: Decimal = ZERO
  #maxQuantity: Decimal = ZERO
  #entered: Decimal = ZERO
  #enteredValue: Decimal = ZERO
  #left: Decimal = ZERO
  #leftValue: Decimal = ZERO
  /** Value of what is held at its average price, by the average price method. */
  #cost: Decimal = ZERO
  #entryCount = 0
  #exitCount = 0
  #realisedPnl: Decimal = ZERO
  #fees: Decimal = ZERO
  #funding: Decimal = ZERO
  #risk: Decimal | undefined = ZERO
  #exitReason: ExitReason | undefined
  #isRoundTrip = false
  #excursion: { -readonly [Key in keyof Excursion]: number } = {
    adversePrice: 0,
    adverseMoney: 0,
    favourablePrice: 0,
    favourableMoney: 0,
  }
  /** What {@link notePrice} reckons with, in float64: it is called on every price. */
  #float = { quantity: 0, averagePrice: 0, realisedPnl: 0 }

  constructor(part: EntryPart) {
    this.#first = part.entry
    this.#sign = part.quantity.isNegative() ? -1 : 1
    this.enter(part)
  }

  get instrumentId(): InstrumentId {
    return this.#first.instrumentId
  }

  /** Signed quantity that is held. */
  get quantity(): Decimal {
    return this.#quantity
  }

  /** Quantity was added. */
  enter({ entry, quantity, fee, order }: EntryPart): void {
    const size = quantity.abs()
    this.#entryCount += 1
    this.#entered = this.#entered.add(size)
    this.#enteredValue = this.#enteredValue.add(size.mul(entry.price))
    this.#cost = this.#cost.add(size.mul(entry.price))
    this.#quantity = this.#quantity.add(quantity)
    if (this.#quantity.abs().gt(this.#maxQuantity)) this.#maxQuantity = this.#quantity.abs()
    this.#fees = this.#fees.add(fee)
    this.#addRisk(entry.price, size, order?.stopLossPrice)
    this.#anchor()
    this.notePrice(toFloat(entry.price))
  }

  /** Quantity left; `turned` when the order opened the next trade with its rest. */
  leave({ entry, quantity, fee, order }: EntryPart, turned: boolean): void {
    this.notePrice(toFloat(entry.price))
    const size = quantity.abs()
    this.#exitCount += 1
    this.#left = this.#left.add(size)
    this.#leftValue = this.#leftValue.add(size.mul(entry.price))
    this.#cost = this.#cost.sub(this.#cost.mul(size).div(this.#quantity.abs()))
    this.#quantity = this.#quantity.add(quantity)
    this.#realisedPnl = this.#realisedPnl.add(entry.realisedPnl)
    this.#fees = this.#fees.add(fee)
    this.#isRoundTrip ||= entry.kind !== 'handover'
    const reason = exitReasonOf(entry, order)
    this.#exitReason = turned && reason === 'close' ? 'turned' : reason
    this.#anchor()
  }

  /** Money that belongs to the trade and changes no quantity. */
  pay(fee: Decimal, funding: Decimal): void {
    this.#fees = this.#fees.add(fee)
    this.#funding = this.#funding.add(funding)
  }

  /** A price was seen while it is open. */
  notePrice(price: number): void {
    const { quantity, averagePrice, realisedPnl } = this.#float
    const move = this.#sign * (price - averagePrice)
    const money = realisedPnl + quantity * (price - averagePrice)
    const worst = this.#excursion
    if (-move > worst.adversePrice) worst.adversePrice = -move
    if (move > worst.favourablePrice) worst.favourablePrice = move
    if (-money > worst.adverseMoney) worst.adverseMoney = -money
    if (money > worst.favourableMoney) worst.favourableMoney = money
  }

  /** In the memory that its digits need: closed trades are kept for as long as the engine runs. */
  record(closedAtMs: TimeMs | undefined): TradeRecord {
    const { entryId, accountId, instrumentId, owner, timeMs } = this.#first
    const quantity = keptDecimal(this.#entered) as Quantity
    return {
      tradeId: entryId,
      accountId,
      instrumentId,
      owner,
      side: this.#sign < 0 ? 'short' : 'long',
      openedAtMs: timeMs,
      closedAtMs,
      quantity,
      maxQuantity: this.#maxQuantity.eq(quantity) ? quantity : (keptDecimal(this.#maxQuantity) as Quantity),
      openQuantity: keptDecimal(this.#quantity.abs()) as Quantity,
      entryPrice: keptDecimal(toBooked(this.#enteredValue.div(this.#entered))) as Price,
      exitPrice: this.#left.isZero() ? undefined : (keptDecimal(toBooked(this.#leftValue.div(this.#left))) as Price),
      entryCount: this.#entryCount,
      exitCount: this.#exitCount,
      ...this.#money(),
      exitReason: this.#exitReason,
      excursion: { ...this.#excursion },
      isRoundTrip: this.#isRoundTrip,
    }
  }

  #money(): Pick<TradeRecord, 'realisedPnl' | 'fees' | 'funding' | 'netPnl' | 'initialRisk'> {
    return {
      realisedPnl: keptDecimal(this.#realisedPnl) as Money,
      fees: keptDecimal(this.#fees) as Money,
      funding: keptDecimal(this.#funding) as Money,
      netPnl: keptDecimal(this.#realisedPnl.sub(this.#fees).add(this.#funding)) as Money,
      initialRisk: this.#risk?.isPositive() && !this.#risk.isZero() ? (keptDecimal(this.#risk) as Money) : undefined,
    }
  }

  #addRisk(price: Decimal, size: Decimal, stop: Decimal | undefined): void {
    this.#risk = stop && this.#risk?.add(price.sub(stop).abs().mul(size))
  }

  #anchor(): void {
    const held = this.#quantity.abs()
    this.#float = {
      quantity: toFloat(this.#quantity),
      averagePrice: held.isZero() ? this.#float.averagePrice : toFloat(this.#cost.div(held)),
      realisedPnl: toFloat(this.#realisedPnl),
    }
  }
}
