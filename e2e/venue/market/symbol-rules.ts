import { Decimal } from '../../../src-main/base/index.ts'
import { type Instrument, instrumentId, money, price, quantity, venueId } from '../../../src-main/domain/index.ts'
import type { VenueSide } from '../side.ts'

/** `BREAK`: in maintenance. `SETTLING`: delisted. Neither takes orders. */
export type SymbolStatus = 'TRADING' | 'BREAK' | 'SETTLING'

/** What the exchange demands of orders in a symbol; the filters of `exchangeInfo` are made of it. */
export interface SymbolRules {
  readonly symbol: string
  readonly base: string
  readonly quote: string
  readonly status: SymbolStatus
  readonly tickSize: Decimal
  readonly stepSize: Decimal
  readonly minQuantity: Decimal
  readonly maxQuantity: Decimal
  readonly minNotional: Decimal
  readonly minPrice: Decimal
  readonly maxPrice: Decimal
  /** Bounds of a limit price, as multiples of the last price. */
  readonly multiplierUp: Decimal
  readonly multiplierDown: Decimal
  /** Of a perpetual: share of a position's value below which its margin may not fall. */
  readonly maintenanceMargin: Decimal
}

/** A symbol as it is listed, against USDT. */
export interface Listing {
  readonly base: string
  readonly tick: string
  readonly step: string
  readonly minNotional: string
  readonly startPrice: number
}

/** A symbol and where its price begins. */
export interface ListedSymbol {
  readonly rules: SymbolRules
  readonly startPrice: number
}

const LISTINGS: Record<VenueSide, readonly Listing[]> = {
  spot: [
    { base: 'BTC', tick: '0.01', step: '0.00001', minNotional: '5', startPrice: 60_000 },
    { base: 'ETH', tick: '0.01', step: '0.0001', minNotional: '5', startPrice: 3_000 },
    { base: 'SOL', tick: '0.01', step: '0.001', minNotional: '5', startPrice: 150 },
  ],
  usdm: [
    { base: 'BTC', tick: '0.10', step: '0.001', minNotional: '100', startPrice: 60_000 },
    { base: 'ETH', tick: '0.01', step: '0.001', minNotional: '20', startPrice: 3_000 },
    { base: 'SOL', tick: '0.010', step: '0.01', minNotional: '5', startPrice: 150 },
  ],
}

/**
 * @param more symbols beside the usual ones.
 * @returns The symbols of a side, all against USDT.
 */
export function listedSymbols(side: VenueSide, more: readonly Listing[] = []): readonly ListedSymbol[] {
  return [...LISTINGS[side], ...more].map((listing) => ({
    rules: rulesOf(listing, side),
    startPrice: listing.startPrice,
  }))
}

function rulesOf({ base, tick, step, minNotional }: Listing, side: VenueSide): SymbolRules {
  return {
    symbol: `${base}USDT`,
    base,
    quote: 'USDT',
    status: 'TRADING',
    tickSize: new Decimal(tick),
    stepSize: new Decimal(step),
    minQuantity: new Decimal(step),
    maxQuantity: new Decimal(9_000),
    minNotional: new Decimal(minNotional),
    minPrice: new Decimal(tick),
    maxPrice: new Decimal(1_000_000),
    multiplierUp: new Decimal(side === 'spot' ? 5 : '1.1'),
    multiplierDown: new Decimal(side === 'spot' ? '0.2' : '0.9'),
    maintenanceMargin: new Decimal('0.004'),
  }
}

/** @returns The symbol as the matching engine takes it. */
export function instrumentOf(rules: SymbolRules, side: VenueSide): Instrument {
  return {
    instrumentId: instrumentId(venueId(side), rules.symbol),
    venueId: venueId(side),
    symbol: rules.symbol,
    name: rules.symbol,
    base: rules.base,
    quote: rules.quote,
    tickSize: price(rules.tickSize),
    lotSize: quantity(rules.stepSize),
    minQuantity: quantity(rules.minQuantity),
    minNotional: money(rules.minNotional),
    kind: side === 'spot' ? 'spot' : 'linearPerpetual',
    status: 'trading',
  }
}
