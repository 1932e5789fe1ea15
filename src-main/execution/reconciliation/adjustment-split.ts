import { Decimal, ZERO } from '../../base/index.ts'
import { type Money, type Position, type Quantity, UNASSIGNED } from '../../domain/index.ts'
import type { AdjustmentSplit, OwnerShare } from './ports.ts'

/** Cash is divided to this many decimals; the last share takes the rest. */
const CASH_DECIMALS = 8

/**
 * A quantity is taken from those who hold its opposite, largest holder first, so that nobody's position turns; what they do
 * not hold is unassigned. Cash goes with the quantity, or with what each holds where no quantity changes.
 */
export const largestHolderFirst: AdjustmentSplit = ({ quantity, cash }, holders) => {
  const holding = holders.filter((each) => !each.quantity.isZero()).toSorted(largestFirst)
  const parts = quantity.isZero() ? holding.map(wholePart) : takenFrom(quantity, holding)
  return withCash(parts.length === 0 ? [{ owner: UNASSIGNED, quantity, weight: ONE }] : parts, cash)
}

/** Who gives up how much of it. */
export function takenFromHolders(
  quantity: Quantity,
  holders: readonly Position[],
): readonly Pick<OwnerShare, 'owner' | 'quantity'>[] {
  return takenFrom(quantity, holders.toSorted(largestFirst)).map((part) => ({
    owner: part.owner,
    quantity: part.quantity as Quantity,
  }))
}

interface Part {
  readonly owner: OwnerShare['owner']
  readonly quantity: Decimal
  readonly weight: Decimal
}

const ONE = new Decimal(1)

function wholePart({ owner, quantity }: Position): Part {
  return { owner, quantity: ZERO, weight: quantity.abs() }
}

function takenFrom(change: Quantity, holding: readonly Position[]): Part[] {
  const parts: Part[] = []
  let rest: Decimal = change
  for (const { owner, quantity } of holding) {
    if (rest.isZero() || quantity.isPositive() === change.isPositive()) continue
    const taken = Decimal.min(rest.abs(), quantity.abs()).mul(change.isPositive() ? 1 : -1)
    parts.push({ owner, quantity: taken, weight: taken.abs() })
    rest = rest.sub(taken)
  }
  return rest.isZero() ? parts : [...parts, { owner: UNASSIGNED, quantity: rest, weight: rest.abs() }]
}

function withCash(parts: readonly Part[], cash: Money): OwnerShare[] {
  const total = parts.reduce((sum, { weight }) => sum.add(weight), ZERO)
  let rest: Decimal = cash
  return parts.map(({ owner, quantity, weight }, index) => {
    const isLast = index === parts.length - 1
    const share = isLast ? rest : cash.mul(weight).div(total).toDecimalPlaces(CASH_DECIMALS)
    rest = rest.sub(share)
    return { owner, quantity: quantity as Quantity, cash: share as Money }
  })
}

function largestFirst(left: Position, right: Position): number {
  return right.quantity.abs().cmp(left.quantity.abs()) || (left.owner < right.owner ? -1 : 1)
}
