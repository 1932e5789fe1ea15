import type { AlertView } from '../../../src-contract/index.ts'
import type { KeyedStoreOptions } from './keyed-store.ts'

/** As many as the engine keeps beside those that stand. */
const MOST_ALERTS = 500

/** Alerts whose cause stands come first, of each kind the newest: a long day never pushes one out that still matters. */
export const ALERT_ORDER: KeyedStoreOptions<AlertView> = {
  keyOf: (alert) => alert.alertId,
  compare: (left, right) =>
    Number(left.resolvedAtMs !== null) - Number(right.resolvedAtMs !== null) || right.raisedAtMs - left.raisedAtMs,
  limit: MOST_ALERTS,
}
