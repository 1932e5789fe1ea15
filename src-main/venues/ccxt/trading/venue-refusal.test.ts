import { describe, expect, it } from 'vitest'
import { VenueError, type VenueErrorKind, type VenueErrorParts } from '../connection/venue-error.ts'
import { commandFailure } from './venue-refusal.ts'

function errorOf(kind: VenueErrorKind, change: Partial<VenueErrorParts> = {}): VenueError {
  return new VenueError({ kind, what: 'It failed.', advice: 'Look.', isOutcomeUnknown: false, ...change })
}

describe('What a failed command means', () => {
  it('is unknown for what the connection calls so, and for whatever nobody foresaw', () => {
    expect(commandFailure(errorOf('noAnswer', { isOutcomeUnknown: true })).kind).toBe('unknown')
    expect(commandFailure(errorOf('serverError', { isOutcomeUnknown: true, venueCode: '-1007' })).kind).toBe('unknown')
    expect(commandFailure(new TypeError('x is not a function')).kind).toBe('unknown')
  })

  it.each<[VenueErrorKind, Partial<VenueErrorParts>, string | undefined]>([
    ['wrongKey', {}, 'permission'],
    ['noPermission', { venueCode: '-2015' }, 'permission'],
    ['addressNotAllowed', {}, 'permission'],
    ['invalidOrder', { venueCode: '-1013', what: 'Filter failure: LOT_SIZE' }, 'rules'],
    ['invalidOrder', { venueCode: '-1013', what: 'Filter failure: PRICE_FILTER' }, 'rules'],
    ['invalidOrder', { venueCode: '-1013', what: 'Filter failure: PERCENT_PRICE_BY_SIDE' }, undefined],
    ['invalidOrder', { venueCode: '-1111' }, 'rules'],
    ['invalidOrder', { venueCode: '-4014' }, 'rules'],
    ['invalidOrder', { venueCode: '-4016' }, undefined],
    ['insufficientFunds', { venueCode: '-2019' }, undefined],
    ['wouldTrade', { venueCode: '-5022' }, undefined],
    ['rateLimited', { venueCode: '-1003' }, undefined],
  ])('is a refusal of every order or of this one alone: %s %o', (kind, change, cause) => {
    expect(commandFailure(errorOf(kind, change))).toMatchObject({ kind: 'refused', cause })
  })

  it('tells apart what has to be asked about before it is believed', () => {
    const twice = errorOf('refused', { venueCode: '-2010', what: 'Duplicate order sent.' })
    expect(commandFailure(twice).kind).toBe('duplicate')
    expect(commandFailure(errorOf('invalidOrder', { venueCode: '-4116' })).kind).toBe('duplicate')
    expect(commandFailure(errorOf('refused', { venueCode: '-5027' })).kind).toBe('unchanged')
    expect(commandFailure(errorOf('orderNotFound', { venueCode: '-2011' })).kind).toBe('notFound')
  })
})
