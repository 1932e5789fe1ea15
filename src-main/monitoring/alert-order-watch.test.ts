import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import {
  accountId,
  type Denial,
  HAND,
  money,
  type Order,
  orderId,
  type OrderIntent,
  type OrderState,
  type OrderTerms,
  parseInstrumentId,
  quantity,
  strategyId,
  strategyOwner,
  PLAIN_ORDER,
} from '../domain/index.ts'
import { type HoldingKey, OrderWatch } from './alert-order-watch.ts'
import { bookRig } from './testing/alert-causes.ts'

const BTC = parseInstrumentId('simulated:BTC-PERP')
const TREND = strategyOwner(strategyId('trend'))

const TERMS: OrderTerms = {
  ...PLAIN_ORDER,
  orderId: orderId('wh-1'),
  accountId: accountId('paper-01'),
  instrumentId: BTC,
  owner: HAND,
  source: 'hand',
  role: 'entry',
  parentOrderId: undefined,
  idempotencyKey: 'key-0001',
  side: 'buy',
  type: 'market',
  quantity: quantity('0.25'),
  limitPrice: undefined,
  triggerPrice: undefined,
  timeInForce: 'IOC',
  reduceOnly: false,
  stopLossPrice: undefined,
  takeProfitPrice: undefined,
  reason: 'placed by hand',
  createdAtMs: timeMs(0),
}

function orderIn(state: OrderState, terms: Partial<OrderTerms> = {}): Order {
  return {
    terms: { ...TERMS, ...terms },
    state,
    venueOrderId: undefined,
    amendment: undefined,
    filledQuantity: quantity(0),
    filledNotional: money(0),
    updatedAtMs: timeMs(0),
  }
}

function intentOf(source: OrderIntent['source'], owner = TERMS.owner): OrderIntent {
  return { ...TERMS, source, owner, type: 'market', role: 'entry', size: { kind: 'quantity', quantity: '1' } }
}

function denialOf(code: string): Denial {
  return { code, message: 'Too large', measured: 60_000, limit: 50_000, unit: 'USDT', quantityThatFits: undefined }
}

function rig() {
  const { clock, book, standing, standingKeys } = bookRig()
  const world = { isCovered: false, asked: [] as HoldingKey[] }
  const watch = new OrderWatch({
    book,
    clock,
    isCovered(holding) {
      world.asked.push(holding)
      return world.isCovered
    },
  })
  return { clock, book, standing, standingKeys, world, watch, failed: () => fail(watch) }
}

function fail(watch: OrderWatch): void {
  watch.handleProtectionFailed({ orderId: orderId('wh-2'), instrumentId: BTC, owner: TREND, reason: 'too close' })
}

describe('OrderWatch', () => {
  it('notes an order that the venue rejected, with its reason', () => {
    const { book, watch, standingKeys } = rig()
    watch.handleOrder(orderIn({ kind: 'rejected', reason: 'margin too low' }))
    watch.handleOrder(orderIn({ kind: 'rejected', reason: 'gone' }, { role: 'stopLoss', orderId: orderId('wh-3') }))
    expect(standingKeys()).toEqual([])
    const [stop, entry] = book.list({ standingOnly: false, limit: 10 })
    expect(entry).toMatchObject({
      code: 'ORDER_REJECTED',
      subject: 'wh-1',
      instrumentId: BTC,
      severity: 'warning',
      title: 'The venue rejected buy 0.25 BTC-PERP',
      detail: expect.stringMatching(/^Order wh-1 by hand was rejected: margin too low\. Nothing was bought/),
    })
    expect(stop?.detail).toContain('look at the stop')
  })

  it('notes an order that was never sent, and none that goes its way', () => {
    const { book, watch } = rig()
    for (const kind of ['pending', 'submitted', 'working', 'filled'] as const) watch.handleOrder(orderIn({ kind }))
    watch.handleOrder(orderIn({ kind: 'cancelled', reason: 'by hand' }))
    expect(book.all()).toEqual([])
    watch.handleOrder(orderIn({ kind: 'unsent', reason: 'the venue never saw it' }))
    expect(book.all()).toMatchObject([{ code: 'ORDER_UNSENT', subject: 'wh-1' }])
  })

  it('raises a failed protective order until stops cover the position or nothing is held', () => {
    const { world, watch, failed, standing, standingKeys } = rig()
    failed()
    expect(standing()[0]).toMatchObject({
      severity: 'critical',
      subject: `${BTC} strategy:trend`,
      instrumentId: BTC,
      detail: expect.stringMatching(/of strategy trend may be without its stop.*order wh-2: too close\./),
    })
    watch.review()
    expect(standingKeys()).toEqual([`PROTECTION_FAILED ${BTC} strategy:trend`])
    expect(world.asked).toEqual([{ instrumentId: BTC, owner: 'strategy:trend' }])
    world.isCovered = true
    watch.review()
    expect(standingKeys()).toEqual([])
  })

  it('counts the denials of a strategy by code and takes them back when an order of it passes', () => {
    const { watch, standing, standingKeys } = rig()
    for (let index = 0; index < 3; index++) watch.handleDenied(intentOf('strategy', TREND), denialOf('MAX_LEVERAGE'))
    watch.handleDenied(intentOf('strategy', TREND), denialOf('MAX_ORDER_NOTIONAL'))
    watch.handleDenied(intentOf('strategy', strategyOwner(strategyId('trend-2'))), denialOf('MAX_LEVERAGE'))
    expect(standing().at(-1)).toMatchObject({ count: 3, severity: 'info' })
    expect(standing().at(-1)?.detail).toContain('60,000 against a limit of 50,000 USDT')
    watch.handleAccepted(strategyId('trend'))
    expect(standingKeys()).toEqual(['ORDER_DENIED strategy:trend-2 MAX_LEVERAGE'])
  })

  it('takes a denial back that did not come again for an hour', () => {
    const { clock, watch, standingKeys } = rig()
    watch.handleDenied(intentOf('strategy', TREND), denialOf('MAX_LEVERAGE'))
    clock.advanceBy(3_599_999)
    watch.review()
    expect(standingKeys()).toHaveLength(1)
    clock.advanceBy(1)
    watch.review()
    expect(standingKeys()).toEqual([])
  })

  it('notes each denial of a hand for itself, and one of the kill switch as critical', () => {
    const { book, watch, standingKeys } = rig()
    watch.handleDenied(intentOf('hand'), denialOf('MAX_LEVERAGE'))
    watch.handleDenied(intentOf('killSwitch'), denialOf('STALE_PRICE'))
    expect(standingKeys()).toEqual([])
    expect(book.all().map(({ severity, title }) => [severity, title])).toEqual([
      ['info', 'Order by hand denied: MAX_LEVERAGE'],
      ['critical', 'Order of the kill switch denied: STALE_PRICE'],
    ])
  })
})
