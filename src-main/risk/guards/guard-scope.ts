import type { InstrumentId, Owner } from '../../domain/index.ts'

/** `account`, `owner:<owner>` or `instrument:<instrument id>`: what one instance of a guard watches over. */
export type ScopeKey = string

export const ACCOUNT_SCOPE: ScopeKey = 'account'

/** What the action of a tripped guard reaches; undefined means all. */
export interface GuardReach {
  readonly owner: Owner | undefined
  readonly instrumentId: InstrumentId | undefined
}

export function ownerScope(owner: Owner): ScopeKey {
  return `owner:${owner}`
}

export function instrumentScope(instrumentId: InstrumentId): ScopeKey {
  return `instrument:${instrumentId}`
}

export function reachOf(scope: ScopeKey): GuardReach {
  if (scope.startsWith('owner:')) return { owner: scope.slice('owner:'.length) as Owner, instrumentId: undefined }
  if (!scope.startsWith('instrument:')) return { owner: undefined, instrumentId: undefined }
  return { owner: undefined, instrumentId: scope.slice('instrument:'.length) as InstrumentId }
}

/** The scope for a sentence: `the account`, `strategy:ema-cross`, `simulated:BTC-PERP`. */
export function scopeName(scope: ScopeKey): string {
  const { owner, instrumentId } = reachOf(scope)
  return owner ?? instrumentId ?? 'the account'
}
