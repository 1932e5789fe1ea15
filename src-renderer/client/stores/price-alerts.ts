import type { PriceAlertView } from '../../../src-contract/index.ts'
import type { TopicHandler } from '../types.ts'
import type { KeyedStore, KeyedStoreOptions } from './keyed-store.ts'

/** The newest first. */
export const PRICE_ALERT_ORDER: KeyedStoreOptions<PriceAlertView> = {
  keyOf: (alert) => alert.priceAlertId,
  compare: (left, right) => right.createdAtMs - left.createdAtMs,
}

/** Keeps the prices that somebody waits for; those that were reached or removed leave. */
export function keepPriceAlerts(store: KeyedStore<PriceAlertView>): TopicHandler<'priceAlerts'> {
  return {
    snapshot: (alerts) => store.begin(alerts),
    deltas: (deltas) => {
      const changed: PriceAlertView[] = []
      const gone: string[] = []
      for (const [priceAlertId, alert] of new Map(deltas.map((delta) => [delta.priceAlertId, delta.alert]))) {
        if (alert === null) gone.push(priceAlertId)
        else changed.push(alert)
      }
      store.change(changed, gone)
    },
  }
}
