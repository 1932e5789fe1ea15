import type { KeyProblem } from '../../../../src-contract/index.ts'
import type { KeyFacts } from './key-facts.ts'

const DAY_MS = 86_400_000
/** A key that ends so soon should be renewed now. */
const SOON_MS = 30 * DAY_MS

export interface KeyRules {
  /** The trader uses a key that may withdraw all the same. */
  readonly allowWithdrawals: boolean
  /** Name of the account's setting for that, for the text. */
  readonly withdrawalsKey: string
  /** System time. */
  readonly nowMs: number
}

/** What stands against using a key, what refuses it first. Withdrawing is never needed here, so a key that may do it only adds danger. */
export function judgeKey(facts: KeyFacts, rules: KeyRules): KeyProblem[] {
  return [
    withdrawing(facts, rules),
    reading(facts),
    trading(facts),
    expiry(facts, rules),
    address(facts),
    unchecked(facts),
  ]
    .filter((problem) => problem !== undefined)
    .toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
}

const SEVERITIES: readonly KeyProblem['severity'][] = ['refused', 'warning', 'note']

function withdrawing(
  { canWithdraw }: KeyFacts,
  { allowWithdrawals, withdrawalsKey }: KeyRules,
): KeyProblem | undefined {
  if (canWithdraw !== true) return undefined
  if (allowWithdrawals) {
    return {
      code: 'mayWithdraw',
      severity: 'warning',
      text: `The key may withdraw, which ${withdrawalsKey} allows. Whoever gets hold of it can empty the account.`,
    }
  }
  return {
    code: 'mayWithdraw',
    severity: 'refused',
    text: `The key may withdraw, so whoever gets hold of it can empty the account. Make one at the venue that may not, or set ${withdrawalsKey} to use this one all the same.`,
  }
}

function reading({ canRead }: KeyFacts): KeyProblem | undefined {
  if (canRead !== false) return undefined
  const text = 'The key may not read the account. Allow reading for it at the venue.'
  return { code: 'mayNotRead', severity: 'refused', text }
}

function trading({ canTrade }: KeyFacts): KeyProblem | undefined {
  if (canTrade !== false) return undefined
  const text =
    'The key may not trade here. Allow trading in this kind of market for it at the venue, or make one that may.'
  return { code: 'mayNotTrade', severity: 'refused', text }
}

function expiry({ expiresAtMs }: KeyFacts, { nowMs }: KeyRules): KeyProblem | undefined {
  if (expiresAtMs === null || expiresAtMs - nowMs > SOON_MS) return undefined
  const day = new Date(expiresAtMs).toISOString().slice(0, 10)
  if (expiresAtMs <= nowMs) {
    return { code: 'expired', severity: 'refused', text: `The key may not trade since ${day}. Renew it at the venue.` }
  }
  const days = Math.ceil((expiresAtMs - nowMs) / DAY_MS)
  return {
    code: 'expiresSoon',
    severity: 'warning',
    text: `The key may not trade any more from ${day} on, in ${days} day${days === 1 ? '' : 's'}. Renew it at the venue before.`,
  }
}

function address({ ipRestricted }: KeyFacts): KeyProblem | undefined {
  if (ipRestricted !== false) return undefined
  const text = "The key may be used from everywhere. Bind it to this machine's address at the venue."
  return { code: 'noIpRestriction', severity: 'warning', text }
}

function unchecked({ canTrade, canWithdraw, ipRestricted }: KeyFacts): KeyProblem | undefined {
  const unknown = [
    ...(canTrade === null ? ['whether the key may trade'] : []),
    ...(canWithdraw === null ? ['whether it may withdraw'] : []),
    ...(ipRestricted === null ? ['from which addresses it may be used'] : []),
  ]
  if (unknown.length === 0) return undefined
  return {
    code: 'notChecked',
    severity: 'note',
    text: `The venue does not tell here ${unknown.join(', ')}. Look it up there.`,
  }
}
