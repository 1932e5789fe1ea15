import { useEffect, useRef } from 'react'
import { useAlerts } from '../../client/index.ts'
import { showToast } from '../../ui/index.ts'
import { newAlerts } from './new-alerts.ts'

/** Tells of new critical alerts, wherever the user is in the window; they stay until they are dismissed. Shows nothing itself. */
export function AlertToasts() {
  const alerts = useAlerts()
  const before = useRef(alerts)
  useEffect(() => {
    const fresh = newAlerts(before.current, alerts, Date.now())
    before.current = alerts
    for (const { severity, title, detail } of fresh) {
      showToast({ kind: severity === 'critical' ? 'error' : 'info', title, text: detail })
    }
  }, [alerts])
  return null
}
