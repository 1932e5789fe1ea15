import { describe, expect, it } from 'vitest'
import type { ExchangeConnection } from '../../../src-main/venues/ccxt/connection/exchange-connection.ts'
import type { Urgency } from '../../../src-main/venues/ccxt/connection/venue-request.ts'
import { BTC } from '../../venue/testing/rig.ts'
import { useExchange } from './testing/exchange-rig.ts'

const rig = useExchange(() => ({ limits: { ordersPer10Seconds: 2 } }))

const readPrice = async (connection: ExchangeConnection, urgency: Urgency = 'market') =>
  connection.request({ name: 'read a price', urgency }, async (exchange) => exchange.fetchTicker(BTC.spot))

const placeOrder = async (connection: ExchangeConnection) =>
  connection.request({ name: 'place an order', urgency: 'order' }, async (exchange) =>
    exchange.createOrder(BTC.spot, 'limit', 'buy', 0.01, 55_000),
  )

describe('the rate budget of a connection', () => {
  it('pays what each request costs by the count of ccxt, and knows the count of the venue', async () => {
    const { connection } = await rig.connect('spot', { isAnonymous: true })
    await connection.exchange.loadMarkets()
    const before = connection.status().rate
    await connection.request({ name: 'read a book', urgency: 'market' }, async (exchange) =>
      exchange.fetchOrderBook(BTC.spot, 1_000),
    )
    const after = connection.status().rate
    expect(before.available - after.available).toBeGreaterThan(8)
    expect(before.available - after.available).toBeLessThanOrEqual(10)
    expect(after.usedWeight).toBeGreaterThan(0)
    // The venue counts a request before its answer is read, and the clock is asked for at any time.
    const unknown = () => rig.venue.meters.spot.usedWeight - (connection.status().rate.usedWeight ?? 0)
    await expect.poll(unknown).toBe(0)
  })

  it('is also asked for what ccxt requests by itself for a stream', async () => {
    const { connection } = await rig.connect('spot', { isAnonymous: true })
    const before = connection.status().rate.available
    const book = connection.exchange.watchOrderBook(BTC.spot)
    await rig.venue.connections.heard('spot', 'btcusdt@depth@100ms')
    rig.venue.step()
    rig.venue.step()
    await book
    expect(connection.status().rate.available).toBeLessThan(before - 10)
  })

  it.each([
    [429, 'rateLimited'],
    [418, 'banned'],
  ] as const)(
    'is closed after HTTP %i until the venue takes requests again, and says until when',
    async (status, kind) => {
      const { connection } = await rig.connect('spot')
      await readPrice(connection)
      const told: (string | null)[] = []
      connection.onStatus(({ rate }) => told.push(rate.pausedBecause))
      rig.venue.faults.onRequest({ kind: 'ban', status, forMs: 90_000 }, { matching: 'ticker' })
      const refused = await readPrice(connection).catch((error: unknown) => error)
      const { pausedUntilMs, pausedBecause } = connection.status().rate
      expect(pausedBecause).toBe(kind)
      expect(told).toEqual([kind])
      expect(refused).toMatchObject({ kind, isOutcomeUnknown: false, retryAtMs: pausedUntilMs })
      expect(Number(pausedUntilMs) - rig.venue.nowMs()).toBeGreaterThan(85_000)
      const weight = rig.venue.meters.spot.usedWeight
      for (const act of [
        placeOrder(connection),
        readPrice(connection, 'protective'),
        readPrice(connection, 'market'),
      ]) {
        await expect(act).rejects.toMatchObject({
          kind,
          retryAtMs: pausedUntilMs,
          what: expect.stringContaining('until 20'),
        })
      }
      expect(rig.venue.meters.spot.usedWeight).toBe(weight)
    },
  )

  it('stays open for a cancel where only too many orders were placed', async () => {
    const { connection } = await rig.connect('spot')
    const placed = [await placeOrder(connection), await placeOrder(connection)]
    await expect(placeOrder(connection)).rejects.toMatchObject({ kind: 'rateLimited', venueCode: '-1015' })
    expect(connection.status().rate.pausedBecause).toBeNull()
    await connection.request({ name: 'cancel an order', urgency: 'protective' }, async (exchange) =>
      exchange.cancelOrder(String(placed[0]?.id), BTC.spot),
    )
  })
})
