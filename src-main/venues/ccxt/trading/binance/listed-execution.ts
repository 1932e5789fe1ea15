import type { InstrumentId, OrderId, VenueExecution, VenueOrderId } from '../../../../domain/index.ts'

/** Gives the symbol's instrument; undefined for what is not traded here. */
export type InstrumentOf = (marketId: string) => InstrumentId | undefined

/** An execution of the exchange's lists, which name its order by the exchange's id alone. */
export interface ListedExecution extends Omit<VenueExecution, 'orderId'> {
  readonly venueOrderId: VenueOrderId
}

export function executionOf(listed: ListedExecution, orderId: OrderId): VenueExecution {
  const { kind, instrumentId, side, tradeId, quantity, price, fee, feeCurrency, liquidity, timeMs } = listed
  return { kind, orderId, instrumentId, side, tradeId, quantity, price, fee, feeCurrency, liquidity, timeMs }
}
