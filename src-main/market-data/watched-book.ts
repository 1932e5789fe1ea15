import { type Disposable, Emitter, timeMs, toDisposable } from '../base/index.ts'
import type { OrderBook } from '../domain/index.ts'
import { bookChanges } from './book-changes.ts'

const NO_BOOK: OrderBook = { timeMs: timeMs(0), bids: [], asks: [] }

export interface WatchedBookPorts {
  /** Has the venue deliver the book; gives back what ends that, or undefined where there are no books. */
  readonly watch: () => Disposable | undefined
  readonly onListenerError: (error: unknown) => void
}

/** The order book of one instrument. The venue is asked for it only while somebody looks at it. */
export class WatchedBook {
  readonly #ports: WatchedBookPorts
  readonly #changed: Emitter<OrderBook>
  #book = NO_BOOK
  #isWatched = false
  #watching: Disposable | undefined

  constructor(ports: WatchedBookPorts) {
    this.#ports = ports
    this.#changed = new Emitter(ports.onListenerError)
  }

  /** The book as last delivered; both sides are empty before the first one, and on a venue that has no books. */
  get book(): OrderBook {
    return this.#book
  }

  /** Tells the levels that changed, from the {@link book} of this moment on. */
  watch(listener: (changes: OrderBook) => void): Disposable {
    this.#begin()
    const listening = this.#changed.event(listener)
    return toDisposable(() => {
      listening.dispose()
      if (this.#changed.listenerCount === 0) this.#end()
    })
  }

  /** One that comes late, when nobody watches any more, is dropped. */
  handleBook(book: OrderBook): void {
    if (!this.#isWatched) return
    const changes = bookChanges(this.#book, book)
    this.#book = book
    if (changes) this.#changed.fire(changes)
  }

  /** Marked before the venue is asked: it delivers the first book at once. */
  #begin(): void {
    if (this.#isWatched) return
    this.#isWatched = true
    try {
      this.#watching = this.#ports.watch()
    } catch (error) {
      this.#isWatched = false
      throw error
    }
  }

  /** What nobody looks at grows old: the next one to look begins with nothing instead. */
  #end(): void {
    this.#isWatched = false
    this.#watching?.dispose()
    this.#watching = undefined
    this.#book = NO_BOOK
  }
}
