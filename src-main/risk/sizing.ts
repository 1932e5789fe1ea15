import { Decimal, ensureNever, floorToStep, ZERO } from '../base/index.ts'
import type { OrderSize, Quantity } from '../domain/index.ts'
import type { OrderContext } from './order-context.ts'

/** A size turned into base units, or why it cannot be. */
export type Sizing =
  | {
      readonly kind: 'sized'
      /** Rounded down to the lot; zero when the size is worth less than one lot. */
      readonly quantity: Quantity
      /** Before rounding where the size is an explicit quantity, else the same as `quantity`. */
      readonly askedQuantity: Quantity
    }
  | { readonly kind: 'unsizable'; readonly message: string }

/** Turns every kind of size into a quantity rounded down to the lot, never above what was asked. Never throws. */
export function sizeOrder(context: OrderContext): Sizing {
  const { price, equity, snapshot, intent } = context
  const { size } = intent
  const amount = positiveDecimal(sizeValue(size))
  if (!amount) return unsizable(`size.${sizeField(size)} is ${sizeValue(size)}, it must be a number above 0.`)
  const { lotSize } = snapshot.instrument
  switch (size.kind) {
    case 'quantity':
      return sized(floorToStep(amount, lotSize), amount)
    case 'value':
      return sized(floorToLots(amount, price, lotSize))
    case 'equityFraction':
      return sized(floorToLots(amount.mul(equity), price, lotSize))
    case 'riskToStop':
      return sizeByRisk(amount, context)
    default:
      return ensureNever(size, 'order size')
  }
}

function sizeByRisk(fraction: Decimal, { intent, unitLoss, equity, snapshot }: OrderContext): Sizing {
  if (!unitLoss) return unsizable('size.kind is riskToStop, which needs a stopLossPrice.')
  if (!unitLoss.gt(ZERO)) {
    return unsizable(`stopLossPrice is ${intent.stopLossPrice?.toFixed()}, it must differ from the entry price.`)
  }
  return sized(floorToLots(fraction.mul(equity), unitLoss, snapshot.instrument.lotSize))
}

function sized(quantity: Decimal, askedQuantity: Decimal = quantity): Sizing {
  return { kind: 'sized', quantity: quantity as Quantity, askedQuantity: askedQuantity as Quantity }
}

function unsizable(message: string): Sizing {
  return { kind: 'unsizable', message }
}

/** One integer division, so that no intermediate rounding can lift the result by a lot. */
function floorToLots(amount: Decimal, perUnit: Decimal, lotSize: Quantity): Decimal {
  return amount.divToInt(perUnit.mul(lotSize)).mul(lotSize)
}

function sizeValue(size: OrderSize): string | number {
  switch (size.kind) {
    case 'quantity':
      return size.quantity
    case 'value':
      return size.value
    default:
      return size.fraction
  }
}

function sizeField({ kind }: OrderSize): string {
  return kind === 'quantity' || kind === 'value' ? kind : 'fraction'
}

function positiveDecimal(value: string | number): Decimal | undefined {
  try {
    const parsed = new Decimal(value)
    return parsed.isFinite() && parsed.gt(ZERO) ? parsed : undefined
  } catch {
    // decimal.js throws on text that is no number; the caller turns `undefined` into a denial that quotes it
    return undefined
  }
}
