import type { Exchange } from 'ccxt'
import { describe, expect, it } from 'vitest'
import { ensureDefined } from '../../../src-main/base/index.ts'
import { findProfile } from '../../../src-main/venues/ccxt/profiles/profiles.ts'
import { bitcoinOf, openWithMarkets } from './payloads/known-market.ts'

const OPEN_TIME_MS = 1_763_780_340_000

interface Bar {
  readonly minutes: 1 | 5
  readonly isClosed: boolean
}

/** A message about one bar, as the exchange's documentation shows it. */
type Message = (bar: Bar) => unknown

const bybit: Message = ({ minutes, isClosed }) => ({
  topic: `kline.${minutes}.BTCUSDT`,
  data: [
    {
      start: OPEN_TIME_MS,
      end: OPEN_TIME_MS + minutes * 60_000 - 1,
      interval: String(minutes),
      open: '84000.1',
      close: '84012.4',
      high: '84020',
      low: '83990',
      volume: '2.5',
      turnover: '210012.25',
      confirm: isClosed,
      timestamp: OPEN_TIME_MS + 60_000,
    },
  ],
  ts: OPEN_TIME_MS + 60_000,
  type: 'snapshot',
})

const okx =
  (instId: string, ...volumes: readonly string[]): Message =>
  ({ minutes, isClosed }) => ({
    arg: { channel: `candle${minutes}m`, instId },
    data: [
      [String(OPEN_TIME_MS), '84000.1', '84020', '83990', '84012.4', ...volumes, '210012.25', isClosed ? '1' : '0'],
    ],
  })

const CASES: readonly (readonly [venueId: string, url: string, message: Message])[] = [
  ['bybit', 'wss://stream.bybit.com/v5/public/spot', bybit],
  ['bybit-linear', 'wss://stream.bybit.com/v5/public/linear', bybit],
  ['okx', 'wss://ws.okx.com:8443/ws/v5/business', okx('BTC-USDT', '2.5', '210012.25')],
  ['okx-swap', 'wss://ws.okx.com:8443/ws/v5/business', okx('BTC-USDT-SWAP', '250', '2.5')],
]

describe.each(CASES)('the stream of bars of %s', (venueId, url, message) => {
  const profile = ensureDefined(findProfile(venueId), venueId)

  /** What is told as closed after one message, which has gone the whole way through ccxt. */
  async function closedAfter(bar: Bar): Promise<{ closed: unknown[]; bars: unknown }> {
    const { exchange } = await openWithMarkets(profile)
    const closed: unknown[] = []
    ensureDefined(profile.hookClosedCandles, 'hook')(exchange, (symbol, openTimeMs) =>
      closed.push([symbol, openTimeMs]),
    )
    const client = { url, subscriptions: {}, resolve: () => undefined, reject: () => undefined }
    ;(exchange as Exchange & { handleMessage(client: unknown, message: unknown): void }).handleMessage(
      client,
      message(bar),
    )
    const symbol = bitcoinOf(profile)
    return { closed, bars: Array.from(exchange.ohlcvs[symbol]?.[`${bar.minutes}m`] ?? []) }
  }

  it('tells that a minute is closed, once ccxt has it', async () => {
    expect(await closedAfter({ minutes: 1, isClosed: true })).toEqual({
      closed: [[bitcoinOf(profile), OPEN_TIME_MS]],
      bars: [[OPEN_TIME_MS, 84_000.1, 84_020, 83_990, 84_012.4, 2.5]],
    })
  })

  it('tells nothing of one that runs, and of longer ones', async () => {
    expect((await closedAfter({ minutes: 1, isClosed: false })).closed).toEqual([])
    expect((await closedAfter({ minutes: 5, isClosed: true })).closed).toEqual([])
  })
})
