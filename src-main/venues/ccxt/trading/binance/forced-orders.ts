import type { Decimal } from '../../../../base/index.ts'
import {
  type InstrumentId,
  money,
  type OrderId,
  signedQuantity,
  type VenueAdjustment,
  type VenueExecution,
  type VenueId,
} from '../../../../domain/index.ts'

type Forced = Pick<VenueAdjustment, 'kind' | 'reason'>

/** By the beginning of the client id that Binance gives to orders of its own. */
const FORCED: readonly (readonly [prefix: string, Forced])[] = [
  ['adl_autoclose', { kind: 'adl', reason: 'closed by Binance against a liquidation on the other side' }],
  ['autoclose-', { kind: 'liquidation', reason: 'liquidated by Binance' }],
  ['settlement_autoclose', { kind: 'liquidation', reason: 'settled by Binance, because the instrument ends' }],
  ['delivery_autoclose', { kind: 'liquidation', reason: 'settled by Binance, because the contract ends' }],
]

/** @returns What it was where Binance itself closed a position by that order; undefined for everybody else's orders. */
export function forcedOf(id: OrderId): Forced | undefined {
  return FORCED.find(([prefix]) => id.startsWith(prefix))?.[1]
}

export interface ForcedParts {
  readonly venueId: VenueId
  readonly accountCurrency: string
}

/** An execution by which Binance closed a position: the same id whoever tells it. */
export function forcedAdjustment(
  execution: VenueExecution,
  { kind, reason }: Forced,
  { venueId, accountCurrency }: ForcedParts,
): VenueAdjustment {
  const { instrumentId, side, quantity, price, fee, feeCurrency, tradeId, timeMs } = execution
  return {
    adjustmentId: adjustmentId(venueId, instrumentId, tradeId),
    kind,
    instrumentId,
    quantity: signedQuantity(side, quantity),
    price,
    cash: money(feeCurrency === accountCurrency ? negated(fee) : 0),
    reason,
    timeMs,
  }
}

function adjustmentId(venueId: VenueId, instrumentId: InstrumentId, tradeId: string): string {
  return `${venueId}:forced:${instrumentId}:${tradeId}`
}

/** Without a minus before nothing. */
function negated(value: Decimal): Decimal {
  return value.isZero() ? value : value.neg()
}
