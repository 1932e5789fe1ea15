import { Decimal, toFloat, ZERO } from '../../base/index.ts'
import { type InstrumentId, type Money, money, type Price, price, type Quantity } from '../../domain/index.ts'
import type { PaperBooks, PaperPosition } from './paper-books.ts'
import { referencePrice, spotCost } from './order-check.ts'
import { type PaperOrder, remainingQuantity } from './paper-order.ts'

/** What an instrument is and costs, as far as margin is concerned. */
export interface MarginMarket {
  readonly isSpot: boolean
  readonly maintenanceMarginFraction: number
  /** What positions are valued at. */
  readonly valuation: number | undefined
  /** What orders without a price of their own are counted at. */
  readonly lastPrice: number | undefined
}

export interface MarginSituation {
  readonly books: PaperBooks
  readonly openOrders: readonly PaperOrder[]
  readonly marketOf: (instrumentId: InstrumentId) => MarginMarket
  readonly leverage: number
  readonly feeShare: number
  readonly slippageShare: number
}

/** Decimal places of a balance that is derived from cash and average prices. */
const BALANCE_DECIMALS = 12

/** What backs the perpetuals of the account together (cross margin). Account currency; float64, nothing is booked from it. */
export interface CrossMargin {
  /** Cash that no spot holding has taken, plus the open profit of the perpetuals. */
  readonly equity: number
  /** Value of the perpetual positions, whatever their side. */
  readonly exposure: number
  /** Below this equity the positions are liquidated. */
  readonly maintenance: number
  /** How many perpetual positions there are. */
  readonly positions: number
}

export function crossMargin({ books, marketOf }: Pick<MarginSituation, 'books' | 'marketOf'>): CrossMargin {
  let equity = books.cashFigure
  let exposure = 0
  let maintenance = 0
  let positions = 0
  for (const { instrumentId, size, entry } of books.figures) {
    const { isSpot, valuation: mark = entry, maintenanceMarginFraction } = marketOf(instrumentId)
    if (isSpot) {
      equity -= size * entry
      continue
    }
    const value = Math.abs(size) * mark
    positions += 1
    equity += size * (mark - entry)
    exposure += value
    maintenance += value * maintenanceMarginFraction
  }
  return { equity, exposure, maintenance, positions }
}

/** What working orders bind, in account currency. Reduce-only orders bind nothing. */
export interface Reserved {
  /** Price, quantity and fee of spot buys. */
  readonly spot: number
  /** Value of perpetual orders, each counted in full, which is on the safe side. */
  readonly exposure: number
}

export function reservedByOrders(situation: MarginSituation): Reserved {
  let spot = 0
  let exposure = 0
  for (const order of situation.openOrders) {
    const { request } = order
    const { isSpot, lastPrice } = situation.marketOf(request.instrumentId)
    if (request.reduceOnly || (isSpot && request.side === 'sell')) continue
    const remaining = remainingQuantity(order)
    if (isSpot) spot += spotCost(request, { lastPrice, remaining, funds: situation })
    else exposure += toFloat(remaining) * referencePrice(request, { lastPrice })
  }
  return { spot, exposure }
}

/** Equity less the initial margin of positions and of working orders, and less what spot buys bind. */
export function freeMargin(situation: MarginSituation): number {
  const { equity, exposure } = crossMargin(situation)
  const reserved = reservedByOrders(situation)
  return equity - (exposure + reserved.exposure) / situation.leverage - reserved.spot
}

/** Quote currency that the account really holds: cash less what spot holdings have cost, rounded down. */
export function quoteBalance({ books, marketOf }: Pick<MarginSituation, 'books' | 'marketOf'>): Money {
  let balance: Decimal = books.cash
  for (const { instrumentId, quantity, entryPrice } of books.positions) {
    if (marketOf(instrumentId).isSpot) balance = balance.minus(quantity.mul(entryPrice))
  }
  return money(balance.toDecimalPlaces(BALANCE_DECIMALS, Decimal.ROUND_FLOOR))
}

/** Most that spot buys may cost now: what is there, and not needed as margin of perpetual positions. */
export function spendableQuote(situation: Pick<MarginSituation, 'books' | 'marketOf' | 'leverage'>): Money {
  const balance = quoteBalance(situation)
  const { equity, exposure } = crossMargin(situation)
  if (exposure === 0) return balance
  return money(Decimal.max(ZERO, Decimal.min(balance, new Decimal(equity - exposure / situation.leverage))))
}

/** Base currency bound by working sells that are not reduce-only. */
export function reservedBase(openOrders: readonly PaperOrder[], instrumentId: InstrumentId): Decimal {
  const sells = openOrders.filter(
    ({ request }) => request.instrumentId === instrumentId && request.side === 'sell' && !request.reduceOnly,
  )
  return Decimal.sum(ZERO, ...sells.map(remainingQuantity))
}

/**
 * Mark price of the instrument at which equity equals the maintenance margin, everything else unchanged: with the signed
 * quantity q, the entry price e and the maintenance fraction f, P = (M' - E' + q e) / (q - |q| f), where M' and E' leave
 * this position out. `undefined` where no price above zero does that.
 */
export function liquidationPrice(
  { instrumentId, quantity, entryPrice }: PaperPosition,
  situation: Pick<MarginSituation, 'books' | 'marketOf'>,
): number | undefined {
  const { isSpot, valuation, maintenanceMarginFraction } = situation.marketOf(instrumentId)
  if (isSpot) return undefined
  const [size, entry] = [toFloat(quantity), toFloat(entryPrice)]
  const mark = valuation ?? entry
  const { equity, maintenance } = crossMargin(situation)
  const otherEquity = equity - size * (mark - entry)
  const otherMaintenance = maintenance - Math.abs(size) * mark * maintenanceMarginFraction
  const slope = size - Math.abs(size) * maintenanceMarginFraction
  const at = (otherMaintenance - otherEquity + size * entry) / slope
  return Number.isFinite(at) && at > 0 ? at : undefined
}

/** A computed float as a price on the tick grid; never below one tick. */
export function onTick(value: number, tickSize: Price): Price {
  return price(Decimal.max(tickSize, tickSize.mul(Math.round(value / toFloat(tickSize)))))
}

export function worth(quantity: Quantity, at: Price): Decimal {
  return quantity.abs().mul(at)
}
