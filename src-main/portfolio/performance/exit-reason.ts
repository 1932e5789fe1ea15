import { ensureNever } from '../../base/index.ts'
import { type Entry, isExitRole, type OrderRole, type OrderTerms, type Price } from '../../domain/index.ts'
import type { ExitReason } from './trade-record.ts'

/** What a trade needs to know of an order behind its fills. */
export interface TradeOrder {
  readonly role: OrderRole
  readonly source: OrderTerms['source']
  readonly stopLossPrice: Price | undefined
}

/** How a part left; undefined for an entry that takes nothing off. */
export function exitReasonOf(entry: Entry, order: TradeOrder | undefined): ExitReason | undefined {
  switch (entry.kind) {
    case 'fill':
      return orderReason(order)
    case 'liquidation':
    case 'adl':
    case 'dust':
    case 'transfer':
    case 'adopted':
    case 'handover':
      return entry.kind
    case 'funding':
    case 'reset':
      return undefined
    default:
      return ensureNever(entry.kind, 'kind of entry')
  }
}

function orderReason(order: TradeOrder | undefined): ExitReason {
  if (order && isExitRole(order.role)) return order.role
  if (order?.source === 'killSwitch' || order?.source === 'risk') return order.source
  return 'close'
}
