import type { Exchange } from 'ccxt'
import { describe, expect, it } from 'vitest'
import { EndpointError } from '../../../endpoints/index.ts'
import { BINANCE_SPOT, BINANCE_USDM } from '../profiles/binance.ts'
import { ErrorClassifier, type ErrorClassifierOptions } from './classify-error.ts'
import { loadExchangeClass } from './load-exchange.ts'
import { Redaction } from './redaction.ts'
import { TransportError } from './transport-error.ts'
import { VenueError, type VenueErrorKind } from './venue-error.ts'
import type { VenueRequest } from './venue-request.ts'

const ORDER: VenueRequest = { name: 'place an order', urgency: 'order' }
const QUESTION: VenueRequest = { name: 'read the account', urgency: 'account' }

function classifier(options: Partial<ErrorClassifierOptions> = {}): ErrorClassifier {
  return new ErrorClassifier({
    profile: BINANCE_SPOT,
    environment: 'testnet',
    proxy: undefined,
    redaction: new Redaction({ apiKey: 'the-key', secret: 'the-secret' }),
    clock: () => undefined,
    wasKeyAccepted: () => true,
    pausedUntilMs: () => undefined,
    ...options,
  })
}

const venues = await Promise.all(
  [BINANCE_SPOT, BINANCE_USDM].map(async (profile) => {
    const ExchangeOf = await loadExchangeClass(profile.exchange)
    return { profile, exchange: new ExchangeOf({}), address: `${profile.services[0]?.prefix}/api/v3/order` }
  }),
)

/** What ccxt itself throws for the answer. */
function thrownBy(exchange: Exchange, address: string, { status, body }: { status: number; body: string }): Error {
  try {
    exchange.handleErrors(status, '', address, 'POST', {}, body, exchange.parseJson(body), {}, '')
    exchange.handleHttpStatusCode(status, '', address, 'POST', body)
  } catch (error) {
    if (error instanceof Error) return error
  }
  return new Error('ccxt takes it for an answer')
}

interface Refusal {
  readonly status: number
  readonly code: number
  readonly said: string
  readonly kind: VenueErrorKind
}

