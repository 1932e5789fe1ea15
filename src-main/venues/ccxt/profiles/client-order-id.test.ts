import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderId } from '../../../domain/index.ts'
import { fromClientOrderId, toClientOrderId } from './client-order-id.ts'
import { OKX_SPOT } from './okx.ts'
import { VENUE_PROFILES } from './profiles.ts'

/** Ids as `execution/order-numbers.ts` makes them, those of before there were incarnations among them. */
const ours = fc
  .tuple(fc.option(fc.stringMatching(/^[0-9a-z]{4,6}$/)), fc.nat(99_999_999))
  .map(([incarnation, number]) => orderId(['wh', incarnation, number].filter((part) => part !== null).join('-')))

describe('an id of ours at a venue', () => {
  it('comes back as it was, whatever stands for the dash there', () => {
    fc.assert(
      fc.property(ours, fc.constantFrom(...VENUE_PROFILES), (id, { clientOrderId }) => {
        expect(fromClientOrderId(toClientOrderId(id, clientOrderId), clientOrderId)).toBe(id)
      }),
    )
  })

  it('is of letters and digits at OKX', () => {
    expect(toClientOrderId(orderId('wh-4k2x9a-17'), OKX_SPOT.clientOrderId)).toBe('whX4k2x9aX17')
  })
})

describe('an id of somebody else', () => {
  it.each(['', 'web_1a2b', 'e847386590ce4dBCX1', 'X', 'WHX1', 'ghX4k2x9aX17'])('"%s" stays as it is', (clientId) => {
    for (const { clientOrderId } of VENUE_PROFILES) {
      expect(fromClientOrderId(clientId, clientOrderId)).toBe(clientId)
      expect(toClientOrderId(orderId(clientId), clientOrderId)).toBe(clientId)
    }
  })
})
