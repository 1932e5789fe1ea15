import type { Market } from 'ccxt'
import { Decimal, decimalOf, ZERO } from '../../../base/index.ts'
import { type Instrument, instrumentId, money, price, quantity } from '../../../domain/index.ts'
import type { VenueProfile } from '../profiles/venue-profile.ts'
import { statusOf } from './instrument-status.ts'

export type ListedMarket = NonNullable<Market>

/** Name of the kind of market in ccxt that an instrument of the profile is. */
const TYPES = { spot: 'spot', linearPerpetual: 'swap' } as const

/** True for what is traded by this profile: its kind of market, and of perpetuals those whose money is that of the quote. */
export function isOfProfile(market: ListedMarket, { kind }: Pick<VenueProfile, 'kind'>): boolean {
  return market.type === TYPES[kind] && (kind === 'spot' || market.linear === true)
}

/**
 * A market of ccxt as an instrument: quantities in base units, where the venue may count in contracts. ccxt has its figures as
 * float64, which give back up to fifteen digits as the venue wrote them.
 *
 * @returns undefined where the venue names no step of price or quantity.
 */
export function readInstrument(
  market: ListedMarket,
  profile: Pick<VenueProfile, 'venueId' | 'kind'>,
): Instrument | undefined {
  const { base, quote, precision, limits } = market
  const tickSize = positive(precision.price)
  const step = positive(precision.amount)
  if (tickSize === undefined || step === undefined) return undefined
  const contract = positive(market.contractSize) ?? new Decimal(1)
  const lotSize = step.mul(contract)
  const symbol = `${base}-${quote}`
  // A stop becomes a market order, so that the bound of those holds for every order.
  const maxQuantity = least(positive(limits.amount?.max), positive(limits.market?.max))?.mul(contract)
  const maxNotional = positive(limits.cost?.max)
  const maintenance = maintenanceOf(market)
  return {
    instrumentId: instrumentId(profile.venueId, symbol),
    venueId: profile.venueId,
    symbol,
    name: profile.kind === 'spot' ? `${base}/${quote}` : `${base}/${quote} perpetual`,
    base,
    quote,
    tickSize: price(tickSize),
    lotSize: quantity(lotSize),
    minQuantity: quantity(positive(limits.amount?.min)?.mul(contract) ?? lotSize),
    minNotional: money(positive(limits.cost?.min) ?? ZERO),
    kind: profile.kind,
    status: statusOf(market),
    ...(maxQuantity && { maxQuantity: quantity(maxQuantity) }),
    ...(maxNotional && { maxNotional: money(maxNotional) }),
    ...(maintenance !== undefined && { maintenanceMarginFraction: maintenance }),
  }
}

/** Zero is how exchanges say that there is none. */
function positive(value: number | undefined): Decimal | undefined {
  return value !== undefined && Number.isFinite(value) && value > 0 ? decimalOf(value) : undefined
}

function least(a: Decimal | undefined, b: Decimal | undefined): Decimal | undefined {
  return a && b ? Decimal.min(a, b) : (a ?? b)
}

/** Binance names a percentage that holds for any size, more than the smallest positions need. */
function maintenanceOf({ info }: ListedMarket): number | undefined {
  const { maintMarginPercent } = info as { readonly maintMarginPercent?: string }
  const percent = Number(maintMarginPercent)
  return maintMarginPercent !== undefined && percent > 0
    ? new Decimal(maintMarginPercent).div(100).toNumber()
    : undefined
}

/** Every figure and word of the two is the same. */
export function isSameInstrument(a: Instrument, b: Instrument): boolean {
  return textOf(a) === textOf(b)
}

/** Decimals write their shortest text, so that equal ones write the same. */
function textOf(instrument: Instrument): string {
  return JSON.stringify(Object.entries(instrument).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
