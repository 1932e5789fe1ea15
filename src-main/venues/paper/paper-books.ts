import { type Decimal, toFloat, ZERO } from '../../base/index.ts'
import {
  type InstrumentId,
  type Money,
  money,
  type Price,
  price,
  type Quantity,
  quantity,
  type Side,
} from '../../domain/index.ts'

/** Net holding in one instrument. */
export interface PaperPosition {
  readonly instrumentId: InstrumentId
  /** Signed: above zero is long. */
  readonly quantity: Quantity
  /** Average price of what is open; zero when flat. */
  readonly entryPrice: Price
}

/** A position in float64, for what is reckoned at every price and never booked. */
export interface PositionFigures {
  readonly instrumentId: InstrumentId
  /** Signed. */
  readonly size: number
  readonly entry: number
}

export interface PaperFill {
  readonly instrumentId: InstrumentId
  readonly side: Side
  readonly quantity: Quantity
  readonly price: Price
  readonly fee: Money
}

/** Averages and profits are booked to this many decimal places; everything else is exact. */
const BOOKED_DECIMALS = 18

const NO_QUANTITY = quantity(ZERO)
const NO_PRICE = price(ZERO)

/** Cash and net positions of the paper account; profit is realised into cash, fees are paid from it. */
export class PaperBooks {
  readonly #positions = new Map<InstrumentId, PaperPosition>()
  #cash: Money
  #cashFigure: number | undefined
  #figures: readonly PositionFigures[] | undefined

  constructor(cash: Money, positions: readonly PaperPosition[] = []) {
    this.#cash = cash
    for (const position of positions) this.#positions.set(position.instrumentId, position)
  }

  /** Cash as float64. */
  get cashFigure(): number {
    this.#cashFigure ??= toFloat(this.#cash)
    return this.#cashFigure
  }

  /** {@link positions} as float64; the same list until one of them changes. */
  get figures(): readonly PositionFigures[] {
    this.#figures ??= this.positions.map(({ instrumentId, quantity: size, entryPrice }) => ({
      instrumentId,
      size: toFloat(size),
      entry: toFloat(entryPrice),
    }))
    return this.#figures
  }

  get cash(): Money {
    return this.#cash
  }

  /** Those that are not flat. */
  get positions(): readonly PaperPosition[] {
    return [...this.#positions.values()]
  }

  position(instrumentId: InstrumentId): PaperPosition {
    return this.#positions.get(instrumentId) ?? { instrumentId, quantity: NO_QUANTITY, entryPrice: NO_PRICE }
  }

  /** Signed quantity; the same object until a fill changes it. */
  netQuantity(instrumentId: InstrumentId): Quantity {
    return this.#positions.get(instrumentId)?.quantity ?? NO_QUANTITY
  }

  /**
   * Books a fill. What closes realises its difference to the average entry price; what opens moves the average; a fill
   * through zero does both.
   */
  apply(fill: PaperFill): void {
    const before = this.position(fill.instrumentId)
    const change = fill.side === 'buy' ? fill.quantity : quantity(fill.quantity.neg())
    const after = quantity(before.quantity.plus(change))
    this.#setCash(money(this.#cash.plus(realisedPnl(before, change, fill.price)).minus(fill.fee)))
    this.#figures = undefined
    if (after.isZero()) this.#positions.delete(fill.instrumentId)
    else {
      const entryPrice = averageEntry(before, change, fill.price)
      this.#positions.set(fill.instrumentId, { instrumentId: fill.instrumentId, quantity: after, entryPrice })
    }
  }

  /** Moves cash without a trade; below zero takes. */
  credit(amount: Money): void {
    this.#setCash(money(this.#cash.plus(amount)))
  }

  /** Drops all positions without profit or loss and sets the cash. */
  reset(cash: Money): void {
    this.#positions.clear()
    this.#figures = undefined
    this.#setCash(cash)
  }

  #setCash(cash: Money): void {
    this.#cash = cash
    this.#cashFigure = undefined
  }
}

function realisedPnl(before: PaperPosition, change: Quantity, fillPrice: Price): Money {
  if (before.quantity.isZero() || before.quantity.isNeg() === change.isNeg()) return money(ZERO)
  const size = before.quantity.abs()
  const closed = change.abs().lessThan(size) ? change.abs() : size
  const gain = fillPrice.minus(before.entryPrice).mul(closed)
  return money(toBooked(before.quantity.isNeg() ? gain.neg() : gain))
}

function averageEntry(before: PaperPosition, change: Quantity, fillPrice: Price): Price {
  const after = before.quantity.plus(change)
  const isOpening = before.quantity.isZero() || before.quantity.isNeg() === change.isNeg()
  if (isOpening) {
    const cost = before.entryPrice.mul(before.quantity).plus(fillPrice.mul(change))
    return price(toBooked(cost.div(after)))
  }
  return after.isNeg() === before.quantity.isNeg() ? before.entryPrice : fillPrice
}

/** Rounded as averages and profits are. */
export function toBooked(value: Decimal): Decimal {
  return value.toDecimalPlaces(BOOKED_DECIMALS)
}
