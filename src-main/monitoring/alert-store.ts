import { z } from 'zod'
import { AlertView, PriceAlertView } from '../../src-contract/index.ts'
import type { WriteOp } from '../storage/index.ts'
import type { StoredPriceAlert } from './alert-ports.ts'
import { SELECT_ALERTS, SELECT_PRICE_ALERTS } from './alert-schema.ts'
import type { MonitoringFile } from './ports.ts'

/** What is kept of alerts. */
export interface StoredAlerts {
  /** In the order in which they were raised. */
  readonly alerts: readonly AlertView[]
  /** In the order in which they were made. */
  readonly priceAlerts: readonly StoredPriceAlert[]
}

const PriceAlertRow = PriceAlertView.extend({ openTimeMs: z.number(), extreme: z.number().nullable() })

/** Keeps alerts and price alerts in `research.db`. Changes of one turn of the event loop are stored together. */
export class AlertStore {
  readonly #file: MonitoringFile

  constructor(file: MonitoringFile) {
    this.#file = file
  }

  /** What an earlier run has stored. Throws where a row is none of this program. */
  load(): StoredAlerts {
    const { database } = this.#file
    const alerts = database
      .prepare(SELECT_ALERTS)
      .all()
      .map((row) => AlertView.parse(row))
    const priceAlerts = database.prepare(SELECT_PRICE_ALERTS).all().map(storedPriceAlert)
    return { alerts, priceAlerts }
  }

  /** Puts these in the place of everything that is stored. */
  replace({ alerts, priceAlerts }: StoredAlerts): void {
    this.#file.write([
      { statement: 'clearAlerts', params: [] },
      { statement: 'clearPriceAlerts', params: [] },
      ...alerts.map(putAlert),
      ...priceAlerts.map(putPriceAlert),
    ])
  }

  put(alert: AlertView): void {
    this.#file.write([putAlert(alert)])
  }

  drop(alertId: string): void {
    this.#file.write([{ statement: 'dropAlert', params: [alertId] }])
  }

  putPrice(alert: StoredPriceAlert): void {
    this.#file.write([putPriceAlert(alert)])
  }

  dropPrice(priceAlertId: string): void {
    this.#file.write([{ statement: 'dropPriceAlert', params: [priceAlertId] }])
  }
}

function putAlert(alert: AlertView): WriteOp {
  const { alertId, code, severity, title, detail, subject, instrumentId, raisedAtMs, count, lastAtMs } = alert
  const { acknowledgedAtMs, resolvedAtMs } = alert
  const what = [alertId, code, severity, title, detail, subject, instrumentId]
  return { statement: 'putAlert', params: [...what, raisedAtMs, count, lastAtMs, acknowledgedAtMs, resolvedAtMs] }
}

function putPriceAlert({ view, since }: StoredPriceAlert): WriteOp {
  const { priceAlertId, instrumentId, price, direction, note, createdAtMs } = view
  const what = [priceAlertId, instrumentId, price, direction, note, createdAtMs]
  return { statement: 'putPriceAlert', params: [...what, since.openTimeMs, since.extreme] }
}

function storedPriceAlert(row: unknown): StoredPriceAlert {
  const { openTimeMs, extreme, ...view } = PriceAlertRow.parse(row)
  return { view, since: { openTimeMs, extreme } }
}
