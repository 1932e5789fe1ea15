import { describe, expect, it } from 'vitest'
import { ManualClock, silentLogger, timeMs } from '../base/index.ts'
import { EventBus } from '../bus/index.ts'
import {
  type Adjustment,
  HAND,
  type Instrument,
  instrumentId,
  money,
  type Order,
  type Position,
  positionKey,
  price,
  quantity,
  UNASSIGNED,
  venueId,
  accountId,
} from '../domain/index.ts'
import { DustSweep } from './dust-sweep.ts'

const SPOT: Instrument = {
  instrumentId: instrumentId(venueId('fake'), 'BTC'),
  venueId: venueId('fake'),
  symbol: 'BTC',
  name: 'BTC',
  base: 'BTC',
  quote: 'USDT',
  tickSize: price('0.5'),
  lotSize: quantity('0.001'),
  minQuantity: quantity('0.001'),
  minNotional: money(10),
  kind: 'spot',
  status: 'trading',
}
const ACCOUNT = accountId('a')

class Bench {
  readonly positions = new Map<string, Position>()
  readonly booked: Adjustment[] = []
  readonly bus = new EventBus((error) => {
    throw error
  })
  orders: Order[] = []
  lastPrice: number | undefined = 1_000
  instrument: Instrument = SPOT
  readonly sweep = new DustSweep({
    bus: this.bus,
    portfolio: {
      position: (id, owner) => this.positions.get(positionKey(ACCOUNT, id, owner)),
      openPositions: () => [...this.positions.values()].filter((each) => !each.quantity.isZero()),
    },
    execution: { openOrders: () => this.orders },
    book: (adjustment) => this.#book(adjustment),
    instrument: () => this.instrument,
    lastPrice: () => this.lastPrice,
    hasReduceOnly: () => true,
    clock: new ManualClock(5_000),
    logger: silentLogger,
  })

  hold(amount: string, owner = HAND): void {
    const position: Position = {
      accountId: ACCOUNT,
      instrumentId: SPOT.instrumentId,
      owner,
      quantity: quantity(amount),
      entryPrice: price(900),
      realisedPnl: money(0),
      fees: money(0),
      openedAtMs: timeMs(1_000),
    }
    this.positions.set(positionKey(ACCOUNT, SPOT.instrumentId, owner), position)
    this.bus.publish('position.updated', { position })
  }

  #book(adjustment: Adjustment): void {
    this.booked.push(adjustment)
    const { owner } = adjustment
    const before = this.positions.get(positionKey(ACCOUNT, SPOT.instrumentId, owner))?.quantity ?? quantity(0)
    this.hold(before.add(adjustment.quantity).toFixed(), owner)
  }
}

describe('DustSweep', () => {
  it('closes the trade of a remainder that no order can close, and keeps what the venue still has', () => {
    const bench = new Bench()
    bench.hold('0.009')
    expect(
      bench.booked.map(({ owner, kind, quantity: amount, price: at }) => [owner, kind, amount.toFixed(), at.toFixed()]),
    ).toEqual([
      [HAND, 'dust', '-0.009', '900'],
      [UNASSIGNED, 'dust', '0.009', '900'],
    ])
    expect(bench.sweep.residues()).toEqual([
      { instrumentId: SPOT.instrumentId, quantity: quantity('0.009'), isSellable: false },
    ])
  })

  it('leaves alone what an order can close, and what has an order that works', () => {
    const bench = new Bench()
    bench.hold('0.01')
    expect(bench.booked).toEqual([])
    bench.orders = [{} as Order]
    bench.hold('0.005')
    expect(bench.booked).toEqual([])
    bench.orders = []
    bench.sweep.sweep()
    expect(bench.booked).toHaveLength(2)
  })

  it('offers the residue once it can be sold, also because the venue has changed its rules', () => {
    const bench = new Bench()
    bench.hold('0.009')
    bench.lastPrice = 2_000
    expect(bench.sweep.residues()).toMatchObject([{ isSellable: true }])
    bench.lastPrice = 1_000
    bench.instrument = { ...SPOT, minNotional: money(1) }
    expect(bench.sweep.residues()).toMatchObject([{ isSellable: true }])
  })

  it('takes a perpetual that can be closed by a reduce-only order for no dust', () => {
    const bench = new Bench()
    bench.instrument = { ...SPOT, kind: 'linearPerpetual' }
    bench.hold('0.009')
    expect(bench.booked).toEqual([])
    bench.hold('0.0009')
    expect(bench.booked).toHaveLength(2)
  })

  it('adds up residues until they can be sold', () => {
    const bench = new Bench()
    bench.hold('0.009')
    bench.hold('0.008')
    expect(bench.sweep.residues()).toEqual([
      { instrumentId: SPOT.instrumentId, quantity: quantity('0.017'), isSellable: true },
    ])
  })
})
