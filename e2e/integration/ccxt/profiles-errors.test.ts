import { describe, expect, it } from 'vitest'
import { ensureDefined } from '../../../src-main/base/index.ts'
import { ErrorClassifier } from '../../../src-main/venues/ccxt/connection/classify-error.ts'
import type { HttpAnswer } from '../../../src-main/venues/ccxt/connection/http-request.ts'
import { Redaction } from '../../../src-main/venues/ccxt/connection/redaction.ts'
import { VenueError, type VenueErrorKind } from '../../../src-main/venues/ccxt/connection/venue-error.ts'
import { findProfile } from '../../../src-main/venues/ccxt/profiles/profiles.ts'
import type { VenueProfile } from '../../../src-main/venues/ccxt/profiles/venue-profile.ts'
import { bitcoinOf, openWithMarkets } from './payloads/known-market.ts'
import { readRefusals } from './payloads/recorded-exchange.ts'

/**
 * What ccxt makes of each refusal when an order is placed, and what is made of that here. `ExchangeError` is ccxt's word for
 * what it does not know: there the exchange's own word is read.
 */
const MEANINGS: Readonly<Record<string, Readonly<Record<string, readonly [ccxt: string, ours: VenueErrorKind]>>>> = {
  bybit: {
    wrongKey: ['AuthenticationError', 'wrongKey'],
    wrongSecret: ['AuthenticationError', 'wrongSecret'],
    noPermission: ['PermissionDenied', 'noPermission'],
    addressNotAllowed: ['PermissionDenied', 'addressNotAllowed'],
    clockOff: ['InvalidNonce', 'clockOff'],
    rateLimited: ['RateLimitExceeded', 'rateLimited'],
    insufficientFundsSpot: ['InsufficientFunds', 'insufficientFunds'],
    insufficientFundsLinear: ['InsufficientFunds', 'insufficientFunds'],
    unknownSymbol: ['BadSymbol', 'unknownSymbol'],
    orderNotFoundLinear: ['OrderNotFound', 'orderNotFound'],
    orderNotFoundSpot: ['OrderNotFound', 'orderNotFound'],
    wouldTriggerAtOnce: ['InvalidOrder', 'wouldTrade'],
  },
  okx: {
    wrongKey: ['AuthenticationError', 'wrongKey'],
    wrongSecret: ['AuthenticationError', 'wrongSecret'],
    wrongPassphrase: ['AuthenticationError', 'wrongSecret'],
    otherEnvironment: ['AuthenticationError', 'wrongKey'],
    noPermission: ['ExchangeError', 'noPermission'],
    addressNotAllowed: ['PermissionDenied', 'addressNotAllowed'],
    clockOff: ['InvalidNonce', 'clockOff'],
    rateLimited: ['RateLimitExceeded', 'rateLimited'],
    unknownSymbol: ['BadSymbol', 'unknownSymbol'],
    insufficientFunds: ['InsufficientFunds', 'insufficientFunds'],
    orderNotFound: ['OrderNotFound', 'orderNotFound'],
    maintenance: ['OnMaintenance', 'maintenance'],
  },
  kraken: {
    wrongKey: ['AuthenticationError', 'wrongKey'],
    wrongSecret: ['ExchangeError', 'wrongSecret'],
    noPermission: ['PermissionDenied', 'noPermission'],
    clockOff: ['InvalidNonce', 'clockOff'],
    rateLimited: ['DDoSProtection', 'rateLimited'],
    banned: ['DDoSProtection', 'banned'],
    insufficientFunds: ['InsufficientFunds', 'insufficientFunds'],
    unknownSymbol: ['ExchangeError', 'unknownSymbol'],
    orderNotFound: ['InvalidOrder', 'orderNotFound'],
    tooSmall: ['InvalidOrder', 'invalidOrder'],
    postOnlyWouldTrade: ['ExchangeError', 'wouldTrade'],
    unavailable: ['ExchangeNotAvailable', 'serverError'],
    maintenance: ['OnMaintenance', 'maintenance'],
  },
  coinbase: {
    unauthorized: ['AuthenticationError', 'wrongKey'],
    noPermission: ['PermissionDenied', 'noPermission'],
    rateLimited: ['RateLimitExceeded', 'rateLimited'],
    unknownSymbol: ['BadRequest', 'unknownSymbol'],
    orderNotFound: ['ExchangeError', 'orderNotFound'],
    insufficientFunds: ['InsufficientFunds', 'insufficientFunds'],
    serverError: ['ExchangeError', 'serverError'],
  },
}

describe.each(Object.entries(MEANINGS))('the refusals of %s', (venueId, meanings) => {
  const profile = ensureDefined(findProfile(venueId), venueId)
  const refusals = readRefusals(profile.exchange)

  it('are all told apart here', () => {
    expect(Object.keys(refusals).toSorted()).toEqual(Object.keys(meanings).toSorted())
  })

  const cases = Object.entries(meanings).map(([name, [ccxt, ours]]) => ({ name, ccxt, ours }))

  it.each(cases)('$name is a $ccxt of ccxt and $ours to the engine', async ({ name, ccxt, ours }) => {
    const recorded = await openWithMarkets(profile)
    const refusal = ensureDefined(refusals[name], name)
    recorded.refuse(refusal)
    const placed = recorded.exchange.createOrder(bitcoinOf(profile), 'limit', 'buy', 0.01, 84_000.1)
    const error: unknown = await placed.catch((reason: unknown) => reason)
    const body = typeof refusal.body === 'string' ? refusal.body : JSON.stringify(refusal.body)
    expect(error).toBeInstanceOf(Error)
    expect((error as Error).constructor.name).toBe(ccxt)
    expect((error as Error).message).toContain(body)
    expect(kindOf(profile, error as Error, { status: refusal.status, statusText: '', headers: {}, body })).toBe(ours)
  })
})

/** What the engine takes the error for, of a key that the exchange has not accepted before. */
function kindOf(profile: VenueProfile, error: Error, answer: HttpAnswer): string {
  const classifier = new ErrorClassifier({
    profile,
    environment: 'live',
    proxy: undefined,
    redaction: new Redaction(undefined),
    clock: () => undefined,
    wasKeyAccepted: () => false,
    pausedUntilMs: () => undefined,
  })
  classifier.noteRefusal(error, answer)
  const classified = classifier.classify(error, { name: 'place an order', urgency: 'order' })
  return classified instanceof VenueError ? classified.kind : classified.name
}

describe('an order that is not there any more', () => {
  it('is told as such by Kraken only where it is cancelled', async () => {
    const profile = ensureDefined(findProfile('kraken'), 'profile')
    const recorded = await openWithMarkets(profile)
    recorded.refuse(ensureDefined(readRefusals('kraken')['orderNotFound'], 'refusal'))
    const cancelled = recorded.exchange.cancelOrder('', bitcoinOf(profile), { clientOrderId: 'wh-4k2x9a-17' })
    await expect(cancelled).rejects.toMatchObject({ name: 'OrderNotFound' })
  })
})
