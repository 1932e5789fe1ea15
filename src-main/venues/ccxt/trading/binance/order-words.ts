import type { Decimal } from '../../../../base/index.ts'
import type { OrderType, Price, Side, VenueOrderReport } from '../../../../domain/index.ts'
import type { SidedPosition } from './position-mode.ts'

type OrderState = VenueOrderReport['state']

const STATES: Readonly<Record<string, OrderState>> = {
  NEW: 'working',
  PENDING_NEW: 'working',
  PENDING_CANCEL: 'working',
  // A liquidation that the insurance fund, or somebody on the other side, is to take over.
  NEW_INSURANCE: 'working',
  NEW_ADL: 'working',
  PARTIALLY_FILLED: 'partiallyFilled',
  FILLED: 'filled',
  CANCELED: 'cancelled',
  REJECTED: 'rejected',
  EXPIRED: 'expired',
  EXPIRED_IN_MATCH: 'expired',
}

/** @returns The state that a status stands for; a status that is not known counts as open, so that nothing is ended by mistake. */
export function stateOf(status: string, filled: Decimal): OrderState {
  const state = STATES[status] ?? 'working'
  return state === 'working' && filled.gt(0) ? 'partiallyFilled' : state
}

/** @param detail the exchange's own word on why, such as `eR` of an execution report. */
export function reasonOf(state: OrderState, status: string, detail?: string | null): string | undefined {
  if (state === 'working' || state === 'partiallyFilled' || state === 'filled') return undefined
  const said = detail && detail !== 'NONE' ? `: ${detail}` : ''
  if (status === 'EXPIRED_IN_MATCH') return `Binance ended it so that it does not trade with an own order${said}`
  if (state === 'cancelled') return `cancelled at Binance${said}`
  return state === 'expired'
    ? `it expired at Binance, or could not be filled at once${said}`
    : `Binance refused it${said}`
}

/** Types of both markets. What is not known is told by its limit price. */
const TYPES: Readonly<Record<string, OrderType>> = {
  MARKET: 'market',
  LIMIT: 'limit',
  LIMIT_MAKER: 'limit',
  STOP_LOSS: 'stop',
  STOP_LOSS_LIMIT: 'stopLimit',
  TAKE_PROFIT_LIMIT: 'takeProfitLimit',
  STOP: 'stopLimit',
  STOP_MARKET: 'stop',
  TAKE_PROFIT_MARKET: 'takeProfit',
  TRAILING_STOP_MARKET: 'trailingStop',
}

/** @returns The type; `TAKE_PROFIT` is a market order on spot and one with a limit on the futures side. */
export function orderTypeOf(type: string, limit: Decimal): OrderType {
  if (type === 'TAKE_PROFIT') return limit.gt(0) ? 'takeProfitLimit' : 'takeProfit'
  return TYPES[type] ?? (limit.gt(0) ? 'limit' : 'market')
}

/** True for an order that can only make a position smaller: by its flag, or by the side of a hedged position that it is for. */
export function onlyReduces({
  reduceOnly,
  side,
  positionSide,
}: SidedPosition & { readonly reduceOnly: boolean; readonly side: Side }): boolean {
  return reduceOnly || positionSide === (side === 'sell' ? 'LONG' : 'SHORT')
}

/** Zero stands for none. */
export function priceOrNone(value: Decimal): Price | undefined {
  return value.isZero() ? undefined : (value as Price)
}
