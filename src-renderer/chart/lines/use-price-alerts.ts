import { useEffect, useState } from 'react'
import type { PriceAlertView } from '../../../src-contract/index.ts'
import { type EngineClient, useEngine } from '../../client/index.ts'

const NONE: readonly PriceAlertView[] = []

/** Prices that somebody waits for, in every instrument; none while the chart is covered. */
export function usePriceAlerts(active: boolean): readonly PriceAlertView[] {
  const client = useEngine()
  const [alerts, setAlerts] = useState(NONE)
  useEffect(() => (active ? keepPriceAlerts(client, setAlerts) : undefined), [client, active])
  return active ? alerts : NONE
}

/** @returns what ends it. */
export function keepPriceAlerts(
  client: Pick<EngineClient, 'subscribe'>,
  onChange: (alerts: readonly PriceAlertView[]) => void,
): () => void {
  const byId = new Map<string, PriceAlertView>()
  const tell = (): void => onChange([...byId.values()])
  return client.subscribe(
    'priceAlerts',
    {},
    {
      snapshot: (alerts) => {
        byId.clear()
        for (const alert of alerts) byId.set(alert.priceAlertId, alert)
        tell()
      },
      deltas: (deltas) => {
        for (const { priceAlertId, alert } of deltas) {
          if (alert === null) byId.delete(priceAlertId)
          else byId.set(priceAlertId, alert)
        }
        tell()
      },
    },
  )
}
