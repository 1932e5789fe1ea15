import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import {
  accountId,
  type Booking,
  type Denial,
  type Entry,
  type Fact,
  HAND,
  type JournalRecord,
  money,
  type OrderIntent,
  type Posting,
  price,
  quantity,
  UNASSIGNED,
} from '../domain/index.ts'
import { readLedgerHistory } from './ledger-history.ts'
import { useLedger } from './testing/ledger-fixture.ts'
import { filledRecord, intendedRecord, openedRecord } from './testing/records.ts'
import { ACCOUNT, BTC } from './testing/terms.ts'

const ledger = useLedger()
const { store } = ledger

const read = (): ReturnType<typeof readLedgerHistory> => readLedgerHistory({ file: ledger.path, accountId: ACCOUNT })
const flows = (): string[] => read().flows.map(({ amount, timeMs: at }) => `${amount} at ${at}`)

function legs(transactionId: string, amount: number, at: number): Posting[] {
  const posting = (account: Posting['account'], value: number): Posting => ({
    transactionId,
    accountId: ACCOUNT,
    account,
    currency: 'USDT',
    amount: money(value),
    timeMs: timeMs(at),
  })
  return [posting('cash', amount), posting('capital', -amount)]
}

function adjusted(id: string, booking: Booking, at: number): JournalRecord {
  const adjustment = {
    adjustmentId: id,
    kind: 'transfer',
    instrumentId: undefined,
    owner: UNASSIGNED,
    quantity: quantity(0),
    price: price(0),
    cash: money(0),
    reason: 'by the venue',
    timeMs: timeMs(at),
  } as const
  return { fact: { kind: 'adjusted', accountId: ACCOUNT, adjustment, timeMs: timeMs(at) }, booking }
}

/** Above zero is put in. */
function transfer(id: string, amount: number, at: number): JournalRecord {
  return adjusted(id, { entries: [], positions: [], postings: legs(`adjustment:${id}`, amount, at) }, at)
}

/** Closes to the same cash that the account was opened with. */
function reset(amount: number, at: number): JournalRecord {
  const fact: Fact = {
    kind: 'accountReset',
    accountId: ACCOUNT,
    currency: 'USDT',
    cash: money(1_000),
    timeMs: timeMs(at),
  }
  return { fact, booking: { entries: [], positions: [], postings: legs(`reset:${at}`, amount, at) } }
}

function funding(at: number): Entry {
  return {
    entryId: 'adjustment:fund-1',
    kind: 'funding',
    accountId: ACCOUNT,
    instrumentId: BTC,
    owner: HAND,
    quantity: quantity(0),
    price: price(100),
    realisedPnl: money(0),
    fee: money('0.4'),
    orderId: undefined,
    timeMs: timeMs(at),
  }
}

function denied(code: string, at: number, quantityThatFits?: string): JournalRecord {
  const intent = { source: 'hand', owner: HAND, instrumentId: BTC, side: 'buy' } as OrderIntent
  const denial: Denial = {
    code,
    message: 'too much',
    measured: 2,
    limit: 1,
    unit: 'USDT',
    quantityThatFits: quantityThatFits === undefined ? undefined : quantity(quantityThatFits),
  }
  return { fact: { kind: 'orderDenied', intent, denial, timeMs: timeMs(at) } }
}

describe('readLedgerHistory', () => {
  it('finds nothing in a ledger that has only been opened', () => {
    store(openedRecord())
    expect(read()).toEqual({ entries: [], flows: [], denials: [] })
  })

  it('gives every entry back as it was booked, in the order in which it was', () => {
    const fills = [filledRecord(1, 't-1', { after: 1 }), filledRecord(2, 't-2', { side: 'sell', after: 0 })]
    const paid = adjusted('fund-1', { entries: [funding(1)], positions: [], postings: [] }, 1)
    const [first, second] = fills
    store(openedRecord(), intendedRecord(1))
    store(...[first, paid, intendedRecord(2), second].flatMap((record) => record ?? []))
    const { entries } = read()
    expect(entries.map(({ entryId }) => entryId)).toEqual(['fill:t-1', 'adjustment:fund-1', 'fill:t-2'])
    expect(entries).toEqual([...(first?.booking?.entries ?? []), funding(1), ...(second?.booking?.entries ?? [])])
  })

  it('tells money put in as above zero and money taken out as below, oldest first', () => {
    store(openedRecord(), transfer('in', 250.5, 600), transfer('out', -100, 700))
    expect(flows()).toEqual(['250.5 at 600', '-100 at 700'])
  })

  it('takes neither the opening nor a reset for money that was put in', () => {
    store(openedRecord(), reset(50, 600))
    expect(flows()).toEqual([])
  })

  it('tells what was moved since the last reset, and nothing of before', () => {
    store(openedRecord(), transfer('a', 10, 600), reset(5, 700), transfer('b', 20, 800))
    store(reset(-5, 900), transfer('c', 30, 1_000))
    expect(flows()).toEqual(['30 at 1000'])
  })

  it('tells before from after also within the millisecond of the reset, where the session clock stands', () => {
    store(openedRecord(), transfer('before', 10, 600), reset(-10, 600), transfer('after', 20, 600))
    expect(flows()).toEqual(['20 at 600'])
  })

  it('tells nothing of before a reset that changed no balance', () => {
    store(openedRecord(), transfer('in', 10, 600), transfer('out', -10, 600))
    const { fact } = reset(0, 700)
    store({ fact, booking: { entries: [], positions: [], postings: [] } })
    expect(flows()).toEqual([])
  })

  it('tells what risk refused with its figures, oldest first', () => {
    store(openedRecord(), denied('FIRST', 600, '0.5'), denied('SECOND', 700))
    expect(read().denials).toMatchObject([
      {
        intent: { source: 'hand', owner: HAND, instrumentId: BTC, side: 'buy' },
        denial: { code: 'FIRST', measured: 2, limit: 1, unit: 'USDT', quantityThatFits: quantity('0.5') },
        timeMs: 600,
      },
      { denial: { code: 'SECOND', quantityThatFits: undefined }, timeMs: 700 },
    ])
  })

  it('tells the newest five hundred refusals', () => {
    store(openedRecord(), ...Array.from({ length: 505 }, (_, index) => denied(`CODE_${index}`, 600 + index)))
    const codes = read().denials.map(({ denial }) => denial.code)
    expect([codes.length, codes[0], codes.at(-1)]).toEqual([500, 'CODE_5', 'CODE_504'])
  })

  it('tells nothing of another account, and leaves the ledger open to its writer', () => {
    store(openedRecord(), transfer('in', 10, 600), denied('FIRST', 700))
    const other = readLedgerHistory({ file: ledger.path, accountId: accountId('another') })
    expect(other).toEqual({ entries: [], flows: [], denials: [] })
    store(transfer('later', 5, 800))
    expect(flows()).toEqual(['10 at 600', '5 at 800'])
  })
})
