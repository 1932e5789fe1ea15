import type { LimitMeter } from '../../../src-contract/index.ts'
import { ruleValue } from '../../trading/index.ts'
import { type MeterTone, meterTone } from '../../ui/index.ts'

/** A limit for reading. */
export interface LimitView {
  readonly code: string
  readonly label: string
  readonly now: string
  readonly limit: string
  /** Share of the limit that is used: 0 nothing, 1 all of it. */
  readonly used: number
  readonly tone: MeterTone
  readonly action: LimitMeter['action']
}

export function limitView({ code, label, measured, limit, unit, passed, action }: LimitMeter): LimitView {
  const used = usedShare(measured, limit, passed)
  // Limits that count may be reached: the fourth of four positions is still allowed, the fifth is not.
  const tone = passed && meterTone(used) === 'danger' ? 'warn' : passed ? meterTone(used) : 'danger'
  return { code, label, now: ruleValue(measured, unit), limit: ruleValue(limit, unit), used, tone, action }
}

function usedShare(measured: number, limit: number, passed: boolean): number {
  if (limit > 0) return Math.max(0, measured / limit)
  return passed ? 0 : 1
}

/** How many limits are near, and how many are reached. */
export function limitCounts(views: readonly LimitView[]): { readonly near: number; readonly over: number } {
  const of = (tone: MeterTone): number => views.filter((view) => view.tone === tone).length
  return { near: of('warn'), over: of('danger') }
}

/** A guard that is armed has its place among the guards; here it would push the account's own limits out of sight. */
export function isShownHere({ guard, passed }: Pick<LimitMeter, 'guard' | 'passed'>): boolean {
  return guard === undefined || !passed
}
