import type { AlertSeverity } from '../../src-contract/index.ts'
import type { InstrumentId } from '../domain/index.ts'

/** Causes that alerts are raised for; each is stable, so that programs may rely on it. */
export const ALERT_CODES = [
  'COMPONENT_DEGRADED',
  'COMPONENT_FAULTED',
  'FEED_STALE',
  'ORDER_REJECTED',
  'ORDER_UNSENT',
  'ORDER_DENIED',
  'PROTECTION_FAILED',
  'TRADING_REDUCING',
  'TRADING_HALTED',
  'CONFIG_INVALID',
  'DAILY_LOSS_NEAR',
  'DAILY_LOSS_REACHED',
  'METRIC_OVER_LIMIT',
  'BOOKS_DIFFER',
  'RECONCILIATION_FAILED',
  'INSTRUMENT_QUARANTINED',
  'ORDER_UNKNOWN',
  'PROTECTION_OVERDUE',
  'GUARD_TRIPPED',
  'ENDPOINT_HOST_DOWN',
  'ENDPOINT_SERVICE_DOWN',
  'STREAM_DOWN',
  'PRICE_REACHED',
] as const
export type AlertCode = (typeof ALERT_CODES)[number]

/** What an alert is about: one cause stands once, however often it comes. */
export interface AlertKey {
  readonly code: AlertCode
  /** Component, instrument, order, metric, service, host or connection; null for the engine as a whole. */
  readonly subject: string | null
}

/** What somebody should know of. */
export interface AlertCause extends AlertKey {
  readonly severity: AlertSeverity
  /** A short sentence without a full stop. */
  readonly title: string
  /** What happened, with its numbers, and what to do. */
  readonly detail: string
  readonly instrumentId: InstrumentId | null
}
