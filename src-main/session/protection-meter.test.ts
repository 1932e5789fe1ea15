import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, ManualClock, silentLogger, timeMs, ZERO } from '../base/index.ts'
import { type BusEvent, EventBus } from '../bus/index.ts'
import {
  HAND,
  money,
  type Order,
  orderId,
  type OrderState,
  type OrderTerms,
  type Owner,
  parseInstrumentId,
  PLAIN_ORDER,
  type Position,
  price,
  quantity,
  strategyId,
  strategyOwner,
  tradeId,
  accountId,
} from '../domain/index.ts'
import { advanceGap, type Cover, type GapTimes, missingStop } from './protection-gap.ts'
import { ProtectionMeter } from './protection-meter.ts'

const BTC = parseInstrumentId('fake:BTC')
const ACCOUNT = accountId('a')
const STRATEGY = strategyOwner(strategyId('ema-cross'))
const BOUND_MS = 5_000

function positionOf(amount: number, owner: Owner = HAND): Position {
  return {
    accountId: ACCOUNT,
    instrumentId: BTC,
    owner,
    quantity: quantity(amount),
    entryPrice: price(100),
    realisedPnl: money(0),
    fees: money(0),
    openedAtMs: timeMs(0),
  }
}

function stopOf(amount: number, change: Partial<OrderTerms> = {}): Order {
  const terms: OrderTerms = {
    ...PLAIN_ORDER,
    orderId: orderId('wh-2'),
    accountId: ACCOUNT,
    instrumentId: BTC,
    owner: HAND,
    source: 'protection',
    role: 'stopLoss',
    parentOrderId: orderId('wh-1'),
    idempotencyKey: 'protection-wh-2',
    side: 'sell',
    type: 'stop',
    quantity: quantity(amount),
    limitPrice: undefined,
    triggerPrice: price(90),
    timeInForce: 'GTC',
    reduceOnly: true,
    stopLossPrice: undefined,
    takeProfitPrice: undefined,
    reason: '',
    createdAtMs: timeMs(0),
    ...change,
  }
  return {
    terms,
    state: { kind: 'submitted' },
    venueOrderId: undefined,
    amendment: undefined,
    filledQuantity: quantity(0),
    filledNotional: money(0),
    updatedAtMs: timeMs(0),
  }
}

type StopChange = Partial<OrderTerms> & { readonly atMs?: number }

class Bench {
  readonly clock = new ManualClock(0)
  readonly events: BusEvent[] = []
  readonly bus = new EventBus((error) => {
    throw error
  })
  /** Owners for whose position a stop was decided. */
  intended: readonly Owner[] = [HAND, STRATEGY]
  /** As little as this, or less, is too small for any order. */
  dust = 0
  positions: Position[] = []
  orders: Order[] = []
  readonly meter: ProtectionMeter

  constructor() {
    this.bus.subscribeAll((event) => this.events.push(event))
    this.meter = new ProtectionMeter({
      bus: this.bus,
      portfolio: { openPositions: () => this.positions },
      execution: {
        openOrders: () => this.orders,
        exitParts: ({ owner }) => {
          const held = this.positions.find((each) => each.owner === owner)?.quantity.abs() ?? ZERO
          return [{ quantity: quantity(held), price: this.intended.includes(owner) ? price(90) : undefined }]
        },
      },
      isDust: ({ quantity: held }) => held.abs().lte(this.dust),
      boundMs: () => BOUND_MS,
      clock: this.clock,
      logger: silentLogger,
    })
  }

  hold(amount: number, atMs = Number(this.clock.nowMs()), owner: Owner = HAND): void {
    const position = positionOf(amount, owner)
    this.positions = [...this.positions.filter((each) => each.owner !== owner), ...(amount === 0 ? [] : [position])]
    const fill = {
      tradeId: tradeId('t'),
      orderId: orderId('wh-1'),
      accountId: ACCOUNT,
      instrumentId: BTC,
      owner,
      side: 'buy',
      quantity: quantity(1),
      price: price(100),
      fee: money(0),
      feeCurrency: 'USDT',
      liquidity: 'taker',
      timeMs: timeMs(atMs),
    } as const
    this.bus.publish('fill.booked', { fill, realisedPnl: '0' })
    this.bus.publish(amount === 0 ? 'position.closed' : 'position.updated', { position })
  }

