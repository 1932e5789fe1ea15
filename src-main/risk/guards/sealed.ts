import { ACCOUNT_SCOPE } from './guard-scope.ts'
import type { GuardBlock, GuardView } from './guard-state.ts'

/** Name under which a book whose stored state cannot be read blocks, and is armed again. */
export const SEALED_GUARD = 'storedState'

export function sealBlock(reason: string): GuardBlock {
  return {
    guardId: SEALED_GUARD,
    scope: ACCOUNT_SCOPE,
    measured: 1,
    limit: 0,
    unit: 'faults',
    message: messageOf(reason),
  }
}

export function sealView(reason: string): GuardView {
  return {
    guardId: SEALED_GUARD,
    kind: 'storedState',
    scope: ACCOUNT_SCOPE,
    state: 'tripped',
    measured: 1,
    limit: 0,
    unit: 'faults',
    sinceMs: null,
    untilMs: null,
    action: 'blockEntries',
    rearmableByHand: true,
    message: `${messageOf(reason)}.`,
  }
}

function messageOf(reason: string): string {
  return `What the guards remembered cannot be read (${reason}), so that nobody knows whether one has tripped. Entries are blocked until guard ${SEALED_GUARD} is armed again by hand`
}
