import { beforeEach, describe, expect, it } from 'vitest'
import { FatalError, timeMs } from '../base/index.ts'
import {
  accountId,
  type ExitMove,
  type Fact,
  HAND,
  type JournalRecord,
  money,
  orderId,
  parseInstrumentId,
  price,
  quantity,
  UNASSIGNED,
} from '../domain/index.ts'
import { openDatabase } from '../storage/index.ts'
import { loadLedger } from './ledger-load.ts'
import type { LedgerState } from './ledger-state.ts'
import { KEPT_FILLS } from './order-store.ts'
import { PROTECTION_CANCEL_REASON } from './protection.ts'
import { useLedger } from './testing/ledger-fixture.ts'
import { filledRecord, intendedRecord } from './testing/records.ts'
import { ACCOUNT, BTC } from './testing/terms.ts'

const ledger = useLedger()
const { store } = ledger

function load(): LedgerState {
  return loadLedger({ file: ledger.path, accountId: ACCOUNT })
}

/** Changes the file behind the journal's back. */
function tamper(sql: string): void {
  const database = openDatabase({ file: ledger.path, synchronous: 'NORMAL' })
  database.exec(sql)
  database.close()
}

function moved(change: Partial<ExitMove>): Extract<Fact, { kind: 'exitsMoved' }> {
  const move = { instrumentId: BTC, owner: HAND, by: 'hand', idempotencyKey: 'move', beforeOrderNumber: 7 } as const
  return { kind: 'exitsMoved', accountId: ACCOUNT, move: { ...move, ...change }, timeMs: timeMs(1) }
}

const exits = { stopLossPrice: price(90), takeProfitPrice: price(120) }

