import type { PriceAlertView } from '../../../src-contract/index.ts'
import type { TopicHandler } from '../types.ts'
import { type KeyedStore, toKeyedState } from './keyed-store.ts'

const BY_CREATION = {
  keyOf: (alert: PriceAlertView) => alert.priceAlertId,
  compare: (left: PriceAlertView, right: PriceAlertView) => right.createdAtMs - left.createdAtMs,
}

/** Keeps the prices that somebody waits for, the newest first; those that were reached or removed leave. */
export function keepPriceAlerts(store: KeyedStore<PriceAlertView>): TopicHandler<'priceAlerts'> {
  return {
    snapshot: (alerts) => store.setState(toKeyedState(alerts, BY_CREATION)),
    deltas: (deltas) => {
      const byId = new Map(store.getState().byId)
      for (const { priceAlertId, alert } of deltas) {
        if (alert === null) byId.delete(priceAlertId)
        else byId.set(priceAlertId, alert)
      }
      store.change(toKeyedState(byId.values(), BY_CREATION))
    },
  }
}
