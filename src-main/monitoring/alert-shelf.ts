import type { AlertView } from '../../src-contract/index.ts'
import type { AlertKey } from './alert-cause.ts'

/** Holds alerts in the order in which they were raised: all that stand, and the newest of the others. */
export class AlertShelf {
  readonly #keptOthers: number
  /** Oldest first. */
  readonly #alerts = new Map<string, AlertView>()
  /** Id of the newest alert of each cause that can stand. */
  readonly #newestOf = new Map<string, string>()
  #standingCount = 0

  constructor(keptOthers: number) {
    this.#keptOthers = keptOthers
  }

  /** Oldest first. */
  all(): AlertView[] {
    return [...this.#alerts.values()]
  }

  get(alertId: string): AlertView | undefined {
    return this.#alerts.get(alertId)
  }

  /** The newest alert of a cause, standing or resolved. What is over as soon as it happens has none. */
  newest(key: Pick<AlertView, 'code' | 'subject'>): AlertView | undefined {
    const alertId = this.#newestOf.get(keyText(key))
    return alertId === undefined ? undefined : this.#alerts.get(alertId)
  }

  standing(key: AlertKey): AlertView | undefined {
    const alert = this.newest(key)
    return alert?.resolvedAtMs === null ? alert : undefined
  }

  /** Adds an alert, or puts its new state in the place of the old one. */
  put(alert: AlertView): void {
    this.#standingCount += countStanding(alert) - countStanding(this.#alerts.get(alert.alertId))
    this.#alerts.set(alert.alertId, alert)
    if (alert.resolvedAtMs !== alert.raisedAtMs) this.#newestOf.set(keyText(alert), alert.alertId)
  }

  /** Takes out the oldest of those that do not stand, as far as there are more than are kept. */
  takeSurplus(): AlertView[] {
    let surplus = this.#alerts.size - this.#standingCount - this.#keptOthers
    const taken: AlertView[] = []
    for (const alert of this.#alerts.values()) {
      if (surplus <= 0) break
      if (alert.resolvedAtMs === null) continue
      surplus -= 1
      taken.push(alert)
    }
    for (const alert of taken) this.remove(alert)
    return taken
  }

  remove({ alertId, code, subject }: AlertView): void {
    this.#standingCount -= countStanding(this.#alerts.get(alertId))
    this.#alerts.delete(alertId)
    const key = keyText({ code, subject })
    if (this.#newestOf.get(key) === alertId) this.#newestOf.delete(key)
  }

  clear(): void {
    this.#alerts.clear()
    this.#newestOf.clear()
    this.#standingCount = 0
  }
}

function countStanding(alert: AlertView | undefined): number {
  return alert?.resolvedAtMs === null ? 1 : 0
}

function keyText({ code, subject }: Pick<AlertView, 'code' | 'subject'>): string {
  return `${code} ${subject ?? ''}`
}
