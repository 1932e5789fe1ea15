import { type OrderIntent, quantity } from '../../domain/index.ts'
import type { RiskSnapshot } from '../ports.ts'
import type { RiskLimits } from '../risk-config.ts'

/** An order that a rule denies, what the denial says, and the nearest case that passes. */
export interface RuleScenario {
  readonly code: string
  readonly denied: OrderIntent
  readonly snapshot?: Partial<RiskSnapshot>
  readonly limits?: Partial<RiskLimits>
  readonly denial: {
    readonly measured: number
    readonly limit: number
    readonly unit: string
    readonly message: string
    readonly fits: string | undefined
  }
  /** The nearest case that must pass: the same order with this changed. */
  readonly passes: {
    readonly intent?: Partial<OrderIntent>
    readonly snapshot?: Partial<RiskSnapshot>
  }
}

export const sizeOf = (text: string): OrderIntent['size'] => ({ kind: 'quantity', quantity: text })
export const longPosition = { netQuantity: quantity('0.5'), ownerQuantity: quantity('0.5'), ownerHasPosition: true }
