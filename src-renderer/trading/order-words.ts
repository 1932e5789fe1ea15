import type { OrderView } from '../../src-contract/index.ts'
import { words } from '../i18n/index.ts'
import type { BadgeTone } from '../ui/index.ts'

export interface OrderBadge {
  readonly word: string
  readonly tone: BadgeTone
}

const TONES: Readonly<Record<OrderView['state'], BadgeTone>> = {
  pending: 'neutral',
  submitted: 'neutral',
  working: 'accent',
  partiallyFilled: 'accent',
  cancelling: 'neutral',
  filled: 'up',
  cancelled: 'neutral',
  rejected: 'down',
  expired: 'neutral',
  unsent: 'warn',
  unknown: 'warn',
}

/** The word and colour of an order's state, in the language of the moment. */
export const orderBadge = (state: OrderView['state']): OrderBadge => ({
  word: words('trading')(`states.${state}`),
  tone: TONES[state],
})

const OPEN_STATES: ReadonlySet<OrderView['state']> = new Set([
  'pending',
  'submitted',
  'working',
  'partiallyFilled',
  'cancelling',
  'unknown',
])

/** True until the order has ended for good. */
export const isOpenOrder = (order: Pick<OrderView, 'state'>): boolean => OPEN_STATES.has(order.state)

/** Stops and targets: orders that protect a position. */
export const isProtection = ({ role }: Pick<OrderView, 'role'>): boolean => role === 'stopLoss' || role === 'takeProfit'

const STRATEGY_PREFIX = 'strategy:'

/** `hand` and `strategy:ema-cross` as a person says it: `Manual`, `ema-cross`. */
export function ownerText(owner: string): string {
  if (owner === 'hand') return words('trading')('manual')
  if (owner === 'unassigned') return words('trading')('unassigned')
  return owner.startsWith(STRATEGY_PREFIX) ? owner.slice(STRATEGY_PREFIX.length) : owner
}

/** What an order is for and how: `Entry limit`, `Stop-loss`, `Close market`. */
export function orderDetail({ role, type }: Pick<OrderView, 'role' | 'type'>): string {
  const t = words('trading')
  return isProtection({ role }) ? t(`roles.${role}`) : `${t(`roles.${role}`)} ${t(`types.${type}`)}`
}
