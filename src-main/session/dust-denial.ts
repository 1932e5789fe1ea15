import { toFloat } from '../base/index.ts'
import type { Denial, Instrument, Position } from '../domain/index.ts'
import type { DustCause } from '../portfolio/index.ts'

/** A position with the venue's rules for it. */
export interface RuledPosition extends Position {
  readonly instrument: Instrument
}

/** Why no exit can stand for a position that the venue takes no order for, with the figures of its rule. */
export function dustDenial(cause: DustCause, held: RuledPosition, newest: number): Denial {
  const { instrument, quantity } = held
  const { symbol, lotSize, minQuantity, minNotional } = instrument
  const size = toFloat(quantity.abs())
  const isWorthTooLittle = cause === 'minNotional'
  const least = isWorthTooLittle ? minNotional : cause === 'lotSize' ? lotSize : minQuantity
  const measured = isWorthTooLittle ? size * newest : size
  const unit = isWorthTooLittle ? instrument.quote : instrument.base
  const found = isWorthTooLittle ? ` is worth ${measured.toFixed(2)} ${unit}` : ''
  const message =
    `What is held of ${symbol}, ${quantity.abs().toFixed()},${found || ' is too little'}: the venue takes no order below ` +
    `${least.toFixed()} ${unit}, so neither a stop nor a target can stand for it. Hold more of it, and both can.`
  return {
    code: isWorthTooLittle ? 'MIN_NOTIONAL' : 'MIN_QUANTITY',
    message,
    measured,
    limit: toFloat(least),
    unit,
    quantityThatFits: undefined,
  }
}
