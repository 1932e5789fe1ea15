import { describe, expect, it } from 'vitest'
import { ensureDefined, issueText } from '../base/index.ts'
import { type AccountSettings, AccountsConfig, hostsOf } from './account-settings.ts'
import { findProfile, VENUE_PROFILES } from './ccxt/profiles/profiles.ts'

/** Faults as the configuration tells them, by path. */
function faultsOf(accounts: unknown): Record<string, string> {
  const issues = AccountsConfig.safeParse(accounts).error?.issues ?? []
  return Object.fromEntries(issues.map((issue) => [issue.path.join('.'), issueText(issue, undefined)]))
}

function parsed(account: Record<string, unknown>): AccountSettings {
  return ensureDefined(AccountsConfig.parse({ main: account })['main'], 'account')
}

describe('the settings of an account', () => {
  it('need no more than the venue, and are on its testnet then', () => {
    expect(parsed({ venue: 'binance' })).toEqual({
      venue: 'binance',
      environment: 'testnet',
      urls: {},
      proxy: '',
      timeoutMs: 10_000,
      allowWithdrawals: false,
    })
  })

  it.each(['main', 'binance-futures', 'a1', 'x'.repeat(24)])('take the name %s', (name) => {
    expect(faultsOf({ [name]: { venue: 'binance' } })).toEqual({})
  })

  it.each([
    ['paper', 'must not be "paper"'],
    ['Main', 'lower-case words'],
    ['two words', 'lower-case words'],
    ['a--b', 'lower-case words'],
    ['x'.repeat(25), 'at most 24 characters'],
  ])('refuse the name %s', (name, rule) => {
    expect(faultsOf({ [name]: { venue: 'binance' } })[name]).toContain(rule)
  })

  it('refuse a venue that is not known, and name those that are', () => {
    expect(faultsOf({ main: { venue: 'atlantis' } })['main.venue']).toContain('"binance", "binance-usdm"')
  })

  it.each(VENUE_PROFILES.map((profile) => [profile.venueId, profile] as const))(
    'are taken for %s in every environment that it has',
    (venue, { services }) => {
      for (const environment of ['live', 'testnet'] as const) {
        const hasIt = services.every(({ hosts, isOptional }) => isOptional === true || hosts[environment].length > 0)
        const fault = faultsOf({ main: { venue, environment } })['main.environment']
        expect(fault?.includes('unless urls names addresses')).toBe(hasIt ? undefined : true)
      }
    },
  )
})

describe('the addresses of an account', () => {
  it('may be plain ones of this machine, one or several', () => {
    const urls = {
      rest: 'http://127.0.0.1:9900',
      streams: ['ws://127.0.0.1:9900/stream', 'ws://127.0.0.1:9901/stream'],
      'account-streams': 'ws://127.0.0.1:9900',
    }
    expect(parsed({ venue: 'binance', urls }).urls).toEqual(urls)
  })

  it('belong to a way in that the venue has', () => {
    expect(faultsOf({ main: { venue: 'binance', urls: { websocket: 'ws://localhost' } } })).toMatchObject({
      'main.urls.websocket': 'is no way into Binance spot; it has rest, streams, account-streams',
    })
  })

  it('fit what they are for, and are not repeated with what they may hide', () => {
    const urls = { rest: 'wss://user:hush@example.com', streams: ['wss://example.com', 'nowhere hush'] }
    const faults = faultsOf({ main: { venue: 'binance', urls } })
    expect(faults['main.urls.rest']).toContain('must begin with https:// or http://')
    expect(faults['main.urls.streams.1']).toContain('must be an address such as "wss://example.com"')
    expect(JSON.stringify(faults)).not.toContain('hush')
  })

  it('are given for every way in or for none, so that nothing goes to the venue itself by mistake', () => {
    const urls = { rest: 'http://127.0.0.1:1' }
    expect(faultsOf({ main: { venue: 'binance', urls } })).toEqual({
      'main.urls': 'must name addresses for streams, account-streams too, so that nothing goes to Binance spot itself',
    })
  })

  it('replace all of the venue, also those that can be left out', () => {
    const urls = { rest: 'http://127.0.0.1:1', streams: 'ws://127.0.0.1:1/fstream' }
    const account = parsed({ venue: 'binance-usdm', environment: 'live', urls })
    const { services } = ensureDefined(findProfile('binance-usdm'), 'profile')
    expect(services.map((service) => [service.part, hostsOf(account, service)])).toEqual([
      ['rest', ['http://127.0.0.1:1']],
      ['streams', ['ws://127.0.0.1:1/fstream']],
      ['wallet', []],
    ])
  })

  it('are those of the venue where none are given', () => {
    const account = parsed({ venue: 'binance-usdm', environment: 'live' })
    const { services } = ensureDefined(findProfile('binance-usdm'), 'profile')
    for (const service of services) expect(hostsOf(account, service)).toEqual(service.hosts.live)
  })
})

describe('the proxy of an account', () => {
  it.each(['', 'http://127.0.0.1:3128', 'https://proxy.example.com', 'socks5://127.0.0.1:1080'])(
    'may be "%s"',
    (proxy) => {
      expect(parsed({ venue: 'binance', proxy }).proxy).toBe(proxy)
    },
  )

  it.each([
    ['ftp://127.0.0.1', 'must begin with http://, https://, socks5://, got "ftp://127.0.0.1"'],
    ['127.0.0.1', 'must be an address such as "socks5://127.0.0.1:1080", got 9 characters that are none'],
    ['socks5://', 'must name a host'],
  ])('is refused as %s', (proxy, rule) => {
    expect(faultsOf({ main: { venue: 'binance', proxy } })['main.proxy']).toContain(rule)
  })

  it('holds no password: the refusal names the secret to keep it in, and does not repeat it', () => {
    const fault = faultsOf({ main: { venue: 'binance', proxy: 'http://trader:hush@10.0.0.1:3128' } })['main.proxy']
    expect(fault).toContain('account.<name>.proxy')
    expect(fault).not.toContain('hush')
    expect(fault).not.toContain('trader')
  })
})
