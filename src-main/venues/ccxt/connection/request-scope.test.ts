import { describe, expect, it } from 'vitest'
import { RequestScopes } from './request-scope.ts'
import type { VenueRequest } from './venue-request.ts'

const ORDER: VenueRequest = { name: 'place an order', urgency: 'order', affinityKey: 'o-1' }

describe('what a request is for', () => {
  it('is known wherever it gets to, and only there', async () => {
    const scopes = new RequestScopes()
    const seen = await scopes.run({ request: ORDER }, async () => {
      await Promise.resolve()
      return scopes.current?.request
    })
    expect(seen).toBe(ORDER)
    expect(scopes.current).toBeUndefined()
  })

  it('does not stay with what outlives the request', async () => {
    const scopes = new RequestScopes()
    const later = scopes.run({ request: ORDER }, () =>
      scopes.leave(async () => {
        await Promise.resolve()
        return scopes.current
      }),
    )
    await expect(later).resolves.toBeUndefined()
  })

  it('is a stream where nobody said so: of the market where it asks, of the account where it changes something', () => {
    const scopes = new RequestScopes()
    expect(scopes.currentOr('GET').request.urgency).toBe('market')
    expect(scopes.currentOr('PUT').request.urgency).toBe('account')
    expect(scopes.run({ request: ORDER }, () => scopes.currentOr('GET').request)).toBe(ORDER)
  })
})
