import { openPanel, useLinkGroups } from '../../panels/index.ts'
import { ensureNever } from '../../ui/index.ts'
import { showComponent } from '../components/index.ts'
import { showConfiguration } from '../configuration/index.ts'
import { showMetric } from '../metrics/index.ts'
import type { AlertTarget } from './alert-target.ts'

/** Goes to the cause of an alert. */
export function openTarget(target: AlertTarget): void {
  switch (target.kind) {
    case 'component':
      return showComponent(target.name)
    case 'metric':
      return showMetric(target.metricId)
    case 'configuration':
      return showConfiguration(target.key)
    case 'connections':
      return openPanel('accounts', { tab: 'connections' })
    case 'panel': {
      const { active, select } = useLinkGroups.getState()
      if (target.instrumentId !== null) select(active, target.instrumentId)
      return openPanel(target.panel)
    }
    default:
      return ensureNever(target, 'cause of an alert')
  }
}
