import { describe, expect, it } from 'vitest'
import { BINANCE_SPOT, BINANCE_USDM } from '../profiles/binance.ts'
import { VENUE_PROFILES } from '../profiles/profiles.ts'
import { venueServices } from './services.ts'

const SPOT = { profile: BINANCE_SPOT, environment: 'live', name: 'main-account' } as const

describe('the services of a venue', () => {
  it('have the hosts of its environment, the first of them as the main one', () => {
    const services = venueServices(SPOT)
    expect(Object.keys(services)).toEqual(['main-account-rest', 'main-account-streams', 'main-account-account-streams'])
    expect(services['main-account-rest']?.hosts.map(({ name, url }) => `${name} ${url}`)).toEqual([
      'main https://api.binance.com',
      'second https://api1.binance.com',
      'third https://api2.binance.com',
      'fourth https://api3.binance.com',
    ])
    expect(services['main-account-streams']).toMatchObject({ kind: 'websocket', hostInSignature: false })
    const testnet = venueServices({ ...SPOT, environment: 'testnet' })
    expect(testnet['main-account-rest']?.hosts).toMatchObject([{ name: 'main', url: 'https://testnet.binance.vision' }])
  })

  it('can be had for every profile and environment that has hosts', () => {
    const environments = VENUE_PROFILES.flatMap((profile) =>
      (['live', 'testnet'] as const)
        .filter((environment) => profile.services.some(({ hosts }) => hosts[environment].length > 0))
        .map((environment) => ({ profile, environment })),
    )
    expect(environments.length).toBeGreaterThanOrEqual(VENUE_PROFILES.length)
    for (const { profile, environment } of environments) {
      const needed = profile.services.filter(({ isOptional }) => isOptional !== true).length
      expect(Object.keys(venueServices({ profile, environment, name: 'a' })).length).toBeGreaterThanOrEqual(needed)
    }
  })

  it('have other hosts where the account names them, and then none of the venue', () => {
    const urls = {
      rest: ['http://127.0.0.1:9900', 'http://127.0.0.1:9901'],
      streams: 'ws://127.0.0.1:9900/stream',
      'account-streams': 'ws://127.0.0.1:9900',
    }
    const services = venueServices({ ...SPOT, urls })
    expect(services['main-account-rest']?.hosts.map(({ url }) => url)).toEqual(urls.rest)
    expect(JSON.stringify(services)).not.toContain('binance')
  })

  it('number the hosts from the fifth on', () => {
    const rest = Array.from({ length: 6 }, (_, index) => `http://127.0.0.1:${9900 + index}`)
    const urls = { rest, streams: 'ws://127.0.0.1:1', 'account-streams': 'ws://127.0.0.1:1' }
    const names = venueServices({ ...SPOT, urls })['main-account-rest']?.hosts.map(({ name }) => name)
    expect(names?.slice(3)).toEqual(['fourth', 'host-5', 'host-6'])
  })

  it('leave out what only another environment has and nothing but an audit needs', () => {
    const live = venueServices({ profile: BINANCE_USDM, environment: 'live', name: 'a' })
    const testnet = venueServices({ profile: BINANCE_USDM, environment: 'testnet', name: 'a' })
    expect(Object.keys(live).filter((name) => !(name in testnet))).toEqual(['a-wallet'])
  })

  it('are looked at by checks where they answer requests, and not past a proxy', () => {
    const checked = (isProxied: boolean): string[] =>
      Object.entries(venueServices({ ...SPOT, isProxied }))
        .filter(([, { healthCheck }]) => healthCheck.enabled)
        .map(([name, { healthCheck }]) => `${name} ${healthCheck.path}`)
    expect(checked(false)).toEqual(['main-account-rest /api/v3/ping'])
    expect(checked(true)).toEqual([])
  })

  it('name the part that the venue does not have', () => {
    const urls = { reest: 'http://127.0.0.1:1' }
    expect(() => venueServices({ ...SPOT, urls })).toThrow(
      '"reest" is no way into Binance spot; it has rest, streams, account-streams',
    )
  })

  it('name the part that an account with its own addresses leaves out', () => {
    const urls = { rest: 'http://127.0.0.1:1' }
    expect(() => venueServices({ ...SPOT, urls })).toThrow('there is no address for "streams"')
  })

  it('name the environment that the venue does not have', () => {
    const services = BINANCE_SPOT.services.map((service) => ({ ...service, hosts: { ...service.hosts, testnet: [] } }))
    const profile = { ...BINANCE_SPOT, services }
    expect(() => venueServices({ profile, environment: 'testnet', name: 'a' })).toThrow('has no testnet of its own')
  })

  it('say what is wrong with an address, without its secrets', () => {
    const urls = { rest: 'ftp://me:secret@example.com', streams: 'ws://a', 'account-streams': 'ws://a' }
    const act = (): unknown => venueServices({ ...SPOT, urls })
    expect(act).toThrow('main-account-rest.hosts.0.url must begin with https:// or http://')
    expect(act).not.toThrow('secret')
  })
})
