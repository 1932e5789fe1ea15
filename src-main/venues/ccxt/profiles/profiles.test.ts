import { describe, expect, it } from 'vitest'
import { orderId } from '../../../domain/index.ts'
import { EndpointsConfig } from '../../../endpoints/index.ts'
import { toClientOrderId } from './client-order-id.ts'
import { findProfile, VENUE_PROFILE_IDS, VENUE_PROFILES } from './profiles.ts'

describe('the profiles of the venues', () => {
  it('have ids and labels of their own, by which each is found', () => {
    expect(new Set(VENUE_PROFILE_IDS).size).toBe(VENUE_PROFILES.length)
    expect(new Set(VENUE_PROFILES.map(({ label }) => label)).size).toBe(VENUE_PROFILES.length)
    expect(VENUE_PROFILE_IDS.map(findProfile)).toEqual(VENUE_PROFILES)
    expect(findProfile('atlantis')).toBeUndefined()
  })
})

describe.each(VENUE_PROFILES.map((profile) => [profile.venueId, profile] as const))(
  'the profile of %s',
  (_id, profile) => {
    it('takes every id that this program gives an order, up to number 99,999,999', () => {
      const { pattern, maxLength } = profile.clientOrderId
      for (const id of ['wh-4k2x9a-1', 'wh-000000-99999999', 'wh-17']) {
        const clientId = toClientOrderId(orderId(id), profile.clientOrderId)
        expect(clientId).toMatch(pattern)
        expect(clientId.length).toBeLessThanOrEqual(maxLength)
      }
    })

    it('bounds its ids by pattern and length alike', () => {
      const { pattern, maxLength } = profile.clientOrderId
      expect('a'.repeat(maxLength)).toMatch(pattern)
      expect('a'.repeat(maxLength + 1)).not.toMatch(pattern)
      expect('').not.toMatch(pattern)
    })

    it('has services of different names whose addresses the endpoints take', () => {
      const { services } = profile
      expect(new Set(services.map(({ part }) => part)).size).toBe(services.length)
      expect(services.map(({ part }) => part)).toContain('rest')
      for (const { part, kind, hosts } of services) {
        const all = [...hosts.live, ...hosts.testnet].map((url, index) => ({ name: `host-${index}`, url }))
        expect(EndpointsConfig.safeParse({ services: { [part]: { kind, hosts: all } } }).success).toBe(true)
      }
    })

    it('can always market and limit orders, so that the engine can send what it has waited for', () => {
      const { orderTypes, timesInForce } = profile.capabilities
      expect(orderTypes).toEqual(expect.arrayContaining(['market', 'limit']))
      expect(timesInForce).toEqual(expect.arrayContaining(['GTC', 'IOC']))
    })

    it('has reduce-only and both sides of a position for perpetuals alone', () => {
      const { kind, hedgeMode, capabilities } = profile
      const isPerpetual = kind === 'linearPerpetual'
      expect({ reduceOnly: capabilities.reduceOnly, hedgeMode }).toEqual({
        reduceOnly: isPerpetual,
        hedgeMode: isPerpetual,
      })
    })
  },
)
