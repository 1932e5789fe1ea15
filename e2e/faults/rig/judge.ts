import { Decimal } from 'decimal.js'
import { type BookedOrder, filled, isOpen } from '../../../src-main/venues/testing/fault-venue/index.ts'
import type { FaultVenue } from '../../../src-main/venues/testing/fault-venue/index.ts'
import type { LedgerBook, LedgerOrder } from './ledger-book.ts'

/** What a scenario may leave different, because it is for a person to decide. */
export type Leave = 'orders' | 'unknown' | 'fills' | 'positions' | 'cash' | 'orphans' | 'doubled' | 'violations'

export interface JudgeOptions {
  /** Longest time that a net position may have stood without all of its stop, in session time; undefined: no entry had one. */
  readonly unprotectedMs: number | undefined
  readonly leave: ReadonlySet<Leave>
  /** Orders of which a person was told that ledger and venue differ. */
  readonly toldOrders?: ReadonlySet<string>
  /** By how much cash less cost may differ; the last digits unless given. */
  readonly cashTolerance?: Decimal.Value
}

const OPEN_IN_LEDGER = new Set(['pending', 'submitted', 'working', 'partiallyFilled', 'cancelling', 'unknown'])
const NEVER_AT_VENUE = new Set(['unsent', 'cancelled', 'rejected', 'expired'])
/** Average prices are rounded at the last digits, each side in its own way. */
const TOLERANCE = new Decimal('1e-9')

/** Compares the ledger on disk with the venue's own books and says every difference. Shares no code with the engine. */
export function judge(ledger: LedgerBook, venue: FaultVenue, options: JudgeOptions): string[] {
  const checks: Readonly<Record<Leave, () => string[]>> = {
    orders: () => compareOrders(ledger.orders, venue, options.toldOrders ?? new Set()),
    unknown: () => unresolved(ledger.orders),
    fills: () => compareFills(ledger, venue),
    positions: () => comparePositions(ledger, venue),
    cash: () => compareCash(ledger, venue, options.cashTolerance ?? TOLERANCE),
    orphans: () => orphans(venue),
    doubled: () => venue.doubled.map((id) => `client order id ${id} was sent twice`),
    violations: () => venue.violations.map((text) => `sent to the venue: ${text}`),
  }
  const names = Object.keys(checks) as Leave[]
  return [
    ...names.filter((name) => !options.leave.has(name)).flatMap((name) => checks[name]()),
    ...checkPostings(ledger),
    ...checkProtection(venue, options.unprotectedMs),
  ]
}

function compareOrders(ours: readonly LedgerOrder[], venue: FaultVenue, told: ReadonlySet<string>): string[] {
  const theirs = new Map([...venue.books.orders].filter(([, order]) => !order.isForeign))
  const findings = ours.flatMap((row) => {
    const order = theirs.get(row.order_id)
    theirs.delete(row.order_id)
    if (order) return told.has(row.order_id) ? [] : compareOrder(row, order)
    if (row.handling === 'engine' || NEVER_AT_VENUE.has(row.state)) return []
    if (venue.books.orders.get(row.order_id)?.isForeign) return []
    return [`order ${row.order_id} is ${row.state} in the ledger and the venue has never seen it`]
  })
  return [...findings, ...Array.from(theirs.keys(), (id) => `order ${id} is at the venue and not in the ledger`)]
}

function compareOrder(row: LedgerOrder, order: BookedOrder): string[] {
  const { order_id: id, state } = row
  const findings: string[] = []
  if (state !== 'unknown' && OPEN_IN_LEDGER.has(state) !== isOpen(order))
    findings.push(`order ${id} is ${state} in the ledger and ${order.state} at the venue`)
  else if (!OPEN_IN_LEDGER.has(state) && !isOpen(order) && (state === 'filled') !== (order.state === 'filled'))
    findings.push(`order ${id} ended ${state} in the ledger and ${order.state} at the venue`)
  if (!filled(order).eq(row.filled_quantity))
    findings.push(
      `order ${id} has filled ${row.filled_quantity} in the ledger and ${filled(order).toFixed()} at the venue`,
    )
  if (!isOpen(order)) return findings
  const { quantity, limitPrice, triggerPrice } = order.terms
  const terms = [
    ['quantity', row.quantity, quantity],
    ['limit price', row.limit_price, limitPrice],
    ['trigger price', row.trigger_price, triggerPrice],
  ] as const
  for (const [name, here, there] of terms) {
    if (!sameAmount(here, there))
      findings.push(`order ${id}: ${name} ${here} in the ledger, ${there?.toFixed()} at the venue`)
  }
  return findings
}

function sameAmount(here: string | null, there: Decimal | undefined): boolean {
  if (here === null || there === undefined) return here === null && there === undefined
  return there.eq(here)
}

