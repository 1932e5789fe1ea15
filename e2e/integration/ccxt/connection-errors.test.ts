import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { ExchangeConnection } from '../../../src-main/venues/ccxt/connection/exchange-connection.ts'
import { VenueError } from '../../../src-main/venues/ccxt/connection/venue-error.ts'
import { READING_KEY, type RequestFault, TRADING_KEY, type VenueSide } from '../../venue/index.ts'
import { BTC } from '../../venue/testing/rig.ts'
import { useExchange } from './testing/exchange-rig.ts'

const rig = useExchange()

const SECRETS = [
  TRADING_KEY.apiKey,
  TRADING_KEY.secret,
  READING_KEY.apiKey,
  READING_KEY.secret,
  'signature=',
  'listenKey=',
]

/** The error, whose every text was looked through for secrets. */
async function failureOf(act: Promise<unknown>): Promise<VenueError> {
  const error = await act.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof VenueError)) throw new Error('not refused by a VenueError', { cause: error })
  const texts = [
    error.message,
    error.what,
    error.advice,
    error.stack,
    String(error.cause),
    JSON.stringify(error),
  ].join()
  for (const secret of SECRETS) expect(texts).not.toContain(secret)
  return error
}

const readAccount = (connection: ExchangeConnection): Promise<unknown> =>
  connection.request({ name: 'read the account', urgency: 'account' }, async (exchange) => exchange.fetchBalance())

const readPrice = (connection: ExchangeConnection, symbol: string): Promise<unknown> =>
  connection.request({ name: 'read a price', urgency: 'market' }, async (exchange) => exchange.fetchTicker(symbol))

const placeOrder = (
  connection: ExchangeConnection,
  side: VenueSide,
  { amount = 0.01, price = 59_000 } = {},
): Promise<unknown> =>
  connection.request({ name: 'place an order', urgency: 'order', affinityKey: 'o-1' }, async (exchange) =>
    exchange.createOrder(BTC[side], 'limit', 'buy', amount, price),
  )

/** A port that nobody listens at. */
async function deadPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

