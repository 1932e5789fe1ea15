import type { GuardAction, GuardConfig } from './guard-config.ts'

const ACTION_RANK: Readonly<Record<GuardAction, number>> = {
  warn: 0,
  blockEntries: 1,
  reduceOnly: 2,
  cancelEntries: 3,
  flatten: 4,
}

/** True where `action` does all that `other` does. */
export function includes(action: GuardAction, other: GuardAction): boolean {
  return ACTION_RANK[action] >= ACTION_RANK[other]
}

/**
 * What is in force on a tripped guard once its settings have changed: of each the stricter. A guard that was taken away,
 * switched off, or given another kind or scope stays as it is until it is armed again.
 */
export function stricter(inForce: GuardConfig, next: GuardConfig | undefined): GuardConfig {
  if (!next?.enabled || next.kind !== inForce.kind || next.scope !== inForce.scope) return inForce
  const shared = {
    action: includes(inForce.action, next.action) ? inForce.action : next.action,
    rearmShare: Math.min(inForce.rearmShare, next.rearmShare),
    rearmMinutes: Math.max(inForce.rearmMinutes, next.rearmMinutes),
    handRearm: inForce.handRearm && next.handRearm,
  }
  return withRearm({ ...tighterLimit(inForce, next), ...shared }, next)
}

/** `byHand` is stricter than all the others; of those the one in force stays. */
function withRearm(merged: GuardConfig, next: GuardConfig): GuardConfig {
  return next.rearm === 'byHand' ? ({ ...merged, rearm: 'byHand' } as GuardConfig) : merged
}

/** Both are of one kind. */
function tighterLimit(inForce: GuardConfig, next: GuardConfig): GuardConfig {
  if ('limitFraction' in inForce && 'limitFraction' in next)
    return { ...inForce, limitFraction: Math.min(inForce.limitFraction, next.limitFraction) }
  if ('limitTrades' in inForce && 'limitTrades' in next)
    return { ...inForce, limitTrades: Math.min(inForce.limitTrades, next.limitTrades) }
  if (inForce.kind === 'lowProfit' && next.kind === 'lowProfit')
    return { ...inForce, minProfitFraction: Math.max(inForce.minProfitFraction, next.minProfitFraction) }
  if (inForce.kind === 'volatility' && next.kind === 'volatility')
    return { ...inForce, limitAnnual: Math.min(inForce.limitAnnual, next.limitAnnual) }
  if (inForce.kind === 'staleData' && next.kind === 'staleData')
    return { ...inForce, limitSeconds: Math.min(inForce.limitSeconds, next.limitSeconds) }
  return inForce
}

/** Whether a person may arm the guard again now. */
export function isRearmable({ rearm, handRearm }: GuardConfig): boolean {
  return handRearm || rearm === 'byHand'
}
