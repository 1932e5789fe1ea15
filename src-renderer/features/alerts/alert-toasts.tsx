import { useEffect } from 'react'
import { useStores } from '../../client/index.ts'
import { showToast } from '../../ui/index.ts'
import { isNewAlert } from './new-alert.ts'

/** Tells of new critical alerts, wherever the user is in the window; they stay until they are dismissed. Shows nothing itself. */
export function AlertToasts() {
  const { alerts } = useStores()
  useEffect(
    () =>
      alerts.subscribeToEach((alert, known) => {
        if (!isNewAlert(alert, known, Date.now())) return
        const { severity, title, detail } = alert
        showToast({ kind: severity === 'critical' ? 'error' : 'info', title, text: detail })
      }),
    [alerts],
  )
  return null
}