describe('a ledger that is read', () => {
  it('is empty when it is new', () => {
    expect(load()).toMatchObject({
      account: undefined,
      orders: [],
      positions: [],
      nextOrderNumber: 1,
      tradingState: undefined,
      lastFactTimeMs: undefined,
    })
  })

  it('gives as many fills back as are kept in memory, the newest of them', () => {
    const numbers = Array.from({ length: KEPT_FILLS + 1 }, (_, index) => index + 1)
    store(
      ...numbers.flatMap((number) => [intendedRecord(number), filledRecord(number, `t-${number}`, { after: number })]),
    )
    const trades = load().recentFills.map(({ fill }) => fill.tradeId)
    expect([trades.length, trades[0], trades.at(-1)]).toEqual([KEPT_FILLS, `t-${KEPT_FILLS + 1}`, 't-2'])
  })

  it('gives an order back as it was written', () => {
    const record = intendedRecord(7, { ...exits, limitPrice: price('0.00000001'), type: 'limit', reduceOnly: true })
    store(record)
    expect(load().orders).toEqual([record.order])
  })

  it('knows the handovers that were made, oldest first', () => {
    for (const handoverId of ['give-1', 'give-2']) {
      const ends = { handoverId, instrumentId: BTC, from: HAND, to: UNASSIGNED }
      const handover = { ...ends, quantity: quantity(1), exits: [], timeMs: timeMs(1) }
      store({ fact: { kind: 'handedOver', accountId: ACCOUNT, handover, timeMs: timeMs(1) } })
    }
    expect(load().handovers).toEqual([
      { handoverId: 'give-1', instrumentId: BTC, from: HAND, to: UNASSIGNED },
      { handoverId: 'give-2', instrumentId: BTC, from: HAND, to: UNASSIGNED },
    ])
  })

  it('keeps accounts apart', () => {
    store(intendedRecord(1))
    expect(loadLedger({ file: ledger.path, accountId: accountId('other') }).orders).toEqual([])
  })

  it('goes on numbering after the newest order', () => {
    store(intendedRecord(9), intendedRecord(10))
    expect(load().nextOrderNumber).toBe(11)
  })

  it('knows which executions are booked', () => {
    store(intendedRecord(1), filledRecord(1, 't-1', { after: 1 }))
    expect(load().seenTradeIds).toEqual([{ orderId: 'wh-1', tradeId: 't-1' }])
  })

  it('has the newest trading state', () => {
    const base = { kind: 'tradingState', killing: false, timeMs: timeMs(1) } as const
    store(
      { fact: { ...base, state: 'reducing', reason: 'paused' } },
      { fact: { ...base, state: 'halted', reason: 'kill' } },
    )
    expect(load().tradingState).toMatchObject({ state: 'halted', reason: 'kill' })
  })

  it('tells an open position from where it was last flat', () => {
    store(
      intendedRecord(1, exits),
      filledRecord(1, 't-1', { after: 1, terms: exits }),
      intendedRecord(2, { side: 'sell' }),
      filledRecord(2, 't-2', { after: 0, side: 'sell' }),
      intendedRecord(3, exits),
      filledRecord(3, 't-3', { after: 1, terms: exits }),
    )
    const changes = load().openChanges
    expect(changes).toMatchObject([{ before: quantity(0), after: quantity(1), terms: { orderId: 'wh-3' } }])
  })

  it('has the entry behind an open position, however long ago it ended', () => {
    store(intendedRecord(1, exits), filledRecord(1, 't-1', { after: 1, terms: exits }))
    for (let number = 2; number < 520; number++) {
      const { order, fact } = intendedRecord(number, { source: 'protection' })
      if (order) store({ fact, order: { ...order, state: { kind: 'rejected', reason: 'test' } } })
    }
    const { orders } = load()
    expect(orders[0]?.terms.orderId).toBe('wh-1')
    expect(orders).toHaveLength(501)
  })

  it('gives decisions about exits back, each exit of a position as it was decided last', () => {
    const first = moved({ stopPrice: price('95.5'), targetPrice: null, idempotencyKey: 'move-1' })
    const second = moved({ stopPrice: price(96), idempotencyKey: 'move-2', beforeOrderNumber: 9 })
    store({ fact: first }, { fact: second })
    const { movedExits, exitMoves } = load()
    expect(exitMoves).toEqual([first.move, second.move])
    expect(movedExits).toMatchObject([
      {
        instrumentId: BTC,
        owner: HAND,
        stopLoss: { price: price(96), by: 'hand', beforeOrderNumber: 9 },
        takeProfit: { price: undefined, by: 'hand', beforeOrderNumber: 7 },
      },
    ])
  })

  it('has no exits of a position that ended, nor of one that a reset dropped', () => {
    const other = { instrumentId: parseInstrumentId('fake:ETH-PERP') }
    const cash = money(1_000)
    store({ fact: moved({ stopPrice: price(95) }) }, { fact: moved({ ...other, stopPrice: price(9) }) })
    store({ ...intendedRecord(1), endedExits: { instrumentId: BTC, owner: HAND } })
    expect(load().movedExits).toMatchObject([other])
    store({ fact: { kind: 'accountReset', accountId: ACCOUNT, currency: 'USDT', cash, timeMs: timeMs(2) } })
    expect(load()).toMatchObject({ movedExits: [], exitMoves: [{}, {}] })
  })

  it('knows the exits that somebody cancelled, and not those that were only adjusted', () => {
    const child = { parentOrderId: orderId('wh-1'), source: 'protection', side: 'sell' } as const
    const cancel = (number: number, reason: string): JournalRecord => ({
      fact: { kind: 'cancelRequested', orderId: orderId(`wh-${number}`), reason, timeMs: timeMs(3_000) },
    })
    store(
      intendedRecord(1, exits),
      filledRecord(1, 't-1', { after: 1, terms: exits }),
      intendedRecord(2, { ...child, role: 'stopLoss' }),
      intendedRecord(3, { ...child, role: 'takeProfit' }),
      cancel(2, 'by hand'),
      cancel(3, PROTECTION_CANCEL_REASON),
    )
    expect(load().releasedLegs).toEqual([
      { instrumentId: BTC, owner: HAND, parentOrderId: 'wh-1', role: 'stopLoss', price: null },
    ])
  })
})

describe('a ledger that contradicts itself is refused', () => {
  beforeEach(() => store(intendedRecord(1), filledRecord(1, 't-1', { after: 1 })))

  it.each([
    ['an order is missing', 'DELETE FROM orders', /0 orders and 1 facts of orderIntended/],
    ['a fill is missing', 'DELETE FROM fills', /0 fills and 1 facts of venue.filled/],
    ['entries are missing', 'DELETE FROM entries', /do not add up to its position of 1/],
    [
      'balances do not sum to zero',
      "INSERT INTO balances VALUES ('paper-1', 'cash', 'USDT', '5'), ('paper-1', 'fees', 'USDT', '-4')",
      /sum to 1 USDT, they must sum to 0/,
    ],
  ])('when %s', (_name, sql, message) => {
    tamper(sql)
    expect(load).toThrow(FatalError)
    expect(load).toThrow(message)
    expect(load).toThrow(ledger.path)
  })
})
