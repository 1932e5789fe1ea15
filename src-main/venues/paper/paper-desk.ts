import type { TimeMs } from '../../base/index.ts'
import type { Instrument, VenueOrderRequest } from '../../domain/index.ts'
import { type BookOrder, MatchingBook, type MatchingModel } from '../matching/index.ts'
import type { PaperPrice } from './paper-store.ts'

/** One instrument at the paper venue: its rules, its orders, and what its market last said. */
export class PaperDesk {
  readonly book: MatchingBook
  markPrice: number | undefined
  /** Time of the newest funding; an older one, or the same again, is passed by. */
  fundedMs: TimeMs | undefined
  #instrument: Instrument

  constructor(instrument: Instrument, model: MatchingModel, stored: PaperPrice | undefined) {
    this.book = new MatchingBook(instrument, model, stored?.lastPrice)
    this.markPrice = stored?.markPrice
    this.fundedMs = stored?.fundedMs
    this.#instrument = instrument
  }

  get instrument(): Instrument {
    return this.#instrument
  }

  get isSpot(): boolean {
    return this.#instrument.kind === 'spot'
  }

  /** What positions are valued at: the mark price where the market names one, else the newest price. */
  get valuation(): number | undefined {
    return this.markPrice ?? this.book.lastPrice
  }

  /** Orders that come from now on are judged by these rules. */
  setInstrument(instrument: Instrument): void {
    const { tickSize, lotSize } = this.#instrument
    this.#instrument = instrument
    if (tickSize.equals(instrument.tickSize) && lotSize.equals(instrument.lotSize)) return
    this.book.setInstrument(instrument)
  }

  /** On spot nothing can be sold that is not there. */
  bookOrder(request: VenueOrderRequest): BookOrder {
    return this.isSpot && request.side === 'sell' ? { ...request, reduceOnly: true } : request
  }

  memory(): PaperPrice {
    const { instrumentId, kind } = this.#instrument
    return { instrumentId, kind, lastPrice: this.book.lastPrice, markPrice: this.markPrice, fundedMs: this.fundedMs }
  }
}
