import { type Clock, type Disposable, ensureDefined, mix32, toDisposable } from '../../base/index.ts'
import type { InstrumentId, MarketEvent, Quote } from '../../domain/index.ts'
import { BookLadder } from './book-ladder.ts'
import { MARKET_PROFILES, type MarketProfile } from './simulated-instruments.ts'

/** System time between two books of one instrument at least: at a high speed nobody could see more of them. */
const BOOK_INTERVAL_MS = 50

export interface SimulatedBooksPorts {
  readonly seed: number
  readonly systemClock: Clock
  readonly deliver: (event: MarketEvent) => void
}

interface Book {
  readonly ladder: BookLadder
  /** How many have asked for it. */
  watchers: number
  /** The newest quote. */
  quote: Quote | undefined
  deliveredAtMs: number
}

/** Order books of the simulated market. They are made while somebody watches them, and follow from the quotes. */
export class SimulatedBooks {
  readonly #ports: SimulatedBooksPorts
  readonly #books: ReadonlyMap<InstrumentId, Book>

  constructor(ports: SimulatedBooksPorts) {
    this.#ports = ports
    this.#books = new Map(
      MARKET_PROFILES.map((profile, index) => [profile.instrument.instrumentId, newBook(ports.seed, profile, index)]),
    )
  }

  /** Delivers the book that stands, and then each new one, until the handle is disposed of. */
  watch(instrumentId: InstrumentId): Disposable {
    const book = ensureDefined(this.#books.get(instrumentId), `book of ${instrumentId}`)
    book.watchers += 1
    this.#deliver(instrumentId, book)
    return toDisposable(() => {
      book.watchers -= 1
    })
  }

  handleQuote(instrumentId: InstrumentId, quote: Quote): void {
    const book = this.#books.get(instrumentId)
    if (!book) return
    book.quote = quote
    if (book.watchers === 0) return
    const passedMs = this.#ports.systemClock.nowMs() - book.deliveredAtMs
    // Below zero where the clock was set back.
    if (passedMs >= BOOK_INTERVAL_MS || passedMs < 0) this.#deliver(instrumentId, book)
  }

  #deliver(instrumentId: InstrumentId, book: Book): void {
    if (!book.quote) return
    book.deliveredAtMs = this.#ports.systemClock.nowMs()
    this.#ports.deliver({ kind: 'book', instrumentId, book: book.ladder.around(book.quote) })
  }
}

function newBook(seed: number, profile: MarketProfile, marketNumber: number): Book {
  const ladder = new BookLadder(mix32(mix32(seed) ^ mix32(marketNumber + 1)), profile)
  return { ladder, watchers: 0, quote: undefined, deliveredAtMs: -Infinity }
}
