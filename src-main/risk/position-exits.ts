import { Decimal, toFloat, ZERO } from '../base/index.ts'
import type { Denial, Instrument, Money, Price, Quantity, Side } from '../domain/index.ts'
import {
  explainLevel,
  measureLevel,
  STOP_WRONG_SIDE,
  stopPlace,
  TARGET_WRONG_SIDE,
  targetPlace,
} from './rules/price-rules.ts'

/** A position whose exits are decided anew. */
export interface HeldPosition {
  readonly instrument: Pick<Instrument, 'quote'>
  /** Signed, not zero. */
  readonly quantity: Quantity
  readonly entryPrice: Price
}

/** Prices that exits are to have; a missing one is not looked at. */
export interface ExitPrices {
  readonly stopPrice: Price | undefined
  readonly targetPrice: Price | undefined
}

/** Part of a position with the price at which an exit leaves it; undefined where it has no such exit. */
export interface ExitPart {
  readonly quantity: Quantity
  readonly price: Price | undefined
}

/**
 * A stop belongs on the losing side of the newest price and a target on the winning one: anywhere else it would leave
 * the position at once. Pure, as `evaluate` is, and with the same measure.
 */
export function exitDenial(exits: ExitPrices, held: HeldPosition, newestPrice: number): Denial | undefined {
  const side: Side = held.quantity.isPositive() ? 'buy' : 'sell'
  const checks = [
    { rule: STOP_WRONG_SIDE, name: 'Stop-loss', level: exits.stopPrice, place: stopPlace(side) },
    { rule: TARGET_WRONG_SIDE, name: 'Take-profit', level: exits.targetPrice, place: targetPlace(side) },
  ]
  const newest = new Decimal(newestPrice)
  for (const { rule, name, level, place } of checks) {
    const measurement = level && measureLevel(level, newest, place)
    if (!measurement || measurement.passed) continue
    const { measured, limit } = measurement
    const message = `${explainLevel(name, measurement, `${place} the newest price`)}.`
    return { code: rule.code, message, measured, limit, unit: held.instrument.quote, quantityThatFits: undefined }
  }
  return undefined
}

/**
 * Result if an exit fills at its prices, counted from the entry, with the fee of the way out; undefined where a part of
 * the position has no such exit.
 */
export function exitProfit(
  parts: readonly ExitPart[],
  { quantity, entryPrice }: HeldPosition,
  feeFraction: number,
): Money | undefined {
  let profit: Decimal = ZERO
  for (const { quantity: part, price } of parts) {
    if (price === undefined) return undefined
    const gain = quantity.isPositive() ? price.sub(entryPrice) : entryPrice.sub(price)
    profit = profit.add(gain.sub(price.mul(feeFraction)).mul(part))
  }
  return parts.length === 0 ? undefined : (profit as Money)
}

/** Profit at the target over loss at the stop, fees left out of both; undefined where the stop loses or the target wins nothing. */
export function exitRewardToRisk(
  stop: readonly ExitPart[],
  target: readonly ExitPart[],
  held: HeldPosition,
): number | undefined {
  const profitAtStop = exitProfit(stop, held, 0)
  const profitAtTarget = exitProfit(target, held, 0)
  if (!profitAtStop?.lt(ZERO) || !profitAtTarget?.gt(ZERO)) return undefined
  return toFloat(profitAtTarget) / -toFloat(profitAtStop)
}
