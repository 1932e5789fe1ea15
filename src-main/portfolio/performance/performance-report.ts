import { type Decimal, ensureDefined, timeMs as toTimeMs, ZERO } from '../../base/index.ts'
import type { EquitySample, Money } from '../../domain/index.ts'
import type { DayStart } from '../zoned-day.ts'
import type { CapitalFlow } from './capital-flows.ts'
import { dailyReturns } from './daily-returns.ts'
import { type Drawdowns, drawdownsOf } from './drawdown.ts'
import { exposureOf, type TimeSpan } from './exposure.ts'
import { type Figure, figureOf, noFigure } from './figure.ts'
import { type NamedPeriod, type Period, Periods } from './periods.ts'
import { resultCurve } from './result-curve.ts'
import { type ReturnFigureOptions, type ReturnFigures, returnFigures } from './return-figures.ts'
import { type TradeFigures, tradeFigures } from './trade-figures.ts'
import type { TradeRecord } from './trade-record.ts'

export interface PerformanceInput extends Omit<ReturnFigureOptions, 'maxDrawdown'> {
  /** Open and closed ones, by the time they closed. */
  readonly trades: readonly TradeRecord[]
  /** Oldest first. */
  readonly equity: readonly EquitySample[]
  readonly flows: readonly CapitalFlow[]
  readonly dayStart: DayStart
  /** What is looked at. */
  readonly span: TimeSpan
}

/** How trading went: of the account, of one owner or instrument, or in one period. */
export interface Performance {
  /** `all`, the owner, the instrument, or the name of the period. */
  readonly name: string
  readonly span: TimeSpan
  /** Those that closed in the span. */
  readonly trades: TradeFigures
  /** Of the account's equity; of an owner or an instrument those of its {@link resultCurve}. */
  readonly returns: ReturnFigures
  readonly drawdowns: Drawdowns
  /** Change of equity in the span, money put in left aside. */
  readonly profit: Figure
  /** Share of the time in which something was held. */
  readonly exposure: Figure
  /** Sums over the trades that closed in the span, exact. */
  readonly realisedPnl: Money
  readonly fees: Money
  readonly funding: Money
}

/** The account as a whole. */
export function accountPerformance(input: PerformanceInput, name = 'all'): Performance {
  const { span, flows } = input
  const equity = input.equity.filter(({ timeMs }) => timeMs >= span.fromMs && timeMs < span.toMs)
  const trades = input.trades.filter((trade) => touches(trade, span))
  return performanceOf(name, { ...input, trades, equity, flows })
}

/** Each owner or each instrument, by name. */
export function groupPerformances(input: PerformanceInput, nameOf: (trade: TradeRecord) => string): Performance[] {
  const { span } = input
  const start = input.equity.find(({ timeMs }) => timeMs >= span.fromMs)?.equity
  const groups = new Map<string, TradeRecord[]>()
  for (const trade of input.trades) if (touches(trade, span)) addTo(groups, nameOf(trade), trade)
  return [...groups]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, trades]) => {
      const equity = start === undefined ? [] : resultCurve(closedIn(trades, span), start, span)
      return performanceOf(name, { ...input, trades, equity, flows: [] })
    })
}

/** Each period of the span, oldest first; those in which nothing was held and nothing closed are left out. */
export function periodPerformances(input: PerformanceInput, period: Period): Performance[] {
  const periods = new Periods(input.dayStart, period).within(input.span)
  const tradesOf = new Map<string, TradeRecord[]>()
  for (const trade of input.trades) {
    const touched = periodsTouched(periods, { fromMs: trade.openedAtMs, toMs: trade.closedAtMs ?? input.span.toMs })
    for (const { name } of touched) addTo(tradesOf, name, trade)
  }
  return periods.flatMap(({ name, fromMs, toMs }) => {
    const trades = tradesOf.get(name)
    const span = { fromMs: Math.max(fromMs, input.span.fromMs), toMs: Math.min(toMs, input.span.toMs) }
    return trades ? [performanceOf(name, { ...input, trades, equity: samplesOf(input.equity, span), span })] : []
  })
}

/** Those from the first that ends after the trade began to the last that began when it closed. */
function* periodsTouched(periods: readonly NamedPeriod[], { fromMs, toMs }: TimeSpan): Iterable<NamedPeriod> {
  for (let index = firstIndex(periods, (period) => period.toMs > fromMs); index < periods.length; index++) {
    const period = periods[index]
    if (!period || period.fromMs > toMs) return
    yield period
  }
}

function performanceOf(name: string, input: PerformanceInput): Performance {
  const { trades, equity, flows, span } = input
  const closed = closedIn(trades, span)
  const drawdowns = drawdownsOf(equity, flows)
  const days = dailyReturns(equity, input.dayStart, flows)
  const [first, last] = [equity[0], equity.at(-1)]
  const putIn = days.reduce((total, { flow }) => total + flow, 0)
  return {
    name,
    span,
    trades: tradeFigures(closed),
    returns: returnFigures(days, { ...input, maxDrawdown: drawdowns.deepest?.depthFraction ?? null }),
    drawdowns,
    profit:
      first && last
        ? figureOf(last.equity - first.equity - putIn, 'equity is not known')
        : noFigure('no equity was kept in this time'),
    exposure: exposureOf(trades, span),
    realisedPnl: totalOf(closed, ({ realisedPnl }) => realisedPnl),
    fees: totalOf(closed, ({ fees }) => fees),
    funding: totalOf(closed, ({ funding }) => funding),
  }
}

/** Those of the span, and what it began with: the newest one before it. */
function samplesOf(equity: readonly EquitySample[], { fromMs, toMs }: TimeSpan): readonly EquitySample[] {
  const next = firstIndex(equity, ({ timeMs }) => timeMs > fromMs)
  const end = firstIndex(equity, ({ timeMs }) => timeMs >= toMs)
  const before = equity[next - 1]
  const within = equity.slice(next, end)
  return before ? [{ ...before, timeMs: toTimeMs(fromMs) }, ...within] : within
}

/** Index of the first item that the condition holds for, and so for all after it; the length where there is none. */
function firstIndex<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(ensureDefined(items[middle], 'item'))) high = middle
    else low = middle + 1
  }
  return low
}

function touches({ openedAtMs, closedAtMs }: TradeRecord, { fromMs, toMs }: TimeSpan): boolean {
  return openedAtMs < toMs && (closedAtMs ?? toMs) >= fromMs
}

function closedIn(trades: readonly TradeRecord[], { fromMs, toMs }: TimeSpan): readonly TradeRecord[] {
  return trades.filter(({ closedAtMs }) => closedAtMs !== undefined && closedAtMs >= fromMs && closedAtMs < toMs)
}

function totalOf(trades: readonly TradeRecord[], amountOf: (trade: TradeRecord) => Decimal): Money {
  return trades.reduce<Decimal>((total, trade) => total.add(amountOf(trade)), ZERO) as Money
}

function addTo(groups: Map<string, TradeRecord[]>, name: string, trade: TradeRecord): void {
  const group = groups.get(name)
  if (group) group.push(trade)
  else groups.set(name, [trade])
}
