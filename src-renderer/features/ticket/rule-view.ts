import type { RuleResult } from '../../../src-contract/index.ts'
import { ruleValue } from '../../trading/index.ts'

export type RuleView = RuleLimit | RuleCondition

interface RuleHead {
  readonly code: string
  readonly label: string
  readonly passed: boolean
}

/** A rule with a limit that may be used up. */
interface RuleLimit extends RuleHead {
  readonly kind: 'limit'
  readonly measured: string
  readonly limit: string
  /** Share of the limit that is used: 0 nothing, 1 all of it, more when it is broken. */
  readonly used: number
}

/** A rule that holds or does not, such as a stop on the right side: it has no share. */
interface RuleCondition extends RuleHead {
  readonly kind: 'condition'
}

/** Rules for reading: broken ones first, then limits as the engine ordered them (the tightest first), then conditions. */
export function ruleViews(rules: readonly RuleResult[]): RuleView[] {
  const views = rules.map(ruleView)
  return [
    ...views.filter((view) => !view.passed),
    ...views.filter((view) => view.passed && view.kind === 'limit'),
    ...views.filter((view) => view.passed && view.kind === 'condition'),
  ]
}

function ruleView(rule: RuleResult): RuleView {
  const { code, label, passed, measured, limit, unit } = rule
  if (isCondition(rule)) return { kind: 'condition', code, label, passed }
  const texts = { measured: ruleValue(measured, unit), limit: ruleValue(limit, unit) }
  return { kind: 'limit', code, label, passed, ...texts, used: usedShare(rule) }
}

/** Nothing is a share of a limit of zero; a price beside another price is not a share either. */
const isCondition = ({ code, limit }: RuleResult): boolean => limit === 0 || code.endsWith('_WRONG_SIDE')

/** Rules whose limit is a least, not a most. */
const isLeast = ({ code }: RuleResult): boolean => code.startsWith('MIN_')

function usedShare(rule: RuleResult): number {
  const [part, whole] = isLeast(rule) ? [rule.limit, rule.measured] : [rule.measured, rule.limit]
  if (whole > 0) return Math.max(0, part / whole)
  return rule.passed ? 0 : 1
}
