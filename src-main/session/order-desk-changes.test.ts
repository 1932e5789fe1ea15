import { describe, expect, it } from 'vitest'
import { EngineError, timeMs } from '../base/index.ts'
import { type Order, type OrderId, type OrderIntent, price, quantity } from '../domain/index.ts'
import type { DeskAnswer } from './order-desk.ts'
import { ABC, type HandMarket } from './testing/hand-market.ts'
import { handIntent, restingIntent } from './testing/intents.ts'
import { ledgerOf, openHandBench, type SessionBench } from './testing/session-bench.ts'

type Bench = SessionBench<HandMarket>
const KEY = 'amend-key-1'

function placed(answer: DeskAnswer): Order {
  if (answer.kind === 'placed') return answer.order
  throw new Error(`denied: ${answer.denial.message}`)
}

function textOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof EngineError) return `${error.code} ${error.message}`
    throw error
  }
  return 'nothing was thrown'
}

async function rests(bench: Bench, change: Partial<OrderIntent> = {}): Promise<OrderId> {
  const order = placed(bench.session.desk.submit(restingIntent(90, change)))
  await bench.session.settle()
  return order.terms.orderId
}

function pairOf(first: Partial<OrderIntent> = {}, second: Partial<OrderIntent> = {}): [OrderIntent, OrderIntent] {
  return [restingIntent(90, first), restingIntent(110, { side: 'sell', ...second })]
}

describe('other terms for a working order', () => {
  it('are placed at the venue, once for one key', async () => {
    const bench = await openHandBench()
    const id = await rests(bench)
    placed(bench.session.desk.amend(id, { limitPrice: price(91) }, KEY))
    await bench.session.settle()
    placed(bench.session.desk.amend(id, { limitPrice: price(91) }, KEY))
    await bench.session.settle()
    expect(bench.session.execution.order(id).terms.limitPrice?.toFixed()).toBe('91')
    expect(bench.journal.facts('amendRequested')).toHaveLength(1)
  })

  it('are another wish under a key that stands for something else', async () => {
    const bench = await openHandBench()
    const id = await rests(bench)
    placed(bench.session.desk.amend(id, { limitPrice: price(91) }, KEY))
    expect(textOf(() => bench.session.desk.amend(id, { limitPrice: price(92) }, KEY))).toMatch(/^IDEMPOTENCY_MISMATCH/)
  })

  it('are refused by risk as a new order of that size would be, and nothing is changed', async () => {
    const bench = await openHandBench()
    const id = await rests(bench)
    const answer = bench.session.desk.amend(id, { quantity: quantity(1_000_000) }, KEY)
    expect(answer.kind).toBe('denied')
    await bench.session.settle()
    expect(bench.session.execution.order(id).terms.quantity.toFixed()).toBe('1')
    expect(bench.journal.facts('orderDenied')).toHaveLength(1)
  })

  it('are looked at before, and nothing is written down', async () => {
    const bench = await openHandBench()
    const { desk } = bench.session
    const id = await rests(bench)
    expect(desk.previewAmend(id, { quantity: quantity(1_000_000) })).toMatchObject({ accepted: false })
    expect(desk.previewAmend(id, { limitPrice: price(91) })).toMatchObject({ accepted: true })
    expect(desk.previewAmend(id, { quantity: quantity('0.5') }), 'smaller: risk is not asked').toBeUndefined()
    await bench.session.settle()
    expect(bench.journal.facts('orderDenied')).toEqual([])
    expect(bench.journal.facts('amendRequested')).toEqual([])
  })

  it('have to lie on the tick and the lot', async () => {
    const bench = await openHandBench()
    const id = await rests(bench)
    const off = ABC.tickSize.div(2).add(91)
    expect(textOf(() => bench.session.desk.amend(id, { limitPrice: price(off) }, KEY))).toMatch(
      /^BAD_REQUEST limitPrice: .*off the step/,
    )
  })

  it('are not for a stop that protects a position', async () => {
    const bench = await openHandBench()
    placed(bench.session.desk.submit(handIntent({ stopLossPrice: price(95) })))
    await bench.session.settle()
    const [stop] = bench.session.execution.openOrders()
    const id = stop?.terms.orderId
    expect(id && textOf(() => bench.session.desk.amend(id, { triggerPrice: price(96) }, KEY))).toMatch(
      /^ORDER_NOT_AMENDABLE .*Move the stop or the target of the position instead/,
    )
  })
})

describe('two orders that exclude each other', () => {
  it('are placed together, and the same wish twice is done once', async () => {
    const bench = await openHandBench()
    const first = bench.session.desk.submitOco(pairOf())
    await bench.session.settle()
    const again = bench.session.desk.submitOco(pairOf())
    const ids = [first, again].map((answer) =>
      answer.kind === 'placed' ? answer.orders.map(({ terms }) => terms.orderId) : answer.denial.code,
    )
    expect(ids[0]).toHaveLength(2)
    expect(ids[1]).toEqual(ids[0])
    expect(bench.session.execution.openOrders().map(({ terms }) => terms.ocoGroup)).toEqual([
      'oco-key-00000001',
      'oco-key-00000001',
    ])
  })

  it('are neither placed where risk refuses one', async () => {
    const bench = await openHandBench()
    const answer = bench.session.desk.submitOco(pairOf({}, { size: { kind: 'quantity', quantity: '1000000' } }))
    await bench.session.settle()
    expect(answer.kind).toBe('denied')
    expect(bench.session.execution.openOrders()).toEqual([])
  })
})

describe('what neither venue nor engine can do', () => {
  it('is refused with the field, before risk is asked', async () => {
    const bench = await openHandBench()
    const late = restingIntent(90, { timeInForce: 'GTD', expireAtMs: timeMs(1) })
    expect(textOf(() => bench.session.desk.submit(late))).toMatch(/^BAD_REQUEST expireAtMs: 1970.*has passed already/)
    expect(bench.journal.facts('orderIntended')).toEqual([])
  })
})

describe('a key that was used before a restart', () => {
  it('gives its order again, also where that has other terms by now', async () => {
    const before = await openHandBench()
    const id = await rests(before)
    placed(before.session.desk.amend(id, { limitPrice: price(91) }, KEY))
    await before.session.settle()
    const terms = { quantity: quantity(1), limitPrice: price(90), triggerPrice: undefined }
    const ledger = { ...ledgerOf(before), originalTerms: [{ orderId: id, terms }] }
    const after = await openHandBench({ ledger })
    expect(placed(after.session.desk.submit(restingIntent(90))).terms.orderId).toBe(id)
  })
})
