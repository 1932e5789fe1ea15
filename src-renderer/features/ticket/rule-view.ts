import type { RuleResult } from '../../../src-contract/index.ts'
import { formatNumber, formatPercent } from '../../ui/index.ts'

export interface RuleView {
  readonly code: string
  readonly label: string
  readonly measured: string
  readonly limit: string
  /** Share of the limit that is used, from 0 to 1; above 1 it is broken. */
  readonly used: number
  readonly passed: boolean
}

/** Rules of the risk check for reading: broken ones first, then as the engine ordered them, the tightest first. */
export function ruleViews(rules: readonly RuleResult[]): RuleView[] {
  const views = rules.map((rule) => ({
    code: rule.code,
    label: rule.label,
    measured: ruleValue(rule.measured, rule.unit),
    limit: ruleValue(rule.limit, rule.unit),
    used: usedShare(rule),
    passed: rule.passed,
  }))
  return [...views.filter((view) => !view.passed), ...views.filter((view) => view.passed)]
}

/** Rules whose limit is a least, not a most. */
const isLeast = ({ code }: RuleResult): boolean => code.startsWith('MIN_')

function usedShare(rule: RuleResult): number {
  const [part, whole] = isLeast(rule) ? [rule.limit, rule.measured] : [rule.measured, rule.limit]
  if (whole > 0) return Math.max(0, part / whole)
  return rule.passed ? 0 : 1
}

const THOUSAND = 1_000
const SHORT_FROM = 10_000

/** A measured value or limit in its unit, short enough for a narrow column: `1.68 %`, `2.68×`, `40.7k`, `3`. */
export function ruleValue(value: number, unit: string): string {
  if (unit === 'fraction') return formatPercent(value)
  if (unit === 'x' || unit === 'times') return `${formatNumber(value, { decimals: 2 })}×`
  if (Math.abs(value) >= SHORT_FROM) return `${formatNumber(value / THOUSAND, { decimals: 1 })}k`
  return formatNumber(value, { decimals: decimalsFor(value) })
}

/** Whole numbers stay whole; small quantities keep what they need. */
function decimalsFor(value: number): number {
  if (Number.isInteger(value)) return 0
  return Math.abs(value) >= 1 ? 2 : 4
}
