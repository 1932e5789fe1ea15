import { type Decimal, ZERO } from '../base/index.ts'
import type { InstrumentId, InstrumentKind, Quantity } from '../domain/index.ts'
import type { InstrumentLookup } from './ports.ts'

/** Quantity that a change would sell short where nothing can be: zero on perpetuals and where the holding covers it. */
export function spotShortfall(kind: InstrumentKind, held: Decimal, change: Decimal): Quantity {
  const after = held.add(change)
  return (kind === 'spot' && after.isNegative() ? after.neg() : ZERO) as Quantity
}

/** The net of one instrument over all owners. */
export interface NetHolding {
  readonly instrumentId: InstrumentId
  /** Signed. */
  readonly quantity: Quantity
}

/**
 * Spot instruments whose net is below zero. No venue can hold that, so entries of ours are wrong or missing. A single owner
 * may be short of spot while others hold more: the venue sees their sum.
 */
export function impossibleHoldings(nets: readonly NetHolding[], instrumentOf: InstrumentLookup): readonly NetHolding[] {
  return nets.filter(({ instrumentId, quantity }) => instrumentOf(instrumentId)?.kind === 'spot' && quantity.lt(ZERO))
}
