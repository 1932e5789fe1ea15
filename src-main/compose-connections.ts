import {
  type ConnectionDelta,
  type ConnectionView,
  type StreamDelta,
  streamKey,
  type StreamView,
} from '../src-contract/index.ts'
import type { SystemClock } from './base/index.ts'
import { followedViews, type OpenedViews } from './compose-followed-views.ts'
import type { ConnectionStatus, ExchangeConnectionOptions, StreamStatus } from './venues/index.ts'

/** A connection to an exchange that is open, with what comes through it. */
export interface OpenConnection extends Pick<ExchangeConnectionOptions, 'profile' | 'environment' | 'name'> {
  /** Account that trades through it; undefined where only prices come. */
  readonly account: string | undefined
  readonly status: () => ConnectionStatus
  /** Every stream that is wanted, as it is. */
  readonly streams: () => readonly StreamStatus[]
}

/** Every connection that is open now, of all accounts. */
export type OpenConnections = () => readonly OpenConnection[]

export function connectionViews(connections: OpenConnections): ConnectionView[] {
  return connections().map(connectionView)
}

/** Every stream that comes through one of them. */
export function streamViews(connections: OpenConnections): StreamView[] {
  return connections().flatMap(({ name, streams }) => streams().map((status) => streamView(name, status)))
}

function connectionView({ name, account, profile, environment, status }: OpenConnection): ConnectionView {
  const { clock, rate, sockets } = status()
  return {
    name,
    account: account ?? null,
    venueId: profile.venueId,
    venueLabel: profile.label,
    environment,
    clockOffsetMs: clock?.offsetMs ?? null,
    roundTripMs: clock?.roundTripMs ?? null,
    rateAvailable: rate.available,
    rateCapacity: rate.capacity,
    pausedUntilMs: rate.pausedUntilMs,
    pausedBecause: rate.pausedBecause,
    openSockets: sockets.filter(({ isOpen }) => isOpen).length,
  }
}

function streamView(connection: string, status: StreamStatus): StreamView {
  const { kind, instrumentId = null, state, sinceMs, failures, reconnects, silences, failure } = status
  return { connection, kind, instrumentId, state, sinceMs, failures, reconnects, silences, failure }
}

export interface ConnectionTopicParts {
  readonly clock: Pick<SystemClock, 'setRepeating'>
  readonly connections: OpenConnections
}

/** Allowance and sockets move with every request: what has changed is seen by looking. */
export function connectionsTopic(
  { clock, connections }: ConnectionTopicParts,
  onDelta: (delta: ConnectionDelta) => void,
): OpenedViews<ConnectionView> {
  return followedViews({
    read: () => connectionViews(connections),
    keyOf: ({ name }) => name,
    onChange: (name, view) => onDelta({ name, view: view ?? null }),
    clock,
  })
}

/** Streams come and go with what is looked at, and whole connections with a restart. */
export function streamsTopic(
  { clock, connections }: ConnectionTopicParts,
  onDelta: (delta: StreamDelta) => void,
): OpenedViews<StreamView> {
  const names = new Map<string, Omit<StreamDelta, 'stream'>>()
  const keyOf = ({ connection, kind, instrumentId }: StreamView): string => {
    const name = { connection, kind, instrumentId }
    const key = streamKey(name)
    names.set(key, name)
    return key
  }
  return followedViews({
    read: () => streamViews(connections),
    keyOf,
    onChange(key, stream) {
      const name = names.get(key)
      if (name) onDelta({ ...name, stream: stream ?? null })
    },
    clock,
  })
}
