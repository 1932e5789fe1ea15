import type { Candle, InstrumentId, Quote, Timeframe, Trade } from '../../domain/index.ts'
import type { ClosedCandle, FeedGap, MarketDataSink } from '../ports.ts'

/** Writes down what it hears, in order; `onClosed` can look around while it hears of a bar. */
export class RecordingSink implements MarketDataSink {
  readonly closed: { instrumentId: InstrumentId; timeframe: Timeframe; candle: Candle }[] = []
  /** Timeframes that were told of together. */
  readonly together: Timeframe[][] = []
  readonly forming: Candle[] = []
  readonly quotes: Quote[] = []
  readonly trades: Trade[] = []
  readonly gaps: FeedGap[] = []
  readonly marks: number[] = []
  onClosed: (instrumentId: InstrumentId, timeframe: Timeframe, candle: Candle) => void = () => undefined

  handleQuote(_: InstrumentId, quote: Quote): void {
    this.quotes.push(quote)
  }

  handleTrade(_: InstrumentId, trade: Trade): void {
    this.trades.push(trade)
  }

  handleMark(_: InstrumentId, markPrice: number): void {
    this.marks.push(markPrice)
  }

  handleFormingCandle(_: InstrumentId, candle: Candle): void {
    this.forming.push(candle)
  }

  handleClosedCandles(instrumentId: InstrumentId, closed: readonly ClosedCandle[]): void {
    this.together.push(closed.map(({ timeframe }) => timeframe))
    for (const { timeframe, candle } of closed) {
      this.closed.push({ instrumentId, timeframe, candle })
      this.onClosed(instrumentId, timeframe, candle)
    }
  }

  handleGap(_: InstrumentId, gap: FeedGap): void {
    this.gaps.push(gap)
  }

  /** The minutes told of as closed, in order. */
  minutes(): Candle[] {
    return this.closed.filter(({ timeframe }) => timeframe === '1m').map(({ candle }) => candle)
  }
}
