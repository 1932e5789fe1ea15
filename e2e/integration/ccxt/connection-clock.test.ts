import { describe, expect, it } from 'vitest'
import { type Disposable, SystemClock, toDisposable } from '../../../src-main/base/index.ts'
import type { ExchangeConnection } from '../../../src-main/venues/ccxt/connection/exchange-connection.ts'
import { BTC } from '../../venue/testing/rig.ts'
import { useExchange } from './testing/exchange-rig.ts'

const rig = useExchange()

/** The machine's clock, on which what repeats is done when the test says so. */
class HourlyClock extends SystemClock {
  readonly repeated: { readonly periodMs: number; readonly action: () => void }[] = []

  override setRepeating(periodMs: number, action: () => void): Disposable {
    this.repeated.push({ periodMs, action })
    return toDisposable(() => this.repeated.splice(0))
  }
}

const HOUR_MS = 3_600_000
/** The machine may be busy between question and answer. */
const TOLERANCE_MS = 500

const readAccount = async (connection: ExchangeConnection): Promise<unknown> =>
  connection.request({ name: 'read the account', urgency: 'account' }, async (exchange) => exchange.fetchBalance())

const placeOrder = async (connection: ExchangeConnection): Promise<unknown> =>
  connection.request({ name: 'place an order', urgency: 'order' }, async (exchange) =>
    exchange.createOrder(BTC.spot, 'limit', 'buy', 0.01, 55_000),
  )

const offsetOf = (connection: ExchangeConnection): number => Number(connection.status().clock?.offsetMs)

describe('the clock of a venue', () => {
  it.each([HOUR_MS, -HOUR_MS])('that differs by %i ms is allowed for from the first request on', async (skewMs) => {
    rig.venue.skewClock(skewMs)
    const { connection } = await rig.connect('spot')
    expect(connection.status().clock).toBeNull()
    await readAccount(connection)
    expect(Math.abs(offsetOf(connection) - skewMs)).toBeLessThan(TOLERANCE_MS)
    expect(Math.abs(connection.venueNowMs() - rig.venue.nowMs())).toBeLessThan(TOLERANCE_MS)
  })

  it('is not asked for where nobody signs anything', async () => {
    const { connection } = await rig.connect('spot', { isAnonymous: true })
    await connection.request({ name: 'read a price', urgency: 'market' }, async (exchange) =>
      exchange.fetchTicker(BTC.spot),
    )
    expect(connection.status().clock).toBeNull()
  })

  it('that jumps is measured anew, and the question that was refused for it is asked once more', async () => {
    const { connection } = await rig.connect('spot')
    await readAccount(connection)
    rig.venue.skewClock(60_000)
    await readAccount(connection)
    expect(Math.abs(offsetOf(connection) - 60_000)).toBeLessThan(TOLERANCE_MS)
  })

  it('that jumps costs no order, and doubles none', async () => {
    const { connection } = await rig.connect('spot')
    await readAccount(connection)
    rig.venue.skewClock(-60_000)
    await placeOrder(connection)
    expect(rig.venue.spot.store.orders).toHaveLength(1)
  })

  it('is told to the trader where the venue refuses all the same', async () => {
    const { connection } = await rig.connect('spot')
    await readAccount(connection)
    const refusal = {
      kind: 'reject',
      code: -1021,
      message: 'Timestamp for this request is outside of the recvWindow.',
    } as const
    rig.venue.faults.onRequest(refusal, { matching: 'account', times: 2 })
    await expect(readAccount(connection)).rejects.toMatchObject({
      kind: 'clockOff',
      isOutcomeUnknown: false,
      venueCode: '-1021',
      what: expect.stringMatching(
        /the clock of this machine is 0\.\d s (behind|ahead of) that of the venue, which was allowed for/,
      ),
      advice: expect.stringContaining('NTP'),
    })
  })

  it('is compensated for the way there and back', async () => {
    const { connection } = await rig.connect('spot')
    await connection.measureClock()
    rig.venue.faults.onRequest({ kind: 'delay', ms: 400 }, { matching: '/api/v3/time', times: 3 })
    const { offsetMs, roundTripMs } = await connection.measureClock()
    expect(roundTripMs).toBeLessThan(300)
    expect(Math.abs(offsetMs)).toBeLessThan(150)
  })

  it('that cannot be asked for says why', async () => {
    const { connection } = await rig.connect('spot')
    rig.venue.faults.onRequest({ kind: 'drop', taken: false }, { matching: '/api/v3/time' })
    await expect(connection.measureClock()).rejects.toMatchObject({
      kind: 'noAnswer',
      what: expect.stringContaining('Could not read the clock of the venue'),
    })
    expect(connection.status().clock).toBeNull()
  })

  it('is measured anew on waking up, once for whoever asks for it', async () => {
    const { connection } = await rig.connect('spot')
    await readAccount(connection)
    const news = connection.exchange.watchTrades(BTC.spot)
    news.catch(() => undefined)
    await rig.venue.connections.heard('spot', 'btcusdt@aggTrade')
    rig.venue.skewClock(5_000)
    await Promise.all([connection.handleWake(), connection.handleWake()])
    expect(Math.abs(offsetOf(connection) - 5_000)).toBeLessThan(TOLERANCE_MS)
    await expect(news).rejects.toMatchObject({ kind: 'noAnswer' })
    expect(connection.status().sockets).toEqual([])
  })

  it('is measured anew every hour, until the connection is closed', async () => {
    const systemClock = new HourlyClock()
    const { connection } = await rig.connect('spot', { systemClock })
    await readAccount(connection)
    rig.venue.skewClock(-3_000)
    expect(systemClock.repeated).toMatchObject([{ periodMs: HOUR_MS }])
    systemClock.repeated[0]?.action()
    await expect.poll(() => Math.abs(offsetOf(connection) + 3_000)).toBeLessThan(TOLERANCE_MS)
    await connection.close()
    expect(systemClock.repeated).toEqual([])
  })
})
