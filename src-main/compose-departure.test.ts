import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DepartingPosition, DepartureView } from '../src-contract/index.ts'
import { timeMs } from './base/index.ts'
import { type DepartureScene, departureView, jointDeparture } from './compose-departure.ts'
import {
  accountId,
  HAND,
  instrumentId,
  money,
  type Order,
  orderId,
  type OrderState,
  type OrderTerms,
  type Position,
  price,
  quantity,
  strategyId,
  strategyOwner,
  venueId,
  PLAIN_ORDER,
} from './domain/index.ts'

const ABC = instrumentId(venueId('test'), 'ABC')
const XYZ = instrumentId(venueId('test'), 'XYZ')
const TREND = strategyOwner(strategyId('trend'))

function position(change: Partial<Position> = {}): Position {
  return {
    accountId: accountId('test-01'),
    instrumentId: ABC,
    owner: HAND,
    quantity: quantity(2),
    entryPrice: price(100),
    realisedPnl: money(0),
    fees: money(0),
    openedAtMs: timeMs(1),
    ...change,
  }
}

function order(terms: Partial<OrderTerms>, kind: 'working' | 'pending' | 'cancelling' = 'working'): Order {
  const state: OrderState = { kind }
  return {
    terms: {
      ...PLAIN_ORDER,
      orderId: orderId('wh-1'),
      accountId: accountId('test-01'),
      instrumentId: ABC,
      owner: HAND,
      source: 'hand',
      role: 'entry',
      parentOrderId: undefined,
      idempotencyKey: 'key',
      side: 'buy',
      type: 'limit',
      quantity: quantity(2),
      limitPrice: undefined,
      triggerPrice: undefined,
      timeInForce: 'GTC',
      reduceOnly: false,
      stopLossPrice: undefined,
      takeProfitPrice: undefined,
      reason: 'placed by hand',
      createdAtMs: timeMs(1),
      ...terms,
    },
    state,
    venueOrderId: undefined,
    amendment: undefined,
    filledQuantity: quantity(0),
    filledNotional: money(0),
    updatedAtMs: timeMs(2),
  }
}

function stop(at: number, terms: Partial<OrderTerms> = {}, kind?: 'pending' | 'cancelling'): Order {
  return order({ role: 'stopLoss', side: 'sell', type: 'stop', triggerPrice: price(at), ...terms }, kind)
}

function viewOf(scene: Partial<DepartureScene> = {}): DepartureView {
  return departureView({
    onShutdown: 'cancelEntries',
    environment: 'paper',
    marketHasOwnTime: true,
    positions: [],
    openOrders: [],
    lastPrice: () => 110.5,
    ...scene,
  })
}

/** How the one position of the scene is protected. */
function protectionOf(openOrders: readonly Order[], scene: Partial<DepartureScene> = {}): unknown {
  const [only] = viewOf({ positions: [position()], openOrders, ...scene }).positions
  return only && { stopPrice: only.stopPrice, protection: only.protection }
}

describe('what a stop of the engine would leave behind', () => {
  it('is nothing where nothing is open', () => {
    expect(viewOf()).toEqual({
      onShutdown: 'cancelEntries',
      marketStandsStill: true,
      exposed: false,
      workingEntries: 0,
      positions: [],
    })
  })

  it('lists every position at the newest price', () => {
    const short = position({ instrumentId: XYZ, owner: TREND, quantity: quantity('-0.3') })
    const { positions, exposed } = viewOf({ positions: [position(), short] })
    expect(exposed).toBe(true)
    expect(positions).toMatchObject([
      { positionId: 'test:ABC~hand', owner: 'hand', side: 'long', quantity: '2', notional: '221' },
      {
        positionId: 'test:XYZ~strategy:trend',
        owner: 'strategy:trend',
        side: 'short',
        quantity: '0.3',
        notional: '33.15',
      },
    ])
  })

  it('takes the entry price where there is no price yet', () => {
    expect(viewOf({ positions: [position()], lastPrice: () => undefined }).positions[0]?.notional).toBe('200')
  })

  it('counts the orders that would open or add, and calls any open order exposed', () => {
    const view = viewOf({ openOrders: [order({}), order({ role: 'close' }), stop(90)] })
    expect(view).toMatchObject({ workingEntries: 1, exposed: true })
    expect(viewOf({ openOrders: [stop(90)] })).toMatchObject({ workingEntries: 0, exposed: true })
  })
})

