import type { AlertView } from '../../../src-contract/index.ts'
import type { KeyedState } from '../../client/index.ts'
import { isNews } from './alert-sections.ts'

/** What an engine that has just started reports of its last run is no news. */
const FRESH_MS = 60_000

const deservesToast = ({ severity, code }: AlertView): boolean => severity === 'critical' || code === 'PRICE_REACHED'

/**
 * Alerts that came, or came back, between two states and are worth a message of their own. What is there when the window
 * opens is not: the status bar counts it.
 */
export function newAlerts(
  before: KeyedState<AlertView>,
  after: KeyedState<AlertView>,
  nowMs: number,
): readonly AlertView[] {
  if (!before.loaded) return []
  return after.list.filter((alert) => {
    const known = before.byId.get(alert.alertId)
    const isNew = known === undefined || !isNews(known)
    return isNew && isNews(alert) && deservesToast(alert) && nowMs - alert.lastAtMs < FRESH_MS
  })
}
