import { describe, expect, it } from 'vitest'
import { ensureDefined, type EngineError } from '../base/index.ts'
import {
  HAND,
  type Order,
  type OrderIntent,
  price,
  quantity as quantityOf,
  strategyId,
  strategyOwner,
  UNASSIGNED,
} from '../domain/index.ts'
import type { DeskAnswer } from './order-desk.ts'
import { ABC, type HandMarket, XYZ } from './testing/hand-market.ts'
import { handIntent, restingIntent } from './testing/intents.ts'
import { openHandBench, type SessionBench } from './testing/session-bench.ts'

type Bench = SessionBench<HandMarket>
const ABC_ID = ABC.instrumentId
const STRATEGY = strategyOwner(strategyId('ema-cross'))

function placed(answer: DeskAnswer): Order {
  if (answer.kind === 'placed') return answer.order
  throw new Error(`denied: ${answer.denial.message}`)
}

function codeOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    return (error as EngineError).code
  }
  return 'nothing was thrown'
}

async function buy(bench: Bench, change: Partial<OrderIntent> = {}): Promise<void> {
  placed(bench.session.desk.submit(handIntent(change)))
  await bench.session.settle()
}

function close({ session }: Bench, { owner = HAND, fraction = 1, idempotencyKey = 'close-1' } = {}): DeskAnswer {
  const request = { instrumentId: ABC_ID, owner, fraction, source: 'hand', idempotencyKey, reason: 'test' } as const
  return session.desk.submit(session.desk.closeIntent(request))
}

