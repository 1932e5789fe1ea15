import type { Decimal } from '../base/index.ts'
import type { Owner, Quantity } from '../domain/index.ts'

/** What one owner holds of an instrument. */
export interface OwnerHolding {
  readonly owner: Owner
  /** Signed. */
  readonly quantity: Quantity
}

/** A change of the venue's position, shared out. */
export interface OwnerSplit {
  /** Signed change of each owner's position, the owner of the largest holding first. */
  readonly shares: readonly OwnerHolding[]
  /** Signed part of the change that no owner's holding covers. */
  readonly rest: Quantity
}

/**
 * Shares a reduction of the venue's net position out over owners: whoever holds most of the side that is reduced gives first,
 * owners of equal holdings by name. Owners of the other side keep theirs, so no owner's position ever turns.
 * @param change signed, a sale below zero
 */
export function splitNetted(holdings: readonly OwnerHolding[], change: Quantity): OwnerSplit {
  const givers = holdings
    .filter(({ quantity }) => !quantity.isZero() && !change.isZero() && quantity.isPositive() !== change.isPositive())
    .toSorted(byLargest)
  const shares: OwnerHolding[] = []
  let rest: Decimal = change
  for (const { owner, quantity } of givers) {
    if (rest.isZero()) break
    const share = rest.abs().gt(quantity.abs()) ? quantity.neg() : rest
    shares.push({ owner, quantity: share as Quantity })
    rest = rest.sub(share)
  }
  return { shares, rest: rest as Quantity }
}

function byLargest(left: OwnerHolding, right: OwnerHolding): number {
  return right.quantity.abs().cmp(left.quantity.abs()) || (left.owner < right.owner ? -1 : 1)
}
