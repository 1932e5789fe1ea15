import type { ComponentView, HealthValue } from '../../src-contract/index.ts'

/** A faulted critical component makes the whole critical; any other fault or weakness degrades it. */
export function overallHealth(views: readonly ComponentView[]): HealthValue {
  if (views.some((view) => view.critical && view.state === 'faulted')) return 'critical'
  return views.some((view) => view.state === 'faulted' || view.state === 'degraded') ? 'degraded' : 'healthy'
}
