import { describe, expect, it } from 'vitest'
import type { FillView, OrderView } from '../../src-contract/index.ts'
import { BITCOIN } from '../client/testing/bitcoin.ts'
import { announceFill, announceOrder } from './announcements.ts'

const instruments = new Map([[BITCOIN.instrumentId, BITCOIN]])

const fill: FillView = {
  fillId: 'f1',
  orderId: 'o1',
  accountId: 'paper',
  instrumentId: BITCOIN.instrumentId,
  owner: 'strategy:ema-cross',
  side: 'sell',
  quantity: '0.21',
  price: '64336',
  fee: '1',
  feeCurrency: 'USDT',
  liquidity: 'taker',
  realisedPnl: '0',
  timeMs: 1,
}

const order = (change: Partial<OrderView>): OrderView => ({
  orderId: 'o1',
  venueOrderId: null,
  accountId: 'paper',
  instrumentId: BITCOIN.instrumentId,
  owner: 'hand',
  role: 'entry',
  parentOrderId: null,
  side: 'buy',
  type: 'market',
  quantity: '1',
  filledQuantity: '0',
  averagePrice: null,
  limitPrice: null,
  triggerPrice: null,
  stopLossPrice: null,
  takeProfitPrice: null,
  timeInForce: 'GTC',
  reduceOnly: false,
  handling: 'venue',
  trailing: null,
  expireAtMs: null,
  postOnly: false,
  ocoGroup: null,
  exitPlan: null,
  amendment: null,
  unknown: null,
  state: 'working',
  reason: null,
  createdAtMs: 1,
  updatedAtMs: 1,
  ...change,
})

describe('announcements', () => {
  it('say a fill in the steps of its instrument', () => {
    expect(announceFill(fill, instruments)).toEqual({
      kind: 'success',
      title: 'BTC-PERP sold 0.210 at 64,336.0',
      text: 'ema-cross',
      fold: 'fill:simulated:BTC-PERP:sell:strategy:ema-cross',
    })
  })

  it('say a fill of an instrument that is not known as it came', () => {
    expect(announceFill(fill, new Map()).title).toBe('simulated:BTC-PERP sold 0.21 at 64336')
  })

  it('say a rejected order with its reason, and no other', () => {
    expect(announceOrder(order({}), instruments)).toBeUndefined()
    expect(announceOrder(order({ state: 'rejected', reason: 'margin' }), instruments)).toEqual({
      kind: 'error',
      title: 'BTC-PERP buy rejected by the venue',
      text: 'margin',
    })
  })
})
