import { Decimal, keptDecimal, type Nominal } from '../base/index.ts'

/** Quote currency per base unit. */
export type Price = Nominal<Decimal, 'Price'>
/** Base units; positive in orders and fills, signed in positions and entries. */
export type Quantity = Nominal<Decimal, 'Quantity'>
/** An amount of one currency, signed. */
export type Money = Nominal<Decimal, 'Money'>

export const price = (value: Decimal.Value): Price => decimal(value) as Price
export const quantity = (value: Decimal.Value): Quantity => decimal(value) as Quantity
export const money = (value: Decimal.Value): Money => decimal(value) as Money

/** Decimals never change, so one that is there already is taken as it is, and zero is the same one everywhere. */
function decimal(value: Decimal.Value): Decimal {
  return value instanceof Decimal ? value : keptDecimal(value)
}
