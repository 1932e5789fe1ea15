import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MetricsSample } from '../src-contract/index.ts'
import { Emitter, ManualClock, silentLogger, timeMs } from './base/index.ts'
import { EventBus } from './bus/index.ts'
import { EngineMonitoring } from './compose-monitoring.ts'
import type { EngineConfigStore } from './compose-parts.ts'
import type { Journal, JournalRecord, MarketEvent, OrderTerms, VenueFact } from './domain/index.ts'
import { EngineConfig } from './engine-config.ts'
import type { Gateway } from './gateway/index.ts'
import type { ComponentCondition } from './orchestrator/index.ts'
import type { TradingSession } from './session/index.ts'
import { openDatabase } from './storage/index.ts'

const MINUTE_MS = 60_000
const START_MS = 28_333_334 * MINUTE_MS

/** A clock by hand that measures durations too. */
class HandClock extends ManualClock {
  monotonicMs(): number {
    return this.nowMs()
  }
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-monitoring-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function openMonitoring(session?: object) {
  const clock = new HandClock(START_MS)
  const bus = new EventBus((error) => {
    throw error
  })
  const monitoring = new EngineMonitoring({
    folder,
    config: { current: EngineConfig.parse({}) } as EngineConfigStore,
    bus,
    clock,
    logger: silentLogger,
    gateway: { topicLoad: { clients: 3, mostBehind: 7 } } as Gateway,
    writer: () => undefined,
    endpoints: () => undefined,
    connections: () => [],
    session: () => session as TradingSession | undefined,
  })
  const samples: MetricsSample[] = []
  bus.subscribe('metrics.sampled', ({ sample }) => samples.push(sample))
  const conditions: ComponentCondition[] = []
  monitoring.onCondition((condition) => conditions.push(condition))
  return { clock, bus, monitoring, samples, conditions }
}

describe('the monitoring of an engine', () => {
  it('announces a sample every second, also while no session is open', async () => {
    const { clock, monitoring, samples, conditions } = openMonitoring()
    await monitoring.start()
    clock.advanceBy(2_000)
    await monitoring.stop()
    clock.advanceBy(2_000)
    expect(samples).toHaveLength(2)
    expect(samples[1]?.values).toMatchObject({
      'engine.journalPending': null,
      'engine.events': 1,
      'feed.age': null,
      'gateway.clients': 3,
      'gateway.behind': 7,
    })
    expect(samples[1]?.values['process.memory']).toBeGreaterThan(1_000_000)
    expect(conditions).toEqual([])
  })

  it('reads the session that is open', async () => {
    const receivedAtMs = START_MS - 500
    const marketData = {
      isOver: false,
      instruments: () => [{ instrumentId: 'test:ABC', symbol: 'ABC' }],
      instrumentQuote: () => ({ receivedAtMs }),
    }
    const { clock, monitoring, samples } = openMonitoring({ marketData, execution: { pending: 4 } })
    await monitoring.start()
    clock.advanceBy(1_000)
    marketData.isOver = true
    clock.advanceBy(1_000)
    await monitoring.stop()
    expect(samples.map(({ values }) => values['feed.age:test:ABC'])).toEqual([1_500, null])
    expect(samples[0]?.values['engine.journalPending']).toBe(4)
  })

  it('has the minutes of an earlier run', async () => {
    const first = openMonitoring()
    await first.monitoring.start()
    first.clock.advanceBy(90_000)
    await first.monitoring.stop()
    // SQLite takes its side files away with the last connection.
    expect(existsSync(join(folder, 'research.db-wal'))).toBe(false)
    const second = openMonitoring()
    second.clock.advanceBy(5 * MINUTE_MS)
    await second.monitoring.start()
    const { points } = second.monitoring.metrics.series('gateway.clients', '1h')
    expect(points).toEqual([START_MS, START_MS + MINUTE_MS].map((timeMs) => ({ timeMs, mean: 3, max: 3 })))
    await second.monitoring.stop()
  })

  it('goes on without its file, and says so', async () => {
    mkdirSync(join(folder, 'research.db'))
    const { clock, monitoring, samples, conditions } = openMonitoring()
    await monitoring.start()
    expect(conditions).toMatchObject([{ kind: 'degraded', reason: expect.stringContaining('research.db') }])
    expect(monitoring.research).toBeUndefined()
    clock.advanceBy(2 * MINUTE_MS)
    expect(samples).toHaveLength(120)
    expect(monitoring.metrics.series('gateway.clients', '1h').points).toHaveLength(3)
    await monitoring.stop()
  })

  it('says that its file cannot be written any more, goes on measuring, and stops in order', async () => {
    const { clock, monitoring, samples, conditions } = openMonitoring()
    await monitoring.start()
    const database = openDatabase({ file: join(folder, 'research.db'), synchronous: 'NORMAL' })
    database.exec('DROP TABLE metric_minutes')
    database.close()
    clock.advanceBy(MINUTE_MS)
    await expect
      .poll(() => conditions)
      .toMatchObject([{ kind: 'degraded', reason: expect.stringContaining('not stored') }])
    clock.advanceBy(MINUTE_MS)
    expect(samples).toHaveLength(120)
    await expect(monitoring.stop()).resolves.toBeUndefined()
    expect(monitoring.research).toBeUndefined()
  })

  it('measures a session through the ports that it is given', async () => {
    const fail = (error: unknown): void => {
      throw error
    }
    const market = new Emitter<MarketEvent>(fail)
    const facts = new Emitter<VenueFact>(fail)
    const { clock, monitoring, samples } = openMonitoring()
    const appended: JournalRecord[] = []
    const wrapped: Journal[] = []
    const journal: Journal = {
      append: (record) => appended.push(record),
      pending: 0,
      drained: async () => undefined,
      close: async () => undefined,
    }
    const ports = monitoring.measuring({
      journal(inner) {
        wrapped.push(inner)
        return inner
      },
    })
    const following = monitoring.follow({
      market: { onEvent: market.event },
      trading: { onFact: facts.event },
    } as unknown as TradingSession)
    await monitoring.start()
    const terms = { orderId: 'wh-1', source: 'hand' } as OrderTerms
    ports.journal?.(journal).append({ fact: { kind: 'orderIntended', terms, timeMs: timeMs(1) } }, () => undefined)
    clock.advanceBy(40)
    facts.fire({ kind: 'rejected', orderId: terms.orderId, reason: 'margin', timeMs: timeMs(1) })
    following.dispose()
    facts.fire({ kind: 'rejected', orderId: terms.orderId, reason: 'margin', timeMs: timeMs(1) })
    clock.advanceBy(960)
    await monitoring.stop()
    expect(wrapped).toEqual([journal])
    expect(appended).toHaveLength(1)
    expect(samples[0]?.values).toMatchObject({ 'trading.orderAckP95': 40, 'trading.rejections': 1 })
  })
})
