import { describe, expect, it } from 'vitest'
import { ensureDefined } from '../base/index.ts'
import { HAND, price, quantity, strategyId, strategyOwner, type VenueOrderRequest } from '../domain/index.ts'
import { ABC, type HandMarket, XYZ } from './testing/hand-market.ts'
import { handIntent, restingIntent } from './testing/intents.ts'
import { ledgerOf, openHandBench, type SessionBench } from './testing/session-bench.ts'
import { StubbornVenue } from './testing/stubborn-venue.ts'

type Bench = SessionBench<HandMarket>

/** Takes orders and says that nobody knows what came of them. */
class SilentVenue extends StubbornVenue {
  isSilent = false
  swallowed = 0

  override submit(request: VenueOrderRequest): void {
    if (!this.isSilent) return super.submit(request)
    this.swallowed += 1
  }
}

const ABC_ID = ABC.instrumentId
const PURSUE_MS = 1_000

/** A hand's long position of 1 and a strategy's short one of 3. */
async function hold(bench: Bench): Promise<void> {
  const { desk } = bench.session
  desk.submit(handIntent({ stopLossPrice: price(90) }))
  const owner = strategyOwner(strategyId('ema-cross'))
  const size = { kind: 'quantity', quantity: '3' } as const
  desk.submit(handIntent({ source: 'strategy', owner, side: 'sell', size }))
  await bench.session.settle()
}

function states({ payloads }: Bench): string[] {
  return payloads('trading-state.changed').map(({ state }) => state)
}

