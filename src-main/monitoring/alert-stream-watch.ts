import { isStreamDown, streamKey, type StreamView } from '../../src-contract/index.ts'
import type { AlertBook } from './alert-book.ts'
import type { AlertCause } from './alert-cause.ts'
import { secondsText, sentence, symbolText } from './alert-text.ts'

/** A stream that comes back within this time is nobody's business; in system time. */
export const DOWN_AFTER_MS = 30_000
/** Silence has to last longer: where nothing is traded, nothing comes. */
export const SILENT_AFTER_MS = 300_000

/** Streams that an alert names one by one; of more it tells the number. */
const NAMED = 5

export interface StreamWatchPorts {
  readonly book: Pick<AlertBook, 'raise' | 'resolve' | 'standingOf'>
  /** System time. */
  readonly nowMs: () => number
}

/** A stream that does not come, and for how long. */
interface Missing {
  readonly stream: StreamView
  readonly forMs: number
}

/** Raises each connection of which streams are down or silent for long, and takes it back once all of them come again. */
export class StreamWatch {
  readonly #ports: StreamWatchPorts
  /** Since when each stream is down, however it has tried since. */
  #downSince = new Map<string, number>()
  /** Streams that were told, by connection: the same finding does not count again. */
  readonly #told = new Map<string, string>()

  constructor(ports: StreamWatchPorts) {
    this.#ports = ports
  }

  /** Every stream as it is now; to be called again and again. */
  handleStreams(streams: readonly StreamView[]): void {
    const missing = Map.groupBy(this.#missing(streams), ({ stream }) => stream.connection)
    this.#resolveAllBut(missing)
    for (const [connection, found] of missing) {
      const told = found.map(({ stream }) => `${streamKey(stream)} ${stream.state}`).join('\n')
      if (this.#told.get(connection) !== told) this.#ports.book.raise(causeOf(connection, found))
      this.#told.set(connection, told)
    }
  }

  #missing(streams: readonly StreamView[]): Missing[] {
    const nowMs = this.#ports.nowMs()
    const before = this.#downSince
    const down = streams.filter(isStreamDown)
    this.#downSince = new Map(
      down.map((stream) => [streamKey(stream), before.get(streamKey(stream)) ?? stream.sinceMs]),
    )
    return down
      .map((stream) => ({ stream, forMs: nowMs - (this.#downSince.get(streamKey(stream)) ?? nowMs) }))
      .filter(({ stream, forMs }) => forMs >= (stream.state === 'stale' ? SILENT_AFTER_MS : DOWN_AFTER_MS))
  }

  #resolveAllBut(missing: ReadonlyMap<string, unknown>): void {
    const { book } = this.#ports
    for (const { subject } of book.standingOf('STREAM_DOWN')) {
      if (subject === null || missing.has(subject)) continue
      book.resolve({ code: 'STREAM_DOWN', subject })
      this.#told.delete(subject)
    }
  }
}

function causeOf(connection: string, missing: readonly Missing[]): AlertCause {
  const account = missing.find(({ stream }) => stream.kind === 'account')
  const named = missing.slice(0, NAMED).map(missingText)
  const others = missing.length > NAMED ? [`${missing.length - NAMED} more do not come either.`] : []
  const instruments = new Set(missing.map(({ stream }) => stream.instrumentId))
  const [only = null] = instruments.size === 1 ? instruments : []
  return {
    code: 'STREAM_DOWN',
    subject: connection,
    instrumentId: only as AlertCause['instrumentId'],
    severity: account ? 'critical' : 'warning',
    title: account
      ? `${connection}: nothing is heard of the account`
      : `${connection}: ${countText(missing.length)} down`,
    detail: [...named, ...others, adviceOf(missing)].join(' '),
  }
}

const countText = (count: number): string => (count === 1 ? '1 stream is' : `${count} streams are`)

const STREAM_NAMES: Readonly<Record<StreamView['kind'], string>> = {
  candles: 'Bars',
  trades: 'Trades',
  quotes: 'Best prices',
  book: 'Book',
  mark: 'Mark price',
  orders: 'Orders',
  fills: 'Fills',
  account: 'The account',
}

function missingText({ stream, forMs }: Missing): string {
  const { kind, instrumentId, state, failure } = stream
  const name = instrumentId === null ? STREAM_NAMES[kind] : `${STREAM_NAMES[kind]} of ${symbolText(instrumentId)}`
  const what = state === 'stale' ? 'silent' : 'not connected'
  return sentence(
    `${name}: ${what} for ${secondsText(Math.floor(forMs / 1_000) * 1_000)}${failure === null ? '' : ` (${failure})`}`,
  )
}

function adviceOf(missing: readonly Missing[]): string {
  if (missing.some(({ stream }) => stream.kind === 'account')) {
    return 'What becomes of orders is asked for instead. It is tried again by itself; check the connection of this machine, and the orders at the venue before you place others.'
  }
  const isQuiet = missing.every(({ stream }) => stream.state === 'stale')
  return isQuiet
    ? 'Where nothing is traded that is ordinary; else look at the status page of the venue. It is opened anew by itself.'
    : 'It is tried again by itself; check the connection of this machine and the status page of the venue.'
}
