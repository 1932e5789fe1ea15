import { type Disposable, DisposableStore } from '../base/index.ts'
import type { AlertBook } from './alert-book.ts'
import { AlertStore } from './alert-store.ts'
import type { MonitoringFile } from './ports.ts'
import type { PriceAlertBook } from './price-alert-book.ts'

/** Brings alerts over a restart of the engine. */
export class AlertKeeper {
  readonly #book: AlertBook
  readonly #prices: PriceAlertBook
  #isRestored = false

  constructor(book: AlertBook, prices: PriceAlertBook) {
    this.#book = book
    this.#prices = prices
  }

  /**
   * Takes over what the file holds, the first time, and keeps what happens from then on until it is disposed of. Attached
   * again, the file gets what happened in between.
   */
  attach(file: MonitoringFile): Disposable {
    const store = new AlertStore(file)
    if (!this.#isRestored) this.#restore(store)
    store.replace({ alerts: this.#book.all(), priceAlerts: this.#prices.stored() })
    return this.#follow(store)
  }

  #restore(store: AlertStore): void {
    const { alerts, priceAlerts } = store.load()
    this.#book.restore(alerts)
    this.#prices.restore(priceAlerts)
    this.#isRestored = true
  }

  #follow(store: AlertStore): Disposable {
    const following = new DisposableStore()
    following.add(
      this.#book.onChange(({ kind, alert }) => {
        if (kind === 'dropped') store.drop(alert.alertId)
        else store.put(alert)
      }),
    )
    following.add(
      this.#prices.onChange(({ priceAlertId, alert }) => {
        const stored = alert === null ? undefined : this.#prices.find(priceAlertId)
        if (stored) store.putPrice(stored)
        else store.dropPrice(priceAlertId)
      }),
    )
    return following
  }
}
