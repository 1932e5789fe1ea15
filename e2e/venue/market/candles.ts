import { SeededRandom } from '../../../src-main/base/index.ts'

/** A bar in whole ticks and lots. */
export interface TickCandle {
  readonly openTimeMs: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly lots: number
  /** Lots times ticks, summed over the trades. */
  readonly turnover: number
  /** Lots that buyers took. */
  readonly takerBuyLots: number
  readonly takerBuyTurnover: number
  readonly trades: number
}

export const MINUTE_MS = 60_000

/** Length of the intervals that are offered, as Binance names them. */
export const INTERVALS: Readonly<Record<string, number>> = {
  '1m': MINUTE_MS,
  '3m': 3 * MINUTE_MS,
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '30m': 30 * MINUTE_MS,
  '1h': 60 * MINUTE_MS,
  '2h': 120 * MINUTE_MS,
  '4h': 240 * MINUTE_MS,
  '6h': 360 * MINUTE_MS,
  '8h': 480 * MINUTE_MS,
  '12h': 720 * MINUTE_MS,
  '1d': 1_440 * MINUTE_MS,
}

export function emptyCandle(openTimeMs: number, ticks: number): TickCandle {
  return {
    openTimeMs,
    open: ticks,
    high: ticks,
    low: ticks,
    close: ticks,
    lots: 0,
    turnover: 0,
    takerBuyLots: 0,
    takerBuyTurnover: 0,
    trades: 0,
  }
}

export function withTrade(candle: TickCandle, ticks: number, signedLots: number): TickCandle {
  const lots = Math.abs(signedLots)
  const bought = Math.max(0, signedLots)
  return {
    ...candle,
    high: Math.max(candle.high, ticks),
    low: Math.min(candle.low, ticks),
    close: ticks,
    lots: candle.lots + lots,
    turnover: candle.turnover + lots * ticks,
    takerBuyLots: candle.takerBuyLots + bought,
    takerBuyTurnover: candle.takerBuyTurnover + bought * ticks,
    trades: candle.trades + 1,
  }
}

/** Joins minutes, oldest first, into longer bars. */
export function aggregated(minutes: readonly TickCandle[], intervalMs: number): TickCandle[] {
  const bars: TickCandle[] = []
  for (const minute of minutes) {
    const openTimeMs = minute.openTimeMs - (minute.openTimeMs % intervalMs)
    const last = bars.at(-1)
    if (last?.openTimeMs === openTimeMs) bars[bars.length - 1] = joined(last, minute)
    else bars.push({ ...minute, openTimeMs })
  }
  return bars
}

function joined(left: TickCandle, right: TickCandle): TickCandle {
  return {
    openTimeMs: left.openTimeMs,
    open: left.open,
    high: Math.max(left.high, right.high),
    low: Math.min(left.low, right.low),
    close: right.close,
    lots: left.lots + right.lots,
    turnover: left.turnover + right.turnover,
    takerBuyLots: left.takerBuyLots + right.takerBuyLots,
    takerBuyTurnover: left.takerBuyTurnover + right.takerBuyTurnover,
    trades: left.trades + right.trades,
  }
}

export interface HistoryWish {
  readonly seed: number
  readonly minutes: number
  /** First minute after the history. */
  readonly endMs: number
  /** Where the last bar closes. */
  readonly endTicks: number
  readonly averageLots: number
}

/** @returns Minutes of a walk that ends at the given price, oldest first; the same seed gives the same bars. */
export function historyOf({ seed, minutes, endMs, endTicks, averageLots }: HistoryWish): TickCandle[] {
  const random = new SeededRandom(seed)
  const bars: TickCandle[] = []
  let close = endTicks
  for (let index = 1; index <= minutes; index++) {
    const open = stepped(close, random.next())
    const high = Math.max(open, close) + Math.round(random.next() * close * 0.0003)
    const low = Math.max(1, Math.min(open, close) - Math.round(random.next() * close * 0.0003))
    const lots = 1 + Math.round(random.next() * averageLots)
    const bought = Math.round(lots * random.next())
    const middle = Math.round((high + low) / 2)
    const flow = { takerBuyLots: bought, takerBuyTurnover: bought * middle, trades: 1 + Math.round(random.next() * 50) }
    const openTimeMs = endMs - index * MINUTE_MS
    bars.push({ openTimeMs, open, high, low, close, lots, turnover: lots * middle, ...flow })
    close = open
  }
  return bars.reverse()
}

/** A step of the walk: at most a tenth of a percent either way. */
export function stepped(ticks: number, unit: number): number {
  return Math.max(2, Math.round(ticks * (1 + (unit - 0.5) * 0.002)))
}
