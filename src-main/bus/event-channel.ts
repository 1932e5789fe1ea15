import { type Disposable, toDisposable } from '../base/index.ts'
import type { EventMap, EventName } from '../domain/index.ts'

export type EventListener<Name extends EventName> = (payload: EventMap[Name], sequence: number) => void

/** The listeners to one name. The list is replaced, never changed, so that a delivery under way keeps its own. */
export class EventChannel<Name extends EventName> {
  readonly name: Name
  readonly #announce: (channel: EventChannel<Name>, payload: EventMap[Name]) => void
  #listeners: readonly EventListener<Name>[] = []

  constructor(name: Name, announce: (channel: EventChannel<Name>, payload: EventMap[Name]) => void) {
    this.name = name
    this.#announce = announce
  }

  get listeners(): readonly EventListener<Name>[] {
    return this.#listeners
  }

  /** As `EventBus.publish` with this name, without the search for it. */
  publish(payload: EventMap[Name]): void {
    this.#announce(this, payload)
  }

  subscribe(listener: EventListener<Name>): Disposable {
    this.#listeners = [...this.#listeners, listener]
    return toDisposable(() => {
      this.#listeners = without(this.#listeners, listener)
    })
  }
}

/** A copy without one occurrence of `item`: the same function may be subscribed twice. */
export function without<T>(items: readonly T[], item: T): readonly T[] {
  const index = items.indexOf(item)
  return index < 0 ? items : items.toSpliced(index, 1)
}
