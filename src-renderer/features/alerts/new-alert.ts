import type { AlertView } from '../../../src-contract/index.ts'
import { isNews } from './alert-sections.ts'

/** What an engine that has just started reports of its last run is no news. */
const FRESH_MS = 60_000

const deservesToast = ({ severity, code }: AlertView): boolean => severity === 'critical' || code === 'PRICE_REACHED'

/**
 * Whether an alert came, or came back, and is worth a message of its own.
 *
 * @param known - What it was before; undefined for one that was not there.
 */
export function isNewAlert(alert: AlertView, known: AlertView | undefined, nowMs: number): boolean {
  const isNew = known === undefined || !isNews(known)
  return isNew && isNews(alert) && deservesToast(alert) && nowMs - alert.lastAtMs < FRESH_MS
}
