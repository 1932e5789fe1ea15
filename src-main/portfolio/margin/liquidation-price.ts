import { isolatedMarginOf, maintenanceMargin, type MarginedPosition, unrealisedOf } from './margin.ts'

/** An account as far as its margin goes. */
export interface MarginedAccount {
  /** Cash of the account, margin of isolated positions included. */
  readonly cash: number
  readonly positions: readonly MarginedPosition[]
}

/**
 * Mark price at which margin and open profit fall to the maintenance margin:
 *
 *   (B − q·E) / (|q|·m − q)
 *
 * with q the signed quantity, E the entry price, m the maintenance fraction, and B what stands behind the
 * position: of an isolated one its margin, of a cross one the account's cash less all isolated margin, less the maintenance
 * margin of the other cross positions, plus their open profit. It follows from B + q·(P − E) = |q|·P·m; the same formula
 * in one-way mode: "How to Calculate Liquidation Price of USDⓈ-M Futures Contracts", Binance Support.
 *
 * An estimate: it takes one maintenance tier, no fee of the liquidation, no funding to come, and of a cross position that the
 * prices of all others stand still. The venue's own figure, where it gives one, goes before this one.
 *
 * @returns undefined where no price above zero liquidates it: it is flat, or covered by cash.
 */
export function liquidationPrice(position: MarginedPosition, account: MarginedAccount): number | undefined {
  const { quantity, entryPrice, terms } = position
  if (quantity === 0) return undefined
  const backing = terms.mode === 'isolated' ? isolatedMarginOf(position) : crossBacking(position, account)
  const slope = Math.abs(quantity) * terms.maintenanceFraction - quantity
  const price = (backing - quantity * entryPrice) / slope
  return Number.isFinite(price) && price > 0 ? price : undefined
}

function crossBacking(position: MarginedPosition, { cash, positions }: MarginedAccount): number {
  let backing = cash
  for (const other of positions) {
    if (other.instrumentId === position.instrumentId) continue
    backing +=
      other.terms.mode === 'isolated' ? -isolatedMarginOf(other) : unrealisedOf(other) - maintenanceMargin(other)
  }
  return backing
}