  stop(state: OrderState['kind'], amount = 1, { atMs = Number(this.clock.nowMs()), ...change }: StopChange = {}): void {
    const order = { ...stopOf(amount, change), state: stateOf(state), updatedAtMs: timeMs(atMs) }
    this.bus.publish('order.updated', { order })
  }

  get state() {
    return this.meter.snapshot()[0]
  }

  overdues(): BusEvent[] {
    return this.events.filter(({ name }) => name === 'protection.overdue')
  }
}

function stateOf(kind: OrderState['kind']): OrderState {
  if (kind === 'unknown') return { kind, command: 'submit', reason: '', sinceMs: timeMs(0) }
  return kind === 'cancelled' || kind === 'rejected' || kind === 'expired' || kind === 'unsent'
    ? { kind, reason: '' }
    : { kind }
}

describe('ProtectionMeter', () => {
  it('measures from the fill that opened the gap to the confirmation that closed it', () => {
    const bench = new Bench()
    bench.clock.advanceTo(1_000)
    bench.hold(1, 900)
    bench.stop('submitted')
    expect(bench.state).toMatchObject({ unprotectedMs: 100, missing: quantity(1) })
    bench.clock.advanceTo(1_500)
    bench.stop('working', 1, { atMs: 1_300 })
    expect(bench.state).toMatchObject({ unprotectedMs: 0, longestMs: 400, totalMs: 400, coveredAtVenue: quantity(1) })
    expect(bench.state?.uncovered.isZero()).toBe(true)
  })

  it('owes no stop to what is too small for any order, and counts from the fill that makes it large enough', () => {
    const bench = new Bench()
    bench.dust = 0.4
    bench.hold(0.4)
    bench.stop('rejected', 0.4)
    bench.clock.advanceTo(BOUND_MS * 3)
    expect(bench.state).toMatchObject({ unprotectedMs: 0, isOverdue: false, isIntended: false })
    expect(bench.overdues()).toEqual([])
    bench.hold(1)
    bench.clock.advanceTo(BOUND_MS * 4 + 1)
    expect(bench.state).toMatchObject({ unprotectedMs: BOUND_MS + 1, isOverdue: true, missing: quantity(1) })
  })

  it('adds up the gaps of one position, and begins anew with the next', () => {
    const bench = new Bench()
    bench.hold(1)
    bench.clock.advanceTo(100)
    bench.stop('working')
    bench.clock.advanceTo(1_000)
    bench.stop('cancelled')
    bench.clock.advanceTo(1_300)
    expect(bench.state).toMatchObject({ unprotectedMs: 300, longestMs: 300, totalMs: 400 })
    bench.stop('working', 1, { orderId: orderId('wh-3') })
    bench.hold(0)
    bench.stop('cancelled', 1, { orderId: orderId('wh-3') })
    expect(bench.meter.snapshot()).toEqual([])
    bench.clock.advanceTo(2_000)
    bench.hold(1)
    expect(bench.state).toMatchObject({ totalMs: 0, longestMs: 0 })
  })

  it('says once that a gap is too long, refuses additions meanwhile, and is ready for the next one', () => {
    const bench = new Bench()
    bench.hold(1)
    bench.clock.advanceTo(BOUND_MS)
    expect(bench.meter.overdue(BTC)).toBe(false)
    bench.clock.advanceTo(BOUND_MS + 60_000)
    expect(bench.meter.overdue(BTC)).toBe(true)
    expect(bench.meter.gaps()).toEqual([
      { instrumentId: BTC, unprotectedMs: BOUND_MS + 60_000, boundMs: BOUND_MS, isOverdue: true },
    ])
    expect(bench.overdues().map(({ payload }) => payload)).toEqual([
      { instrumentId: BTC, unprotectedMs: BOUND_MS + 1, boundMs: BOUND_MS, since: 0 },
    ])
    bench.stop('working')
    expect(bench.meter.overdue(BTC)).toBe(false)
    bench.stop('cancelled')
    bench.clock.advanceBy(BOUND_MS + 1)
    expect(bench.overdues()).toHaveLength(2)
  })

  it('counts what the stop is short of', () => {
    const bench = new Bench()
    bench.hold(3)
    bench.stop('working', 2)
    expect(bench.state).toMatchObject({ coveredAtVenue: quantity(2), missing: quantity(1), uncovered: quantity(1) })
    bench.clock.advanceBy(BOUND_MS + 1)
    expect(bench.meter.overdue(BTC)).toBe(true)
  })

  it.each<OrderState['kind']>(['pending', 'submitted', 'unknown', 'cancelling'])(
    'does not count a stop that is %s',
    (kind) => {
      const bench = new Bench()
      bench.hold(1)
      bench.stop(kind)
      expect(bench.state?.missing.toFixed()).toBe('1')
    },
  )

  it('keeps apart what only the engine watches', () => {
    const bench = new Bench()
    bench.hold(2)
    bench.stop('working', 2, { handling: 'engine' })
    expect(bench.state).toMatchObject({ coveredByEngine: quantity(2), unprotectedMs: 0 })
    expect(bench.state?.coveredAtVenue.isZero()).toBe(true)
  })

  it('shows a position that nobody decided a stop for as bare, and never calls it overdue', () => {
    const bench = new Bench()
    bench.intended = []
    bench.hold(1)
    bench.clock.advanceBy(10 * BOUND_MS)
    expect(bench.state).toMatchObject({ isIntended: false, uncovered: quantity(1), unprotectedMs: 0, isOverdue: false })
    bench.intended = [HAND]
    bench.meter.handleMove(BTC)
    bench.clock.advanceBy(BOUND_MS + 1)
    expect(bench.state).toMatchObject({ isIntended: true, isOverdue: true })
  })

  it('looks at the net of all owners', () => {
    const bench = new Bench()
    bench.hold(3)
    bench.hold(-2, 0, STRATEGY)
    bench.stop('working', 1)
    bench.stop('working', 5, { orderId: orderId('wh-9'), side: 'buy', owner: STRATEGY })
    expect(bench.state).toMatchObject({ quantity: quantity(1), coveredAtVenue: quantity(1), owners: [HAND, STRATEGY] })
    expect(bench.state?.missing.isZero()).toBe(true)
  })

  it('takes over what stands at the start, and counts from there', () => {
    const bench = new Bench()
    bench.clock.advanceTo(10_000)
    bench.positions = [positionOf(1)]
    bench.orders = [{ ...stopOf(1), state: { kind: 'working' } }]
    bench.meter.restart()
    expect(bench.state?.missing.isZero()).toBe(true)
    bench.orders = []
    bench.meter.restart()
    bench.clock.advanceBy(1_000)
    expect(bench.state).toMatchObject({ unprotectedMs: 1_000 })
  })
})

describe('the times of gaps', () => {
  it('add up to the time in which a stop was missing, and the longest is one of them', () => {
    const step = fc.record({
      waitMs: fc.nat(1_000),
      held: fc.integer({ min: 1, max: 3 }),
      covered: fc.nat(3),
      intended: fc.nat(3),
    })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
        let now = 0
        let missingMs = 0
        let wasMissing = false
        let times: GapTimes | undefined
        for (const { waitMs, held, covered, intended } of steps) {
          now += waitMs
          if (wasMissing) missingMs += waitMs
          const cover: Cover = {
            held: new Decimal(held),
            atVenue: new Decimal(Math.min(held, covered)),
            byEngine: ZERO,
            intended: new Decimal(intended),
          }
          wasMissing = missingStop(cover).gt(ZERO)
          times = advanceGap(times, cover, now)
        }
        const open = times?.sinceMs === undefined ? 0 : now - times.sinceMs
        expect((times?.totalMs ?? 0) + open).toBe(missingMs)
        expect(times?.longestMs ?? 0).toBeLessThanOrEqual(times?.totalMs ?? 0)
      }),
    )
  })
})
