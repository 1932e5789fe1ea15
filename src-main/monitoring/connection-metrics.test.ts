import { describe, expect, it } from 'vitest'
import { type ConnectionView, MetricDefinition, type StreamView } from '../../src-contract/index.ts'
import { connectionMetrics } from './connection-metrics.ts'

const MOMENT = { timeMs: 1_700_000_000_000, elapsedMs: 1_000 }

const CONNECTION: ConnectionView = {
  name: 'main',
  account: 'main',
  venueId: 'binance',
  venueLabel: 'Binance spot',
  environment: 'testnet',
  clockOffsetMs: -40,
  roundTripMs: 35,
  rateAvailable: 4_500,
  rateCapacity: 6_000,
  pausedUntilMs: null,
  pausedBecause: null,
  openSockets: 2,
}

const stream = (state: StreamView['state'], reconnects: number, silences: number): StreamView => ({
  connection: 'main',
  kind: 'trades',
  instrumentId: 'binance:BTC-USDT',
  state,
  sinceMs: 0,
  failures: 0,
  reconnects,
  silences,
  failure: null,
})

const STREAMS = [stream('live', 2, 1), stream('polling', 0, 0), stream('stale', 1, 1), stream('reconnecting', 4, 0)]

function measured(connections: readonly ConnectionView[]): Record<string, number | null> {
  const metrics = connectionMetrics({ connections: () => connections, streams: () => STREAMS })()
  for (const metric of metrics) expect(MetricDefinition.safeParse({ ...metric, limit: null }).success).toBe(true)
  return Object.fromEntries(metrics.map(({ metricId, read }) => [metricId, read(MOMENT)]))
}

describe('connectionMetrics', () => {
  it('counts what is not live, and measures each connection', () => {
    expect(measured([CONNECTION])).toEqual({
      'stream.down': 2,
      'stream.reconnects': 7,
      'stream.silences': 2,
      'connection.rateUsed:main': 0.25,
      'connection.roundTrip:main': 35,
      'connection.clockOffset:main': -40,
    })
  })

  it('has no value where the clock was not measured', () => {
    const values = measured([{ ...CONNECTION, clockOffsetMs: null, roundTripMs: null }])
    expect(values).toMatchObject({ 'connection.roundTrip:main': null, 'connection.clockOffset:main': null })
  })

  it('measures nothing where no exchange is connected', () => {
    expect(measured([])).toEqual({})
  })
})
