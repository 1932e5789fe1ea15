import type { Exchange } from '../books/exchange.ts'
import { aggregated, INTERVALS, MINUTE_MS, type TickCandle } from '../market/candles.ts'
import type { PublicTrade, SymbolMarket } from '../market/symbol-market.ts'
import type { VenueSide } from '../side.ts'
import { ApiError } from './api-error.ts'
import type { Params } from './params.ts'
import { amountText, candleTexts, levelTexts, lotsText, priceText, turnoverText } from './text.ts'

const DAY_MS = 1_440 * MINUTE_MS

/** @throws ApiError -1120 for an interval that is not offered. */
export function intervalMs(name: string): number {
  const length = INTERVALS[name]
  if (length === undefined) throw new ApiError(-1120, 'Invalid interval.')
  return length
}

export function klines(market: SymbolMarket, side: VenueSide, params: Params): unknown[] {
  const length = intervalMs(params.required('interval'))
  const limit = params.limit(500, side === 'spot' ? 1_000 : 1_500)
  const from = params.integer('startTime')
  const to = params.integer('endTime')
  const bars =
    from === undefined && to === undefined
      ? market.minutes.newest(length, limit)
      : market.minutes.bars(length, from ?? 0, to ?? Number.MAX_SAFE_INTEGER)
  const chosen = from === undefined ? bars.slice(-limit) : bars.slice(0, limit)
  return chosen.map((bar) => klineRow(market, bar, { side, length }))
}

function klineRow(
  market: SymbolMarket,
  bar: TickCandle,
  { side, length }: { side: VenueSide; length: number },
): unknown[] {
  const texts = candleTexts(market, bar, side)
  return [
    bar.openTimeMs,
    texts.open,
    texts.high,
    texts.low,
    texts.close,
    texts.volume,
    bar.openTimeMs + length - 1,
    texts.quoteVolume,
    bar.trades,
    texts.takerBuyVolume,
    texts.takerBuyQuoteVolume,
    '0',
  ]
}

export function depth({ side }: Exchange, market: SymbolMarket, params: Params): object {
  const limit = params.limit(100, 1_000)
  const nowMs = market.nowMs()
  return {
    lastUpdateId: market.lastUpdateId,
    ...(side === 'usdm' && { E: nowMs, T: nowMs }),
    bids: levelTexts(market, market.bids.slice(0, limit), side),
    asks: levelTexts(market, market.asks.slice(0, limit), side),
  }
}

export function recentTrade(market: SymbolMarket, trade: PublicTrade, side: VenueSide): object {
  return {
    id: trade.id,
    price: priceText(market, trade.ticks, side),
    qty: lotsText(market, trade.lots, side),
    quoteQty: turnoverText(market, trade.lots * trade.ticks, side),
    time: trade.timeMs,
    isBuyerMaker: trade.takerSide === 'sell',
    ...(side === 'spot' && { isBestMatch: true }),
  }
}

/** Every aggregate has one trade. */
export function aggregateTrade(market: SymbolMarket, trade: PublicTrade, side: VenueSide): object {
  return {
    a: trade.id,
    p: priceText(market, trade.ticks, side),
    q: lotsText(market, trade.lots, side),
    f: trade.id,
    l: trade.id,
    T: trade.timeMs,
    m: trade.takerSide === 'sell',
    ...(side === 'spot' && { M: true }),
  }
}

/** The figures of a day up to now, in ticks and lots. */
export interface DayFigures {
  readonly bar: TickCandle
  readonly openTimeMs: number
  readonly closeTimeMs: number
}

export function dayOf(market: SymbolMarket, nowMs: number): DayFigures {
  const minutes = market.minutes.since(nowMs - DAY_MS)
  const whole = aggregated(minutes, Number.MAX_SAFE_INTEGER)[0] ?? market.minutes.open
  return { bar: whole, openTimeMs: nowMs - DAY_MS, closeTimeMs: nowMs }
}

/** Spot tickers name the best bid and ask; those of the futures do not, and clients tell the two apart by that. */
export function dayTicker({ side }: Exchange, market: SymbolMarket, nowMs: number): object {
  const { bar, openTimeMs, closeTimeMs } = dayOf(market, nowMs)
  const change = market.priceOf(bar.close - bar.open)
  const texts = candleTexts(market, bar, side)
  const last = market.trades.at(-1)
  return {
    symbol: market.rules.symbol,
    priceChange: amountText(side, change),
    priceChangePercent: change.div(market.priceOf(bar.open)).mul(100).toFixed(3),
    weightedAvgPrice:
      bar.lots === 0 ? texts.close : amountText(side, market.priceOf(Math.round(bar.turnover / bar.lots))),
    lastPrice: amountText(side, market.lastPrice),
    lastQty: lotsText(market, last?.lots ?? 0, side),
    openPrice: texts.open,
    highPrice: texts.high,
    lowPrice: texts.low,
    volume: texts.volume,
    quoteVolume: texts.quoteVolume,
    openTime: openTimeMs,
    closeTime: closeTimeMs,
    firstId: 1,
    lastId: last?.id ?? 1,
    count: bar.trades,
    ...(side === 'spot' && { prevClosePrice: texts.open, ...bestPrices(market, side) }),
  }
}

export function bestPrices(
  market: SymbolMarket,
  side: VenueSide,
): Record<'bidPrice' | 'bidQty' | 'askPrice' | 'askQty', string> {
  const [bid] = market.bids
  const [ask] = market.asks
  return {
    bidPrice: priceText(market, bid?.ticks ?? 0, side),
    bidQty: lotsText(market, bid?.lots ?? 0, side),
    askPrice: priceText(market, ask?.ticks ?? 0, side),
    askQty: lotsText(market, ask?.lots ?? 0, side),
  }
}