describe('KillSwitch', () => {
  it('cancels entries, closes every owner and is halted once flat', async () => {
    const bench = await openHandBench()
    await hold(bench)
    bench.session.desk.submit(restingIntent(95, { idempotencyKey: 'resting' }))
    await bench.session.settle()
    const report = bench.session.killSwitch.pull('enough')
    expect(report).toEqual({ cancelledOrders: 1, closingPositions: 2 })
    expect(bench.session.tradingState.status).toEqual({ state: 'reducing', reason: 'enough', killing: true })
    await bench.session.settle()
    expect(bench.session.portfolio.openPositions()).toEqual([])
    expect(bench.session.execution.openOrders()).toEqual([])
    expect(bench.session.tradingState.status).toEqual({ state: 'halted', reason: 'enough' })
    expect(states(bench)).toEqual(['reducing', 'halted'])
  })

  it('is halted at once where nothing is open', async () => {
    const bench = await openHandBench()
    expect(bench.session.killSwitch.pull('enough')).toEqual({ cancelledOrders: 0, closingPositions: 0 })
    expect(bench.session.tradingState.state).toBe('halted')
  })

  it('writes the halt down only after the fill that made everything flat', async () => {
    const bench = await openHandBench()
    await hold(bench)
    bench.session.killSwitch.pull('enough')
    await bench.session.settle()
    const kinds = bench.journal.records.map(({ fact, fill }) => (fill ? 'fill' : fact.kind))
    expect(kinds.lastIndexOf('fill')).toBeLessThan(kinds.lastIndexOf('tradingState'))
  })

  it('keeps a stop working until its position is closed', async () => {
    const bench = await openHandBench()
    await hold(bench)
    bench.session.killSwitch.pull('enough')
    const roles = bench.session.execution.openOrders({ owner: HAND }).map(({ terms }) => terms.role)
    expect(roles).toContain('stopLoss')
  })

  it('counts a position that is being closed already, and does not close it twice', async () => {
    const bench = await openHandBench()
    await hold(bench)
    const request = {
      instrumentId: ABC_ID,
      owner: HAND,
      fraction: 1,
      source: 'hand',
      idempotencyKey: 'c',
      reason: '',
    } as const
    bench.session.desk.submit(bench.session.desk.closeIntent(request))
    expect(bench.session.killSwitch.pull('enough')).toEqual({ cancelledOrders: 0, closingPositions: 2 })
    await bench.session.settle()
    expect(bench.session.portfolio.netQuantity(ABC_ID).isZero()).toBe(true)
    expect(bench.session.tradingState.state).toBe('halted')
  })

  it('takes a close that waits at a price out of the way', async () => {
    const bench = await openHandBench()
    await hold(bench)
    const waiting = { side: 'sell', type: 'limit', limitPrice: price(120), timeInForce: 'GTC', role: 'close' } as const
    bench.session.desk.submit(handIntent({ ...waiting, idempotencyKey: 'waiting' }))
    await bench.session.settle()
    expect(bench.session.killSwitch.pull('enough').cancelledOrders).toBe(1)
    await bench.session.settle()
    bench.market.clock.advanceBy(PURSUE_MS)
    await bench.session.settle()
    expect(bench.session.portfolio.openPositions()).toEqual([])
    expect(bench.session.tradingState.state).toBe('halted')
  })

  it('closes again what the venue refused to close, once in every second', async () => {
    const bench = await openHandBench({ wrapTrading: (venue) => new StubbornVenue(venue) })
    const venue = bench.session.trading as StubbornVenue
    await hold(bench)
    venue.refuses = true
    bench.session.killSwitch.pull('enough')
    await bench.session.settle()
    bench.market.clock.advanceBy(PURSUE_MS)
    await bench.session.settle()
    expect(venue.refused).toBe(4)
    expect(bench.session.tradingState.killing).toBe(true)
    venue.refuses = false
    bench.market.clock.advanceBy(PURSUE_MS)
    await bench.session.settle()
    expect(bench.session.portfolio.openPositions()).toEqual([])
    expect(bench.session.tradingState.state).toBe('halted')
  })

  it('closes what an entry filled on its way, before it halts', async () => {
    const bench = await openHandBench({ wrapTrading: (venue) => new StubbornVenue(venue) })
    const venue = bench.session.trading as StubbornVenue
    bench.session.desk.submit(restingIntent(95))
    await bench.session.settle()
    venue.ignoresCancels = true
    bench.session.killSwitch.pull('enough')
    await bench.session.settle()
    expect(bench.session.tradingState.killing).toBe(true)
    bench.market.quote(94)
    await bench.session.settle()
    expect(bench.session.portfolio.ownerQuantity(ABC_ID, HAND)).toEqual(quantity(1))
    bench.market.clock.advanceBy(PURSUE_MS)
    await bench.session.settle()
    expect(bench.session.portfolio.openPositions()).toEqual([])
    expect(bench.session.tradingState.state).toBe('halted')
  })

  it('goes on after a restart until flat, with orders of its own', async () => {
    const before = await openHandBench({ wrapTrading: (venue) => new StubbornVenue(venue) })
    await hold(before)
    ;(before.session.trading as StubbornVenue).refuses = true
    before.session.killSwitch.pull('enough')
    await before.session.settle()
    const ledger = ledgerOf(before)
    await before.session.stopMarket()
    await before.session.close()

    const after = await openHandBench({ market: before.market, trading: before.trading, ledger })
    expect(after.session.tradingState.killing).toBe(true)
    expect(after.session.portfolio.openPositions()).toHaveLength(2)
    after.market.clock.advanceBy(PURSUE_MS)
    await after.session.settle()
    expect(after.session.portfolio.openPositions()).toEqual([])
    expect(after.session.tradingState.status).toEqual({ state: 'halted', reason: 'enough' })
  })

  it('ends with an account reset', async () => {
    const bench = await openHandBench({ wrapTrading: (venue) => new StubbornVenue(venue) })
    await hold(bench)
    ;(bench.session.trading as StubbornVenue).refuses = true
    bench.session.killSwitch.pull('enough')
    await bench.session.settle()
    await bench.session.resetAccount()
    expect(bench.session.tradingState.state).toBe('halted')
  })

  it('keeps its first reason when it is pulled again', async () => {
    const bench = await openHandBench()
    await hold(bench)
    bench.session.killSwitch.pull('enough')
    bench.session.killSwitch.pull('enough again')
    await bench.session.settle()
    expect(bench.session.tradingState.status).toEqual({ state: 'halted', reason: 'enough' })
    expect(bench.session.portfolio.openPositions()).toEqual([])
  })

  it('closes also what has no price here yet', async () => {
    const before = await openHandBench()
    before.market.quote(50, { instrument: XYZ })
    before.market.trade(50, XYZ)
    before.session.desk.submit(handIntent({ instrumentId: XYZ.instrumentId, idempotencyKey: 'xyz' }))
    await hold(before)
    const ledger = ledgerOf(before)
    await before.session.stopMarket()
    await before.session.close()

    const after = await openHandBench({ market: before.market, trading: before.trading, ledger })
    after.session.killSwitch.pull('enough')
    await after.session.settle()
    expect(after.session.portfolio.openPositions()).toEqual([])
    expect(after.session.tradingState.state).toBe('halted')
  })

  it('logs which position cannot be closed now, and closes it as soon as it can', async () => {
    const bench = await openHandBench()
    await hold(bench)
    bench.session.execution.suspend('the machine sleeps')
    expect(bench.session.killSwitch.pull('enough').closingPositions).toBe(0)
    expect(bench.logs).toContainEqual({
      level: 'error',
      message: 'a position could not be closed',
      fields: {
        instrumentId: ABC_ID,
        owner: 'hand',
        reason: 'No order is placed now: the machine sleeps.',
      },
    })
    bench.session.execution.resume()
    bench.market.clock.advanceBy(PURSUE_MS)
    await bench.session.settle()
    expect(bench.session.tradingState.state).toBe('halted')
  })

  it('cancels an entry that waits for its price', async () => {
    const bench = await openHandBench()
    bench.session.desk.submit(
      handIntent({ type: 'takeProfit', triggerPrice: price(80), timeInForce: 'GTC', idempotencyKey: 'waiting' }),
    )
    await bench.session.settle()
    bench.session.killSwitch.pull('enough')
    await bench.session.settle()
    expect(bench.session.execution.openOrders()).toEqual([])
    expect(bench.session.tradingState.state).toBe('halted')
  })

  it('waits for the word of the venue on a close that nobody knows of, and sends no second one', async () => {
    const bench = await openHandBench({ wrapTrading: (venue) => new SilentVenue(venue) })
    const venue = bench.session.trading as SilentVenue
    bench.session.desk.submit(handIntent())
    await bench.session.settle()
    venue.isSilent = true
    bench.session.killSwitch.pull('enough')
    await bench.session.settle()
    const orderId = ensureDefined(bench.session.execution.openOrders()[0], 'close').terms.orderId
    const timeMs = bench.market.clock.nowMs()
    bench.session.execution.handleVenueFact({
      kind: 'unknown',
      orderId,
      command: 'submit',
      reason: 'no answer',
      timeMs,
    })
    expect(bench.session.execution.order(orderId).state.kind).toBe('unknown')
    for (let look = 0; look < 5; look++) {
      bench.market.clock.advanceBy(PURSUE_MS)
      await bench.session.settle()
    }
    expect(venue.swallowed).toBe(1)
    expect(bench.session.tradingState.killing).toBe(true)
  })

  it('asks nothing any more once it has ended', async () => {
    const bench = await openHandBench()
    await hold(bench)
    bench.session.killSwitch.pull('enough')
    await bench.session.settle()
    const stored = bench.journal.records.length
    bench.market.clock.advanceBy(10 * PURSUE_MS)
    await bench.session.settle()
    expect(bench.journal.records).toHaveLength(stored)
  })
})
