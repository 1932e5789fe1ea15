import type { AlertView } from '../../src-contract/index.ts'
import { type Clock, type Disposable, Emitter, type Event } from '../base/index.ts'
import type { AlertChange } from './alert-ports.ts'

/** A cause that comes again and again is announced once in this time. */
export const REPEAT_MS = 1_000

export interface AlertAnnouncerPorts {
  /** System clock. */
  readonly clock: Clock
  /** The present state of an alert. */
  readonly find: (alertId: string) => AlertView | undefined
  /** Hears what a listener throws. */
  readonly onError: (error: unknown) => void
}

/** Tells what happened to alerts: what is new at once, repetitions at most once a second, with the newest count. */
export class AlertAnnouncer {
  readonly #ports: AlertAnnouncerPorts
  readonly #changes: Emitter<AlertChange>
  readonly #toldAtMs = new Map<string, number>()
  /** Came again since they were last told of. */
  readonly #waiting = new Set<string>()
  #timer: Disposable | undefined

  constructor(ports: AlertAnnouncerPorts) {
    this.#ports = ports
    this.#changes = new Emitter(ports.onError)
  }

  get onChange(): Event<AlertChange> {
    return this.#changes.event
  }

  tell(kind: Exclude<AlertChange['kind'], 'dropped'>, alert: AlertView): void {
    this.#waiting.delete(alert.alertId)
    this.#toldAtMs.set(alert.alertId, this.#ports.clock.nowMs())
    this.#changes.fire({ kind, alert })
  }

  tellRepetition(alert: AlertView): void {
    if (this.#isDue(alert.alertId)) {
      this.tell('raised', alert)
      return
    }
    this.#waiting.add(alert.alertId)
    this.#timer ??= this.#setTimer()
  }

  tellDropped(alert: AlertView): void {
    this.#toldAtMs.delete(alert.alertId)
    this.#waiting.delete(alert.alertId)
    this.#changes.fire({ kind: 'dropped', alert })
  }

  /** Tells at once what waits: nothing comes after this. */
  flush(): void {
    this.#timer?.dispose()
    this.#timer = undefined
    this.#tellWaiting(() => true)
  }

  #setTimer(): Disposable {
    return this.#ports.clock.setTimer(REPEAT_MS, () => {
      this.#tellWaiting((alertId) => this.#isDue(alertId))
      this.#timer = this.#waiting.size > 0 ? this.#setTimer() : undefined
    })
  }

  #isDue(alertId: string): boolean {
    const toldAtMs = this.#toldAtMs.get(alertId) ?? Number.NEGATIVE_INFINITY
    return this.#ports.clock.nowMs() - toldAtMs >= REPEAT_MS
  }

  #tellWaiting(isDue: (alertId: string) => boolean): void {
    for (const alertId of [...this.#waiting].filter(isDue)) {
      const alert = this.#ports.find(alertId)
      if (alert) this.tell('raised', alert)
    }
  }
}
