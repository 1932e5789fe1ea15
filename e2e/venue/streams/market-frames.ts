import type { Exchange } from '../books/exchange.ts'
import { INTERVALS, MINUTE_MS, type TickCandle } from '../market/candles.ts'
import type { DepthDiff } from '../market/ladder.ts'
import type { PublicTrade, SymbolMarket } from '../market/symbol-market.ts'
import { bestPrices, dayOf } from '../rest/market-json.ts'
import { amountText, candleTexts, levelTexts, lotsText, priceText } from '../rest/text.ts'

/** The frames of one market, as the exchange writes them. */
export class MarketFrames {
  readonly #exchange: Exchange
  readonly #market: SymbolMarket

  constructor(exchange: Exchange, market: SymbolMarket) {
    this.#exchange = exchange
    this.#market = market
  }

  trade(trade: PublicTrade): object {
    return {
      ...this.#head('trade'),
      t: trade.id,
      ...this.#tradePart(trade),
      ...(this.#exchange.side === 'spot' ? { M: true } : { X: 'MARKET' }),
    }
  }

  aggregate(trade: PublicTrade): object {
    return { ...this.#head('aggTrade'), a: trade.id, f: trade.id, l: trade.id, ...this.#tradePart(trade) }
  }

  depth(diff: DepthDiff): object {
    const { side } = this.#exchange
    return {
      ...this.#head('depthUpdate'),
      ...(side === 'usdm' && { T: this.#nowMs(), pu: diff.previousUpdateId }),
      U: diff.firstUpdateId,
      u: diff.lastUpdateId,
      b: levelTexts(this.#market, diff.bids, side),
      a: levelTexts(this.#market, diff.asks, side),
    }
  }

  book(): object {
    const best = bestPrices(this.#market, this.#exchange.side)
    const prices = { b: best.bidPrice, B: best.bidQty, a: best.askPrice, A: best.askQty }
    const head = { u: this.#market.lastUpdateId, s: this.#market.rules.symbol }
    if (this.#exchange.side === 'spot') return { ...head, ...prices }
    return { e: 'bookTicker', ...head, ...prices, T: this.#nowMs(), E: this.#nowMs() }
  }

  /** @param closedMinute that has just ended; undefined for the state of the bar that is open. */
  kline(interval: string, closedMinute?: TickCandle): object | undefined {
    const length = INTERVALS[interval]
    if (length === undefined) return undefined
    const isEnd = closedMinute !== undefined && (closedMinute.openTimeMs + MINUTE_MS) % length === 0
    if (closedMinute && !isEnd) return undefined
    const openTimeMs = closedMinute && closedMinute.openTimeMs - (closedMinute.openTimeMs % length)
    const bar =
      openTimeMs === undefined
        ? this.#market.minutes.newest(length, 1)[0]
        : this.#market.minutes.bars(length, openTimeMs, openTimeMs)[0]
    return bar && { ...this.#head('kline'), k: this.#bar(bar, interval, isEnd) }
  }

  ticker(): object {
    const { bar, openTimeMs, closeTimeMs } = dayOf(this.#market, this.#nowMs())
    const { side } = this.#exchange
    const change = this.#market.priceOf(bar.close - bar.open)
    const best = bestPrices(this.#market, side)
    return {
      ...this.#dayHead('24hrTicker', bar),
      p: amountText(side, change),
      P: change.div(this.#market.priceOf(bar.open)).mul(100).toFixed(3),
      w: amountText(side, this.#market.lastPrice),
      Q: lotsText(this.#market, this.#market.trades.at(-1)?.lots ?? 0, side),
      ...(side === 'spot' && { b: best.bidPrice, B: best.bidQty, a: best.askPrice, A: best.askQty }),
      O: openTimeMs,
      C: closeTimeMs,
      F: 1,
      L: this.#market.trades.at(-1)?.id ?? 1,
      n: bar.trades,
    }
  }

  miniTicker(): object {
    return this.#dayHead('24hrMiniTicker', dayOf(this.#market, this.#nowMs()).bar)
  }

  markPrice(nextFundingMs: number): object {
    const price = amountText('usdm', this.#market.lastPrice)
    const rate = this.#market.fundingRate.toFixed()
    return { ...this.#head('markPriceUpdate'), p: price, i: price, P: price, r: rate, T: nextFundingMs }
  }

  #head(event: string): { e: string; E: number; s: string } {
    return { e: event, E: this.#nowMs(), s: this.#market.rules.symbol }
  }

  #dayHead(event: string, bar: TickCandle): object {
    const texts = candleTexts(this.#market, bar, this.#exchange.side)
    const prices = { c: texts.close, o: texts.open, h: texts.high, l: texts.low }
    return { ...this.#head(event), ...prices, v: texts.volume, q: texts.quoteVolume }
  }

  #tradePart({ ticks, lots, timeMs, takerSide }: PublicTrade): object {
    const { side } = this.#exchange
    const p = priceText(this.#market, ticks, side)
    return { p, q: lotsText(this.#market, lots, side), T: timeMs, m: takerSide === 'sell' }
  }

  #bar(bar: TickCandle, interval: string, isClosed: boolean): object {
    const texts = candleTexts(this.#market, bar, this.#exchange.side)
    return {
      t: bar.openTimeMs,
      T: bar.openTimeMs + (INTERVALS[interval] ?? 0) - 1,
      s: this.#market.rules.symbol,
      i: interval,
      f: 1,
      L: this.#market.trades.at(-1)?.id ?? 1,
      o: texts.open,
      c: texts.close,
      h: texts.high,
      l: texts.low,
      v: texts.volume,
      n: bar.trades,
      x: isClosed,
      q: texts.quoteVolume,
      V: texts.takerBuyVolume,
      Q: texts.takerBuyQuoteVolume,
      B: '0',
    }
  }

  #nowMs(): number {
    return this.#exchange.clock.nowMs()
  }
}
