import { describe, expect, it } from 'vitest'
import { timeMs, ZERO } from '../base/index.ts'
import {
  HAND,
  type Fact,
  type JournalRecord,
  type Money,
  money,
  type Order,
  orderId,
  type OrderState,
  type OrderTerms,
  price,
  quantity,
  venueOrderId,
} from '../domain/index.ts'
import { migrate, openDatabase } from '../storage/index.ts'
import { loadLedger } from './ledger-load.ts'
import { LEDGER_MIGRATIONS } from './ledger-schema.ts'
import type { LedgerState } from './ledger-state.ts'
import { pendingOrder } from './order-machine.ts'
import { useLedger } from './testing/ledger-fixture.ts'
import { LedgerFile } from './testing/ledger-file.ts'
import { intendedRecord } from './testing/records.ts'
import { ACCOUNT, BTC, orderTerms } from './testing/terms.ts'

const ledger = useLedger()
const { store } = ledger

function load(): LedgerState {
  return loadLedger({ file: ledger.path, accountId: ACCOUNT })
}

/** The order as the ledger gives it back after it was put there. */
function stored(change: Partial<OrderTerms>, order: Partial<Order> = {}): Order | undefined {
  const terms = orderTerms(change)
  const record: JournalRecord = {
    fact: { kind: 'orderIntended', terms, timeMs: timeMs(1) },
    order: pendingOrder(terms),
  }
  const later: Fact = { kind: 'orderSubmitted', orderId: terms.orderId, timeMs: timeMs(2) }
  store(record, { fact: later, order: { ...pendingOrder(terms), ...order } })
  return load().orders[0]
}

/** Decimals as text, and nothing of what is undefined. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

describe('what the ledger keeps of an order', () => {
  it.each<[string, Partial<OrderTerms>]>([
    [
      'a trailing stop',
      { type: 'trailingStop', trailing: { kind: 'price', distance: price('12.5') }, handling: 'engine' },
    ],
    ['a share that it stays behind', { type: 'trailingStop', trailing: { kind: 'fraction', fraction: 0.02 } }],
    ['an end', { type: 'limit', limitPrice: price(1), timeInForce: 'GTD', expireAtMs: timeMs(99), postOnly: true }],
    ['a group', { ocoGroup: 'oco-1' }],
    [
      'a plan for its exits',
      {
        exitPlan: {
          targets: [{ price: price('101.5'), fraction: 0.25 }],
          trailing: { kind: 'fraction', fraction: 0.1 },
          breakEven: { kind: 'atPrice', price: price(102) },
        },
      },
    ],
    [
      'a plan without prices',
      { exitPlan: { targets: [], trailing: undefined, breakEven: { kind: 'afterFirstTarget' } } },
    ],
  ])('%s', (_name, change) => {
    expect(asJson(stored(change)?.terms)).toEqual(asJson(orderTerms(change)))
  })

  it.each<OrderState>([
    { kind: 'unknown', command: 'cancel', reason: 'no answer', sinceMs: timeMs(77) },
    { kind: 'cancelled', reason: 'by hand' },
    { kind: 'working' },
  ])('its state: %j', (state) => {
    expect(stored({}, { state })?.state).toEqual(state)
  })

  it('other terms that are on their way, and those that it has got', () => {
    const amendment = { quantity: quantity(3), limitPrice: price(9), triggerPrice: undefined }
    const got = orderTerms({ quantity: quantity(2), limitPrice: price(8) })
    const order = stored({}, { terms: got, amendment, state: { kind: 'working' }, venueOrderId: venueOrderId('v-1') })
    expect(asJson(order?.amendment)).toEqual(asJson(amendment))
    expect([order?.terms.quantity.toFixed(), order?.terms.limitPrice?.toFixed()]).toEqual(['2', '8'])
  })
})

describe('a ledger of before', () => {
  it('keeps its orders, which are plain ones', () => {
    const old = new LedgerFile()
    const database = openDatabase({ file: old.path, synchronous: 'NORMAL' })
    migrate(database, LEDGER_MIGRATIONS.slice(0, 2))
    const payload = JSON.stringify({ kind: 'orderIntended' })
    database.exec(`INSERT INTO facts (time_ms, account_id, kind, order_id, payload)
      VALUES (1, '${ACCOUNT}', 'orderIntended', 'wh-1', '${payload}');
      INSERT INTO orders (account_id, order_id, instrument_id, owner, source, role, idempotency_key, side, type, quantity,
        time_in_force, reduce_only, reason, created_at_ms, state, filled_quantity, filled_notional, updated_at_ms)
      VALUES ('${ACCOUNT}', 'wh-1', '${BTC}', 'hand', 'hand', 'entry', 'key', 'buy', 'market', '1', 'GTC', 0, 'test', 1,
        'working', '0', '0', 1)`)
    migrate(database, LEDGER_MIGRATIONS)
    database.close()
    const [order] = loadLedger({ file: old.path, accountId: ACCOUNT }).orders
    old.dispose()
    expect(order).toMatchObject({ terms: { handling: 'venue', postOnly: false }, amendment: undefined })
    expect(order?.terms.exitPlan).toBeUndefined()
  })
})

describe('what else a start takes from the ledger', () => {
  it('is what the guards remembered last, whole', () => {
    expect(load().guards).toBeUndefined()
    const guards = (count: number): JournalRecord => ({
      fact: { kind: 'guardsChanged', accountId: ACCOUNT, guards: { count }, timeMs: timeMs(count) },
    })
    store(guards(1), guards(2))
    expect(load().guards).toEqual({ count: 2 })
  })

  it('is an order that was taken over, and the number after the newest of ours', () => {
    const terms = orderTerms({ orderId: orderId('by-app-900'), source: 'adopted' })
    store(intendedRecord(7), { fact: { kind: 'orderAdopted', terms, timeMs: timeMs(1) }, order: pendingOrder(terms) })
    expect(load().nextOrderNumber).toBe(8)
    expect(load().orders.map((order) => order.terms.orderId)).toEqual(['wh-7', 'by-app-900'])
  })

  it('is which adjustments are booked, so that none is booked twice', () => {
    const at = { timeMs: timeMs(5) }
    const adjustment = {
      adjustmentId: 'liq-1',
      kind: 'liquidation',
      instrumentId: BTC,
      owner: HAND,
      quantity: quantity(1),
      price: price(100),
      cash: ZERO as Money,
      reason: 'margin ran out',
      ...at,
    } as const
    const entry = {
      entryId: 'adjustment:liq-1',
      kind: 'liquidation',
      accountId: ACCOUNT,
      instrumentId: BTC,
      owner: HAND,
      quantity: quantity(1),
      price: price(100),
      realisedPnl: money(0),
      fee: money(0),
      orderId: undefined,
      ...at,
    } as const
    const position = {
      accountId: ACCOUNT,
      instrumentId: BTC,
      owner: HAND,
      quantity: quantity(1),
      entryPrice: price(100),
      realisedPnl: money(0),
      fees: money(0),
      openedAtMs: timeMs(5),
    }
    store({
      fact: { kind: 'adjusted', accountId: ACCOUNT, adjustment, ...at },
      booking: { entries: [entry], positions: [position], postings: [] },
    })
    const { bookedIds, positions, openChanges } = load()
    expect(bookedIds).toEqual(['adjustment:liq-1'])
    expect(positions.map((each) => each.quantity.toFixed())).toEqual(['1'])
    expect(openChanges).toEqual([])
  })
})
