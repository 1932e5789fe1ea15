import { describe, expect, it } from 'vitest'
import type { ConnectionView, StreamView } from '../../../src-contract/index.ts'
import { useAnsweredProgram } from '../testing/answered-program.ts'

const NOON_MS = Date.UTC(2026, 0, 31, 12)

const CONNECTION: ConnectionView = {
  name: 'main',
  account: 'main',
  venueId: 'binance',
  venueLabel: 'Binance spot',
  environment: 'testnet',
  clockOffsetMs: -40.4,
  roundTripMs: 35.2,
  rateAvailable: 4_500.5,
  rateCapacity: 6_000,
  pausedUntilMs: NOON_MS + 60_000,
  pausedBecause: 'banned',
  openSockets: 2,
}
const TRADES: StreamView = {
  connection: 'main',
  kind: 'trades',
  instrumentId: 'binance:BTC-USDT',
  state: 'stale',
  sinceMs: NOON_MS,
  failures: 0,
  reconnects: 3,
  silences: 2,
  failure: 'Nothing has come for 60 s.',
}
const ACCOUNT: StreamView = {
  ...TRADES,
  kind: 'account',
  instrumentId: null,
  state: 'live',
  silences: 0,
  failure: null,
}

const program = useAnsweredProgram()

/** What the program prints where the engine answers so, cut at its columns, and where it asked. */
async function run(answer: object, ...more: string[]) {
  const { stdout, asked } = await program(answer, ['connections', ...more])
  return { rows: stdout.split('\n').map((line) => line.trim().split(/ {2,}/)), paths: asked.map(({ url }) => url) }
}

const STREAM_ROW = ['main', 'binance:BTC-USDT', 'trades', 'stale', '2026-01-31 12:00:00', '3', '2', TRADES.failure]

describe('wheelhouse connections', () => {
  it('prints each connection with what is left of its requests, and each stream with its state', async () => {
    const { rows, paths } = await run({ connections: [CONNECTION], streams: [TRADES, ACCOUNT] })
    const banned = '2026-01-31 12:01:00 (banned)'
    expect(rows[1]).toEqual(['main', 'Binance spot', 'TESTNET', 'yes', '4500 of 6000', banned, '-40', '35', '2'])
    expect(rows).toContainEqual(STREAM_ROW)
    expect(rows).toContainEqual(['main', '·', 'account', 'live', '2026-01-31 12:00:00', '3', '0', '·'])
    expect(paths).toEqual(['/api/connections', '/api/connections/streams'])
  })

  it('prints only what is down where that is asked for', async () => {
    const { rows } = await run({ connections: [CONNECTION], streams: [TRADES, ACCOUNT] }, '--down')
    expect(rows).toContainEqual(STREAM_ROW)
    expect(rows.filter(([, , kind]) => kind === 'account')).toEqual([])
  })

  it('says where no exchange is connected', async () => {
    const { rows } = await run({ connections: [], streams: [] })
    expect(rows).toContainEqual(['no connection to an exchange is open'])
  })
})
