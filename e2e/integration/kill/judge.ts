import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Compares the engine's ledger with the venue's books, file by file, with queries of its own: it shares no code with the
 * engine. Amounts are compared as integers of 10^-20, so that no rounding hides a difference.
 */

const SCALE = 20
const OPEN_IN_LEDGER = new Set(['pending', 'submitted', 'working', 'partiallyFilled', 'cancelling'])
const OPEN_AT_VENUE = new Set(['working', 'partiallyFilled'])
const NEVER_SENT = new Set(['unsent', 'cancelled'])
/** 10^-9: average prices are rounded at the 18th digit, each side in its own way. */
const CASH_TOLERANCE = 10n ** 11n

interface LedgerOrder {
  order_id: string
  state: string
  filled_quantity: string
  role: string
  parent_order_id: string | null
  instrument_id: string
  owner: string
  quantity: string
  stop_loss_price: string | null
}
interface VenueOrder {
  order_id: string
  state: string
}
interface Fill {
  trade_id: string
  order_id: string
  quantity: string
  price: string
  fee: string
}
interface Amount {
  name: string
  amount: string
}

export interface Verdict {
  readonly faults: readonly string[]
  readonly orders: number
  readonly fills: number
  readonly openPositions: number
  readonly cash: string
}

export function judge(folder: string): Verdict {
  const ledger = new DatabaseSync(join(folder, 'ledger.db'), { readOnly: true })
  const paper = new DatabaseSync(join(folder, 'paper.db'), { readOnly: true })
  try {
    const fills = rows<Fill>(ledger, 'SELECT trade_id, order_id, quantity, price, fee FROM fills')
    const orders = rows<LedgerOrder>(ledger, 'SELECT * FROM orders')
    const positions = rows<Amount>(
      ledger,
      "SELECT instrument_id || '|' || owner AS name, quantity AS amount FROM positions",
    )
    return {
      faults: [
        ...compareOrders(orders, rows<VenueOrder>(paper, 'SELECT order_id, state FROM orders')),
        ...compareFills(fills, rows<Fill>(paper, 'SELECT trade_id, order_id, quantity, price, fee FROM fills')),
        ...comparePositions(ledger, paper),
        ...compareCash(ledger, paper),
        ...checkPostings(ledger),
        ...checkProtection(orders, positions),
      ],
      orders: orders.length,
      fills: fills.length,
      openPositions: positions.filter(({ amount }) => scaled(amount) !== 0n).length,
      cash: cashOf(ledger).toString(),
    }
  } finally {
    ledger.close()
    paper.close()
  }
}

function compareOrders(ours: readonly LedgerOrder[], theirs: readonly VenueOrder[]): string[] {
  const faults: string[] = []
  const venue = new Map(theirs.map((order) => [order.order_id, order]))
  if (venue.size !== theirs.length) faults.push('the venue has one client order id twice')
  for (const { order_id, state } of ours) {
    const known = venue.get(order_id)
    venue.delete(order_id)
    if (!known) {
      if (!NEVER_SENT.has(state)) faults.push(`order ${order_id} is ${state} here and unknown at the venue`)
    } else if (OPEN_IN_LEDGER.has(state) !== OPEN_AT_VENUE.has(known.state)) {
      faults.push(`order ${order_id} is ${state} here and ${known.state} at the venue`)
    } else if (!OPEN_IN_LEDGER.has(state) && state !== known.state) {
      faults.push(`order ${order_id} ended ${state} here and ${known.state} at the venue`)
    }
  }
  for (const lost of venue.keys()) faults.push(`order ${lost} is at the venue and not in the ledger`)
  return faults
}

function compareFills(ours: readonly Fill[], theirs: readonly Fill[]): string[] {
  const text = ({ trade_id, order_id, quantity, price, fee }: Fill): string =>
    [trade_id, order_id, scaled(quantity), scaled(price), scaled(fee)].join(' ')
  const here = new Set(ours.map(text))
  const there = new Set(theirs.map(text))
  return [
    ...[...here].filter((fill) => !there.has(fill)).map((fill) => `fill ${fill} is here and not at the venue`),
    ...[...there].filter((fill) => !here.has(fill)).map((fill) => `fill ${fill} is at the venue and not here`),
    ...(here.size === ours.length ? [] : ['a fill is booked twice']),
  ]
}

