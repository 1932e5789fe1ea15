import { describe, expect, it } from 'vitest'
import { EngineError } from '../base/index.ts'
import type { VenueCapabilities } from '../domain/index.ts'
import { handlingOf } from './order-handling.ts'
import { FULL_CAPABILITIES } from './testing/fake-venue.ts'

const POOR: VenueCapabilities = {
  ...FULL_CAPABILITIES,
  orderTypes: ['market', 'limit', 'stop'],
  timesInForce: ['GTC', 'IOC'],
  postOnly: false,
}
const PLAIN = { type: 'limit', timeInForce: 'GTC', postOnly: false } as const

describe('who sees to an order', () => {
  it.each([
    [{ ...PLAIN }, 'venue'],
    [{ ...PLAIN, type: 'stop' as const }, 'venue'],
    [{ ...PLAIN, type: 'stopLimit' as const }, 'engine'],
    [{ ...PLAIN, type: 'trailingStop' as const }, 'engine'],
    [{ ...PLAIN, timeInForce: 'GTD' as const }, 'engine'],
    [{ ...PLAIN, type: 'market' as const, timeInForce: 'IOC' as const }, 'venue'],
    [{ ...PLAIN, type: 'stop' as const, awaitsFunds: true as const }, 'engine'],
  ])('%j: %s', (asked, handling) => {
    expect(handlingOf(asked, POOR)).toBe(handling)
  })

  it('is the venue for all that it offers', () => {
    for (const type of FULL_CAPABILITIES.orderTypes) {
      expect(handlingOf({ type, timeInForce: 'GTD', postOnly: true }, FULL_CAPABILITIES)).toBe('venue')
    }
  })

  it.each([
    [{ ...PLAIN, timeInForce: 'FOK' as const }, 'timeInForce: this venue does not offer FOK. It offers GTC, IOC.'],
    [{ ...PLAIN, postOnly: true }, 'postOnly: this venue does not offer post-only orders.'],
  ])('is nobody where that cannot be promised: %j', (asked, text) => {
    expect(() => handlingOf(asked, POOR)).toThrow(EngineError)
    expect(() => handlingOf(asked, POOR)).toThrow(text)
  })
})