/** Every refusal that Binance is known to give, as HTTP status, code, words and what they mean. */
const REFUSALS: readonly Refusal[] = (
  [
    [400, -1000, 'An unknown error occurred while processing the request.', 'serverError'],
    [400, -1001, 'Internal error; unable to process your request. Please try again.', 'serverError'],
    [401, -1002, 'You are not authorized to execute this request.', 'noPermission'],
    [400, -1003, 'Too many requests.', 'rateLimited'],
    [429, -1003, 'Too much request weight used; current limit is 6000 request weight per 1 MINUTE.', 'rateLimited'],
    [418, -1003, 'Way too much request weight used; IP banned until 1700000000000.', 'banned'],
    [400, -1006, 'An unexpected response was received from the message bus. Execution status unknown.', 'serverError'],
    [400, -1007, 'Timeout waiting for response from backend server.', 'serverError'],
    [503, -1008, 'Server is currently overloaded with other requests.', 'serverError'],
    [400, -1008, 'Server is currently overloaded with other requests.', 'serverError'],
    [400, -1013, 'Filter failure: LOT_SIZE', 'invalidOrder'],
    [400, -1013, 'Filter failure: PRICE_FILTER', 'invalidOrder'],
    [400, -1013, 'Filter failure: NOTIONAL', 'invalidOrder'],
    [400, -1013, 'Filter failure: MIN_NOTIONAL', 'invalidOrder'],
    [400, -1015, 'Too many new orders.', 'rateLimited'],
    [400, -1016, 'This service is no longer available.', 'maintenance'],
    [400, -1021, 'Timestamp for this request is outside of the recvWindow.', 'clockOff'],
    [400, -1022, 'Signature for this request is not valid.', 'wrongSecret'],
    [400, -1100, 'Illegal characters found in parameter', 'invalidOrder'],
    [400, -1102, 'Mandatory parameter was not sent', 'invalidOrder'],
    [400, -1111, 'Precision is over the maximum defined for this asset.', 'invalidOrder'],
    [400, -1121, 'Invalid symbol.', 'unknownSymbol'],
    [400, -2010, 'Account has insufficient balance for requested action.', 'insufficientFunds'],
    [400, -2010, 'Order would immediately match and take.', 'wouldTrade'],
    [400, -2010, 'Stop price would trigger immediately.', 'wouldTrade'],
    [400, -2010, 'Market is closed.', 'maintenance'],
    [400, -2010, 'This symbol is not permitted for this account.', 'noPermission'],
    [400, -2011, 'Unknown order sent.', 'orderNotFound'],
    [400, -2013, 'Order does not exist.', 'orderNotFound'],
    [401, -2014, 'API-key format invalid.', 'wrongKey'],
    [401, -2015, 'Invalid API-key, IP, or permissions for action.', 'noPermission'],
    [400, -2018, 'Balance is not sufficient.', 'insufficientFunds'],
    [400, -2019, 'Margin is insufficient.', 'insufficientFunds'],
    [400, -2021, 'Order would immediately trigger.', 'wouldTrade'],
    [400, -2022, 'ReduceOnly Order is rejected.', 'invalidOrder'],
    [400, -4003, 'Quantity less than zero.', 'invalidOrder'],
    [400, -4045, 'Reach max stop order limit.', 'invalidOrder'],
    [400, -4046, 'No need to change margin type.', 'refused'],
    [400, -4059, 'No need to change position side.', 'refused'],
    [400, -4061, "Order's position side does not match user's setting.", 'invalidOrder'],
    [400, -4131, 'The counterparty best price does not meet the PERCENT_PRICE filter limit.', 'invalidOrder'],
    [400, -4164, "Order's notional must be no smaller than 100 (unless you choose reduce only)", 'invalidOrder'],
    [400, -5021, 'Due to the order could not be filled immediately, the FOK order has been rejected.', 'invalidOrder'],
    [
      400,
      -5022,
      'Due to the order could not be executed as maker, the Post Only order will be rejected.',
      'wouldTrade',
    ],
    [400, -9999, 'A reason that nobody has heard of.', 'refused'],
  ] as const
).map(([status, code, said, kind]) => ({ status, code, said, kind }))
const UNKNOWN_OUTCOMES = new Set([-1000, -1001, -1006, -1007])
/** Those that are told by their status alone, or not at all. */
const WITHOUT_RULE = new Set([418, 429])

describe.each(venues)('a refusal by $profile.label', ({ profile, exchange, address }) => {
  it.each(REFUSALS)('with HTTP $status and $code "$said" is $kind', ({ status, code, said, kind }) => {
    const body = JSON.stringify({ code, msg: said })
    const thrown = thrownBy(exchange, address, { status, body })
    const errors = classifier({ profile })
    errors.noteRefusal(thrown, { status, statusText: '', headers: {}, body })
    const error = errors.classify(thrown, ORDER)
    expect(error).toMatchObject({
      kind,
      venueCode: String(code),
      isOutcomeUnknown: UNKNOWN_OUTCOMES.has(code),
      what: expect.stringContaining(said.replace(/\.$/, '')),
    })
    expect(error.message).not.toContain('undefined')
  })

  it.each(REFUSALS.filter(({ status, code }) => !WITHOUT_RULE.has(status) && code !== -9999))(
    'over a WebSocket, where no HTTP status helps, is told by its code $code "$said" as $kind',
    ({ status, code, said, kind }) => {
      const answer = { id: '1', status, error: { code, msg: said } }
      const thrown = new Error(`${profile.exchange} ${JSON.stringify(answer)}`)
      expect(classifier({ profile }).classify(thrown, ORDER)).toMatchObject({ kind, venueCode: String(code) })
    },
  )

  it.each([
    [451, '{"code":0,"msg":"Service unavailable from a restricted location."}', 'blockedRegion', false],
    [403, '<html>Forbidden</html>', 'blockedRegion', false],
    [500, '{"code":-9998,"msg":"odd"}', 'serverError', true],
    [502, '<html>Bad gateway</html>', 'serverError', true],
    [503, '{"code":-1,"msg":"Unknown error, please check your request or try again later."}', 'serverError', true],
    [503, '{"code":-1,"msg":"Service Unavailable."}', 'serverError', false],
    [504, '', 'serverError', true],
    [200, '<html>Hello</html>', 'unreadable', true],
  ] as const)('with HTTP %i and %s is %s, and leaves it open: %s', (...row) => {
    const [status, body, kind, isOutcomeUnknown] = row
    const thrown = thrownBy(exchange, address, { status, body })
    const errors = classifier({ profile })
    errors.noteRefusal(thrown, { status, statusText: '', headers: {}, body })
    expect(errors.classify(thrown, ORDER)).toMatchObject({ kind, isOutcomeUnknown })
  })
})