function unresolved(orders: readonly LedgerOrder[]): string[] {
  const left = orders.filter(({ state }) => state === 'unknown' || state === 'pending')
  return left.map(({ order_id: id, state }) => `order ${id} is still ${state}`)
}

function compareFills(ledger: LedgerBook, venue: FaultVenue): string[] {
  const known = new Set(ledger.orders.map(({ order_id: id }) => id))
  const here = ledger.fills.map((fill) =>
    [fill.trade_id, fill.order_id, fill.side, ...[fill.quantity, fill.price, fill.fee].map(plain)].join(' '),
  )
  const there = venue.books.executions
    .filter(({ orderId }) => !venue.books.find(orderId)?.isForeign || known.has(orderId))
    .map((fill) =>
      [fill.tradeId, fill.orderId, fill.side, ...[fill.quantity, fill.price, fill.fee].map(plain)].join(' '),
    )
  return [
    ...here.filter((fill) => !there.includes(fill)).map((fill) => `fill ${fill} is in the ledger and not at the venue`),
    ...there.filter((fill) => !here.includes(fill)).map((fill) => `fill ${fill} is at the venue and not in the ledger`),
    ...(new Set(here).size === here.length ? [] : ['a fill is booked twice']),
  ]
}

function comparePositions(ledger: LedgerBook, venue: FaultVenue): string[] {
  const theirs = new Map<string, Decimal>(venue.books.positions().map((held) => [held.instrumentId, held.quantity]))
  const reckonings = { positions: sums(ledger.positions), entries: sums(ledger.entries) }
  return Object.entries(reckonings).flatMap(([what, nets]) =>
    [...new Set([...nets.keys(), ...theirs.keys()])]
      .filter((id) => !(nets.get(id) ?? ZERO).eq(theirs.get(id) ?? ZERO))
      .map(
        (id) =>
          `${id}: ${what} say ${(nets.get(id) ?? ZERO).toFixed()}, the venue ${(theirs.get(id) ?? ZERO).toFixed()}`,
      ),
  )
}

function sums(rows: readonly { readonly instrument_id: string; readonly quantity: string }[]): Map<string, Decimal> {
  const nets = new Map<string, Decimal>()
  for (const { instrument_id: id, quantity } of rows) nets.set(id, (nets.get(id) ?? ZERO).add(quantity))
  return nets
}

/** Cash less what open positions cost: the same however positions are split among owners. */
function compareCash(ledger: LedgerBook, venue: FaultVenue, tolerance: Decimal.Value): string[] {
  const here = ledger.postings
    .filter(({ account, currency }) => account === 'cash' && currency === 'USDT')
    .reduce((sum, { amount }) => sum.add(amount), ZERO)
    .sub(ledger.positions.reduce((sum, held) => sum.add(new Decimal(held.quantity).mul(held.entry_price)), ZERO))
  const held = venue.books.positions()
  const there = held.reduce<Decimal>(
    (rest, { quantity, entryPrice }) => rest.sub(quantity.mul(entryPrice)),
    venue.books.cash,
  )
  return here.sub(there).abs().gt(tolerance)
    ? [`cash less cost is ${here.toFixed()} in the ledger and ${there.toFixed()} at the venue`]
    : []
}

/** Exits that stand at the venue though nothing is held. */
function orphans(venue: FaultVenue): string[] {
  return venue
    .working()
    .filter(({ terms }) => terms.reduceOnly && venue.books.net(terms.instrumentId).isZero())
    .map(({ terms }) => `${terms.type} ${terms.orderId} still works at the venue and nothing is held`)
}

function checkPostings({ postings }: LedgerBook): string[] {
  const totals = new Map<string, Decimal>()
  for (const { transaction_id: id, currency, amount } of postings) {
    const key = `${id} ${currency}`
    totals.set(key, (totals.get(key) ?? ZERO).add(amount))
  }
  return [...totals].filter(([, sum]) => !sum.isZero()).map(([id, sum]) => `transaction ${id} sums to ${sum.toFixed()}`)
}

function checkProtection(venue: FaultVenue, boundMs: number | undefined): string[] {
  if (boundMs === undefined) return []
  const longest = venue.unprotected.longestMs()
  return [
    ...(longest > boundMs ? [`a position stood ${longest} ms without all of its stop, allowed are ${boundMs} ms`] : []),
    ...venue.books
      .positions()
      .filter(({ instrumentId }) => venue.unprotected.missing(instrumentId).gt(0))
      .map(
        ({ instrumentId }) =>
          `${instrumentId}: ${venue.unprotected.missing(instrumentId).toFixed()} is held without a stop`,
      ),
  ]
}

function plain(amount: Decimal.Value): string {
  return new Decimal(amount).toString()
}

const ZERO = new Decimal(0)
