import { useEffect } from 'react'
import { useStores } from '../../client/index.ts'
import { showToast } from '../../ui/index.ts'
import { newAlerts } from './new-alerts.ts'

/** Tells of new critical alerts, wherever the user is in the window; they stay until they are dismissed. Shows nothing itself. */
export function AlertToasts() {
  const { alerts } = useStores()
  useEffect(
    () =>
      alerts.subscribeToEach((state, before) => {
        for (const { severity, title, detail } of newAlerts(before, state, Date.now())) {
          showToast({ kind: severity === 'critical' ? 'error' : 'info', title, text: detail })
        }
      }),
    [alerts],
  )
  return null
}
