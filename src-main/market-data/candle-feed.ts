import { type Clock, ensureNever, type Logger } from '../base/index.ts'
import type {
  Candle,
  Instrument,
  InstrumentId,
  MarketEvent,
  MarketVenue,
  OrderBook,
  Quote,
  Trade,
} from '../domain/index.ts'
import type { CandleSeries } from './candle-series.ts'
import { bookFault, type EventFault, markFault, quoteFault, tradeFault } from './event-faults.ts'
import { FaultCounter } from './fault-counter.ts'
import type { Gap } from './gap.ts'
import { fetchGap } from './gap-fetch.ts'
import { InstrumentFeed } from './instrument-feed.ts'
import type { InstrumentPrice } from './instrument-price.ts'
import { MINUTE_MS } from './minutes.ts'
import type { OrderFlow } from './order-flow.ts'
import type { MarketDataSink } from './ports.ts'

export interface CandleFeedParts {
  readonly venue: MarketVenue
  readonly sink: MarketDataSink
  readonly orderFlow: OrderFlow
  readonly systemClock: Clock
  readonly logger: Logger
  /** Milliseconds of system time that live bars wait for missing ones. */
  readonly gapFillTimeoutMs: () => number
  /** A price came for an instrument that counted as stale. */
  readonly onFresh: (instrumentId: InstrumentId) => void
  /** The venue has changed its rules for an instrument. */
  readonly onInstrument: (instrument: Instrument) => void
}

interface Line {
  readonly instrumentId: InstrumentId
  readonly feed: InstrumentFeed
  readonly price: InstrumentPrice
  lastTradeMs: number
}

/** Takes a venue's events, drops what cannot be used, keeps the newest prices, and hands on the rest in order. */
export class CandleFeed {
  readonly #parts: CandleFeedParts
  readonly #faults: FaultCounter
  readonly #lines = new Map<InstrumentId, Line>()

  constructor(parts: CandleFeedParts) {
    this.#parts = parts
    this.#faults = new FaultCounter(parts.logger)
  }

  /** Events dropped so far, by what was wrong with them. */
  get dropped(): ReadonlyMap<EventFault, number> {
    return this.#faults.counts
  }

  add(instrumentId: InstrumentId, parts: { readonly series: CandleSeries; readonly price: InstrumentPrice }): void {
    const feed = new InstrumentFeed({
      instrumentId,
      series: parts.series,
      sink: this.#parts.sink,
      faults: this.#faults,
      logger: this.#parts.logger,
      fetchGap: (gap) => this.#fetchGap(instrumentId, gap),
    })
    this.#lines.set(instrumentId, { instrumentId, feed, price: parts.price, lastTradeMs: 0 })
  }

  handleEvent(event: MarketEvent): void {
    const line = this.#lines.get(event.instrumentId)
    if (line === undefined) {
      this.#faults.count('unknownInstrument', event.instrumentId, event)
      return
    }
    switch (event.kind) {
      case 'candle':
        this.#handleCandle(line, event.candle, event.closed)
        return
      case 'quote':
        this.#handleQuote(line, event.quote)
        return
      case 'trade':
        this.#handleTrade(line, event.trade)
        return
      case 'book':
        this.#handleBook(line, event.book)
        return
      case 'mark':
        this.#handleMark(line, event)
        return
      case 'instrument':
        this.#parts.onInstrument(event.instrument)
        return
      case 'funding':
        // Paid into or out of the account: the trading venue tells what it came to.
        return
      default:
        ensureNever(event, 'market event')
    }
  }

  /** Resolves when the fills under way have ended; undefined when there are none. */
  settled(): Promise<void> | undefined {
    let fills: Promise<void>[] | undefined
    // Asked before every step of time: nothing is allocated while nothing is missing.
    for (const { feed } of this.#lines.values()) if (feed.filled) (fills ??= []).push(feed.filled)
    return fills && Promise.all(fills).then(() => undefined)
  }

  /** Ends the waiting for missing minutes. */
  stop(): void {
    for (const { feed } of this.#lines.values()) feed.stop()
  }

  /** The price is set before the bar is told of, so that whoever hears of the bar finds its price; a dropped bar sets none. */
  #handleCandle(line: Line, candle: Candle, closed: boolean): void {
    const fault = line.feed.check(candle)
    if (fault !== undefined) {
      this.#faults.count(fault, line.instrumentId, candle)
      return
    }
    const timeMs = closed ? candle.openTimeMs + MINUTE_MS : this.#parts.venue.clock.nowMs()
    line.price.setLast(candle.close, { timeMs, receivedAtMs: this.#parts.systemClock.nowMs(), isTick: !closed })
    this.#noteFresh(line)
    line.feed.handleCandle(candle, closed)
  }

  #handleQuote(line: Line, quote: Quote): void {
    const fault = quoteFault(quote) ?? (quote.timeMs < (line.price.quote?.timeMs ?? 0) ? 'notNewer' : undefined)
    if (fault !== undefined) {
      this.#faults.count(fault, line.instrumentId, quote)
      return
    }
    line.price.setQuote(quote, this.#parts.systemClock.nowMs())
    this.#noteFresh(line)
    this.#parts.sink.handleQuote(line.instrumentId, quote)
  }

  #handleTrade(line: Line, trade: Trade): void {
    const fault = tradeFault(trade) ?? (trade.timeMs < line.lastTradeMs ? 'notNewer' : undefined)
    if (fault !== undefined) {
      this.#faults.count(fault, line.instrumentId, trade)
      return
    }
    line.lastTradeMs = trade.timeMs
    const receivedAtMs = this.#parts.systemClock.nowMs()
    line.price.setLast(trade.price, { timeMs: trade.timeMs, receivedAtMs, isTick: true })
    this.#noteFresh(line)
    this.#parts.sink.handleTrade(line.instrumentId, trade)
    this.#parts.orderFlow.handleTrade(line.instrumentId, trade)
  }

  /** Says nothing of the age of the price: a book comes only while somebody looks at it. */
  #handleBook({ instrumentId }: Line, book: OrderBook): void {
    const { orderFlow } = this.#parts
    const fault =
      bookFault(book) ?? (book.timeMs < (orderFlow.newestBookMs(instrumentId) ?? 0) ? 'notNewer' : undefined)
    if (fault === undefined) orderFlow.handleBook(instrumentId, book)
    else this.#faults.count(fault, instrumentId, book)
  }

  #handleMark({ instrumentId }: Line, mark: Extract<MarketEvent, { kind: 'mark' }>): void {
    const fault = markFault(mark)
    if (fault === undefined) this.#parts.sink.handleMark(instrumentId, mark.markPrice)
    else this.#faults.count(fault, instrumentId, mark)
  }

  #noteFresh(line: Line): void {
    if (line.price.stale) this.#parts.onFresh(line.instrumentId)
  }

  /** At full speed the venue has no more than it delivers, and to wait for it would put the bars out of step with its clock. */
  #fetchGap(instrumentId: InstrumentId, gap: Gap): Promise<readonly Candle[]> | undefined {
    const { venue, systemClock } = this.#parts
    if (!Number.isFinite(venue.speed)) return undefined
    return fetchGap({ venue, instrumentId, gap, systemClock, timeoutMs: this.#parts.gapFillTimeoutMs() })
  }
}
