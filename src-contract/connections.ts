import { z } from 'zod'
import { AccountEnvironmentValue } from './accounts.ts'
import { InstrumentIdText, TimeMsValue } from './primitives.ts'

/** What is followed of an exchange, each by its own stream or by asking again and again. */
export const STREAM_KINDS = ['candles', 'trades', 'quotes', 'book', 'mark', 'orders', 'fills', 'account'] as const
export const StreamKind = z.enum(STREAM_KINDS)
export type StreamKind = z.infer<typeof StreamKind>

/**
 * `connecting`: nothing has come yet. `live`: subscribed. `polling`: asked again and again, and answered. `stale`: silent for
 * too long; opened anew, and nothing has come since. `reconnecting`: failed, and tried again after a while. `stopped`: nobody wants it.
 */
export const StreamState = z.enum(['connecting', 'live', 'polling', 'stale', 'reconnecting', 'stopped'])
export type StreamState = z.infer<typeof StreamState>

/** One stream of an exchange. Times are of the system clock. */
export const StreamView = z.object({
  /** Name of the connection that it comes through. */
  connection: z.string(),
  kind: StreamKind,
  /** Null for what is about the whole account. */
  instrumentId: InstrumentIdText.nullable(),
  state: StreamState,
  sinceMs: TimeMsValue,
  /** Failures in a row; 0 once something has come. */
  failures: z.number().int(),
  /** Times it was connected again, for whatever reason. */
  reconnects: z.number().int(),
  /** Times it was found silent for too long. */
  silences: z.number().int(),
  /** What the newest failure was; null before the first. */
  failure: z.string().nullable(),
})
export type StreamView = z.infer<typeof StreamView>

/** Tells a stream apart from all others. */
export const streamKey = ({
  connection,
  kind,
  instrumentId,
}: Pick<StreamView, 'connection' | 'kind' | 'instrumentId'>) => `${connection} ${kind} ${instrumentId ?? ''}`

/** True while what the stream is for may be missing. One that nobody wants misses nothing. */
export function isStreamDown({ state }: Pick<StreamView, 'state'>): boolean {
  return state !== 'live' && state !== 'polling' && state !== 'stopped'
}

/** A connection to an exchange that is open. */
export const ConnectionView = z.object({
  /** The account's, or the venue's where only its prices are used. */
  name: z.string(),
  /** The account that trades through it; null where only prices come. */
  account: z.string().nullable(),
  venueId: z.string(),
  venueLabel: z.string(),
  environment: AccountEnvironmentValue,
  /** Venue's clock less this machine's, in milliseconds. */
  clockOffsetMs: z.number().nullable(),
  roundTripMs: z.number().nullable(),
  /** Cost that could go out at once now, and most that ever can. */
  rateAvailable: z.number(),
  rateCapacity: z.number(),
  /** System time until which the venue wants no requests; null: it takes them. */
  pausedUntilMs: TimeMsValue.nullable(),
  pausedBecause: z.enum(['rateLimited', 'banned']).nullable(),
  openSockets: z.number().int(),
})
export type ConnectionView = z.infer<typeof ConnectionView>