describe('OrderDesk', () => {
  it('sends what risk accepts, and the fill stands in the books', async () => {
    const bench = await openHandBench()
    const order = placed(bench.session.desk.submit(handIntent()))
    expect(order.state.kind).toBe('pending')
    await bench.session.settle()
    expect(bench.session.execution.order(order.terms.orderId).state.kind).toBe('filled')
    expect(bench.session.portfolio.ownerQuantity(ABC_ID, HAND).toFixed()).toBe('1')
  })

  it('gives the same order for the same key, and places it once', async () => {
    const bench = await openHandBench()
    const first = placed(bench.session.desk.submit(handIntent()))
    const second = placed(bench.session.desk.submit(handIntent()))
    await bench.session.settle()
    const third = placed(bench.session.desk.submit(handIntent()))
    expect([second.terms.orderId, third.terms.orderId]).toEqual([first.terms.orderId, first.terms.orderId])
    expect(third.state.kind).toBe('filled')
    expect(bench.journal.facts('orderIntended')).toHaveLength(1)
  })

  const otherWishes: [string, Partial<OrderIntent>][] = [
    ['side', { side: 'sell' }],
    ['quantity', { size: { kind: 'quantity', quantity: '2' } }],
    ['instrument', { instrumentId: XYZ.instrumentId }],
    ['owner', { owner: STRATEGY }],
    ['type and limit', { type: 'limit', limitPrice: price(99) }],
    ['stop', { stopLossPrice: price(90) }],
    ['target', { takeProfitPrice: price(120) }],
    ['role', { role: 'close', reduceOnly: true }],
  ]
  it.each(otherWishes)('refuses a key that stands for an order of another %s', async (_, change) => {
    const bench = await openHandBench()
    await buy(bench)
    expect(codeOf(() => bench.session.desk.submit(handIntent(change)))).toBe('IDEMPOTENCY_MISMATCH')
    expect(bench.journal.facts('orderIntended')).toHaveLength(1)
  })

  it('keeps keys of a hand and of a strategy apart', async () => {
    const bench = await openHandBench()
    await buy(bench)
    await buy(bench, { source: 'strategy', owner: STRATEGY })
    expect(bench.journal.facts('orderIntended')).toHaveLength(2)
  })

  it('writes a denial down, then announces it; nothing is sent', async () => {
    const bench = await openHandBench()
    const intent = handIntent({ size: { kind: 'quantity', quantity: '900' } })
    const answer = bench.session.desk.submit(intent)
    expect(answer).toMatchObject({ kind: 'denied', denial: { code: 'MAX_ORDER_NOTIONAL', limit: 50_000 } })
    expect(bench.journal.facts('orderDenied')).toMatchObject([{ intent: { idempotencyKey: intent.idempotencyKey } }])
    expect(bench.payloads('order.denied')).toMatchObject([{ denial: { code: 'MAX_ORDER_NOTIONAL' } }])
    expect(bench.session.execution.recentOrders(10)).toEqual([])
  })

  it('previews exactly what it would decide, and keeps nothing of it', async () => {
    const bench = await openHandBench()
    const stored = bench.journal.records.length
    const verdict = bench.session.desk.preview(handIntent({ stopLossPrice: price(90) }))
    expect(verdict).toMatchObject({ accepted: true })
    expect(bench.journal.records).toHaveLength(stored)
    const order = placed(bench.session.desk.submit(handIntent({ stopLossPrice: price(90) })))
    expect(verdict.quantity?.toFixed()).toBe(order.terms.quantity.toFixed())
  })

  it('refuses an unknown instrument with the known ones, and one without a price', async () => {
    const bench = await openHandBench()
    const unknown = handIntent({ instrumentId: 'test:NOPE' as typeof ABC_ID })
    expect(() => bench.session.desk.submit(unknown)).toThrow(
      'There is no instrument test:NOPE. Known: test:ABC, test:XYZ.',
    )
    const unpriced = handIntent({ instrumentId: XYZ.instrumentId })
    expect(codeOf(() => bench.session.desk.submit(unpriced))).toBe('PRICE_UNAVAILABLE')
  })

  it('closes a whole position at market, reduce-only', async () => {
    const bench = await openHandBench()
    await buy(bench)
    const order = placed(close(bench))
    expect(order.terms).toMatchObject({ side: 'sell', type: 'market', role: 'close', reduceOnly: true })
    await bench.session.settle()
    expect(bench.session.portfolio.openPositions()).toEqual([])
  })

  it.each([
    [0.5, '0.5'],
    [0.58, '0.5'],
    [0.01, '0.1'],
    [1, '1'],
  ])('closes the share %d as whole lots: %s of 1', async (fraction, quantity) => {
    const bench = await openHandBench()
    await buy(bench)
    expect(placed(close(bench, { fraction })).terms.quantity.toFixed()).toBe(quantity)
  })

  it('closes whole lots of what was bought by a finer lot than the venue has now; the rest is left unassigned', async () => {
    const bench = await openHandBench()
    await buy(bench, { size: { kind: 'quantity', quantity: '1.3' } })
    bench.market.changeRules({ ...ABC, lotSize: quantityOf('0.5') })
    expect(placed(close(bench)).terms.quantity.toFixed()).toBe('1')
    await bench.session.settle()
    const { portfolio } = bench.session
    expect([HAND, UNASSIGNED].map((owner) => portfolio.ownerQuantity(ABC_ID, owner).toFixed())).toEqual(['0', '0.3'])
  })

  it('says what is wrong with a close of less than a lot', async () => {
    const bench = await openHandBench()
    await buy(bench, { size: { kind: 'quantity', quantity: '0.3' } })
    bench.market.changeRules({ ...ABC, lotSize: quantityOf('0.5') })
    expect(close(bench)).toMatchObject({
      kind: 'denied',
      denial: { code: 'QUANTITY_PRECISION', message: expect.stringContaining('Quantity 0.3 is off the lot of 0.5') },
    })
  })

  it('never closes twice: a second close of what is being closed finds nothing', async () => {
    const bench = await openHandBench()
    await buy(bench)
    close(bench)
    expect(bench.session.desk.isClosing(ABC_ID, HAND)).toBe(true)
    expect(codeOf(() => close(bench, { idempotencyKey: 'close-2' }))).toBe('UNKNOWN_POSITION')
    await bench.session.settle()
    expect(bench.session.portfolio.netQuantity(ABC_ID).isZero()).toBe(true)
  })

  it('closes only the rest when part of a position is being closed', async () => {
    const bench = await openHandBench()
    await buy(bench)
    close(bench, { fraction: 0.4 })
    expect(placed(close(bench, { idempotencyKey: 'close-2' })).terms.quantity.toFixed()).toBe('0.6')
    await bench.session.settle()
    expect(bench.session.portfolio.netQuantity(ABC_ID).isZero()).toBe(true)
  })

  it('closes one of two opposite owners without touching the other', async () => {
    const bench = await openHandBench()
    await buy(bench)
    await buy(bench, { side: 'sell', owner: STRATEGY, source: 'strategy', size: { kind: 'quantity', quantity: '3' } })
    const order = placed(close(bench))
    // The venue holds -2: selling 1 more enlarges that, so the venue must not be told to reduce only.
    expect(order.terms.reduceOnly).toBe(false)
    await bench.session.settle()
    const { portfolio } = bench.session
    expect(portfolio.ownerQuantity(ABC_ID, HAND).toFixed()).toBe('0')
    expect(portfolio.ownerQuantity(ABC_ID, STRATEGY).toFixed()).toBe('-3')
    const [venue] = (await bench.trading.queryAccount()).positions
    expect(ensureDefined(venue, 'position at the venue').quantity.toFixed()).toBe('-3')
  })

  it('closes with a stale price, but opens nothing', async () => {
    const bench = await openHandBench()
    await buy(bench)
    bench.systemClock.advanceBy(3_600_000)
    expect(codeOf(() => bench.session.desk.submit(handIntent({ idempotencyKey: 'key-00000002' })))).toBe(
      'PRICE_UNAVAILABLE',
    )
    expect(close(bench).kind).toBe('placed')
  })

  it('counts orders on their way against the largest position', async () => {
    const bench = await openHandBench({ settings: { risk: { maxPositionNotional: '1000' } } })
    placed(bench.session.desk.submit(restingIntent(99, { size: { kind: 'quantity', quantity: '9' } })))
    const answer = bench.session.desk.submit(
      handIntent({ idempotencyKey: 'key-00000002', size: { kind: 'quantity', quantity: '2' } }),
    )
    expect(answer).toMatchObject({ kind: 'denied', denial: { code: 'MAX_POSITION_NOTIONAL' } })
  })
})
