import type { JournalEvents } from './journal.ts'
import type { SeenAccount } from './page/account-probe.ts'

/** What the window saw of the account, beside what the engine's journal has. */
export interface AccountCheck {
  readonly seen: number
  readonly journalled: number
  /** Undefined where both are the same, event for event. */
  readonly difference: string | undefined
}

export function checkAccount(seen: SeenAccount, journal: JournalEvents): AccountCheck {
  const orderIds = seen.orders.map(({ orderId }) => orderId)
  return {
    seen: orderIds.length + seen.fills.length,
    journalled: journal.orders.length + journal.fills.length,
    difference:
      begunAnew(seen) ??
      firstDifference('orders', orderIds, journal.orders) ??
      firstDifference('fills', seen.fills, journal.fills) ??
      otherState(seen, journal),
  }
}

/** A stream that begins anew skips what lies between. */
function begunAnew({ begun }: SeenAccount): string | undefined {
  const { orders, fills } = begun
  return orders === 1 && fills === 1
    ? undefined
    : `streams began ${orders} (orders) and ${fills} (fills) times, not once`
}

function firstDifference(what: string, seen: readonly string[], journalled: readonly string[]): string | undefined {
  const length = Math.max(seen.length, journalled.length)
  for (let index = 0; index < length; index += 1) {
    if (seen[index] !== journalled[index])
      return `${what}: event ${index} is ${seen[index] ?? 'missing'}, in the journal ${journalled[index] ?? 'none'}`
  }
  return undefined
}

function otherState(seen: SeenAccount, { states }: JournalEvents): string | undefined {
  const newest = new Map(seen.orders.map(({ orderId, state }) => [orderId, state]))
  const wrong = [...newest].find(([orderId, state]) => states.get(orderId) !== state)
  return wrong && `order ${wrong[0]} is ${wrong[1]}, in the journal ${states.get(wrong[0])}`
}
