import { toFloat } from '../base/index.ts'
import type { Denial, Quantity } from '../domain/index.ts'
import type { RuledPosition } from './dust-denial.ts'

/** Why no exit can stand for a holding that the venue keeps for other orders that sell it, all of it or all but a remainder. */
export function keptDenial({ instrument, quantity }: RuledPosition, free: Quantity): Denial {
  const { symbol, base } = instrument
  const kept = quantity.abs().sub(free)
  const message =
    `The venue keeps ${kept.toFixed()} of the ${quantity.abs().toFixed()} ${base} that are held of ${symbol} for orders that sell ` +
    'already, and takes no stop or target for the rest. Cancel or shrink one of them. What it was for can be a take-profit of the ' +
    'position: the engine waits with that beside the stop.'
  return {
    code: 'HOLDING_LOCKED',
    message,
    measured: toFloat(quantity.abs()),
    limit: toFloat(free),
    unit: base,
    quantityThatFits: undefined,
  }
}
