import { describe, expect, it } from 'vitest'
import type { AccountAtVenueView } from '../../../src-contract/index.ts'
import { hasKeys, keysState, ordersState } from './account-view.ts'
import { guideSteps } from './guide-steps.ts'

const key = (source: AccountAtVenueView['secrets'][number]['source']): AccountAtVenueView['secrets'] => [
  { part: 'api-key', secretName: 'account.main.api-key', source, variable: null },
  { part: 'secret', secretName: 'account.main.secret', source: 'vault', variable: null },
  { part: 'proxy', secretName: 'account.main.proxy', source: 'missing', variable: null },
]

const account = (change: Partial<AccountAtVenueView> = {}): AccountAtVenueView => ({
  name: 'main',
  venueId: 'binance',
  venueLabel: 'Binance spot',
  environment: 'testnet',
  inUse: false,
  armedAtMs: null,
  secrets: key('vault'),
  lastCheck: null,
  ...change,
})

const USABLE: AccountAtVenueView['lastCheck'] = {
  checkedAtMs: 1,
  outcome: 'usable',
  audit: null,
  problems: [],
  clockOffsetMs: null,
  failure: null,
}

const doneOf = (accounts: readonly AccountAtVenueView[], hasTraded = false): string[] =>
  guideSteps({ accounts, hasTraded }).flatMap(({ id, done }) => (done ? [id] : []))

describe('the keys of an account', () => {
  it.each([
    ['vault', 'set', true],
    ['environment', 'environment', true],
    ['missing', 'missing', false],
    ['locked', 'locked', false],
    ['unreadable', 'unreadable', false],
  ] as const)('are as their worst part, %s; a proxy may be missing', (source, state, usable) => {
    expect(keysState(account({ secrets: key(source) }))).toBe(state)
    expect(hasKeys(account({ secrets: key(source) }))).toBe(usable)
  })
})

describe('the orders of an account', () => {
  it('cost nothing on a testnet, and go through live only when it is armed', () => {
    expect(ordersState(account())).toBe('playMoney')
    expect(ordersState(account({ environment: 'live' }))).toBe('notArmed')
    expect(ordersState(account({ environment: 'live', armedAtMs: 5 }))).toBe('armed')
  })
})

describe('the way from paper to live', () => {
  it('has nothing done at the beginning', () => {
    expect(doneOf([])).toEqual([])
  })

  it('goes on with a trade on paper, then a testnet account with keys, its check and its trading', () => {
    expect(doneOf([], true)).toEqual(['paper'])
    expect(doneOf([account({ secrets: key('missing') })], true)).toEqual(['paper'])
    expect(doneOf([account()], true)).toEqual(['paper', 'testnetAccount'])
    expect(doneOf([account({ lastCheck: USABLE, inUse: true })])).toEqual([
      'paper',
      'testnetAccount',
      'testnetCheck',
      'testnetTrade',
    ])
  })

  it('ends with a live account that trades and is armed, not with one of the two', () => {
    const live = { environment: 'live', lastCheck: USABLE } as const
    expect(doneOf([account({ ...live, armedAtMs: 5 })])).toEqual(['liveAccount', 'liveCheck'])
    expect(doneOf([account({ ...live, inUse: true })])).not.toContain('liveArm')
    expect(doneOf([account({ ...live, inUse: true, armedAtMs: 5 })])).toContain('liveArm')
  })
})
