import type { OrderId } from '../domain/index.ts'

/** Ids end in their number, which grows with every order: a lower one was made earlier. 0 for an id without one. */
export function orderNumberOf(orderId: OrderId): number {
  return Number(/(\d+)$/.exec(orderId)?.[1] ?? 0)
}
