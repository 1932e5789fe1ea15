import { beforeEach, describe, expect, it } from 'vitest'
import type { GuardDelta, ProtectionMeterDelta, ReconciliationView, RefusalView } from '../src-contract/index.ts'
import { ManualClock } from './base/index.ts'
import {
  guardsTopic,
  protectionTopic,
  reconciliationTopic,
  refusalsTopic,
  type SafetyTopicParts,
} from './compose-safety-topics.ts'
import { price } from './domain/index.ts'
import { DriftingVenue } from './session/testing/drifting-venue.ts'
import { ABC, type HandMarket } from './session/testing/hand-market.ts'
import { handIntent } from './session/testing/intents.ts'
import { openHandBench, type SessionBench } from './session/testing/session-bench.ts'

const LOOK_MS = 500
const { instrumentId } = ABC

let bench: SessionBench<HandMarket>
let venue: DriftingVenue
/** That of the topics alone, so that the session compares nothing by itself. */
let clock: ManualClock
let parts: SafetyTopicParts

beforeEach(async () => {
  const guards = { dailyLoss: { limitFraction: 0.0005, action: 'warn', rearm: 'byHand' } }
  bench = await openHandBench({
    settings: { risk: { guards, maxOrderNotional: '5000' } },
    wrapTrading: (paper) => (venue = new DriftingVenue(paper)),
  })
  clock = new ManualClock(1_000)
  parts = { bus: bench.bus, clock, session: bench.session }
})

async function place(change: Parameters<typeof handIntent>[0] = {}): Promise<void> {
  bench.session.desk.submit(handIntent(change))
  await bench.session.settle()
}

const look = (): void => clock.advanceBy(LOOK_MS)

async function priceAt(level: number): Promise<void> {
  bench.market.clock.advanceBy(2_000)
  bench.market.quote(level)
  bench.market.trade(level)
  await bench.session.settle()
}

describe('the stream of reconciliation', () => {
  function follow(): { readonly told: ReconciliationView[]; readonly end: () => void; snapshot: ReconciliationView } {
    const told: ReconciliationView[] = []
    const { snapshot, subscription } = reconciliationTopic(parts, (view) => told.push(view))
    return { told, snapshot, end: () => subscription.dispose() }
  }

  it('begins with what stands, and tells a comparison that found something at once', async () => {
    const { told, snapshot } = follow()
    expect(snapshot).toMatchObject({ differences: [], lastFault: null })
    venue.tradeElsewhere(instrumentId, 2)
    await bench.session.reconcile()
    expect(told.at(-1)?.differences.map(({ kind }) => kind)).toContain('position')
    expect(told.at(-1)?.instruments).toMatchObject([{ instrumentId, outcome: 'differs', quarantine: {} }])
  })

  it('tells that a comparison came to no answer', async () => {
    const { told } = follow()
    venue.silence = 'the exchange does not answer'
    await expect(bench.session.reconcile()).rejects.toThrow('does not answer')
    look()
    expect(told.at(-1)?.lastFault?.text).toContain('does not answer')
  })

  it('tells that one is under way', async () => {
    const { told } = follow()
    const comparing = bench.session.reconcile()
    await Promise.resolve()
    look()
    expect(told.map(({ running }) => running)).toEqual([true])
    await comparing
    look()
    expect(told.at(-1)?.running).toBe(false)
  })

  it('tells that a difference was let be, and that a quarantine is over', async () => {
    venue.tradeElsewhere(instrumentId, 2)
    await bench.session.reconcile()
    const { told, snapshot } = follow()
    const open = snapshot.differences.filter(({ state }) => state === 'open')
    const { reconciliation } = bench.session.execution
    reconciliation.resolve(`position:${instrumentId}`, 'ignore', { reason: 'mine', by: 'hand' })
    look()
    expect(told.at(-1)?.differences.filter(({ state }) => state === 'open')).toHaveLength(open.length - 1)
    await bench.session.settle()
    expect(told.at(-1)?.instruments).toMatchObject([{ instrumentId, quarantine: null }])
  })

  it('tells how many orders are open, and nothing where nothing has changed', async () => {
    const { told } = follow()
    look()
    look()
    expect(told).toEqual([])
    await place()
    await bench.session.reconcile()
    const before = told.length
    await place({ type: 'limit', limitPrice: price(90), timeInForce: 'GTC', idempotencyKey: 'waits' })
    look()
    look()
    expect(told.slice(before).map(({ instruments }) => instruments[0]?.ledgerOrders)).toEqual([1])
  })

  it('ends when it is disposed of', async () => {
    const { told, end } = follow()
    end()
    venue.tradeElsewhere(instrumentId, 2)
    await bench.session.reconcile()
    look()
    expect(told).toEqual([])
  })
})

