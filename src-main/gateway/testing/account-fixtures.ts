import type { AccountAtVenueView, AccountCheckView, VenueView } from '../../../src-contract/index.ts'
import { EngineError } from '../../base/index.ts'
import type { EngineApi } from '../ports.ts'
import { START_MS } from './fixtures.ts'

export const ACCOUNT_CHECK: AccountCheckView = {
  checkedAtMs: START_MS,
  outcome: 'usable',
  audit: { canRead: true, canTrade: true, canWithdraw: false, ipRestricted: false, expiresAtMs: null },
  problems: [{ code: 'noIpRestriction', severity: 'warning', text: 'The key may be used from everywhere.' }],
  clockOffsetMs: 12,
  failure: null,
}

export const ACCOUNT_AT_VENUE: AccountAtVenueView = {
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
  lastCheck: ACCOUNT_CHECK,
}

export const VENUE: VenueView = {
  venueId: 'binance',
  label: 'Binance spot',
  kind: 'spot',
  environments: ['testnet', 'live'],
  accountCurrency: 'USDT',
  needsPassphrase: false,
  services: [
    {
      part: 'rest',
      kind: 'http',
      isOptional: false,
      hosts: { live: ['https://api.binance.com'], testnet: ['https://testnet.binance.vision'] },
    },
  ],
  capabilities: {
    orderTypes: ['market', 'limit'],
    timesInForce: ['GTC', 'IOC'],
    postOnly: true,
    reduceOnly: false,
    amend: false,
    hedgeMode: false,
    streams: { candles: 'stream', mark: 'polling' },
  },
}

/** Accounts of a fake engine: one, which takes every confirmation. */
export function fakeAccounts(called: <T>(name: string, result: T) => T): EngineApi['accounts'] {
  const ofAccount = <T>(name: string, result: T): T => {
    if (name === ACCOUNT_AT_VENUE.name) return result
    throw new EngineError('UNKNOWN_ACCOUNT', `There is no account ${name}`, {
      data: { known: [ACCOUNT_AT_VENUE.name] },
    })
  }
  return {
    list: () => [ACCOUNT_AT_VENUE],
    venues: () => [VENUE],
    check: async (name) => called('accounts.check', ofAccount(name, ACCOUNT_CHECK)),
    arm: async (name) => called('accounts.arm', ofAccount(name, { ...ACCOUNT_AT_VENUE, armedAtMs: START_MS })),
    disarm: (name) => called('accounts.disarm', ofAccount(name, ACCOUNT_AT_VENUE)),
  }
}