describe('a key that is refused', () => {
  const kindOf = (wasKeyAccepted: boolean, request: VenueRequest): unknown => {
    const thrown = new Error('binance {"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}')
    return (classifier({ wasKeyAccepted: () => wasKeyAccepted }).classify(thrown, request) as VenueError).kind
  }

  it('was never right, or may not do this, or not from here any more', () => {
    expect(kindOf(false, QUESTION)).toBe('wrongKey')
    expect(kindOf(false, ORDER)).toBe('wrongKey')
    expect(kindOf(true, ORDER)).toBe('noPermission')
    expect(kindOf(true, QUESTION)).toBe('addressNotAllowed')
  })
})

describe('a request without an answer', () => {
  it.each([
    [{ fault: 'connection', isSent: false, code: 'ENOTFOUND' }, 'noNetwork', 'DNS'],
    [{ fault: 'connection', isSent: false, code: 'ECONNREFUSED' }, 'noNetwork', 'Nobody answers'],
    [{ fault: 'connection', isSent: false, code: 'ENETUNREACH' }, 'noNetwork', 'online'],
    [{ fault: 'connection', isSent: false, code: 'EPROTO' }, 'noNetwork', 'network connection'],
    [{ fault: 'connection', isSent: false, code: 'CERT_HAS_EXPIRED' }, 'noNetwork', 'Somebody in between'],
    [{ fault: 'connection', isSent: true, code: 'ECONNRESET' }, 'noAnswer', 'may have been taken'],
    [{ fault: 'timeout', isSent: true }, 'noAnswer', 'may have been taken'],
    [{ fault: 'timeout', isSent: false }, 'noAnswer', 'Try again'],
    [{ fault: 'closed', isSent: false }, 'noAnswer', 'Try again'],
    [{ fault: 'proxy', isSent: false, code: 'PROXY_AUTHENTICATION' }, 'badProxy', 'user and a password'],
    [{ fault: 'proxy', isSent: false, code: 'ECONNREFUSED' }, 'badProxy', 'that it runs'],
  ] as const)('because of %o is %s', (parts, kind, advice) => {
    const error = classifier({ proxy: 'http://proxy:8080' }).classify(new TransportError('no answer', parts), ORDER)
    expect(error).toMatchObject({ kind, isOutcomeUnknown: parts.isSent })
    expect(error.advice).toContain(advice)
  })
})

describe('an error', () => {
  it('that says all already stays as it is', () => {
    const known = new VenueError({ kind: 'refused', what: 'a', advice: 'b', isOutcomeUnknown: false })
    const unsent = new EndpointError('NO_HOST_AVAILABLE', { what: 'a', advice: 'b', data: {} })
    expect([classifier().classify(known, ORDER), classifier().classify(unsent, ORDER)]).toEqual([known, unsent])
  })

  it('says when the venue may be asked again', () => {
    const errors = classifier({ pausedUntilMs: () => Date.UTC(2026, 0, 5, 12) })
    const thrown = new Error('busy')
    errors.noteRefusal(thrown, { status: 429, statusText: '', headers: {}, body: '' })
    expect(errors.classify(thrown, ORDER)).toMatchObject({ retryAtMs: Date.UTC(2026, 0, 5, 12) })
  })

  it('holds no secret, not even in its cause', () => {
    const listenKey = 'pqia91ma19a5s61cv6a81va65sdf19v8a65a1a5s61cv6a81va65sdf19v8a65a1'
    const thrown = new Error(
      `GET https://api.binance.com/x?apiKey=the-key&listenKey=${listenKey}&signature=c8db56825ae71d6d the-secret`,
    )
    const error = classifier().classify(thrown, QUESTION)
    const texts = [error.message, String(error.cause), error.stack, JSON.stringify(error)].join()
    for (const secret of ['the-key', 'the-secret', listenKey, 'c8db56825ae71d6d']) expect(texts).not.toContain(secret)
    expect(texts).toContain('https://api.binance.com')
  })
})
