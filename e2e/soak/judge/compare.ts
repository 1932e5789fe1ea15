import type { BookedOrder, Books } from './books.ts'

/** Sums of amounts that each side has rounded at the eighth digit. */
const CASH_TOLERANCE = 1e-4
/** Ended without ever being at the venue; none of them may have filled. */
const NEVER_AT_VENUE = new Set(['unsent', 'rejected', 'cancelled', 'expired'])

export interface Comparison {
  /** How many were compared, by what they are. */
  readonly counts: Readonly<Record<string, readonly [local: number | string, venue: number | string]>>
  readonly findings: readonly string[]
}

export interface Sides {
  readonly local: Books
  readonly venue: Books
  /** Orders that the engine waits with; they never reach the venue. */
  readonly held: ReadonlySet<string>
  /** Orders that the interface has said were taken. */
  readonly accepted: ReadonlySet<string>
}

/** Everything that the two books say differently. */
export function compare(sides: Sides): Comparison {
  const { local, venue, held, accepted } = sides
  const known = new Set(local.orders.map(({ orderId }) => orderId))
  const open = (books: Books): number => books.orders.filter(({ isOpen }) => isOpen).length
  return {
    counts: {
      orders: [local.orders.length, venue.orders.length],
      'orders that the engine holds': [held.size, 0],
      'open orders': [open(local), open(venue)],
      fills: [local.fills.length, venue.fills.length],
      positions: [local.positions.size, venue.positions.size],
      'cash less cost of positions': [local.cashLessCost.toFixed(4), venue.cashLessCost.toFixed(4)],
      'orders accepted by the interface': [accepted.size, [...accepted].filter((id) => known.has(id)).length],
    },
    findings: [
      ...compareOrders(sides),
      ...[...accepted].filter((id) => !known.has(id)).map((id) => `order ${id} was accepted and is not in the ledger`),
      ...compareLines('fill', local.fills, venue.fills),
      ...compareLines('position', linesOf(local.positions), linesOf(venue.positions)),
      ...compareCash(local, venue),
    ],
  }
}

function compareOrders({ local, venue, held }: Sides): string[] {
  const there = new Map<string, BookedOrder[]>()
  for (const order of venue.orders) there.set(order.orderId, [...(there.get(order.orderId) ?? []), order])
  const findings = local.orders.flatMap((order) => {
    const found = there.get(order.orderId) ?? []
    there.delete(order.orderId)
    if (found.length > 1) return [`order ${order.orderId} is ${found.length} times at the venue`]
    const [theirs] = found
    return theirs ? compareOrder(order, theirs) : checkAbsent(order, held)
  })
  return [...findings, ...Array.from(there.keys(), (id) => `order ${id} is at the venue and not in the ledger`)]
}

function compareOrder(here: BookedOrder, there: BookedOrder): string[] {
  const differing = (['state', 'filled', ...(there.isOpen ? (['terms'] as const) : [])] as const).filter(
    (key) => here[key] !== there[key],
  )
  return differing.map((key) => `order ${here.orderId}: ${key} ${here[key]} here, ${there[key]} at the venue`)
}

function checkAbsent({ orderId, state, filled }: BookedOrder, held: ReadonlySet<string>): string[] {
  if (held.has(orderId)) return []
  if (NEVER_AT_VENUE.has(state) && filled === '0') return []
  return [`order ${orderId} is ${state}, has filled ${filled}, and the venue has never seen it`]
}

function compareLines(what: string, here: readonly string[], there: readonly string[]): string[] {
  const [ours, theirs] = [new Set(here), new Set(there)]
  return [
    ...here.filter((line) => !theirs.has(line)).map((line) => `${what} ${line} is here and not at the venue`),
    ...there.filter((line) => !ours.has(line)).map((line) => `${what} ${line} is at the venue and not here`),
    ...(ours.size === here.length ? [] : [`a ${what} is here twice`]),
  ]
}

function linesOf(positions: ReadonlyMap<string, string>): string[] {
  return Array.from(positions, ([symbol, quantity]) => `${symbol} ${quantity}`)
}

function compareCash(local: Books, venue: Books): string[] {
  const difference = local.cashLessCost.sub(venue.cashLessCost)
  if (difference.abs().lte(CASH_TOLERANCE)) return []
  const amounts = `${local.cashLessCost.toFixed()} here, ${venue.cashLessCost.toFixed()} at the venue`
  return [`cash less the cost of positions is ${amounts}: ${difference.toFixed()} apart`]
}
