import { describe, expect, it } from 'vitest'
import { EndpointsConfig } from '../endpoints/index.ts'
import { accountServices, type ServedAccount } from './account-services.ts'
import { VENUE_PROFILES } from './ccxt/profiles/profiles.ts'

const served = (profile: (typeof VENUE_PROFILES)[number], change: Partial<ServedAccount> = {}): ServedAccount => ({
  name: 'main',
  settings: { urls: {}, environment: 'live' },
  profile,
  isProxied: false,
  ...change,
})

describe.each(VENUE_PROFILES.map((profile) => [profile.venueId, profile] as const))(
  'the services of %s',
  (_, profile) => {
    it('are known to the endpoints with every host of the venue, also under the longest name', () => {
      const services = accountServices(served(profile, { name: 'x'.repeat(24) }))
      expect(EndpointsConfig.safeParse({ services }).error?.issues ?? []).toEqual([])
      expect(Object.values(services).map(({ hosts }) => hosts.map(({ url }) => url))).toEqual(
        profile.services.map(({ hosts }) => hosts.live),
      )
    })

    it('are looked at where they answer requests, but never past a proxy', () => {
      for (const isProxied of [false, true]) {
        const services = Object.values(accountServices(served(profile, { isProxied })))
        const checked = services.filter(({ healthCheck }) => healthCheck.enabled)
        expect(checked).toEqual(isProxied ? [] : services.filter(({ kind }) => kind === 'http'))
      }
    })

    it('are those of the account where it has addresses of its own, without what it does not name', () => {
      const needed = profile.services.filter(({ isOptional }) => isOptional !== true)
      const own = needed.map(({ part, kind }) => [part, kind === 'http' ? 'http://one.example' : 'ws://one.example'])
      const settings = { urls: Object.fromEntries(own), environment: 'live' } as const
      const services = accountServices(served(profile, { settings }))
      expect(Object.keys(services)).toEqual(needed.map(({ part }) => `main-${part}`))
      expect(Object.values(services).map(({ hosts }) => hosts.map(({ url }) => url))).toEqual(
        own.map(([, url]) => [url]),
      )
    })
  },
)
