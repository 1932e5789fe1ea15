import type { Exchange } from 'ccxt'
import { describe, expect, it } from 'vitest'
import { ensureDefined } from '../../../base/index.ts'
import { findProfile, VENUE_PROFILES } from '../profiles/profiles.ts'
import type { AskedConnection } from './ask-venue.ts'
import { auditKey, type KeyAudit } from './audit-key.ts'

const RULES = {
  tellsRestrictions: true,
  allowWithdrawals: false,
  withdrawalsKey: 'accounts.main.allowWithdrawals',
  nowMs: 0,
}

/** A venue that answers one endpoint, and tells which one it was. */
function venueOf(venueId: string, answer: unknown): { readonly connection: AskedConnection; readonly asked: string[] } {
  const asked: string[] = []
  const exchange = {
    request: async (path: string, api: string | string[]) => {
      asked.push(`${String(api)} ${path}`)
      return answer
    },
    fetchBalance: async () => {
      asked.push('fetchBalance')
      return answer
    },
  } as unknown as Exchange
  const profile = ensureDefined(findProfile(venueId), venueId)
  return { connection: { profile, request: async (_, act) => act(exchange) }, asked }
}

const audit = (venueId: string, answer: unknown): Promise<KeyAudit> =>
  auditKey(venueOf(venueId, answer).connection, RULES)

const codes = ({ problems }: KeyAudit): string[] => problems.map(({ code }) => code)

const bybit = (change: object): object => ({
  retCode: 0,
  result: {
    readOnly: 0,
    permissions: {
      ContractTrade: ['Order', 'Position'],
      Spot: ['SpotTrade'],
      Wallet: ['AccountTransfer'],
      Options: [],
    },
    ips: ['*'],
    expiredAt: '1970-01-20T00:00:00Z',
    ...change,
  },
})

describe('a key at Bybit', () => {
  it('trades, is bound to no address, and ends then', async () => {
    const found = await audit('bybit', bybit({}))
    expect(found).toMatchObject({
      canTrade: true,
      canWithdraw: false,
      ipRestricted: false,
      expiresAtMs: 19 * 86_400_000,
    })
    expect(codes(found)).toEqual(['expiresSoon', 'noIpRestriction'])
  })

  it('has no end where it is bound to an address', async () => {
    expect(await audit('bybit', bybit({ ips: ['203.0.113.7'] }))).toMatchObject({
      ipRestricted: true,
      expiresAtMs: null,
    })
  })

  it('may withdraw by its wallet rights, and then is refused', async () => {
    const permissions = { ContractTrade: [], Spot: ['SpotTrade'], Wallet: ['AccountTransfer', 'Withdraw'] }
    expect(codes(await audit('bybit', bybit({ permissions })))[0]).toBe('mayWithdraw')
  })

  it('trades the kind of market that it is asked for, and nothing while it is read-only', async () => {
    const permissions = { ContractTrade: ['Order'], Spot: [], Wallet: ['Withdraw'] }
    expect((await audit('bybit', bybit({ permissions }))).canTrade).toBe(false)
    expect((await audit('bybit-linear', bybit({ permissions }))).canTrade).toBe(true)
    const readOnly = await audit('bybit-linear', bybit({ permissions, readOnly: 1 }))
    expect(readOnly).toMatchObject({ canTrade: false, canWithdraw: false })
  })
})

describe('a key at OKX', () => {
  it.each([
    ['read_only,trade', '', { canTrade: true, canWithdraw: false, ipRestricted: false }],
    ['read_only', '203.0.113.7', { canTrade: false, canWithdraw: false, ipRestricted: true }],
    ['read_only,withdraw,trade', '203.0.113.7,203.0.113.8', { canTrade: true, canWithdraw: true, ipRestricted: true }],
  ])('with the rights %s and the addresses "%s"', async (perm, ip, expected) => {
    expect(await audit('okx', { code: '0', data: [{ perm, ip, uid: '1' }] })).toMatchObject(expected)
  })
})

describe('a key at Coinbase', () => {
  it('may withdraw where it may transfer', async () => {
    const answer = { can_view: true, can_trade: true, can_transfer: true, portfolio_uuid: 'x' }
    expect(codes(await audit('coinbase', answer))).toEqual(['mayWithdraw', 'notChecked'])
    expect(await audit('coinbase', { ...answer, can_transfer: false })).toMatchObject({
      canTrade: true,
      canWithdraw: false,
      ipRestricted: null,
    })
  })
})

describe('any key', () => {
  it.each(['binance', 'bybit', 'okx', 'coinbase'])(
    'is not taken for good at %s by an answer that is none',
    async (venueId) => {
      await expect(audit(venueId, { hello: 'world' })).rejects.toMatchObject({ kind: 'unreadable' })
    },
  )

  it('is asked about at every venue, and looked at by the account where the venue does not tell', async () => {
    const asked = await Promise.all(
      VENUE_PROFILES.map(async ({ venueId }) => {
        const venue = venueOf(venueId, {})
        await auditKey(venue.connection, RULES).catch(() => undefined)
        return [venueId, venue.asked.join()]
      }),
    )
    expect(Object.fromEntries(asked)).toEqual({
      binance: 'sapi account/apiRestrictions',
      'binance-usdm': 'sapi account/apiRestrictions',
      bybit: 'private v5/user/query-api',
      'bybit-linear': 'private v5/user/query-api',
      okx: 'private account/config',
      'okx-swap': 'private account/config',
      kraken: 'fetchBalance',
      coinbase: 'v3,private brokerage/key_permissions',
    })
  })
})
