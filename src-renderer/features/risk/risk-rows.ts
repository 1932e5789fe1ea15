import type { GuardAction, GuardView, LimitMeter } from '../../../src-contract/index.ts'
import { ruleValue } from '../../trading/index.ts'
import { formatAge, type MeterTone, meterTone } from '../../ui/index.ts'

export type RiskState = 'tripped' | 'reached' | 'near' | 'armed' | 'within'

/** A guard or a limit for reading: its value against its bound. */
export interface RiskRow {
  readonly rowId: string
  readonly code: string
  readonly label: string
  /** Instrument or owner it watches; null for the account. */
  readonly scope: GuardView['scope']
  readonly target: string | null
  readonly now: string
  readonly limit: string
  /** Share of the bound that is used: 0 nothing, 1 all of it. */
  readonly used: number
  readonly tone: MeterTone
  readonly state: RiskState
  readonly action: GuardAction | LimitMeter['action']
  readonly message: string
  /** The guard behind the row; undefined for a plain limit, which remembers nothing. */
  readonly guard: GuardView | undefined
}

/** Guards and plain limits: those that hold something back first, then those nearest to their bound. */
export function riskRows(guards: readonly GuardView[], limits: readonly LimitMeter[]): readonly RiskRow[] {
  // A limit that is a guard, too, stands among the guards.
  const plain = limits.filter(({ guard }) => guard === undefined)
  const rows = [...guards.map(guardRow), ...plain.map(limitRow)]
  return rows.toSorted((left, right) => rank(left) - rank(right) || right.used - left.used)
}

const RANKS: Readonly<Record<RiskState, number>> = { tripped: 0, reached: 1, near: 2, armed: 3, within: 3 }
const rank = ({ state }: RiskRow): number => RANKS[state]

function guardRow(guard: GuardView): RiskRow {
  const { guardId, label, scope, target, measured, limit, unit, action, message } = guard
  const used = usedShare(measured, limit)
  const isTripped = guard.state === 'tripped'
  const tone = isTripped ? 'danger' : belowDanger(used)
  return {
    rowId: `guard ${guardId} ${target ?? ''}`,
    code: guardId,
    label,
    scope,
    target,
    now: riskValue(measured, unit),
    limit: riskValueWithUnit(limit, unit),
    used,
    tone,
    state: isTripped ? 'tripped' : tone === 'warn' ? 'near' : 'armed',
    action,
    message,
    guard,
  }
}

function limitRow({ code, label, measured, limit, unit, passed, action }: LimitMeter): RiskRow {
  const used = passed && limit <= 0 ? 0 : usedShare(measured, limit)
  const tone = passed ? belowDanger(used) : 'danger'
  return {
    rowId: `limit ${code}`,
    code,
    label,
    scope: 'account',
    target: null,
    now: riskValue(measured, unit),
    limit: riskValueWithUnit(limit, unit),
    used,
    tone,
    state: passed ? (tone === 'warn' ? 'near' : 'within') : 'reached',
    action,
    message: '',
    guard: undefined,
  }
}

/** What is reached but still holds is near: the fourth of four positions is allowed, the fifth is not. */
const belowDanger = (used: number): MeterTone => (meterTone(used) === 'calm' ? 'calm' : 'warn')

function usedShare(measured: number, limit: number): number {
  if (limit > 0) return Math.max(0, measured / limit)
  return measured > 0 ? 1 : 0
}

const SECOND_MS = 1_000

/** A value in its unit; what is counted in seconds or milliseconds is said as a time. */
export function riskValue(value: number, unit: string): string {
  if (unit === 'ms') return formatAge(value)
  return unit === 'seconds' ? formatAge(value * SECOND_MS) : ruleValue(value, unit)
}

/** The same with the unit behind it, where the value does not say it itself: `4 trades`, `30 s`, `5.00 %`. */
export function riskValueWithUnit(value: number, unit: string): string {
  const saysItself = ['ms', 'seconds', 'fraction'].includes(unit) || unit.startsWith('times')
  return saysItself ? riskValue(value, unit) : `${riskValue(value, unit)} ${unit}`
}

/** How many hold something back, and how many are near. */
export function riskCounts(rows: readonly RiskRow[]): { readonly tripped: number; readonly near: number } {
  const of = (...states: readonly RiskState[]): number => rows.filter(({ state }) => states.includes(state)).length
  return { tripped: of('tripped', 'reached'), near: of('near') }
}

export type ArmsAgain =
  | { readonly kind: 'notApplicable' }
  | { readonly kind: 'byHand' }
  | { readonly kind: 'byCause' }
  | { readonly kind: 'due' }
  | { readonly kind: 'inTime'; readonly leftMs: number }

/** How a tripped guard is armed again. @param nowMs Session time; undefined before it is known. */
export function armsAgain({ state, untilMs, rearmable }: GuardView, nowMs: number | undefined): ArmsAgain {
  if (state === 'armed') return { kind: 'notApplicable' }
  if (untilMs === null) return { kind: rearmable ? 'byHand' : 'byCause' }
  if (nowMs === undefined) return { kind: 'byCause' }
  return untilMs > nowMs ? { kind: 'inTime', leftMs: untilMs - nowMs } : { kind: 'due' }
}