describe('a position that is left behind', () => {
  it('has no protection without a stop, or with the stop of somebody else', () => {
    const none = { stopPrice: null, protection: 'none' }
    expect(protectionOf([])).toEqual(none)
    expect(protectionOf([order({ role: 'takeProfit', limitPrice: price(120) })])).toEqual(none)
    expect(protectionOf([stop(90, { owner: TREND }), stop(90, { instrumentId: XYZ })])).toEqual(none)
  })

  it('has none with a stop that the venue has not confirmed, or is letting go', () => {
    expect(protectionOf([stop(90, {}, 'pending')])).toEqual({ stopPrice: null, protection: 'none' })
    expect(protectionOf([stop(90, {}, 'cancelling')])).toEqual({ stopPrice: null, protection: 'none' })
  })

  it('has none where its stops cover a part only', () => {
    expect(protectionOf([stop(90, { quantity: quantity(1) })])).toEqual({ stopPrice: null, protection: 'none' })
  })

  it('has the stop that the price reaches first', () => {
    const halves = [stop(90, { quantity: quantity(1) }), stop(95, { quantity: quantity(1) })]
    expect(protectionOf(halves)).toMatchObject({ stopPrice: '95' })
    const short = { positions: [position({ quantity: quantity(-2) })] }
    expect(protectionOf(halves, short)).toMatchObject({ stopPrice: '90' })
  })

  it('is as safe as the market stands still, or as the venue is not this program', () => {
    const stops = [stop(90)]
    expect(protectionOf(stops)).toMatchObject({ protection: 'venue' })
    expect(protectionOf(stops, { marketHasOwnTime: false })).toMatchObject({ protection: 'engine' })
    expect(protectionOf(stops, { environment: 'live', marketHasOwnTime: false })).toMatchObject({ protection: 'venue' })
    expect(viewOf({ marketHasOwnTime: false }).marketStandsStill).toBe(false)
    expect(viewOf({ environment: 'live' }).marketStandsStill).toBe(false)
    expect(viewOf({ environment: 'replay' }).marketStandsStill).toBe(true)
  })

  it('keeps to the contract whatever its figures', () => {
    const figures = fc.record({
      size: fc.double({ min: 1e-8, max: 1e9, noNaN: true }),
      isShort: fc.boolean(),
      last: fc.double({ min: 1e-8, max: 1e9, noNaN: true }),
    })
    fc.assert(
      fc.property(figures, ({ size, isShort, last }) => {
        const held = position({ quantity: quantity(isShort ? -size : size) })
        const view = viewOf({ positions: [held], lastPrice: () => last })
        const { side, notional } = DepartureView.parse(view).positions[0] ?? {}
        expect(side).toBe(isShort ? 'short' : 'long')
        expect(Math.abs(Number(notional) / (size * last) - 1)).toBeLessThan(1e-9)
      }),
    )
  })
})

describe('stopping with several accounts', () => {
  const AT_REST: DepartureView = {
    onShutdown: 'leave',
    marketStandsStill: true,
    exposed: false,
    workingEntries: 0,
    positions: [],
  }

  it('is exposed where one of them is, and its market stands still only where all do', () => {
    const exposed = { ...AT_REST, marketStandsStill: false, exposed: true, workingEntries: 2 }
    expect(jointDeparture([AT_REST, exposed])).toEqual(exposed)
    expect(jointDeparture([AT_REST, AT_REST])).toEqual(AT_REST)
  })

  it('leaves the orders and positions of all of them behind', () => {
    const left: DepartingPosition = {
      positionId: 'abc',
      instrumentId: 'test:ABC',
      owner: 'hand',
      side: 'long',
      quantity: '1',
      notional: '100',
      stopPrice: null,
      protection: 'none',
    }
    const [one, two] = [left, { ...left, positionId: 'xyz', instrumentId: 'test:XYZ' }]
    const joint = jointDeparture([
      { ...AT_REST, workingEntries: 1, positions: [one] },
      { ...AT_REST, workingEntries: 2, positions: [two] },
    ])
    expect(joint.workingEntries).toBe(3)
    expect(joint.positions).toEqual([one, two])
  })
})
