import { ensureNever } from '../../base/index.ts'
import type { OrderType } from '../../domain/index.ts'

/** What sets an order off, and whether it then has a limit. */
export interface OrderKind {
  /** `losing`: the price comes against what the order closes (a stop). `winning`: it comes in its favour (a take-profit). */
  readonly trigger: 'none' | 'losing' | 'winning' | 'trailing'
  readonly hasLimit: boolean
}

/** @returns What an order of this type consists of. */
export function orderKind(type: OrderType): OrderKind {
  switch (type) {
    case 'market':
      return { trigger: 'none', hasLimit: false }
    case 'limit':
      return { trigger: 'none', hasLimit: true }
    case 'stop':
      return { trigger: 'losing', hasLimit: false }
    case 'stopLimit':
      return { trigger: 'losing', hasLimit: true }
    case 'takeProfit':
      return { trigger: 'winning', hasLimit: false }
    case 'takeProfitLimit':
      return { trigger: 'winning', hasLimit: true }
    case 'trailingStop':
      return { trigger: 'trailing', hasLimit: false }
    default:
      return ensureNever(type, 'order type')
  }
}
