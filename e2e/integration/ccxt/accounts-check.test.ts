import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { AccountCheckView } from '../../../src-contract/index.ts'
import { type Rig, useVenue } from '../../venue/testing/rig.ts'
import { type KeyRestrictions, READING_KEY, TRADING_KEY } from '../../venue/venue-options.ts'
import { type AccountBench, urlsAt, useAccounts } from './testing/account-bench.ts'
import { useExchange } from './testing/exchange-rig.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** Checks an account on the simulator. @param change to one that trades spot, live, with a key that may trade. */
async function check(bench: AccountBench, rig: Rig, change: object = {}): Promise<AccountCheckView> {
  bench.configure({ main: { venue: 'binance', environment: 'live', urls: urlsAt(rig.venue.port).spot, ...change } })
  const accounts = await bench.start()
  return accounts.check('main')
}

const codes = ({ problems }: AccountCheckView): string[] => problems.map(({ severity, code }) => `${severity} ${code}`)

describe('the check of a key', () => {
  const rig = useVenue()
  const bench = useAccounts()

  it('tells what the exchange says of it, and warns that it may be used from everywhere', async () => {
    await bench.setKeys('main')
    const found = await check(bench, rig)
    expect(found).toMatchObject({
      outcome: 'usable',
      failure: null,
      audit: { canRead: true, canTrade: true, canWithdraw: false, ipRestricted: false, expiresAtMs: null },
    })
    expect(codes(found)).toEqual(['warning noIpRestriction'])
    expect(Math.abs(found.clockOffsetMs ?? Number.POSITIVE_INFINITY)).toBeLessThan(1_000)
  })

  it('refuses a key that may only read', async () => {
    await bench.setKeys('main', READING_KEY)
    const found = await check(bench, rig)
    expect(found.outcome).toBe('refused')
    expect(codes(found)[0]).toBe('refused mayNotTrade')
  })

  it('asks the same of a futures key, by the way in that only this needs', async () => {
    await bench.setKeys('main')
    const found = await check(bench, rig, { venue: 'binance-usdm', urls: urlsAt(rig.venue.port).usdm })
    expect(found).toMatchObject({ outcome: 'usable', audit: { canTrade: true, canWithdraw: false } })
  })

  it.each([
    ['binance', 'spot'],
    ['binance-usdm', 'usdm'],
  ] as const)('says what a testnet does not tell of a key, for %s', async (venue, side) => {
    await bench.setKeys('main')
    const urls = urlsAt(rig.venue.port)[side]
    const found = await check(bench, rig, { venue, environment: 'testnet', urls })
    expect(found).toMatchObject({ outcome: 'usable', audit: { canRead: true, canTrade: true, canWithdraw: null } })
    expect(codes(found)).toEqual(['note notChecked'])
  })

  it('looks at the account where a server of its own tells nothing of the key', async () => {
    await bench.setKeys('main')
    const { rest, streams } = urlsAt(rig.venue.port).usdm
    expect(codes(await check(bench, rig, { venue: 'binance-usdm', urls: { rest, streams } }))).toEqual([
      'note notChecked',
    ])
  })

  it.each([
    ['ahead', HOUR_MS, 'behind'],
    ['behind', -HOUR_MS, 'ahead of'],
  ])('succeeds with a clock that is off by an hour, and says so: the venue is %s', async (_, skewMs, word) => {
    rig.venue.skewClock(skewMs)
    await bench.setKeys('main')
    const found = await check(bench, rig)
    expect(found.outcome).toBe('usable')
    const problem = found.problems.find(({ code }) => code === 'clockOff')
    expect(problem?.text).toContain(`60 minutes ${word} the venue's`)
  })

  it('takes the keys of the environment where the vault has none', async () => {
    bench.configure({ main: { venue: 'binance', environment: 'live', urls: urlsAt(rig.venue.port).spot } })
    const accounts = await bench.start({
      variables: { BINANCE_API_KEY: TRADING_KEY.apiKey, BINANCE_SECRET_KEY: TRADING_KEY.secret },
    })
    expect((await accounts.check('main')).outcome).toBe('usable')
    expect(accounts.list()[0]?.secrets.map(({ source }) => source)).toEqual(['environment', 'environment', 'missing'])
  })

  it('is remembered until key or address change', async () => {
    await bench.setKeys('main')
    const urls = urlsAt(rig.venue.port).spot
    bench.configure({ main: { venue: 'binance', environment: 'live', urls } })
    const accounts = await bench.start()
    const found = await accounts.check('main')
    expect(accounts.list()[0]?.lastCheck).toEqual(found)
    await bench.setKeys('main', READING_KEY)
    expect(accounts.list()[0]?.lastCheck).toBeNull()
  })
})

