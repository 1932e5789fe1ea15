import type { ConnectionView, StreamView } from '../../../src-contract/index.ts'
import { INSTRUMENT_ID, START_MS } from './fixtures.ts'

export const CONNECTION: ConnectionView = {
  name: 'main',
  account: 'main',
  venueId: 'binance',
  venueLabel: 'Binance spot',
  environment: 'live',
  clockOffsetMs: 12,
  roundTripMs: 48,
  rateAvailable: 5_800,
  rateCapacity: 6_000,
  pausedUntilMs: null,
  pausedBecause: null,
  openSockets: 2,
}

export const STREAM: StreamView = {
  connection: CONNECTION.name,
  kind: 'trades',
  instrumentId: INSTRUMENT_ID,
  state: 'live',
  sinceMs: START_MS,
  failures: 0,
  reconnects: 0,
  silences: 0,
  failure: null,
}
