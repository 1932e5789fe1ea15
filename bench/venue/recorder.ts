import type { MarketEvent, VenueFill } from '../../src-main/domain/index.ts'
import { type BookTally, type Counted, Counter, type Tally } from './tally.ts'

/** Counts what a venue delivers, and keeps the newest book of each instrument. */
export class Recorder {
  readonly #trades = new Map<string, Counter>()
  readonly #closedCandles = new Map<string, Counter>()
  readonly #books = new Map<string, BookTally>()
  readonly #fills = new Counter()

  /** Instruments whose book stands. */
  get books(): number {
    return this.#books.size
  }

  take(symbol: string, event: MarketEvent): void {
    switch (event.kind) {
      case 'trade': {
        const { timeMs, price, quantity, takerSide } = event.trade
        counterOf(this.#trades, symbol).add(timeMs, price, quantity, takerSide === 'sell' ? 1 : 0)
        break
      }
      case 'candle': {
        const { openTimeMs, open, high, low, close, volume } = event.candle
        if (event.closed) counterOf(this.#closedCandles, symbol).add(openTimeMs, open, high, low, close, volume)
        break
      }
      case 'book':
        this.#books.set(symbol, event.book)
        break
      default:
        break
    }
  }

  takeFill({ tradeId, price, quantity }: VenueFill): void {
    this.#fills.add(Number(tradeId), price.toNumber(), quantity.toNumber())
  }

  tally(): Tally {
    return {
      trades: viewsOf(this.#trades),
      closedCandles: viewsOf(this.#closedCandles),
      books: Object.fromEntries(Array.from(this.#books, ([symbol, { bids, asks }]) => [symbol, { bids, asks }])),
      fills: this.#fills.view(),
    }
  }
}

function counterOf(counters: Map<string, Counter>, symbol: string): Counter {
  const known = counters.get(symbol)
  if (known) return known
  const counter = new Counter()
  counters.set(symbol, counter)
  return counter
}

function viewsOf(counters: ReadonlyMap<string, Counter>): Record<string, Counted> {
  return Object.fromEntries(Array.from(counters, ([symbol, counter]) => [symbol, counter.view()]))
}
