import { describe, expect, it } from 'vitest'
import { ManualClock, timeMs } from '../base/index.ts'
import {
  accountId,
  HAND,
  money,
  type Order,
  type OrderState,
  orderId,
  parseInstrumentId,
  PLAIN_ORDER,
  quantity,
} from '../domain/index.ts'
import { AlertBook } from './alert-book.ts'
import { SafetyWatch } from './alert-safety-watch.ts'

const BTC = parseInstrumentId('fake:BTC-PERP')

function open() {
  const overdue = new Set<string>()
  const state: { fault: string | undefined } = { fault: undefined }
  const book = new AlertBook({
    clock: new ManualClock(1_000),
    onError: (error) => {
      throw error
    },
  })
  const watch = new SafetyWatch({ book, isOverdue: (id) => overdue.has(id), comparisonFault: () => state.fault })
  const standing = (): string[] =>
    book
      .recent(50)
      .filter(({ resolvedAtMs }) => resolvedAtMs === null)
      .map(({ code, subject }) => `${code} ${subject ?? '-'}`)
  return { book, watch, overdue, state, standing }
}

function orderIn(state: OrderState): Order {
  return {
    terms: {
      ...PLAIN_ORDER,
      orderId: orderId('wh-1'),
      accountId: accountId('a'),
      instrumentId: BTC,
      owner: HAND,
      source: 'hand',
      role: 'entry',
      parentOrderId: undefined,
      idempotencyKey: 'k',
      side: 'buy',
      type: 'market',
      quantity: quantity(2),
      limitPrice: undefined,
      triggerPrice: undefined,
      timeInForce: 'IOC',
      reduceOnly: false,
      stopLossPrice: undefined,
      takeProfitPrice: undefined,
      reason: 'by hand',
      createdAtMs: timeMs(1),
    },
    state,
    venueOrderId: undefined,
    amendment: undefined,
    filledQuantity: quantity(0),
    filledNotional: money(0),
    updatedAtMs: timeMs(1),
  }
}

describe('SafetyWatch', () => {
  it('raises an order of unknown outcome until the venue has told', () => {
    const { watch, standing } = open()
    watch.handleOrder(
      orderIn({ kind: 'unknown', command: 'submit', reason: 'no answer within 5 s', sinceMs: timeMs(1) }),
    )
    expect(standing()).toEqual(['ORDER_UNKNOWN wh-1'])
    watch.handleOrder(orderIn({ kind: 'working' }))
    expect(standing()).toEqual([])
  })

  it('raises an instrument in quarantine until it is let go', () => {
    const { book, watch, standing } = open()
    watch.handleQuarantine(BTC, 'the venue holds 1, the ledger nothing')
    expect(standing()).toEqual([`INSTRUMENT_QUARANTINED ${BTC}`])
    expect(book.recent(1)[0]?.detail).toContain('the venue holds 1, the ledger nothing.')
    watch.handleQuarantine(BTC, undefined)
    expect(standing()).toEqual([])
  })

  it('raises a stop that is missing for too long, and takes it back once it stands', () => {
    const { watch, overdue, standing } = open()
    overdue.add(BTC)
    watch.handleOverdue({ instrumentId: BTC, unprotectedMs: 12_345.6, boundMs: 10_000 })
    watch.review()
    expect(standing()).toEqual([`PROTECTION_OVERDUE ${BTC}`])
    overdue.clear()
    watch.review()
    expect(standing()).toEqual([])
  })

  it('raises a guard that has tripped until it is armed again, each scope for itself', () => {
    const { watch, standing } = open()
    const tripped = { guardId: 'dailyLoss', state: 'tripped', message: '6 % lost' } as const
    watch.handleGuard({ ...tripped, scope: 'account' })
    watch.handleGuard({ ...tripped, scope: 'owner:hand' })
    watch.handleGuard({ ...tripped, scope: 'account', state: 'armed' })
    expect(standing()).toEqual(['GUARD_TRIPPED dailyLoss owner:hand'])
  })

  it('says that the venue cannot be asked for as long as that is so', () => {
    const { watch, state, standing } = open()
    state.fault = 'connection refused'
    watch.review()
    expect(standing()).toEqual(['RECONCILIATION_FAILED -'])
    state.fault = undefined
    watch.review()
    expect(standing()).toEqual([])
  })
})
