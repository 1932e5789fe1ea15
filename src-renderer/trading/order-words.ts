import type { OrderView } from '../../src-contract/index.ts'
import type { BadgeTone } from '../ui/index.ts'

export interface OrderBadge {
  readonly word: string
  readonly tone: BadgeTone
}

const BADGES: Readonly<Record<OrderView['state'], OrderBadge>> = {
  pending: { word: 'PENDING', tone: 'neutral' },
  submitted: { word: 'SENT', tone: 'neutral' },
  working: { word: 'WORKING', tone: 'accent' },
  partiallyFilled: { word: 'PARTLY', tone: 'accent' },
  cancelling: { word: 'CANCELLING', tone: 'neutral' },
  filled: { word: 'FILLED', tone: 'up' },
  cancelled: { word: 'CANCELLED', tone: 'neutral' },
  rejected: { word: 'REJECTED', tone: 'down' },
  expired: { word: 'EXPIRED', tone: 'neutral' },
  unsent: { word: 'UNSENT', tone: 'warn' },
}

/** The word and colour of an order's state. */
export const orderBadge = (state: OrderView['state']): OrderBadge => BADGES[state]

const OPEN_STATES: ReadonlySet<OrderView['state']> = new Set([
  'pending',
  'submitted',
  'working',
  'partiallyFilled',
  'cancelling',
])

/** True until the order has ended for good. */
export const isOpenOrder = (order: Pick<OrderView, 'state'>): boolean => OPEN_STATES.has(order.state)

const STRATEGY_PREFIX = 'strategy:'

/** `hand` and `strategy:ema-cross` as a person says it: `Manual`, `ema-cross`. */
export function ownerText(owner: string): string {
  if (owner === 'hand') return 'Manual'
  return owner.startsWith(STRATEGY_PREFIX) ? owner.slice(STRATEGY_PREFIX.length) : owner
}

const ROLE_WORDS: Readonly<Record<OrderView['role'], string>> = {
  entry: 'Entry',
  stopLoss: 'Stop-loss',
  takeProfit: 'Take-profit',
  close: 'Close',
}

/** What an order is for and how: `Entry limit`, `Stop-loss`, `Close market`. */
export function orderDetail(order: Pick<OrderView, 'role' | 'type'>): string {
  const protects = order.role === 'stopLoss' || order.role === 'takeProfit'
  return protects ? ROLE_WORDS[order.role] : `${ROLE_WORDS[order.role]} ${order.type}`
}
