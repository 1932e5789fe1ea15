import type { OrderBook as CcxtOrderBook } from 'ccxt'
import { type Disposable, toDisposable } from '../../../base/index.ts'
import type { InstrumentId, OrderBook } from '../../../domain/index.ts'
import type { StreamStatus } from '../streams/ports.ts'
import { StreamLoop } from '../streams/stream-loop.ts'
import { bookSource } from './market-streams.ts'
import type { MarketParts } from './ports.ts'
import { readBook } from './readers.ts'

export interface BookWatchesParts extends MarketParts {
  /** Name of the instrument in ccxt. @throws VenueError where there is none. */
  readonly symbolOf: (instrumentId: InstrumentId) => string
  readonly onState: (view: StreamStatus) => void
}

/** Stays when nobody looks any more: a new subscription has to wait for the end of the old one. */
interface Watch {
  readonly loop: StreamLoop<CcxtOrderBook>
  watchers: number
  newest: OrderBook | undefined
}

/** The order books that somebody looks at; each is followed once, however many look. */
export class BookWatches {
  readonly #parts: BookWatchesParts
  readonly #watches = new Map<InstrumentId, Watch>()
  #isRunning = false

  constructor(parts: BookWatchesParts) {
    this.#parts = parts
  }

  /** Delivers the book from now on, at once where it stands already. @throws VenueError for an unknown instrument. */
  watch(instrumentId: InstrumentId): Disposable {
    const watch = this.#watches.get(instrumentId) ?? this.#begin(instrumentId)
    watch.watchers++
    if (this.#isRunning) watch.loop.start()
    if (watch.newest) this.#emit(instrumentId, watch.newest)
    return toDisposable(() => {
      watch.watchers--
      if (watch.watchers === 0) end(watch)
    })
  }

  start(): void {
    this.#isRunning = true
    for (const { loop } of this.#watched()) loop.start()
  }

  stop(): void {
    this.#isRunning = false
    for (const watch of this.#watched()) end(watch)
  }

  views(): readonly StreamStatus[] {
    return this.#watched().map(({ loop }) => loop.view())
  }

  #watched(): readonly Watch[] {
    return [...this.#watches.values()].filter(({ watchers }) => watchers > 0)
  }

  #begin(instrumentId: InstrumentId): Watch {
    const { connection, ports, symbolOf, onState } = this.#parts
    const symbol = symbolOf(instrumentId)
    const loop = new StreamLoop<CcxtOrderBook>({
      ...ports,
      name: `book of ${instrumentId.slice(instrumentId.indexOf(':') + 1)}`,
      kind: 'book',
      instrumentId,
      source: bookSource(connection, symbol),
      take: (book) => this.#take(instrumentId, book),
    })
    loop.onState(onState)
    const watch: Watch = { loop, watchers: 0, newest: undefined }
    this.#watches.set(instrumentId, watch)
    return watch
  }

  #take(instrumentId: InstrumentId, news: CcxtOrderBook): void {
    const watch = this.#watches.get(instrumentId)
    if (!watch) return
    watch.newest = readBook(news, this.#parts.ports.clock.nowMs())
    this.#emit(instrumentId, watch.newest)
  }

  #emit(instrumentId: InstrumentId, book: OrderBook): void {
    this.#parts.emit({ kind: 'book', instrumentId, book })
  }
}

/** What nobody looks at grows old. */
function end(watch: Watch): void {
  watch.loop.stop()
  watch.newest = undefined
}
