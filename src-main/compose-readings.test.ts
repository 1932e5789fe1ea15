import { describe, expect, it } from 'vitest'
import { timeMs } from './base/index.ts'
import type { EngineParts } from './compose-parts.ts'
import { Readings } from './compose-readings.ts'
import {
  accountId,
  HAND,
  instrumentId,
  money,
  type Order,
  orderId,
  PLAIN_ORDER,
  price,
  quantity,
  venueId,
} from './domain/index.ts'

const ABC = instrumentId(venueId('test'), 'ABC')

const order = (id: string, state: Order['state']): Order => ({
  terms: {
    ...PLAIN_ORDER,
    orderId: orderId(id),
    accountId: accountId('test-01'),
    instrumentId: ABC,
    owner: HAND,
    source: 'protection',
    role: 'stopLoss',
    parentOrderId: undefined,
    idempotencyKey: id,
    side: 'sell',
    type: 'stop',
    quantity: quantity(1),
    limitPrice: undefined,
    triggerPrice: price(95),
    timeInForce: 'GTC',
    reduceOnly: true,
    stopLossPrice: undefined,
    takeProfitPrice: undefined,
    reason: 'stop-loss',
    createdAtMs: timeMs(1),
  },
  state,
  venueOrderId: undefined,
  amendment: undefined,
  filledQuantity: quantity(0),
  filledNotional: money(0),
  updatedAtMs: timeMs(2),
})

describe('orders of the stream', () => {
  it('are the newest ones, and every open one however old it is', () => {
    const old = order('old-stop', { kind: 'working' })
    const ended = ['new-2', 'new-1', 'forgotten'].map((id) => order(id, { kind: 'filled' }))
    const execution = { openOrders: () => [old], recentOrders: () => [...ended, old] }
    const readings = new Readings({ session: { execution } } as unknown as EngineParts)
    expect(readings.openAndRecentOrders(2).map((view) => view.orderId)).toEqual(['new-2', 'new-1', 'old-stop'])
  })
})
