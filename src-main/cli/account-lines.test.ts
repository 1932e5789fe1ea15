import { describe, expect, it } from 'vitest'
import type { AccountAtVenueView, AccountCheckView } from '../../src-contract/index.ts'
import { checkLines, secretsText, tradesText } from './account-lines.ts'

const ACCOUNT: AccountAtVenueView = {
  name: 'main',
  venueId: 'binance',
  venueLabel: 'Binance spot',
  environment: 'live',
  inUse: false,
  armedAtMs: null,
  secrets: [
    { part: 'api-key', secretName: 'account.main.api-key', source: 'vault', variable: 'BINANCE_API_KEY' },
    { part: 'secret', secretName: 'account.main.secret', source: 'vault', variable: 'BINANCE_SECRET_KEY' },
    { part: 'proxy', secretName: 'account.main.proxy', source: 'missing', variable: null },
  ],
  lastCheck: null,
}
const CHECK: AccountCheckView = {
  checkedAtMs: 0,
  outcome: 'usable',
  audit: { canRead: true, canTrade: true, canWithdraw: null, ipRestricted: false, expiresAtMs: Date.UTC(2026, 5, 1) },
  problems: [{ code: 'noIpRestriction', severity: 'warning', text: 'The key may be used from everywhere.' }],
  clockOffsetMs: 12.4,
  failure: null,
}

describe('an account in the table', () => {
  it('says whether its orders are worth money and go through', () => {
    expect(tradesText(ACCOUNT)).toBe('not armed')
    expect(tradesText({ ...ACCOUNT, armedAtMs: 1 })).toBe('ARMED')
    expect(tradesText({ ...ACCOUNT, environment: 'testnet' })).toBe('play money')
  })

  it('says where its keys are, or which are missing; a proxy need not be there', () => {
    expect(secretsText(ACCOUNT)).toBe('vault')
    const secrets = ACCOUNT.secrets.map((secret) =>
      secret.part === 'secret' ? { ...secret, source: 'missing' as const } : secret,
    )
    expect(secretsText({ ...ACCOUNT, secrets })).toBe('missing: secret')
  })
})

describe('a check', () => {
  it('is told with its findings and rights', () => {
    expect(checkLines('main', CHECK)).toEqual([
      'The key of main can be used.',
      'warning: The key may be used from everywhere.',
      'reads               yes',
      'trades              yes',
      'withdraws           not told',
      'bound to addresses  no',
      'ends (UTC)          2026-06-01 00:00:00',
      'clock of the venue  +12 ms',
    ])
  })

  it('is told with what kept it from its end, and what to do', () => {
    const failure = { kind: 'wrongKey', what: 'The key is not known.', advice: 'Set the right one.' }
    expect(
      checkLines('main', { ...CHECK, outcome: 'failed', audit: null, problems: [], clockOffsetMs: null, failure }),
    ).toEqual(['main could not be checked.', 'The key is not known. Set the right one.'])
  })
})