describe('the stream of protection', () => {
  it('tells a new position, what changes on it, and that it is gone', async () => {
    const told: ProtectionMeterDelta[] = []
    const { snapshot } = protectionTopic(parts, (delta) => told.push(delta))
    expect(snapshot).toEqual([])
    await place({ size: { kind: 'quantity', quantity: '2' }, stopLossPrice: price(90) })
    look()
    expect(told).toMatchObject([{ instrumentId, meter: { netQuantity: '2', atVenue: '2' } }])
    look()
    expect(told).toHaveLength(1)
    await place({ side: 'sell', reduceOnly: true, role: 'close', idempotencyKey: 'half' })
    look()
    expect(told.at(-1)).toMatchObject({ instrumentId, meter: { netQuantity: '1' } })
    await place({ side: 'sell', reduceOnly: true, role: 'close', idempotencyKey: 'rest' })
    look()
    expect(told.at(-1)).toEqual({ instrumentId, meter: null })
    const { length } = told
    look()
    expect(told).toHaveLength(length)
  })

  it('begins with the positions that are there, and ends when it is disposed of', async () => {
    await place({ stopLossPrice: price(90) })
    const told: ProtectionMeterDelta[] = []
    const { snapshot, subscription } = protectionTopic(parts, (delta) => told.push(delta))
    expect(snapshot).toMatchObject([{ instrumentId, netQuantity: '1' }])
    subscription.dispose()
    await place({ side: 'sell', reduceOnly: true, role: 'close', idempotencyKey: 'out' })
    look()
    expect(told).toEqual([])
  })
})

describe('the stream of guards', () => {
  const only = (told: readonly GuardDelta[]): GuardDelta[] => told.filter(({ guardId }) => guardId === 'dailyLoss')

  it('tells a guard that trips and one that is armed again', async () => {
    const told: GuardDelta[] = []
    guardsTopic(parts, (delta) => told.push(delta))
    await place({ size: { kind: 'quantity', quantity: '10' } })
    await priceAt(90)
    look()
    expect(only(told).at(-1)).toMatchObject({ guardId: 'dailyLoss', target: null, guard: { state: 'tripped' } })
    bench.session.guards.rearm('dailyLoss', 'account', 'hand')
    look()
    expect(only(told).at(-1)?.guard?.state).toBe('armed')
    const { length } = told
    look()
    expect(told).toHaveLength(length)
  })

  it('tells that a guard is gone, because the configuration has it no more', async () => {
    const told: GuardDelta[] = []
    const { snapshot } = guardsTopic(parts, (delta) => told.push(delta))
    expect(snapshot.map(({ guardId }) => guardId)).toContain('dailyLoss')
    const marketData = { historyBars: 1, maxCatchUpBars: 1, staleAfterMs: 500, gapFillTimeoutMs: 100 }
    const risk = { guards: { dailyLoss: { enabled: false } } }
    bench.session.applySettings(bench.settings({ risk }), marketData)
    look()
    expect(only(told)).toEqual([{ guardId: 'dailyLoss', target: null, guard: null }])
  })
})

describe('the stream of refusals', () => {
  it('begins with the newest two hundred, and tells each new one once', async () => {
    for (let index = 0; index < 205; index += 1) {
      bench.session.desk.submit(
        handIntent({ size: { kind: 'quantity', quantity: String(100 + index) }, idempotencyKey: `much-${index}` }),
      )
    }
    await bench.session.settle()
    const told: RefusalView[] = []
    const { snapshot, subscription } = refusalsTopic(parts, (view) => told.push(view))
    expect(snapshot).toHaveLength(200)
    expect(snapshot.map(({ refusalId }) => refusalId)).toEqual(
      bench.session.refusals
        .list()
        .slice(5)
        .map(({ refusalId }) => refusalId),
    )
    await place({ size: { kind: 'quantity', quantity: '1000' }, idempotencyKey: 'new' })
    expect(told).toMatchObject([{ code: 'MAX_ORDER_NOTIONAL', instrumentId, owner: 'hand' }])
    subscription.dispose()
    await place({ size: { kind: 'quantity', quantity: '1001' }, idempotencyKey: 'late' })
    expect(told).toHaveLength(1)
  })
})
