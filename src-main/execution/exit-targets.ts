import { Decimal, floorToStep, ZERO } from '../base/index.ts'
import type { Instrument, Price, Quantity } from '../domain/index.ts'
import type { Bracket } from './brackets.ts'

/** What the venue says about the sizes of orders. */
export type SizeRules = Pick<Instrument, 'lotSize' | 'minQuantity' | 'minNotional'>

/** What one target has still to sell. */
export interface TargetShare {
  /** Place among the targets of the entry, nearest first; the single take-profit comes after them. */
  readonly index: number
  readonly price: Price
  readonly quantity: Quantity
  /** Targets that are too small for the venue and are sold here. */
  readonly merged: readonly number[]
}

/** Sums of shares are floats: so near to the whole is the whole. */
const WHOLE = new Decimal(1).sub('1e-9')

interface Planned {
  readonly index: number
  readonly price: Price
  readonly allotted: Decimal
  readonly filled: Decimal
  /** Not sold yet. */
  readonly left: Decimal
  /** Whether there is less of the position than was meant for it. */
  readonly isCut: boolean
}

/**
 * Pure: what waits at each target of a bracket, nearest first. Shares are of all that the entry opened, on the lot; where
 * they are the whole, the last one takes what rounding leaves. Where a position has become smaller by other means, the
 * nearest targets keep theirs. A share below the venue's minimum is sold with the next one, the last with the one before.
 */
export function targetShares(bracket: Bracket, rules: SizeRules | undefined): TargetShare[] {
  return merge(cut(settle(allot(bracket, rules)), bracket.quantity), rules)
}

/** The entry's own single take-profit comes after its targets, for what they leave. */
function allot({ targets, targetPrice, opened }: Bracket, rules: SizeRules | undefined): Planned[] {
  let fractions = ZERO
  let given: Decimal = ZERO
  const planned: Planned[] = []
  const add = (price: Price, upTo: Decimal, filled: Decimal): void => {
    planned.push({ index: planned.length, price, allotted: upTo.sub(given), filled, left: ZERO, isCut: false })
    given = upTo
  }
  for (const { price, fraction, filled } of targets) {
    fractions = fractions.add(fraction)
    add(price, shareOf(opened, fractions, rules), filled)
  }
  if (targetPrice) add(targetPrice, opened, ZERO)
  return planned
}

function shareOf(opened: Decimal, fractions: Decimal, rules: SizeRules | undefined): Decimal {
  if (fractions.gte(WHOLE)) return opened
  const share = opened.mul(fractions)
  return rules ? floorToStep(share, rules.lotSize) : share
}

/** Where one has sold more than its share, it has sold that of others, the nearest first. */
function settle(planned: readonly Planned[]): Planned[] {
  let excess = planned.reduce<Decimal>((sum, { allotted, filled }) => sum.add(above(filled, allotted)), ZERO)
  return planned.map((each) => {
    const own = above(each.allotted, each.filled)
    const taken = Decimal.min(own, excess)
    excess = excess.sub(taken)
    return { ...each, left: own.sub(taken) }
  })
}

function cut(planned: readonly Planned[], quantity: Decimal): Planned[] {
  let rest = quantity
  return planned.map((each) => {
    const left = Decimal.min(each.left, rest)
    rest = rest.sub(left)
    return { ...each, left, isCut: left.lt(each.left) }
  })
}

function merge(planned: readonly Planned[], rules: SizeRules | undefined): TargetShare[] {
  const wanted = planned.filter(({ left }) => left.gt(ZERO))
  const shares: TargetShare[] = []
  let carried: { quantity: Decimal; merged: readonly number[] } = { quantity: ZERO, merged: [] }
  for (const [place, each] of wanted.entries()) {
    const isSmall = isBelowMinimum(sizeOf(each).add(carried.quantity), each.price, rules)
    const quantity = carried.quantity.add(each.left)
    const merged = carried.merged
    const previous = shares.at(-1)
    if (isSmall && place < wanted.length - 1) {
      carried = { quantity, merged: [...merged, each.index] }
    } else {
      carried = { quantity: ZERO, merged: [] }
      if (isSmall && previous) shares.splice(-1, 1, addedTo(previous, quantity, [...merged, each.index]))
      else shares.push({ index: each.index, price: each.price, quantity: quantity as Quantity, merged })
    }
  }
  return shares
}

/** A part that has sold already was not too small, however little is left of it. */
function sizeOf({ allotted, left, isCut }: Planned): Decimal {
  return isCut ? left : allotted
}

function isBelowMinimum(quantity: Decimal, price: Price, rules: SizeRules | undefined): boolean {
  return rules !== undefined && (quantity.lt(rules.minQuantity) || quantity.mul(price).lt(rules.minNotional))
}

function addedTo(share: TargetShare, quantity: Decimal, merged: readonly number[]): TargetShare {
  return { ...share, quantity: share.quantity.add(quantity) as Quantity, merged: [...share.merged, ...merged] }
}

function above(value: Decimal, bound: Decimal): Decimal {
  return Decimal.max(ZERO, value.sub(bound))
}
