import { useAlerts } from '../../client/index.ts'
import { isNews } from './alert-sections.ts'

/** How many alerts nobody has acknowledged that somebody should. */
export function useAlertCount(): number {
  return useAlerts().list.filter(isNews).length
}
