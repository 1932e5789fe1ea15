import {
  isStreamDown,
  STREAM_KINDS,
  type StreamState,
  streamKey,
  type StreamView,
} from '../../../src-contract/index.ts'

/** A single stream. */
export interface StreamRow {
  readonly kind: 'stream'
  readonly rowId: string
  readonly stream: StreamView
}

/** All that comes of one instrument, or of the account, through one connection. */
export interface SubjectRow {
  readonly kind: 'subject'
  readonly rowId: string
  readonly connection: string
  /** Null for the account. */
  readonly instrumentId: string | null
  readonly streams: readonly StreamRow[]
}

export type ConnectionRow = SubjectRow | StreamRow

/** The account first, then the instruments by name; under each its streams, always in the same order. */
export function subjectRows(streams: readonly StreamView[]): readonly SubjectRow[] {
  const wanted = streams.filter(({ state }) => state !== 'stopped')
  const subjects = Map.groupBy(wanted, ({ connection, instrumentId }) => `${connection} ${instrumentId ?? ''}`)
  return [...subjects]
    .map(([rowId, members]) => subjectRow(rowId, members))
    .toSorted((one, other) => (one.rowId < other.rowId ? -1 : 1))
}

function subjectRow(rowId: string, members: readonly StreamView[]): SubjectRow {
  const [first] = members
  return {
    kind: 'subject',
    rowId,
    connection: first?.connection ?? '',
    instrumentId: first?.instrumentId ?? null,
    streams: members
      .toSorted((one, other) => STREAM_KINDS.indexOf(one.kind) - STREAM_KINDS.indexOf(other.kind))
      .map((stream) => ({ kind: 'stream', rowId: streamKey(stream), stream })),
  }
}

/** How many come, of those that are wanted. */
export interface StreamCount {
  readonly live: number
  readonly all: number
}

export function countStreams(rows: readonly SubjectRow[]): StreamCount {
  const streams = rows.flatMap((row) => row.streams)
  return { live: streams.filter(({ stream }) => !isStreamDown(stream)).length, all: streams.length }
}

export type StreamTone = 'good' | 'warn' | 'bad' | 'unknown'

const TONES: Readonly<Record<StreamState, StreamTone>> = {
  live: 'good',
  polling: 'good',
  connecting: 'unknown',
  stale: 'warn',
  reconnecting: 'bad',
  stopped: 'unknown',
}

const WORST: readonly StreamTone[] = ['bad', 'warn', 'unknown', 'good']

/** Shape that goes with the word of a line; of an instrument the worst of its streams. */
export function toneOf(row: ConnectionRow): StreamTone {
  if (row.kind === 'stream') return TONES[row.stream.state]
  const tones = new Set(row.streams.map(({ stream }) => TONES[stream.state]))
  return WORST.find((tone) => tones.has(tone)) ?? 'unknown'
}

const TEXT_TONES: Readonly<Record<StreamTone, string>> = { good: '', warn: 'warn', bad: 'danger', unknown: 'quiet' }

/** Class of a line's word of state. */
export const textTone = (row: ConnectionRow): string => TEXT_TONES[toneOf(row)]
