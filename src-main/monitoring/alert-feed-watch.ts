import type { InstrumentId } from '../domain/index.ts'
import type { AlertBook } from './alert-book.ts'
import { secondsText, symbolText } from './alert-text.ts'

export interface FeedWatchPorts {
  readonly book: Pick<AlertBook, 'raise' | 'resolve' | 'standingOf'>
  /** System time since the newest live price; undefined before the first. */
  readonly ageMs: (instrumentId: InstrumentId) => number | undefined
  /** Age from which a price counts as stale, in system time. */
  readonly staleAfterMs: () => number
}

/** Raises instruments whose prices do not come any more. */
export class FeedWatch {
  readonly #ports: FeedWatchPorts

  constructor(ports: FeedWatchPorts) {
    this.#ports = ports
  }

  /** Which prices are overdue at the moment; those that are not named any more are fresh, or not missed. */
  handleOverdue(overdue: ReadonlySet<InstrumentId>): void {
    const { book } = this.#ports
    const standing: ReadonlySet<string | null> = new Set(book.standingOf('FEED_STALE').map(({ subject }) => subject))
    for (const subject of standing) {
      if (!overdue.has(subject as InstrumentId)) book.resolve({ code: 'FEED_STALE', subject })
    }
    for (const instrumentId of overdue) if (!standing.has(instrumentId)) this.#raise(instrumentId)
  }

  /** A price has come. */
  handleFresh(instrumentId: InstrumentId): void {
    this.#ports.book.resolve({ code: 'FEED_STALE', subject: instrumentId })
  }

  #raise(instrumentId: InstrumentId): void {
    const ageMs = this.#ports.ageMs(instrumentId)
    const since = ageMs === undefined ? 'No live price has come yet' : `The newest price came ${secondsText(ageMs)} ago`
    this.#ports.book.raise({
      code: 'FEED_STALE',
      subject: instrumentId,
      instrumentId,
      severity: 'warning',
      title: `No fresh price for ${symbolText(instrumentId)}`,
      detail: `${since}; from ${secondsText(this.#ports.staleAfterMs())} on a price is stale and no entry is sent on it. Orders at the venue stay as they are. Check the connection to the market.`,
    })
  }
}
