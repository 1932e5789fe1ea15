import { type Decimal, ZERO } from '../base/index.ts'
import { type Adjustment, type Money, type Quantity, UNASSIGNED, type VenueAdjustment } from '../domain/index.ts'
import { type OwnerHolding, type OwnerSplit, splitNetted } from './owner-split.ts'
import { toBooked } from './rounding.ts'

/**
 * What a venue did to the account, as adjustments of the owners it concerns: a change of quantity by {@link splitNetted} or the
 * split that is given, what nobody's holding covers to `unassigned`, cash in the ratio of the quantities; a funding payment
 * in the ratio of the holdings. The first one has the venue's own id, so a venue adjustment that is told again is known by
 * it, whatever the owners hold by then: ask `Portfolio.hasBooked` before splitting.
 */
export function ownedAdjustments(
  adjustment: VenueAdjustment,
  holdings: readonly OwnerHolding[],
  split: OwnerSplit = splitNetted(holdings, adjustment.quantity),
): readonly Adjustment[] {
  const parts = adjustment.quantity.isZero() ? fundedParts(adjustment, holdings) : changedParts(split)
  const weights = parts.map(({ quantity }) => quantity)
  const cash = sharedOut(adjustment.cash, weights)
  return parts.map((part, index) => ownedPart(adjustment, part, { isFirst: index === 0, cash: cash[index] }))
}

function ownedPart(
  adjustment: VenueAdjustment,
  { owner, quantity }: OwnerHolding,
  { isFirst, cash = ZERO as Money }: { isFirst: boolean; cash: Money | undefined },
): Adjustment {
  const adjustmentId = isFirst ? adjustment.adjustmentId : `${adjustment.adjustmentId}:${owner}`
  return {
    ...adjustment,
    adjustmentId,
    owner,
    cash,
    quantity: adjustment.quantity.isZero() ? adjustment.quantity : quantity,
  }
}

function changedParts({ shares, rest }: OwnerSplit): readonly OwnerHolding[] {
  if (rest.isZero()) return shares
  const others = shares.filter(({ owner }) => owner !== UNASSIGNED)
  const own = shares.find(({ owner }) => owner === UNASSIGNED)?.quantity ?? ZERO
  return [...others, { owner: UNASSIGNED, quantity: own.add(rest) as Quantity }]
}

/** Cash that comes without a quantity belongs to those who hold the instrument; where nobody does, to nobody. */
function fundedParts({ instrumentId }: VenueAdjustment, holdings: readonly OwnerHolding[]): readonly OwnerHolding[] {
  const held = holdings.filter(({ quantity }) => !quantity.isZero())
  const net = held.reduce<Decimal>((sum, { quantity }) => sum.add(quantity), ZERO)
  if (instrumentId === undefined || net.isZero()) return [{ owner: UNASSIGNED, quantity: ZERO as Quantity }]
  return held
}

/** Splits money in the ratio of the weights, exactly: the last one gets what rounding leaves. */
function sharedOut(amount: Money, weights: readonly Decimal[]): readonly Money[] {
  const total = weights.reduce<Decimal>((sum, weight) => sum.add(weight), ZERO)
  let rest: Decimal = amount
  return weights.map((weight, index) => {
    if (index === weights.length - 1) return rest as Money
    const share = total.isZero() ? ZERO : toBooked(amount.mul(weight).div(total))
    rest = rest.sub(share)
    return share as Money
  })
}
