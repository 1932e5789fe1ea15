import type { Exchange, MarketEvent } from '../books/exchange.ts'
import { INTERVALS } from '../market/candles.ts'
import type { SymbolMarket } from '../market/symbol-market.ts'
import { MarketFrames } from './market-frames.ts'
import type { Wire } from './wire.ts'

/** What a connection listens to. */
export interface Listener {
  readonly wire: Wire
  readonly streams: Set<string>
  /** Frames come as `{stream, data}`. */
  readonly isCombined: boolean
}

const CHANNELS = new Set(['trade', 'aggTrade', 'depth', 'bookTicker', 'ticker', 'miniTicker', 'markPrice'])

/** Tells the public streams of one side to the connections that asked for them. */
export class MarketStreams {
  readonly #exchange: Exchange
  readonly #nextFundingMs: () => number
  readonly #listeners = new Set<Listener>()

  constructor(exchange: Exchange, nextFundingMs: () => number) {
    this.#exchange = exchange
    this.#nextFundingMs = nextFundingMs
    exchange.changes.event((event) => this.#tell(event))
  }

  add(listener: Listener): void {
    this.#listeners.add(listener)
  }

  remove(listener: Listener): void {
    this.#listeners.delete(listener)
  }

  isHeard(stream: string): boolean {
    return [...this.#listeners].some(({ streams }) => streams.has(stream))
  }

  /** The name is one of a stream of this side. */
  isStream(name: string): boolean {
    const [symbol = '', channel = ''] = name.split('@')
    const isKline = channel.startsWith('kline_') && channel.slice('kline_'.length) in INTERVALS
    return this.#exchange.markets.has(symbol.toUpperCase()) && (isKline || CHANNELS.has(channel))
  }

  #tell({ market, change }: MarketEvent): void {
    const frames = new MarketFrames(this.#exchange, market)
    for (const listener of this.#listeners) {
      for (const stream of listener.streams) {
        if (!stream.startsWith(`${market.rules.symbol.toLowerCase()}@`)) continue
        const frame = this.#frameOf(stream.split('@')[1] ?? '', { market, change }, frames)
        if (frame) listener.wire.send(stream, listener.isCombined ? { stream, data: frame } : frame)
      }
    }
  }

  #frameOf(channel: string, { change }: MarketEvent, frames: MarketFrames): object | undefined {
    if (channel.startsWith('kline_')) return klineFrame(channel.slice('kline_'.length), change, frames)
    switch (change.kind) {
      case 'depth':
        if (channel === 'depth') return frames.depth(change.diff)
        return channel === 'bookTicker' ? frames.book() : undefined
      case 'trade':
        return this.#tradeFrame(channel, change.trade, frames)
      default:
        return undefined
    }
  }

  #tradeFrame(channel: string, trade: SymbolMarket['trades'][number], frames: MarketFrames): object | undefined {
    switch (channel) {
      case 'trade':
        return frames.trade(trade)
      case 'aggTrade':
        return frames.aggregate(trade)
      case 'ticker':
        return frames.ticker()
      case 'miniTicker':
        return frames.miniTicker()
      case 'markPrice':
        return this.#exchange.side === 'usdm' ? frames.markPrice(this.#nextFundingMs()) : undefined
      default:
        return undefined
    }
  }
}

function klineFrame(interval: string, change: MarketEvent['change'], frames: MarketFrames): object | undefined {
  if (change.kind === 'trade') return frames.kline(interval)
  return change.kind === 'minuteClosed' ? frames.kline(interval, change.minute) : undefined
}
