import { Decimal, toFloat } from '../../base/index.ts'
import { type Instrument, type Price, price, type Quantity, quantity } from '../../domain/index.ts'

/** Floats that miss the grid by less than this part of a step are on it. */
const TOLERANCE = 1e-6

/** Digits of a decimal that a float64 gives back exactly. */
const EXACT_DIGITS = 15

/** Prices in whole ticks and quantities in whole lots: integers compare exactly where floats do not. */
export class PriceGrid {
  readonly #tick: Decimal
  readonly #lot: Decimal
  readonly #tickNumber: number
  readonly #lotNumber: number

  constructor(instrument: Instrument) {
    this.#tick = instrument.tickSize
    this.#lot = instrument.lotSize
    this.#tickNumber = toFloat(instrument.tickSize)
    this.#lotNumber = toFloat(instrument.lotSize)
  }

  ticksUp(value: number): number {
    return Math.ceil(value / this.#tickNumber - TOLERANCE)
  }

  ticksDown(value: number): number {
    return Math.floor(value / this.#tickNumber + TOLERANCE)
  }

  lotsDown(value: number): number {
    return Math.floor(value / this.#lotNumber + TOLERANCE)
  }

  /** Whole ticks of a booked price, which is on the grid. */
  ticksOf(value: Price): number {
    return toFloat(value.div(this.#tick))
  }

  /** Whole lots of a booked quantity, which is on the grid; signed. */
  lotsOf(value: Quantity): number {
    return toFloat(value.div(this.#lot))
  }

  price(ticks: number): Price {
    return price(wholeSteps(ticks, this.#tick))
  }

  quantity(lots: number): Quantity {
    return quantity(wholeSteps(lots, this.#lot))
  }
}

/** Parts of a step come from a grid that was finer: a float holds them to more than {@link EXACT_DIGITS}. */
function wholeSteps(steps: number, step: Decimal): Decimal {
  const value = new Decimal(steps).mul(step)
  return Number.isInteger(steps) ? value : value.toSignificantDigits(EXACT_DIGITS)
}
