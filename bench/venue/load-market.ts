import { SeededRandom } from '../../src-main/base/index.ts'
import type { Level } from '../../e2e/venue/market/ladder.ts'
import type { SymbolMarket } from '../../e2e/venue/market/symbol-market.ts'
import { LoadBook } from './load-book.ts'
import { type BookTally, type Counted, Counter } from './tally.ts'

const MINUTE_MS = 60_000
/** Levels of each side that one message changes. */
const CHANGES = 10
const MOST_LOTS = 500
/** Ticks from the middle that a trade may be away. */
const REACH = 20

/** Message of one stream, as it goes over the wire. */
export interface LoadMessage {
  readonly stream: string
  readonly text: string
}

interface Bar {
  readonly openTimeMs: number
  readonly open: number
  high: number
  low: number
  close: number
  lots: number
  trades: number
}

/**
 * What Binance would say of one instrument, from what the simulator's REST interface says of it on. The same seed says the
 * same. Its minutes are short: a bar ends with every {@link closedBar}.
 */
export class LoadMarket {
  readonly symbol: string
  readonly #name: string
  readonly #lowerName: string
  readonly #tick: number
  readonly #step: number
  readonly #middle: number
  readonly #random: SeededRandom
  readonly #book: LoadBook
  readonly #trades = new Counter()
  readonly #closedCandles = new Counter()
  #updateId: number
  #tradeId = 1
  #bar: Bar

  constructor(market: SymbolMarket, seed: number) {
    const { rules, bids, asks, lastUpdateId } = market
    this.symbol = `${rules.base}-${rules.quote}`
    this.#name = rules.symbol
    this.#lowerName = rules.symbol.toLowerCase()
    this.#tick = rules.tickSize.toNumber()
    this.#step = rules.stepSize.toNumber()
    this.#middle = market.ticksOf(market.lastPrice)
    this.#random = new SeededRandom(seed)
    this.#book = new LoadBook({
      bids,
      asks,
      seed: seed + 1_000,
      priceOf: (ticks) => Number(this.#priceText(ticks)),
      quantityOf: (lots) => Number(this.#quantityText(lots)),
    })
    this.#updateId = lastUpdateId
    this.#bar = emptyBar(market.minutes.open.openTimeMs, this.#middle)
  }

  trade(timeMs: number): LoadMessage {
    const ticks = this.#middle + Math.round((this.#random.next() - 0.5) * 2 * REACH)
    const lots = 1 + Math.floor(this.#random.next() * MOST_LOTS)
    const isSell = this.#random.next() < 0.5
    const [p, q, id] = [this.#priceText(ticks), this.#quantityText(lots), this.#tradeId++]
    this.#trades.add(timeMs, Number(p), Number(q), isSell ? 1 : 0)
    this.#bar.high = Math.max(this.#bar.high, ticks)
    this.#bar.low = Math.min(this.#bar.low, ticks)
    this.#bar.close = ticks
    this.#bar.lots += lots
    this.#bar.trades += 1
    const body = { e: 'aggTrade', E: timeMs, s: this.#name, a: id, p, q, f: id, l: id, T: timeMs, m: isSell, M: true }
    return this.#message('aggTrade', body)
  }

  depth(timeMs: number): LoadMessage {
    const [bids, asks] = [this.#book.change('bids', CHANGES), this.#book.change('asks', CHANGES)]
    const first = this.#updateId + 1
    this.#updateId += bids.length + asks.length
    const ids = { U: first, u: this.#updateId }
    const levels = { b: bids.map((level) => this.#texts(level)), a: asks.map((level) => this.#texts(level)) }
    return this.#message('depth@100ms', { e: 'depthUpdate', E: timeMs, s: this.#name, ...ids, ...levels })
  }

  bestPrices(): LoadMessage {
    const [b, B] = this.#texts(this.#book.best('bids'))
    const [a, A] = this.#texts(this.#book.best('asks'))
    return this.#message('bookTicker', { u: this.#updateId, s: this.#name, b, B, a, A })
  }

  runningBar(timeMs: number): LoadMessage {
    return this.#barMessage(timeMs, false)
  }

  /** The last state of the bar; the next one begins behind it. */
  closedBar(timeMs: number): LoadMessage {
    const message = this.#barMessage(timeMs, true)
    const { openTimeMs, open, high, low, close, lots } = this.#bar
    const prices = [open, high, low, close].map((ticks) => Number(this.#priceText(ticks)))
    this.#closedCandles.add(openTimeMs, ...prices, Number(this.#quantityText(lots)))
    this.#bar = emptyBar(openTimeMs + MINUTE_MS, close)
    return message
  }

  get trades(): Counted {
    return this.#trades.view()
  }

  get closedCandles(): Counted {
    return this.#closedCandles.view()
  }

  /** The best levels of each side. */
  book(depth: number): BookTally {
    return { bids: this.#book.view('bids', depth), asks: this.#book.view('asks', depth) }
  }

  #barMessage(timeMs: number, isClosed: boolean): LoadMessage {
    const { openTimeMs, open, high, low, close, lots, trades } = this.#bar
    const turnover = (lots * this.#step * close * this.#tick).toFixed(8)
    const times = { t: openTimeMs, T: openTimeMs + MINUTE_MS - 1 }
    const prices = {
      o: this.#priceText(open),
      c: this.#priceText(close),
      h: this.#priceText(high),
      l: this.#priceText(low),
    }
    const volume = this.#quantityText(lots)
    const ids = { f: this.#tradeId - trades, L: this.#tradeId - 1 }
    const volumes = { v: volume, n: trades, x: isClosed, q: turnover, V: volume, Q: turnover, B: '0' }
    const bar = { ...times, s: this.#name, i: '1m', ...ids, ...prices, ...volumes }
    return this.#message('kline_1m', { e: 'kline', E: timeMs, s: this.#name, k: bar })
  }

  #message(channel: string, body: object): LoadMessage {
    return { stream: `${this.#lowerName}@${channel}`, text: JSON.stringify(body) }
  }

  #texts({ ticks, lots }: Level): [string, string] {
    return [this.#priceText(ticks), this.#quantityText(lots)]
  }

  #priceText(ticks: number): string {
    return (ticks * this.#tick).toFixed(8)
  }

  #quantityText(lots: number): string {
    return (lots * this.#step).toFixed(8)
  }
}

function emptyBar(openTimeMs: number, ticks: number): Bar {
  return { openTimeMs, open: ticks, high: ticks, low: ticks, close: ticks, lots: 0, trades: 0 }
}
