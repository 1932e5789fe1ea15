import type { AlertView } from '../../../src-contract/index.ts'
import { ManualClock } from '../../base/index.ts'
import { parseInstrumentId } from '../../domain/index.ts'
import { AlertBook } from '../alert-book.ts'
import type { AlertCause } from '../alert-cause.ts'

/** A cause with everything that a test does not care about filled in. */
export function causeOf(cause: Partial<AlertCause> = {}): AlertCause {
  return {
    code: 'FEED_STALE',
    subject: 'simulated:BTC-PERP',
    severity: 'warning',
    title: 'No fresh price for BTC-PERP',
    detail: 'The newest price came 12 s ago.',
    instrumentId: parseInstrumentId('simulated:BTC-PERP'),
    ...cause,
  }
}

/** Fails the test with what a listener threw. */
export function failOnError(error: unknown): never {
  throw error
}

/** A book with a clock of its own, and what stands in it, newest first. */
export function bookRig() {
  const clock = new ManualClock(1_000_000)
  const book = new AlertBook({ clock, onError: failOnError })
  const standing = (): AlertView[] => book.list({ standingOnly: true, limit: 1_000 })
  const standingKeys = (): string[] => standing().map(({ code, subject }) => (subject ? `${code} ${subject}` : code))
  return { clock, book, standing, standingKeys }
}
