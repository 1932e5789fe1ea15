import { beforeEach, describe, expect, it } from 'vitest'
import { silentLogger, timeMs } from '../base/index.ts'
import { type BusEvent, EventBus } from '../bus/index.ts'
import {
  accountId,
  type Adjustment,
  type Booking,
  type Entry,
  HAND,
  money,
  type Order,
  orderId,
  type Owner,
  PLAIN_ORDER,
  type Position,
  price,
  quantity,
  strategyId,
  strategyOwner,
  tradeId,
} from '../domain/index.ts'
import { OrderAnnouncer } from './order-announcer.ts'
import { ABC } from './testing/hand-market.ts'

const BOT = strategyOwner(strategyId('bot'))
const { instrumentId } = ABC

function position(owner: Owner, amount: number): Position {
  return {
    accountId: accountId('a'),
    instrumentId,
    owner,
    quantity: quantity(amount),
    entryPrice: price(100),
    realisedPnl: money(0),
    fees: money(0),
    openedAtMs: timeMs(1),
  }
}

function entry(entryId: string, owner: Owner, amount: number): Entry {
  return {
    entryId,
    kind: 'fill',
    accountId: accountId('a'),
    instrumentId,
    owner,
    quantity: quantity(amount),
    price: price(100),
    realisedPnl: money(0),
    fee: money(0),
    orderId: undefined,
    timeMs: timeMs(2),
  }
}

const STOP: Order = {
  terms: {
    ...PLAIN_ORDER,
    orderId: orderId('wh-1'),
    accountId: accountId('a'),
    instrumentId,
    owner: HAND,
    source: 'protection',
    role: 'stopLoss',
    parentOrderId: undefined,
    idempotencyKey: 'k',
    side: 'sell',
    type: 'stop',
    quantity: quantity(1),
    limitPrice: undefined,
    triggerPrice: price(90),
    timeInForce: 'GTC',
    reduceOnly: true,
    stopLossPrice: undefined,
    takeProfitPrice: undefined,
    reason: 'stop-loss',
    createdAtMs: timeMs(1),
  },
  state: { kind: 'rejected', reason: 'no margin' },
  venueOrderId: undefined,
  amendment: undefined,
  filledQuantity: quantity(0),
  filledNotional: money(0),
  updatedAtMs: timeMs(2),
}

let events: BusEvent[]
let told: string[]
let announcer: OrderAnnouncer

beforeEach(() => {
  events = []
  told = []
  const bus = new EventBus((error) => {
    throw error
  })
  bus.subscribeAll((event) => events.push(event))
  announcer = new OrderAnnouncer({
    bus,
    logger: silentLogger,
    onChange: () => told.push('changed'),
    onEntries: (entries) => told.push(`entries ${entries.map(({ entryId }) => entryId).join(' ')}`),
    onAdjusted: ({ adjustmentId }) => told.push(`adjusted ${adjustmentId}`),
    onAccount: ({ cash }) => told.push(`the venue says ${cash.toFixed()}`),
    onQuarantine: (id, reason) => told.push(`${id}: ${reason ?? 'free'}`),
  })
})

const names = (): string[] => events.map(({ name }) => name)

describe('OrderAnnouncer', () => {
  it('announces each change of an order, and says that something has changed', () => {
    announcer.orderUpdated(STOP)
    expect(events).toMatchObject([{ name: 'order.updated', payload: { order: STOP } }])
    expect(told).toEqual(['changed'])
  })

  it('announces a fill before the positions it made, and gives its entries on', () => {
    const fill = {
      tradeId: tradeId('t-1'),
      orderId: orderId('wh-1'),
      accountId: accountId('a'),
      instrumentId,
      owner: HAND,
      side: 'sell' as const,
      quantity: quantity(2),
      price: price(100),
      fee: money(0),
      feeCurrency: 'USDT',
      liquidity: 'taker' as const,
      timeMs: timeMs(2),
    }
    const positions = [position(HAND, 0), position(HAND, -1)]
    announcer.fillBooked(fill, { entries: [entry('fill:t-1', HAND, -2)], positions, postings: [] }, money('12.50'))
    expect(names()).toEqual(['fill.booked', 'position.closed', 'position.updated'])
    expect(events[0]).toMatchObject({ payload: { fill, realisedPnl: '12.5' } })
    expect(told).toEqual(['entries fill:t-1'])
  })

  it('announces a handover: the giver flat, the taker holding, and their entries for whoever counts trades', () => {
    const booking: Booking = {
      entries: [entry('handover:x:from', HAND, -1), entry('handover:x:to', BOT, 1)],
      positions: [position(HAND, 0), position(BOT, 1)],
      postings: [],
    }
    const handover = { handoverId: 'x', instrumentId, from: HAND, to: BOT, quantity: quantity(1), timeMs: timeMs(2) }
    announcer.handedOver(handover, booking)
    expect(events).toMatchObject([
      { name: 'position.closed', payload: { position: { owner: HAND } } },
      { name: 'position.updated', payload: { position: { owner: BOT } } },
    ])
    expect(told).toEqual(['entries handover:x:from handover:x:to', 'changed'])
  })

  it('gives adjustments, quarantines and what the venue says of the account on', () => {
    const adjustment = { adjustmentId: 'fund-1' } as Adjustment
    announcer.adjusted(adjustment, { entries: [], positions: [], postings: [] })
    announcer.quarantineChanged(instrumentId, 'it differs')
    announcer.quarantineChanged(instrumentId, undefined)
    announcer.accountReported({ accountId: accountId('a'), currency: 'USDT', cash: money(7), positions: [] })
    expect(told).toEqual(['adjusted fund-1', 'test:ABC: it differs', 'test:ABC: free', 'the venue says 7'])
    expect(events).toEqual([])
  })

  it('says which protective order failed, and why', () => {
    announcer.protectionFailed(STOP, 'no margin')
    expect(events).toMatchObject([
      { name: 'protection.failed', payload: { orderId: 'wh-1', instrumentId, owner: HAND, reason: 'no margin' } },
    ])
  })
})
