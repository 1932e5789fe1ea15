import { onRig, type Scenario, scenario } from '../lab.ts'
import { MINUTE_MS, minuteAt } from '../rig/fault-market.ts'
import type { FaultRig } from '../rig/fault-rig.ts'
import { RESOLVED_MS } from './submit.ts'

/** Closed minutes as they were handed on, counted from the first. */
function minutesOf(rig: FaultRig): string {
  const bars = rig.payloads('candle.stored').filter(({ timeframe }) => timeframe === '1m')
  const firstMs = bars[0]?.candle.openTimeMs ?? 0
  return bars.map(({ candle }) => (candle.openTimeMs - firstMs) / MINUTE_MS).join(' ')
}

export const STREAM: readonly Scenario[] = [
  onRig('5.1', async (rig) => {
    rig.unprotectedMs = 10_000
    const order = await rig.limit(98, { stopLoss: 95 })
    rig.venue.stream.drop('reset by peer')
    await rig.setPrice(97.5)
    await rig.advance(3_000)
    rig.venue.stream.reconnect()
    await rig.settle()
    await rig.advance(1_000)
    rig.equal(rig.state(order), 'filled', 'state')
    rig.equal(rig.position()?.quantity, 1, 'position')
  }),

  onRig('5.2', async (rig) => {
    const order = await rig.limit(98, { stopLoss: 95 })
    rig.unprotectedMs = RESOLVED_MS
    rig.venue.stream.goDeaf()
    await rig.setPrice(97.5)
    await rig.advance(RESOLVED_MS)
    rig.equal(rig.state(order), 'filled', 'state')
    const next = await rig.limit(90)
    await rig.advance(RESOLVED_MS)
    rig.equal(rig.state(next), 'working', 'an order that was sent into the silence')
  }),

  onRig('5.3', async (rig) => {
    await rig.bracket()
    for (let seconds = 0; seconds < 30; seconds++) {
      rig.pass(1_000)
      await rig.settle()
    }
    rig.check(rig.refusalOf({}) !== undefined, 'an entry was let through on a stale price')
    await rig.close()
    rig.equal(rig.venue.books.net(rig.venue.doings.ours().terms.instrumentId), 0, 'position at the venue')
  }),

  onRig('5.4', async (rig) => {
    rig.unprotectedMs = 10_000
    const order = await rig.limit(98, { stopLoss: 95 })
    const asked = rig.venue.queries.length
    for (let times = 0; times < 30; times++) {
      rig.venue.stream.drop('reset by peer')
      if (times === 15) await rig.setPrice(97.5)
      await rig.advance(50, 50)
      rig.venue.stream.reconnect()
      await rig.advance(50, 50)
    }
    const questions = rig.venue.queries.length - asked
    rig.check(questions <= 150, `the venue was asked ${questions} times in three seconds`)
    await rig.advance(RESOLVED_MS)
    rig.equal(rig.state(order), 'filled', 'state')
  }),

  onRig('5.5', async (rig) => {
    const order = await rig.limit(98, { stopLoss: 95 })
    rig.unprotectedMs = RESOLVED_MS
    rig.venue.stream.goDeaf()
    await rig.setPrice(97.5)
    await rig.advance(5_000)
    rig.venue.stream.drop('the listen key has expired')
    await rig.advance(1_000)
    rig.venue.stream.reconnect()
    await rig.advance(1_000)
    rig.equal(rig.state(order), 'filled', 'state')
  }),

  onRig('5.6', async (rig) => {
    const startMs = rig.market.clock.nowMs()
    for (let minute = 0; minute < 4; minute++) rig.market.closeMinute(100 + minute)
    const bars = [0, 1, 2, 3].map((minute) => minuteAt(startMs + minute * MINUTE_MS, 100 + minute))
    for (const bar of [...bars.toReversed(), ...bars]) rig.market.candle(bar)
    await rig.settle()
    rig.market.closeMinute(104)
    await rig.settle()
    rig.equal(minutesOf(rig), '0 1 2 3 4', 'minutes handed on')
  }),

  scenario('5.7', async (lab) => {
    await lab.rig('the venue has it', async (rig) => {
      const startMs = rig.market.clock.nowMs()
      rig.market.closeMinute(100)
      rig.market.history = [0, 1, 2].map((minute) => minuteAt(startMs + minute * MINUTE_MS, 100 + minute))
      rig.market.clock.advanceBy(MINUTE_MS)
      rig.market.closeMinute(102)
      await rig.settle()
      rig.equal(minutesOf(rig), '0 1 2', 'minutes handed on')
      rig.equal(
        rig
          .payloads('feed.gap')
          .map(({ filled }) => filled)
          .join(),
        'true',
        'gaps told',
      )
    })
    await lab.rig('the venue has lost it', async (rig) => {
      rig.market.closeMinute(100)
      rig.market.clock.advanceBy(MINUTE_MS)
      rig.market.closeMinute(102)
      await rig.settle()
      await rig.advance(10_000)
      rig.equal(minutesOf(rig), '0 2', 'minutes handed on')
      rig.equal(
        rig
          .payloads('feed.gap')
          .map(({ filled }) => filled)
          .join(),
        'false',
        'gaps told',
      )
    })
  }),

  scenario('5.8', async (lab) => {
    for (const query of ['order', 'openOrders', 'account'] as const) {
      await lab.rig(query, async (rig) => {
        const order = await rig.limit(98, { stopLoss: 95 })
        rig.venue.script.onQuery(query, { kind: 'stale', delayMs: 2_000 })
        const reconciled = rig.reconcile()
        rig.venue.setTop(order.terms.instrumentId, { bid: 97, ask: 97.5 })
        rig.bid = 97
        await reconciled
        // The engine need not ask every question each time.
        rig.venue.script.clear()
        rig.equal(rig.state(order), 'filled', 'state')
        rig.equal(rig.position()?.quantity, 1, 'position')
        rig.equal(rig.session.tradingState.state, 'active', 'trading state')
      })
    }
    await lab.rig('a stop that was moved meanwhile', async (rig) => {
      await rig.bracket()
      for (const query of ['order', 'openOrders'] as const)
        rig.venue.script.onQuery(query, { kind: 'stale', delayMs: 2_000 }, { times: 3 })
      const reconciled = rig.reconcile()
      await rig.moveStop(97)
      const moved = rig.payloads('order.updated').length
      await reconciled
      rig.venue.script.clear()
      await rig.settle()
      const later = rig.payloads('order.updated').slice(moved)
      const undone = later.filter(({ order }) => order.terms.role === 'stopLoss' && order.terms.triggerPrice?.eq(95))
      rig.equal(undone.length, 0, 'times that the move was undone')
    })
    await lab.rig('a cancel that was asked for meanwhile', async (rig) => {
      const order = await rig.limit(98)
      rig.venue.script.onQuery('order', { kind: 'stale', delayMs: 2_000 })
      rig.venue.script.onQuery('openOrders', { kind: 'stale', delayMs: 2_000 })
      const reconciled = rig.reconcile()
      rig.session.execution.cancel(order.terms.orderId, 'by hand')
      await reconciled
      rig.venue.script.clear()
      rig.equal(rig.state(order), 'cancelled', 'state')
    })
  }),

  onRig('5.9', async (rig) => {
    const startMs = rig.market.clock.nowMs()
    rig.market.closeMinute(100)
    rig.market.closeMinute(101)
    await rig.settle()
    rig.market.candle(minuteAt(startMs, 180))
    await rig.settle()
    rig.equal(minutesOf(rig), '0 1', 'minutes handed on')
    const counted = [...rig.session.marketData.dropped.values()].reduce((sum, count) => sum + count, 0)
    rig.equal(counted, 1, 'corrections counted')
  }),
]
