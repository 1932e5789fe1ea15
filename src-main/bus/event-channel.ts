import { type Disposable, toDisposable } from '../base/index.ts'
import type { EventMap, EventName } from '../domain/index.ts'
import type { Delivery } from './delivery.ts'
import { without } from './without.ts'

export type EventListener<Name extends EventName> = (payload: EventMap[Name], sequence: number) => void

/** The listeners to one name. The list is replaced, never changed, so that a delivery under way keeps its own. */
export class EventChannel<Name extends EventName> {
  readonly name: Name
  readonly #delivery: Delivery
  #listeners: readonly EventListener<Name>[] = []
  #only: EventListener<Name> | undefined

  constructor(name: Name, delivery: Delivery) {
    this.name = name
    this.#delivery = delivery
  }

  get listeners(): readonly EventListener<Name>[] {
    return this.#listeners
  }

  /** The listener where there is just one: it is called without a walk over the list. */
  get only(): EventListener<Name> | undefined {
    return this.#only
  }

  /** As `EventBus.publish` with this name, without the search for it. */
  publish(payload: EventMap[Name]): void {
    this.#delivery.accept(this, payload)
  }

  subscribe(listener: EventListener<Name>): Disposable {
    this.#setListeners([...this.#listeners, listener])
    return toDisposable(() => this.#setListeners(without(this.#listeners, listener)))
  }

  #setListeners(listeners: readonly EventListener<Name>[]): void {
    this.#listeners = listeners
    this.#only = listeners.length === 1 ? listeners[0] : undefined
  }
}
