import type { Decimal } from '../../../src-main/base/index.ts'
import type { TickCandle } from '../market/candles.ts'
import type { Level } from '../market/ladder.ts'
import type { SymbolMarket } from '../market/symbol-market.ts'
import type { VenueSide } from '../side.ts'

/** Amounts as each side writes them: spot with eight digits, the futures as short as they are. */
export function amountText(side: VenueSide, value: Decimal | undefined): string {
  if (side === 'spot') return (value ?? NOTHING).toFixed(8)
  return value === undefined ? '0' : value.toDecimalPlaces(8).toFixed()
}

const NOTHING = { toFixed: (digits: number): string => (0).toFixed(digits) }

export function levelTexts(market: SymbolMarket, levels: readonly Level[], side: VenueSide): [string, string][] {
  return levels.map(({ ticks, lots }) => [priceText(market, ticks, side), lotsText(market, lots, side)])
}

export function priceText(market: SymbolMarket, ticks: number, side: VenueSide): string {
  return amountText(side, market.priceOf(ticks))
}

export function lotsText(market: SymbolMarket, lots: number, side: VenueSide): string {
  return amountText(side, market.quantityOf(lots))
}

/** Quote currency of lots times ticks. */
export function turnoverText(market: SymbolMarket, turnover: number, side: VenueSide): string {
  return amountText(side, market.turnoverOf(turnover))
}

/** The figures of a bar as texts. */
export function candleTexts(market: SymbolMarket, bar: TickCandle, side: VenueSide): Record<CandleField, string> {
  return {
    open: priceText(market, bar.open, side),
    high: priceText(market, bar.high, side),
    low: priceText(market, bar.low, side),
    close: priceText(market, bar.close, side),
    volume: lotsText(market, bar.lots, side),
    quoteVolume: turnoverText(market, bar.turnover, side),
    takerBuyVolume: lotsText(market, bar.takerBuyLots, side),
    takerBuyQuoteVolume: turnoverText(market, bar.takerBuyTurnover, side),
  }
}

type CandleField =
  | 'open'
  | 'high'
  | 'low'
  | 'close'
  | 'volume'
  | 'quoteVolume'
  | 'takerBuyVolume'
  | 'takerBuyQuoteVolume'
