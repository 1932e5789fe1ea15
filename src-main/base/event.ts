import { type Disposable, toDisposable } from './lifecycle.ts'

/** Subscribing gives back a handle that ends the subscription. */
export type Event<T> = (listener: (data: T) => void) => Disposable

/** Private sender behind a public {@link Event}. A listener that throws does not stop the others: `onError` hears of it. */
export class Emitter<T> {
  #listeners: ((data: T) => void)[] = []
  readonly #onError: (error: unknown) => void

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError
  }

  readonly event: Event<T> = (listener) => {
    this.#listeners = [...this.#listeners, listener]
    return toDisposable(() => {
      // One place only: the same function may be subscribed twice.
      this.#listeners = this.#listeners.toSpliced(this.#listeners.indexOf(listener), 1)
    })
  }

  get listenerCount(): number {
    return this.#listeners.length
  }

  fire(data: T): void {
    for (const listener of this.#listeners) {
      try {
        listener(data)
      } catch (error) {
        this.#onError(error)
      }
    }
  }
}
