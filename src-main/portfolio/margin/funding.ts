import { Decimal, type TimeMs, ZERO } from '../../base/index.ts'
import type { Adjustment, InstrumentId, Money, Position, Price, Quantity } from '../../domain/index.ts'
import { toBooked } from '../rounding.ts'

/** A moment at which holders of a perpetual pay each other. */
export interface FundingSettlement {
  readonly instrumentId: InstrumentId
  /** Share of the value that the long side pays to the short side; below zero the other way. */
  readonly rate: number
  readonly markPrice: Price
  readonly timeMs: TimeMs
}

/** What a position gets at a settlement, below zero what it pays: −quantity × mark price × rate. */
export function fundingPayment(quantity: Decimal, { markPrice, rate }: FundingSettlement): Money {
  return toBooked(quantity.mul(markPrice).mul(new Decimal(rate)).neg()) as Money
}

/**
 * The payments of one settlement, one adjustment per owner that holds the instrument; for venues that do not report them
 * themselves. Owners of opposite sides pay each other, so together they are what the venue's net position pays.
 */
export function fundingAdjustments(settlement: FundingSettlement, positions: readonly Position[]): Adjustment[] {
  const { instrumentId, rate, markPrice, timeMs } = settlement
  const held = positions.filter((position) => position.instrumentId === instrumentId && !position.quantity.isZero())
  return held.map(({ owner, quantity }) => ({
    adjustmentId: `funding:${instrumentId}:${timeMs}:${owner}`,
    kind: 'funding',
    instrumentId,
    owner,
    quantity: ZERO as Quantity,
    price: markPrice,
    cash: fundingPayment(quantity, settlement),
    reason: `funding at a rate of ${rate}`,
    timeMs,
  }))
}