describe.each(['spot', 'usdm'] as const)('what a trader is told by %s', (side) => {
  it('of a wrong key', async () => {
    const { connection } = await rig.connect(side, {
      credentials: { apiKey: 'a'.repeat(64), secret: TRADING_KEY.secret },
    })
    const error = await failureOf(readAccount(connection))
    expect(error).toMatchObject({ kind: 'wrongKey', venueCode: '-2015', isOutcomeUnknown: false })
    expect(error.what).toMatch(/^Could not read the account: Binance .* does not accept the API key/)
    expect(error.advice).toContain('a key for testnet')
  })

  it('of a key that is none', async () => {
    const { connection } = await rig.connect(side, { credentials: { apiKey: 'short', secret: 'x' } })
    expect(await failureOf(readAccount(connection))).toMatchObject({ kind: 'wrongKey', venueCode: '-2014' })
  })

  it('of a wrong secret', async () => {
    const { connection } = await rig.connect(side, {
      credentials: { apiKey: TRADING_KEY.apiKey, secret: 'b'.repeat(64) },
    })
    const error = await failureOf(readAccount(connection))
    expect(error).toMatchObject({ kind: 'wrongSecret', venueCode: '-1022', isOutcomeUnknown: false })
    expect(error.advice).toContain('Enter key and secret again')
  })

  it('of a key that may not trade, once the key was good for reading', async () => {
    const { connection } = await rig.connect(side, {
      credentials: { apiKey: READING_KEY.apiKey, secret: READING_KEY.secret },
    })
    await readAccount(connection)
    const error = await failureOf(placeOrder(connection, side))
    expect(error).toMatchObject({ kind: 'noPermission', venueCode: '-2015', isOutcomeUnknown: false })
    expect(rig.venue[side].store.orders).toHaveLength(0)
  })

  it('of a key that was good for reading and is not any more', async () => {
    const { connection } = await rig.connect(side)
    await readAccount(connection)
    const message = 'Invalid API-key, IP, or permissions for action.'
    rig.venue.faults.onRequest({ kind: 'reject', code: -2015, message, status: 401 }, { matching: 'account' })
    const error = await failureOf(readAccount(connection))
    expect(error).toMatchObject({ kind: 'addressNotAllowed', venueCode: '-2015' })
    expect(error.advice).toContain('public address of this machine')
  })

  it('of a symbol that it does not know', async () => {
    const { connection } = await rig.connect(side)
    expect(await failureOf(readPrice(connection, 'NOPE/USDT'))).toMatchObject({ kind: 'unknownSymbol' })
  })

  it('of an address at which nobody answers, at once and without doubt about an order', async () => {
    const { connection } = await rig.connect(side)
    await readPrice(connection, BTC[side])
    const port = await deadPort()
    const dead = {
      rest: `http://127.0.0.1:${port}`,
      streams: 'ws://127.0.0.1:1',
      'account-streams': 'ws://127.0.0.1:1',
    }
    const { connection: cut } = await rig.connect(side, { urls: side === 'spot' ? dead : omitAccountStreams(dead) })
    const error = await failureOf(placeOrder(cut, side))
    expect(error).toMatchObject({ kind: 'noNetwork', isOutcomeUnknown: false })
    expect(error.what).toContain('ECONNREFUSED')
    expect(error.what).not.toContain(String(port))
  })

  it('of a name that nobody knows', async () => {
    const urls = {
      rest: 'http://venue.invalid',
      streams: 'ws://venue.invalid',
      'account-streams': 'ws://venue.invalid',
    }
    const { connection } = await rig.connect(side, { urls: side === 'spot' ? urls : omitAccountStreams(urls) })
    const error = await failureOf(readPrice(connection, BTC[side]))
    expect(error.kind).toBe('noNetwork')
    expect(error.what).toMatch(/ENOTFOUND|EAI_AGAIN/)
    expect(error.advice).toContain('DNS')
  })

  it.each([
    [
      { kind: 'reject', code: 0, message: 'Service unavailable from a restricted location', status: 451 },
      'blockedRegion',
    ],
    [{ kind: 'reject', code: 0, message: 'Forbidden', status: 403 }, 'blockedRegion'],
    [
      { kind: 'reject', code: -2010, message: 'Account has insufficient balance for requested action.' },
      'insufficientFunds',
    ],
    [{ kind: 'reject', code: -2019, message: 'Margin is insufficient.' }, 'insufficientFunds'],
    [{ kind: 'reject', code: -4164, message: "Order's notional must be no smaller than 100." }, 'invalidOrder'],
    [{ kind: 'reject', code: -5022, message: 'The post only order will be rejected.' }, 'wouldTrade'],
    [{ kind: 'reject', code: -1016, message: 'This service is no longer available.' }, 'maintenance'],
    [{ kind: 'reject', code: -1008, message: 'Server is currently overloaded.', status: 503 }, 'serverError'],
    [{ kind: 'reject', code: -9_999, message: 'A reason of its own.' }, 'refused'],
  ] as const)('of an order that it refused with %o', async (fault, kind) => {
    const { connection } = await rig.connect(side)
    await readPrice(connection, BTC[side])
    rig.venue.faults.onRequest(fault, { matching: 'order?' })
    const error = await failureOf(placeOrder(connection, side))
    expect(error).toMatchObject({ kind, venueCode: String(fault.code), isOutcomeUnknown: false })
    expect(error.what).toContain(fault.message.replace(/\.$/, ''))
  })

  it.each([
    [{ kind: 'drop', taken: true }, 'noAnswer'],
    [{ kind: 'hang', taken: true }, 'noAnswer'],
    [{ kind: 'serverError', status: 502, taken: true }, 'serverError'],
    [{ kind: 'invalidJson', taken: true }, 'unreadable'],
    [
      { kind: 'reject', code: -1006, message: 'An unexpected response was received. Execution status unknown.' },
      'serverError',
    ],
    [{ kind: 'reject', code: -1007, message: 'Timeout waiting for response from backend server.' }, 'serverError'],
  ] as const satisfies readonly (readonly [RequestFault, string])[])(
    'of an order that may have been taken: %o',
    async (fault, kind) => {
      const { connection } = await rig.connect(side, { timeoutMs: 500 })
      await readPrice(connection, BTC[side])
      rig.venue.faults.onRequest(fault, { matching: /^POST .*\/order\?/ })
      const error = await failureOf(placeOrder(connection, side))
      expect(error).toMatchObject({ kind, isOutcomeUnknown: true })
      expect(error.advice).toContain('It may have been taken all the same')
      expect(rig.venue[side].store.orders).toHaveLength('taken' in fault ? 1 : 0)
    },
  )

  it('of a list that cannot be read, which is not an empty one', async () => {
    const { connection } = await rig.connect(side)
    await readPrice(connection, BTC[side])
    rig.venue.faults.onRequest({ kind: 'invalidJson', taken: false }, { matching: 'openOrders' })
    const asked = connection.request({ name: 'read the open orders', urgency: 'account' }, async (exchange) =>
      exchange.fetchOpenOrders(BTC[side]),
    )
    expect(await failureOf(asked)).toMatchObject({ kind: 'unreadable' })
  })

  it('of the first thing that is wrong with an order, by the rules of the venue itself', async () => {
    const { connection } = await rig.connect(side)
    expect(await failureOf(placeOrder(connection, side, { price: 1 }))).toMatchObject({ kind: 'invalidOrder' })
    expect(await failureOf(placeOrder(connection, side, { amount: 500 }))).toMatchObject({ kind: 'insufficientFunds' })
  })

  it('asks for the instruments again after they could not be had', async () => {
    const { connection } = await rig.connect(side)
    rig.venue.faults.onRequest({ kind: 'reject', code: -1000, message: 'not now' }, { matching: 'exchangeInfo' })
    expect(await failureOf(readPrice(connection, BTC[side]))).toMatchObject({ kind: 'serverError' })
    await readPrice(connection, BTC[side])
  })
})

function omitAccountStreams({ rest, streams }: Readonly<Record<'rest' | 'streams', string>>): Record<string, string> {
  return { rest, streams }
}
