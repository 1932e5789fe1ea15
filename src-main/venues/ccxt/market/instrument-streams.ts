import { timeMs } from '../../../base/index.ts'
import type { Candle, Instrument, InstrumentId } from '../../../domain/index.ts'
import type { StreamStatus } from '../streams/ports.ts'
import { StreamLoop } from '../streams/stream-loop.ts'
import { CandleLine, type MinuteRange } from './candle-line.ts'
import { type Funding, FundingLine } from './funding-line.ts'
import { fundingSource } from './funding-source.ts'
import { candleSource, markSource, quoteSource, tradeSource } from './market-streams.ts'
import type { MarketParts } from './ports.ts'
import { readCandle, readQuote, readTrade } from './readers.ts'
import type { TradeLine } from './trade-line.ts'
import { createTradeLine } from './trade-source.ts'

export interface InstrumentStreamsParts extends MarketParts {
  readonly instrument: Instrument
  /** Name of the instrument in ccxt. */
  readonly symbol: string
  /** Closed 1m bars inside the range. */
  readonly fetchMinutes: (range: MinuteRange) => Promise<readonly Candle[]>
  readonly onState: (view: StreamStatus) => void
}

type RunningStream = Pick<StreamLoop<unknown>, 'start' | 'stop' | 'view' | 'onState'>

/** Everything that is followed of one instrument: bars, trades, best prices, and of a perpetual mark price and funding. */
export class InstrumentStreams {
  readonly #parts: InstrumentStreamsParts
  readonly #instrumentId: InstrumentId
  readonly #candles: CandleLine
  readonly #trades: TradeLine
  readonly #funding: FundingLine | undefined
  readonly #loops: readonly RunningStream[]
  #markPrice: number | undefined

  constructor(parts: InstrumentStreamsParts) {
    this.#parts = parts
    const { instrumentId, kind } = parts.instrument
    this.#instrumentId = instrumentId
    this.#candles = this.#createCandles()
    this.#trades = createTradeLine(parts)
    const isPerpetual = kind === 'linearPerpetual'
    this.#funding = isPerpetual ? this.#createFunding() : undefined
    const loops = [this.#candleLoop(), this.#tradeLoop(), this.#quoteLoop()]
    this.#loops = isPerpetual ? [...loops, this.#markLoop()] : loops
    for (const loop of this.#loops) loop.onState(parts.onState)
  }

  /** Name of the instrument in ccxt. */
  get symbol(): string {
    return this.#parts.symbol
  }

  /** Bars that end at that time or before it were told, and will not change any more. */
  get closedUntilMs(): number {
    return this.#candles.nextMs ?? 0
  }

  start(): void {
    this.#candles.start()
    this.#funding?.start()
    for (const loop of this.#loops) loop.start()
  }

  stop(): void {
    for (const loop of this.#loops) loop.stop()
    this.#candles.stop()
    this.#trades.stop()
    this.#funding?.stop()
  }

  /** The venue says that this is the last state of a 1m bar. */
  takeClosed(candle: Candle): void {
    this.#candles.takeClosed(candle)
  }

  views(): readonly StreamStatus[] {
    return this.#loops.map((loop) => loop.view())
  }

  #candleLoop(): RunningStream {
    const { connection, ports, instrument, symbol } = this.#parts
    return new StreamLoop({
      ...ports,
      name: `bars of ${instrument.symbol}`,
      kind: 'candles',
      instrumentId: this.#instrumentId,
      source: candleSource(connection, symbol),
      take: (rows) => this.#candles.take(rows.map(readCandle).filter((candle) => candle !== undefined)),
      resync: async () => this.#candles.catchUp(),
    })
  }

  #tradeLoop(): RunningStream {
    const { connection, ports, instrument, symbol } = this.#parts
    return new StreamLoop({
      ...ports,
      name: `trades of ${instrument.symbol}`,
      kind: 'trades',
      instrumentId: this.#instrumentId,
      source: tradeSource(connection, symbol),
      take: (trades) => this.#trades.take(trades.map(readTrade).filter((trade) => trade !== undefined)),
      resync: () => this.#trades.resync(),
    })
  }

  #quoteLoop(): RunningStream {
    const { connection, ports, instrument, symbol, emit } = this.#parts
    return new StreamLoop({
      ...ports,
      name: `best prices of ${instrument.symbol}`,
      kind: 'quotes',
      instrumentId: this.#instrumentId,
      source: quoteSource(connection, symbol),
      take: (ticker) => {
        const quote = readQuote(ticker, ports.clock.nowMs())
        if (quote) emit({ kind: 'quote', instrumentId: this.#instrumentId, quote })
      },
    })
  }

  #markLoop(): RunningStream {
    const { connection, ports, instrument, symbol } = this.#parts
    return new StreamLoop({
      ...ports,
      name: `mark price of ${instrument.symbol}`,
      kind: 'mark',
      instrumentId: this.#instrumentId,
      source: markSource(connection, symbol),
      take: ({ markPrice, timestamp }) => this.#takeMark(markPrice, timestamp ?? ports.clock.nowMs()),
    })
  }

  #takeMark(markPrice: number | undefined, atMs: number): void {
    if (markPrice === undefined) return
    this.#markPrice = markPrice
    this.#parts.emit({ kind: 'mark', instrumentId: this.#instrumentId, markPrice, timeMs: timeMs(atMs) })
  }

  #createCandles(): CandleLine {
    const { connection, ports, fetchMinutes, emit } = this.#parts
    return new CandleLine({
      ...ports,
      venueNowMs: () => connection.venueNowMs(),
      isToldClosed: connection.profile.hookClosedCandles !== undefined,
      fetch: fetchMinutes,
      deliver: (candle, closed) => emit({ kind: 'candle', instrumentId: this.#instrumentId, candle, closed }),
      onMissing: ({ fromMs, toMs }) =>
        ports.logger.warn('the venue does not have some bars', {
          instrumentId: this.#instrumentId,
          from: new Date(fromMs).toISOString(),
          to: new Date(toMs).toISOString(),
        }),
    })
  }

  #createFunding(): FundingLine {
    const { connection, ports, symbol } = this.#parts
    return new FundingLine({
      ...ports,
      ...fundingSource(connection, symbol),
      venueNowMs: () => connection.venueNowMs(),
      deliver: (funding) => this.#deliverFunding(funding),
      onFailure: (error) =>
        ports.logger.warn('the funding rate could not be read', {
          instrumentId: this.#instrumentId,
          error: ports.explain(error),
        }),
    })
  }

  #deliverFunding({ timeMs: atMs, rate, markPrice = this.#markPrice }: Funding): void {
    if (markPrice === undefined) return
    const { emit } = this.#parts
    emit({ kind: 'funding', instrumentId: this.#instrumentId, rate, markPrice, timeMs: timeMs(atMs) })
  }
}
