import { type Disposable, errorText, type Logger } from '../base/index.ts'
import type { InstrumentId, MarketVenue, OrderBook, Trade } from '../domain/index.ts'
import { type TapedTrade, TradeTape } from './trade-tape.ts'
import { WatchedBook } from './watched-book.ts'

export interface OrderFlowPorts {
  readonly venue: MarketVenue
  readonly logger: Logger
}

/** Public trades and order books, for those who look at the market. Nothing that trades reads them or waits for them. */
export class OrderFlow {
  readonly #ports: OrderFlowPorts
  readonly #tapes = new Map<InstrumentId, TradeTape>()
  readonly #books = new Map<InstrumentId, WatchedBook>()

  constructor(ports: OrderFlowPorts) {
    this.#ports = ports
  }

  /** The newest public trades, oldest first. */
  trades(instrumentId: InstrumentId): readonly TapedTrade[] {
    return this.#tapeOf(instrumentId).trades()
  }

  onTrade(instrumentId: InstrumentId, listener: (trade: TapedTrade) => void): Disposable {
    return this.#tapeOf(instrumentId).onTrade(listener)
  }

  /**
   * Follows an order book: `listener` hears of the levels that change in the book that is given back. On a venue without
   * books that one is empty and stays so.
   */
  watchBook(
    instrumentId: InstrumentId,
    listener: (changes: OrderBook) => void,
  ): { readonly book: OrderBook; readonly subscription: Disposable } {
    const watched = this.#bookOf(instrumentId)
    const subscription = watched.watch(listener)
    return { book: watched.book, subscription }
  }

  handleTrade(instrumentId: InstrumentId, trade: Trade): void {
    this.#tapeOf(instrumentId).add(trade)
  }

  handleBook(instrumentId: InstrumentId, book: OrderBook): void {
    this.#books.get(instrumentId)?.handleBook(book)
  }

  /** Time of the newest book; undefined where none has been asked for. */
  newestBookMs(instrumentId: InstrumentId): number | undefined {
    return this.#books.get(instrumentId)?.book.timeMs
  }

  #tapeOf(instrumentId: InstrumentId): TradeTape {
    const known = this.#tapes.get(instrumentId)
    if (known) return known
    const tape = new TradeTape((error) => this.#handleListenerError(error))
    this.#tapes.set(instrumentId, tape)
    return tape
  }

  #bookOf(instrumentId: InstrumentId): WatchedBook {
    const known = this.#books.get(instrumentId)
    if (known) return known
    const { venue } = this.#ports
    const book = new WatchedBook({
      watch: () => venue.watchBook?.(instrumentId),
      onListenerError: (error) => this.#handleListenerError(error),
    })
    this.#books.set(instrumentId, book)
    return book
  }

  #handleListenerError(error: unknown): void {
    this.#ports.logger.error('a listener of trades or books failed', { error: errorText(error) })
  }
}