/** Net quantity of each instrument, reckoned from positions, from entries, from fills, and as the venue has it. */
function comparePositions(ledger: DatabaseSync, paper: DatabaseSync): string[] {
  const byInstrument = 'instrument_id AS name, quantity AS amount'
  const signedFills = `SELECT fills.instrument_id AS name,
    CASE fills.side WHEN 'buy' THEN fills.quantity ELSE '-' || fills.quantity END AS amount FROM fills`
  const venue = sums(rows<Amount>(paper, `SELECT ${byInstrument} FROM positions`))
  const reckonings = {
    positions: sums(rows<Amount>(ledger, `SELECT ${byInstrument} FROM positions`)),
    entries: sums(rows<Amount>(ledger, `SELECT ${byInstrument} FROM entries`)),
    fills: sums(rows<Amount>(ledger, signedFills)),
  }
  return Object.entries(reckonings).flatMap(([what, nets]) =>
    [...new Set([...nets.keys(), ...venue.keys()])]
      .filter((name) => (nets.get(name) ?? 0n) !== (venue.get(name) ?? 0n))
      .map((name) => `${name}: ${what} say ${nets.get(name) ?? 0n}, the venue ${venue.get(name) ?? 0n}`),
  )
}

/**
 * Cash less the cost of open positions: the same however positions are netted. Where each instrument has one owner the
 * two sides' cash is then equal as well.
 */
function compareCash(ledger: DatabaseSync, paper: DatabaseSync): string[] {
  const positions = 'SELECT quantity, entry_price FROM positions'
  const here = cashOf(ledger) - cost(ledger, positions)
  const [account] = rows<{ cash: string }>(paper, 'SELECT cash FROM account')
  const there = scaled(account?.cash ?? '0') - cost(paper, positions)
  const difference = here > there ? here - there : there - here
  return difference > CASH_TOLERANCE ? [`cash less cost is ${here} here and ${there} at the venue`] : []
}

function cost(database: DatabaseSync, sql: string): bigint {
  return rows<{ quantity: string; entry_price: string }>(database, sql).reduce(
    (sum, row) => sum + (scaled(row.quantity) * scaled(row.entry_price)) / 10n ** BigInt(SCALE),
    0n,
  )
}

function cashOf(ledger: DatabaseSync): bigint {
  const sql = "SELECT account AS name, amount FROM postings WHERE account = 'cash'"
  return sums(rows<Amount>(ledger, sql)).get('cash') ?? 0n
}

function checkPostings(ledger: DatabaseSync): string[] {
  const transactions = sums(rows<Amount>(ledger, 'SELECT transaction_id AS name, amount FROM postings'))
  return [...transactions].filter(([, sum]) => sum !== 0n).map(([name, sum]) => `transaction ${name} sums to ${sum}`)
}

/** Where one owner's whole position came from entries with a stop, the working stops cover it exactly. */
function checkProtection(orders: readonly LedgerOrder[], positions: readonly Amount[]): string[] {
  return positions.flatMap(({ name, amount }) => {
    const held = scaled(amount)
    const own = orders.filter(({ instrument_id, owner }) => `${instrument_id}|${owner}` === name)
    const entries = own.filter(({ role }) => role === 'entry')
    if (held === 0n || entries.some(({ stop_loss_price }) => stop_loss_price === null)) return []
    const stops = own.filter(({ role, state }) => role === 'stopLoss' && OPEN_IN_LEDGER.has(state))
    const covered = stops.reduce((sum, stop) => sum + scaled(stop.quantity) - scaled(stop.filled_quantity), 0n)
    const size = held < 0n ? -held : held
    return covered === size ? [] : [`${name} holds ${size} and its stops cover ${covered}`]
  })
}

function rows<Row>(database: DatabaseSync, sql: string): Row[] {
  return database.prepare(sql).all() as unknown as Row[]
}

function sums(amounts: readonly Amount[]): Map<string, bigint> {
  const totals = new Map<string, bigint>()
  for (const { name, amount } of amounts) totals.set(name, (totals.get(name) ?? 0n) + scaled(amount))
  return totals
}

/** A decimal text in units of 10^-20; further digits are cut. */
function scaled(text: string): bigint {
  const sign = text.startsWith('-') ? -1n : 1n
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  return sign * BigInt(whole + fraction.slice(0, SCALE).padEnd(SCALE, '0'))
}