describe('rights that a key should not have', () => {
  let restrictions: Partial<KeyRestrictions> = {}
  const bench = useAccounts()

  describe('withdrawing', () => {
    const rig = useVenue(() => ({ restrictions: { enableWithdrawals: true, ipRestrict: true } }))

    it('refuses the key, unless that is allowed', async () => {
      await bench.setKeys('main')
      const refused = await check(bench, rig)
      expect(refused.outcome).toBe('refused')
      expect(codes(refused)).toEqual(['refused mayWithdraw'])
      const allowed = await check(bench, rig, { allowWithdrawals: true })
      expect(allowed.outcome).toBe('usable')
      expect(codes(allowed)).toEqual(['warning mayWithdraw'])
    })
  })

  describe('an end soon', () => {
    const rig = useVenue(() => {
      restrictions = { ipRestrict: true, tradingAuthorityExpirationTime: Math.floor(Date.now() + 3 * DAY_MS) }
      return { restrictions }
    })

    it('is warned of', async () => {
      await bench.setKeys('main')
      const found = await check(bench, rig)
      expect(codes(found)).toEqual(['warning expiresSoon'])
      expect(found.audit?.expiresAtMs).toBe(restrictions.tradingAuthorityExpirationTime)
    })
  })

  describe('futures only', () => {
    const rig = useVenue(() => ({ restrictions: { ipRestrict: true, enableSpotAndMarginTrading: false } }))

    it('is refused for spot and taken for futures', async () => {
      await bench.setKeys('main')
      expect(codes(await check(bench, rig))).toEqual(['refused mayNotTrade'])
      const urls = { ...urlsAt(rig.venue.port).usdm, 'account-streams': null }
      const futures = { venue: 'binance-usdm', urls }
      expect(codes(await check(bench, rig, futures))).toEqual([])
    })
  })
})

describe('the account that trades', () => {
  const rig = useExchange()
  const bench = useAccounts()

  it('is checked over its own connection, which measures the clock and stays open', async () => {
    const { connection } = await rig.connect('spot', { environment: 'live' })
    bench.configure({ main: { venue: 'binance', environment: 'live', urls: urlsAt(rig.venue.port).spot } })
    await bench.setKeys('main')
    const accounts = await bench.start({ inUse: () => [{ name: 'main', connection }] })
    expect(accounts.list()[0]).toMatchObject({ inUse: true })
    expect(connection.status().clock).toBeNull()
    expect((await accounts.check('main')).outcome).toBe('usable')
    expect(Math.abs(connection.status().clock?.offsetMs ?? Number.POSITIVE_INFINITY)).toBeLessThan(1_000)
    const stillOpen = connection.request({ name: 'read the account', urgency: 'account' }, async (exchange) =>
      exchange.fetchBalance(),
    )
    await expect(stillOpen).resolves.toHaveProperty('USDT')
  })
})

/** A port that nobody listens at. */
async function deadPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

describe('a check that does not come to its end', () => {
  const rig = useVenue()
  const bench = useAccounts()

  async function failureOf(change: object = {}): Promise<AccountCheckView['failure']> {
    const found = await check(bench, rig, change)
    expect(found).toMatchObject({ outcome: 'failed', audit: null })
    const text = JSON.stringify(found)
    for (const secret of [TRADING_KEY.apiKey, TRADING_KEY.secret, 'hush']) expect(text).not.toContain(secret)
    return found.failure
  }

  it('says that the key is not known', async () => {
    await bench.setKeys('main', { apiKey: 'X'.repeat(64), secret: TRADING_KEY.secret })
    expect((await failureOf())?.kind).toBe('wrongKey')
  })

  it('says that the secret is wrong', async () => {
    await bench.setKeys('main', { apiKey: TRADING_KEY.apiKey, secret: 'another' })
    expect((await failureOf())?.kind).toBe('wrongSecret')
  })

  it('says that nobody answers', async () => {
    await bench.setKeys('main')
    const failure = await failureOf({ urls: urlsAt(await deadPort()).spot })
    expect(failure?.kind).toBe('noNetwork')
    expect(failure?.advice).not.toBe('')
  })

  it('says that the proxy does not answer', async () => {
    await bench.setKeys('main')
    expect((await failureOf({ proxy: `http://127.0.0.1:${await deadPort()}` }))?.kind).toBe('badProxy')
  })

  it('says that the proxy of the vault is no address, without repeating it', async () => {
    await bench.setKeys('main')
    await bench.setSecret('account.main.proxy', 'ftp://trader:hush@127.0.0.1')
    const failure = await failureOf()
    expect(failure?.kind).toBe('badProxy')
    expect(failure?.what).toContain('must begin with http://')
  })

  it('is not begun without keys, or while they are locked', async () => {
    await expect(check(bench, rig)).rejects.toMatchObject({ code: 'ACCOUNT_KEYS_MISSING' })
    await bench.setKeys('main')
    await bench.lock()
    await expect(check(bench, rig)).rejects.toMatchObject({ code: 'SECRETS_LOCKED' })
  })

  it('is refused for an account that is not there, with those that are', async () => {
    bench.configure({ main: { venue: 'binance' } })
    const accounts = await bench.start()
    await expect(accounts.check('other')).rejects.toMatchObject({ code: 'UNKNOWN_ACCOUNT', data: { known: ['main'] } })
  })
})
