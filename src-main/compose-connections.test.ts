import { describe, expect, it } from 'vitest'
import type { ConnectionDelta, StreamDelta } from '../src-contract/index.ts'
import { ensureDefined, ManualClock, timeMs } from './base/index.ts'
import {
  connectionsTopic,
  connectionViews,
  type OpenConnection,
  streamsTopic,
  streamViews,
} from './compose-connections.ts'
import { LOOK_EVERY_MS } from './compose-followed-views.ts'
import { instrumentId, venueId } from './domain/index.ts'
import { type ConnectionStatus, findProfile, type StreamStatus } from './venues/index.ts'

const NOON_MS = Date.UTC(2026, 0, 31, 12)
const BTC = instrumentId(venueId('binance'), 'BTC-USDT')

const TRADES: StreamStatus = {
  name: 'trades of BTC-USDT',
  kind: 'trades',
  instrumentId: BTC,
  state: 'live',
  sinceMs: timeMs(NOON_MS),
  failures: 0,
  reconnects: 1,
  silences: 0,
  failure: 'it was closed',
  newestMs: timeMs(NOON_MS),
}
const ACCOUNT: StreamStatus = { ...TRADES, name: 'the account', kind: 'account', instrumentId: undefined }

const STATUS: ConnectionStatus = {
  clock: { offsetMs: -120, roundTripMs: 35, measuredAtMs: NOON_MS } as ConnectionStatus['clock'],
  rate: {
    available: 5_000,
    capacity: 6_000,
    pausedUntilMs: timeMs(NOON_MS + 60_000),
    pausedBecause: 'banned',
  } as never,
  sockets: [{ isOpen: true }, { isOpen: false }] as never,
}

function rig() {
  const clock = new ManualClock(NOON_MS)
  let status = STATUS
  let streams: readonly StreamStatus[] = [TRADES, ACCOUNT]
  const open: OpenConnection = {
    profile: ensureDefined(findProfile('binance'), 'profile'),
    environment: 'testnet',
    name: 'main',
    account: 'main',
    status: () => status,
    streams: () => streams,
  }
  let connections: readonly OpenConnection[] = [open]
  return {
    clock,
    connections: () => connections,
    setStatus: (next: Partial<ConnectionStatus>) => {
      status = { ...status, ...next }
    },
    setStreams: (...next: StreamStatus[]) => {
      streams = next
    },
    close: () => {
      connections = []
    },
    look: () => clock.advanceBy(LOOK_EVERY_MS),
  }
}

describe('connections to exchanges', () => {
  it('show clock, allowance, ban and open sockets, and whose they are', () => {
    expect(connectionViews(rig().connections)).toEqual([
      {
        name: 'main',
        account: 'main',
        venueId: 'binance',
        venueLabel: 'Binance spot',
        environment: 'testnet',
        clockOffsetMs: -120,
        roundTripMs: 35,
        rateAvailable: 5_000,
        rateCapacity: 6_000,
        pausedUntilMs: NOON_MS + 60_000,
        pausedBecause: 'banned',
        openSockets: 1,
      },
    ])
  })

  it('show each stream under the name of its connection', () => {
    const streams = streamViews(rig().connections)
    expect(streams).toEqual([
      {
        connection: 'main',
        kind: 'trades',
        instrumentId: BTC,
        state: 'live',
        sinceMs: NOON_MS,
        failures: 0,
        reconnects: 1,
        silences: 0,
        failure: 'it was closed',
      },
      expect.objectContaining({ kind: 'account', instrumentId: null }),
    ])
  })

  it('are told anew when something has changed, and as gone when they are closed', () => {
    const parts = rig()
    const deltas: ConnectionDelta[] = []
    const { snapshot, subscription } = connectionsTopic(parts, (delta) => deltas.push(delta))
    expect(snapshot).toHaveLength(1)
    parts.look()
    expect(deltas).toEqual([])
    parts.setStatus({ sockets: [] })
    parts.look()
    expect(deltas).toMatchObject([{ name: 'main', view: { openSockets: 0 } }])
    parts.close()
    parts.look()
    expect(deltas.at(-1)).toEqual({ name: 'main', view: null })
    subscription.dispose()
  })
})

describe('the topic of streams', () => {
  it('tells only the stream that has another state, and one that is not followed any more', () => {
    const parts = rig()
    const deltas: StreamDelta[] = []
    const { snapshot, subscription } = streamsTopic(parts, (delta) => deltas.push(delta))
    expect(snapshot).toHaveLength(2)
    parts.setStreams({ ...TRADES, state: 'stale', silences: 1 }, ACCOUNT)
    parts.look()
    expect(deltas).toMatchObject([
      { connection: 'main', kind: 'trades', instrumentId: BTC, stream: { state: 'stale' } },
    ])
    parts.setStreams(ACCOUNT)
    parts.look()
    expect(deltas.slice(1)).toEqual([{ connection: 'main', kind: 'trades', instrumentId: BTC, stream: null }])
    subscription.dispose()
  })

  it('says nothing of news that do not change a state', () => {
    const parts = rig()
    const deltas: StreamDelta[] = []
    const { subscription } = streamsTopic(parts, (delta) => deltas.push(delta))
    parts.setStreams({ ...TRADES, newestMs: timeMs(NOON_MS + 400) }, ACCOUNT)
    parts.look()
    expect(deltas).toEqual([])
    subscription.dispose()
  })
})
