import { type TimeMs, ZERO } from '../base/index.ts'
import type { BreakEven, Side, Standing, TrailingDistance } from '../domain/index.ts'
import type { Bracket } from './brackets.ts'
import { type SizeRules, targetShares } from './exit-targets.ts'
import type { ExitLeg } from './leg-statuses.ts'
import type { MovedPlan, PositionExits } from './moved-exits.ts'
import { orderNumberOf } from './order-numbers.ts'
import { standingKey } from './standing.ts'

/** How the stop of a position is to follow the price. */
export interface StandingPlan extends Standing {
  /** Side that opened the position. */
  readonly side: Side
  readonly trailing: TrailingDistance | undefined
  readonly breakEven: BreakEven | undefined
  /** What the price did before this session time does not count; undefined: from the beginning of the position. */
  readonly sinceMs: TimeMs | undefined
  readonly hasFilledFirstTarget: boolean
  /** One entry has opened all of it: what was paid for it on average is a price that the market had then. */
  readonly isOneEntry: boolean
}

export interface StandingPlansOptions {
  readonly exitsOf: (standing: Standing) => PositionExits | undefined
  readonly rulesOf: (standing: Standing) => SizeRules | undefined
  readonly isReleased: (leg: ExitLeg) => boolean
}

/**
 * The plan of every position that has one. It is one for the whole position: that of its newest entry with a plan, or what
 * was decided since. A stop that somebody has cancelled or taken away is not moved.
 */
export function standingPlans(brackets: readonly Bracket[], options: StandingPlansOptions): StandingPlan[] {
  // Asked at every price, and most positions have none.
  if (!brackets.some((bracket) => mayFollow(bracket, options))) return []
  const byStanding = new Map<string, Bracket[]>()
  for (const bracket of brackets) {
    const key = standingKey(bracket)
    byStanding.set(key, [...(byStanding.get(key) ?? []), bracket])
  }
  return [...byStanding.values()].flatMap((own) => planOf(own, options))
}

function mayFollow(bracket: Bracket, { exitsOf }: StandingPlansOptions): boolean {
  return bracket.trailing !== undefined || bracket.breakEven !== undefined || exitsOf(bracket)?.plan !== undefined
}

function planOf(brackets: readonly Bracket[], { exitsOf, rulesOf, isReleased }: StandingPlansOptions): StandingPlan[] {
  const [first] = brackets
  if (!first || brackets.some((bracket) => isReleased({ ...bracket, role: 'stopLoss', index: 0 }))) return []
  const { instrumentId, owner, side } = first
  const moved = exitsOf(first)?.plan
  const trailing = decided(brackets, moved, { own: (each) => each.trailing, decision: moved?.trailing })
  const breakEven = decided(brackets, moved, { own: (each) => each.breakEven, decision: moved?.breakEven })
  if (!trailing && !breakEven) return []
  const hasFilledFirstTarget = brackets.some((bracket) => hasFilledFirst(bracket, rulesOf(first)))
  const isOneEntry = brackets.length === 1
  return [{ instrumentId, owner, side, trailing, breakEven, sinceMs: moved?.sinceMs, hasFilledFirstTarget, isOneEntry }]
}

/** An entry made after a decision that brings a plan of its own is the newer decision. */
function decided<Part>(
  brackets: readonly Bracket[],
  moved: MovedPlan | undefined,
  { own, decision }: { own: (bracket: Bracket) => Part | undefined; decision: Part | null | undefined },
): Part | undefined {
  const newest = brackets.findLast((bracket) => own(bracket) !== undefined)
  const isNewer = newest !== undefined && orderNumberOf(newest.parentOrderId) >= (moved?.beforeOrderNumber ?? 0)
  return isNewer || decision === undefined ? newest && own(newest) : (decision ?? undefined)
}

/** Nothing waits at it any more, at its own price or with another target, and something was sold. */
function hasFilledFirst(bracket: Bracket, rules: SizeRules | undefined): boolean {
  const waits = targetShares(bracket, rules).some(({ index, merged }) => index === 0 || merged.includes(0))
  return !waits && bracket.targets.some(({ filled }) => filled.gt(ZERO))
}
