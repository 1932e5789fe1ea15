import { AlertSeverity, type AlertView } from '../../src-contract/index.ts'
import { type Clock, EngineError, type Event } from '../base/index.ts'
import { AlertAnnouncer } from './alert-announcer.ts'
import type { AlertCause, AlertCode, AlertKey } from './alert-cause.ts'
import { AlertIds } from './alert-ids.ts'
import type { AlertChange } from './alert-ports.ts'
import { AlertShelf } from './alert-shelf.ts'

/** Alerts kept beside those that stand. */
export const KEPT_OTHERS = 500
/** A cause that comes back this soon after it was gone is the same trouble, not another one. */
export const REOPEN_WITHIN_MS = 60_000

export interface AlertBookPorts {
  /** System clock. */
  readonly clock: Clock
  /** Hears what a listener throws. */
  readonly onError: (error: unknown) => void
  /** Alerts kept beside those that stand; 500 unless given. */
  readonly keptOthers?: number
}

/** All alerts: one for each cause that stands, however often it comes, and those of the past. */
export class AlertBook {
  readonly #clock: Clock
  readonly #shelf: AlertShelf
  readonly #announcer: AlertAnnouncer
  readonly #ids = new AlertIds('alert')
  /** Stood when the engine was last stopped, and nobody has said yet whether they still do. */
  readonly #unconfirmed = new Set<string>()

  constructor({ clock, onError, keptOthers = KEPT_OTHERS }: AlertBookPorts) {
    this.#clock = clock
    this.#shelf = new AlertShelf(keptOthers)
    this.#announcer = new AlertAnnouncer({ clock, onError, find: (alertId) => this.#shelf.get(alertId) })
  }

  /** What happens to alerts: what is new at once, repetitions at most once a second. */
  get onChange(): Event<AlertChange> {
    return this.#announcer.onChange
  }

  /** Newest first. */
  list({ standingOnly, limit }: { readonly standingOnly: boolean; readonly limit: number }): AlertView[] {
    const alerts = standingOnly ? this.#standing() : this.#shelf.all()
    return alerts.slice(-limit).reverse()
  }

  /** Oldest first. */
  all(): AlertView[] {
    return this.#shelf.all()
  }

  /** All that stand, and the newest of the others, newest first. */
  recent(others: number): AlertView[] {
    const alerts = this.#shelf.all()
    const newest = new Set(alerts.filter(({ resolvedAtMs }) => resolvedAtMs !== null).slice(-others))
    return alerts.filter((alert) => alert.resolvedAtMs === null || newest.has(alert)).reverse()
  }

  isStanding(key: AlertKey): boolean {
    return this.#shelf.standing(key) !== undefined
  }

  /** What stands of this code, oldest first. */
  standingOf(code: AlertCode): AlertView[] {
    return this.#standing().filter((alert) => alert.code === code)
  }

  /** The cause is there. While it stands, each further call counts and brings title and numbers up to date. */
  raise(cause: AlertCause): AlertView {
    const known = this.#recent(cause)
    return known ? this.#raiseAgain(known, cause) : this.#open(cause, { isOver: false })
  }

  /** Something that happened and is over at once; each call is an alert of its own. */
  note(cause: AlertCause): AlertView {
    return this.#open(cause, { isOver: true })
  }

  /** The cause is gone. Undefined where it did not stand. */
  resolve(key: AlertKey): AlertView | undefined {
    const alert = this.#shelf.standing(key)
    return alert && this.#resolve(alert)
  }

