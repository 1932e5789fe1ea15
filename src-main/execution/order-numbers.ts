import type { Random } from '../base/index.ts'
import type { OrderId } from '../domain/index.ts'

/** First part of every id that this program gives an order. */
export const ORDER_ID_PREFIX = 'wh'

/** Of every start another one: `wh-4k2x9a-17`. Ids of before there were any have none. */
const OURS = /^wh(?:-[0-9a-z]{4,6})?-(\d{1,16})$/
const INCARNATIONS = 36 ** 6

/**
 * First part of every order id of one start of the program. An old backup that is put back counts orders again from where
 * it stood; the incarnation keeps their ids from meeting those that the venue has seen since.
 */
export function newOrderIdPrefix(random: Random): string {
  const incarnation = Math.floor(random.next() * INCARNATIONS)
  return `${ORDER_ID_PREFIX}-${incarnation.toString(36).padStart(6, '0')}`
}

/** True for an id that this program made, in this start or an earlier one; others were placed elsewhere. */
export function isOurs(orderId: OrderId): boolean {
  return OURS.test(orderId)
}

/** Ids of ours end in their number, which grows with every order: a lower one was made earlier. 0 for an id of somebody else. */
export function orderNumberOf(orderId: OrderId): number {
  return Number(OURS.exec(orderId)?.[1] ?? 0)
}
