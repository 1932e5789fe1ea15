import type { LimitMeter } from '../../../src-contract/index.ts'
import { labelOf } from './guard-kinds.ts'
import { ACCOUNT_SCOPE, scopeName } from './guard-scope.ts'
import type { GuardView } from './guard-state.ts'

/** One line for each guard, in the scope that is nearest to its limit; one that has tripped comes before all others. */
export function guardMeters(views: readonly GuardView[]): LimitMeter[] {
  const worst = new Map<string, { readonly view: GuardView; readonly tripped: number }>()
  for (const view of views) {
    const known = worst.get(view.guardId)
    const tripped = (known?.tripped ?? 0) + (view.state === 'tripped' ? 1 : 0)
    worst.set(view.guardId, { view: known && !isWorse(view, known.view) ? known.view : view, tripped })
  }
  return Array.from(worst.values(), ({ view, tripped }) => meterOf(view, tripped))
}

function isWorse(view: GuardView, than: GuardView): boolean {
  if (view.state !== than.state) return view.state === 'tripped'
  return usedShare(view) > usedShare(than)
}

function usedShare({ kind, measured, limit }: GuardView): number {
  if (kind === 'lowProfit') return limit - measured
  return limit > 0 ? measured / limit : measured
}

function meterOf(view: GuardView, tripped: number): LimitMeter {
  const { guardId, kind, scope, measured, limit, unit, ...guard } = view
  const name = kind === 'storedState' ? 'Stored state of the guards' : labelOf(kind)
  const where = scope === ACCOUNT_SCOPE ? '' : `, ${scopeName(scope)}`
  const more = tripped > 1 ? ` and ${tripped - 1} more` : ''
  return {
    code: `GUARD:${guardId}`,
    label: `Guard ${guardId === kind || kind === 'storedState' ? name : `${guardId} (${name})`}${where}${more}`,
    measured,
    limit,
    unit,
    passed: view.state === 'armed',
    action: 'refuse',
    guard: {
      guardId,
      scope,
      state: guard.state,
      sinceMs: guard.sinceMs,
      untilMs: guard.untilMs,
      action: guard.action,
      rearmableByHand: guard.rearmableByHand,
      message: guard.message,
    },
  }
}