  /**
   * Somebody has seen it; the first time stays.
   * @throws EngineError `UNKNOWN_ALERT`.
   */
  acknowledge(alertId: string): AlertView {
    const alert = this.#shelf.get(alertId)
    if (!alert) throw new EngineError('UNKNOWN_ALERT', `There is no alert ${alertId}; it may be gone already.`)
    if (alert.acknowledgedAtMs !== null) return alert
    const acknowledged = { ...alert, acknowledgedAtMs: this.#clock.nowMs() }
    this.#shelf.put(acknowledged)
    this.#announcer.tell('acknowledged', acknowledged)
    return acknowledged
  }

  /** @returns how many nobody had seen before. */
  acknowledgeAll(): number {
    const unseen = this.#shelf.all().filter(({ acknowledgedAtMs }) => acknowledgedAtMs === null)
    for (const { alertId } of unseen) this.acknowledge(alertId)
    return unseen.length
  }

  /**
   * Takes over what an earlier run of the engine left, oldest first. What stood then stands until its cause is reported
   * gone, or until {@link settle}.
   */
  restore(stored: readonly AlertView[]): void {
    const ofThisRun = this.#shelf.all()
    this.#shelf.clear()
    for (const alert of stored) {
      this.#shelf.put(alert)
      if (alert.resolvedAtMs === null) this.#unconfirmed.add(alert.alertId)
    }
    for (const alert of ofThisRun) this.#shelf.put(this.#joined(alert))
    for (const alert of this.#shelf.all()) this.#announcer.tell('restored', alert)
    this.#dropSurplus()
  }

  /** Resolves what stood before the restart and was not reported again, except where `isStill` says that it does. */
  settle(isStill: (alert: AlertView) => boolean): void {
    const open = [...this.#unconfirmed].flatMap((alertId) => this.#shelf.get(alertId) ?? [])
    this.#unconfirmed.clear()
    for (const alert of open) if (!isStill(alert)) this.#resolve(alert)
  }

  /** Announces at once what still waits to be. */
  flush(): void {
    this.#announcer.flush()
  }

  #standing(): AlertView[] {
    return this.#shelf.all().filter(({ resolvedAtMs }) => resolvedAtMs === null)
  }

  /** The cause's alert where it stands, or was resolved only a moment ago. */
  #recent(key: AlertKey): AlertView | undefined {
    const alert = this.#shelf.newest(key)
    if (!alert || alert.resolvedAtMs === null) return alert
    return this.#clock.nowMs() - alert.resolvedAtMs < REOPEN_WITHIN_MS ? alert : undefined
  }

  #raiseAgain(known: AlertView, cause: AlertCause): AlertView {
    this.#unconfirmed.delete(known.alertId)
    const isNews = known.resolvedAtMs !== null || rankOf(cause.severity) > rankOf(known.severity)
    const alert: AlertView = {
      ...known,
      ...cause,
      count: known.count + 1,
      lastAtMs: this.#clock.nowMs(),
      // Who saw it before has not seen that it is back, or worse.
      acknowledgedAtMs: isNews ? null : known.acknowledgedAtMs,
      resolvedAtMs: null,
    }
    this.#shelf.put(alert)
    if (isNews) this.#announcer.tell('raised', alert)
    else this.#announcer.tellRepetition(alert)
    return alert
  }

  /** @param isOver What is over at once ends at the very time at which it began: by that it is known as an event. */
  #open(cause: AlertCause, { isOver }: { readonly isOver: boolean }): AlertView {
    const raisedAtMs = this.#clock.nowMs()
    const alertId = this.#ids.next(raisedAtMs)
    const resolvedAtMs = isOver ? raisedAtMs : null
    const times = { raisedAtMs, lastAtMs: raisedAtMs, acknowledgedAtMs: null, resolvedAtMs }
    const alert: AlertView = { ...cause, ...times, alertId, count: 1 }
    this.#shelf.put(alert)
    this.#announcer.tell('raised', alert)
    this.#dropSurplus()
    return alert
  }

  #resolve(alert: AlertView): AlertView {
    const resolved = { ...alert, resolvedAtMs: this.#clock.nowMs() }
    this.#unconfirmed.delete(alert.alertId)
    this.#shelf.put(resolved)
    this.#announcer.tell('resolved', resolved)
    this.#dropSurplus()
    return resolved
  }

  /** An alert of this run whose cause stood before the restart already takes the place of that one. */
  #joined(alert: AlertView): AlertView {
    const before = this.#shelf.newest(alert)
    if (alert.resolvedAtMs !== null || before?.resolvedAtMs !== null) return alert
    this.#unconfirmed.delete(before.alertId)
    this.#shelf.remove(before)
    const acknowledgedAtMs = alert.acknowledgedAtMs ?? before.acknowledgedAtMs
    return { ...alert, raisedAtMs: before.raisedAtMs, acknowledgedAtMs, count: before.count + alert.count }
  }

  #dropSurplus(): void {
    for (const alert of this.#shelf.takeSurplus()) this.#announcer.tellDropped(alert)
  }
}

function rankOf(severity: AlertSeverity): number {
  return AlertSeverity.options.indexOf(severity)
}
