import { Decimal, ZERO } from '../../../src-main/base/index.ts'
import type { PositionSide } from './venue-order.ts'

/** A perpetual that is held. */
export interface Position {
  readonly symbol: string
  readonly side: PositionSide
  /** Signed: below zero is short. */
  readonly amount: Decimal
  readonly entryPrice: Decimal
  /** Margin that was set apart for it; zero where the whole wallet stands for it. */
  readonly isolatedWallet: Decimal
  readonly updatedMs: number
}

export type MarginType = 'cross' | 'isolated'

export interface PositionChange {
  readonly change: Decimal
  readonly price: Decimal
  readonly leverage: number
  readonly marginType: MarginType
  readonly nowMs: number
}

/** What a change makes of a position, and what it realises. */
export interface MovedPosition {
  readonly position: Position
  readonly realizedPnl: Decimal
}

/** What is booked has so many decimals: an average entry may have no end of digits, a wallet has. */
const BOOKED_DECIMALS = 8

/** An amount as the venue books it. */
export function booked(amount: Decimal): Decimal {
  return amount.toDecimalPlaces(BOOKED_DECIMALS, Decimal.ROUND_DOWN)
}

/** Average entry, realised profit and isolated margin after an execution; what goes beyond flat opens the other side. */
export function moved(held: Position, change: PositionChange): MovedPosition {
  const isGrowing = held.amount.isZero() || held.amount.isPositive() === change.change.isPositive()
  if (isGrowing) return { position: grown(held, change), realizedPnl: ZERO }
  const closed = Decimal.min(change.change.abs(), held.amount.abs())
  const direction = held.amount.isPositive() ? 1 : -1
  const realizedPnl = booked(change.price.sub(held.entryPrice).mul(closed).mul(direction))
  const rest = change.change.abs().sub(closed)
  const share = held.amount.abs().sub(closed).div(held.amount.abs())
  const reduced: Position = {
    ...held,
    amount: held.amount.sub(closed.mul(direction)),
    isolatedWallet: held.isolatedWallet.mul(share),
    entryPrice: share.isZero() ? ZERO : held.entryPrice,
    updatedMs: change.nowMs,
  }
  if (rest.isZero()) return { position: reduced, realizedPnl }
  return { position: grown(reduced, { ...change, change: rest.mul(-direction) }), realizedPnl }
}

function grown(held: Position, { change, price, leverage, marginType, nowMs }: PositionChange): Position {
  const amount = held.amount.add(change)
  const cost = held.amount.mul(held.entryPrice).add(change.mul(price))
  const margin = marginType === 'isolated' ? change.abs().mul(price).div(leverage) : ZERO
  return {
    ...held,
    amount,
    entryPrice: amount.isZero() ? ZERO : cost.div(amount),
    isolatedWallet: held.isolatedWallet.add(margin),
    updatedMs: nowMs,
  }
}

export function unrealizedPnl({ amount, entryPrice }: Position, markPrice: Decimal): Decimal {
  return markPrice.sub(entryPrice).mul(amount)
}

/**
 * Where what stands for a position no longer covers its maintenance margin.
 *
 * @param wallet margin that stands for it, without its own unrealised profit.
 * @param maintenance share of the position's value.
 * @returns Zero where no price does that.
 */
export function liquidationPrice({ amount, entryPrice }: Position, wallet: Decimal, maintenance: Decimal): Decimal {
  if (amount.isZero()) return ZERO
  const size = amount.abs()
  const direction = amount.isPositive() ? 1 : -1
  const price = entryPrice
    .mul(size)
    .sub(wallet.mul(direction))
    .div(size.mul(new Decimal(1).sub(maintenance.mul(direction))))
  return Decimal.max(price, ZERO)
}
