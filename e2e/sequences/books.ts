import { Decimal } from 'decimal.js'
import { spotReserves } from '../../src-main/session/working-orders.ts'
import { ABC } from '../faults/rig/fault-market.ts'
import type { LedgerBook } from '../faults/rig/ledger-book.ts'
import { type SequenceRig, SPOT } from './rig/sequence-rig.ts'

const ZERO = new Decimal(0)
const FEE_FRACTION = 0.0004

/** What must hold after every step: in the tables, in memory, and between the two. */
export function booksFindings(rig: SequenceRig): string[] {
  return [
    ...(rig.session.portfolio.ledgerBalanced() ? [] : ['the books in memory do not add up']),
    ...reservedFindings(rig),
    ...(rig.isDiskHeld ? [] : tableFindings(rig)),
    ...rig.venue.doubled.map((id) => `client order id ${id} was sent twice`),
  ]
}

function tableFindings(rig: SequenceRig): string[] {
  const book = rig.look((ledger) => ledger.book())
  return [...sumFindings(book), ...memoryFindings(rig, book)]
}

/** Postings sum to zero, balances are the sum of postings, positions the sum of entries. */
function sumFindings({ postings, balances, entries, positions }: LedgerBook): string[] {
  const transactions = sums(postings, ({ transaction_id: id, currency, amount }) => [`${id} ${currency}`, amount])
  const posted = sums(postings, ({ account, currency, amount }) => [`${account} ${currency}`, amount])
  const stored = sums(balances, ({ account, currency, amount }) => [`${account} ${currency}`, amount])
  const entered = sums(entries, ({ instrument_id: id, owner, quantity }) => [`${id} ${owner}`, quantity])
  const held = sums(positions, ({ instrument_id: id, owner, quantity }) => [`${id} ${owner}`, quantity])
  return [
    ...[...transactions]
      .filter(([, sum]) => !sum.isZero())
      .map(([id, sum]) => `transaction ${id} sums to ${sum.toFixed()}`),
    ...differing('balances', stored, { name: 'postings', sums: posted }),
    ...differing('positions', held, { name: 'entries', sums: entered }),
  ]
}

function memoryFindings({ session }: SequenceRig, { positions, balances }: LedgerBook): string[] {
  const { portfolio } = session
  const stored = sums(positions, ({ instrument_id: id, owner, quantity }) => [`${id} ${owner}`, quantity])
  const known = sums(portfolio.openPositions(), ({ instrumentId, owner, quantity }) => [
    `${instrumentId} ${owner}`,
    quantity.toFixed(),
  ])
  const cash = balances.find(({ account }) => account === 'cash')?.amount ?? '0'
  return [
    ...differing('positions on disk', stored, { name: 'positions in memory', sums: known }),
    ...(portfolio.cash.eq(cash) ? [] : [`cash is ${cash} on disk and ${portfolio.cash.toFixed()} in memory`]),
  ]
}

/** What working orders bind is never below zero, and nothing where none works. */
function reservedFindings({ session }: SequenceRig): string[] {
  const { execution, marketData } = session
  const open = execution.openOrders()
  const { quote, base } = spotReserves(open, SPOT, { marketData, takerFeeFraction: () => FEE_FRACTION })
  const pending = [ABC, SPOT].flatMap(({ instrumentId }) =>
    (['buy', 'sell'] as const).map((side) => execution.pendingQuantity(instrumentId, side)),
  )
  return [quote, base, ...pending].flatMap((reserved) => {
    if (reserved.lt(ZERO)) return [`${reserved.toFixed()} is reserved`]
    return open.length === 0 && !reserved.isZero() ? [`${reserved.toFixed()} is reserved and no order works`] : []
  })
}

function differing(
  name: string,
  here: ReadonlyMap<string, Decimal>,
  there: { readonly name: string; readonly sums: ReadonlyMap<string, Decimal> },
): string[] {
  return [...new Set([...here.keys(), ...there.sums.keys()])].flatMap((key) => {
    const [left, right] = [here.get(key) ?? ZERO, there.sums.get(key) ?? ZERO]
    return left.eq(right) ? [] : [`${key}: ${name} say ${left.toFixed()}, ${there.name} ${right.toFixed()}`]
  })
}

function sums<Row>(rows: readonly Row[], part: (row: Row) => readonly [string, string]): Map<string, Decimal> {
  const totals = new Map<string, Decimal>()
  for (const row of rows) {
    const [key, amount] = part(row)
    totals.set(key, (totals.get(key) ?? ZERO).add(amount))
  }
  return totals
}
