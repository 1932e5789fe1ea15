import { describe, expect, it } from 'vitest'
import type { AlertView, ComponentView, MetricsDelta } from '../src-contract/index.ts'
import { Emitter, type Logger, ManualClock, silentLogger, type SystemClock, timeMs } from './base/index.ts'
import { EventBus } from './bus/index.ts'
import { alertsApi, EngineAlerts } from './compose-alerts.ts'
import type { EngineConfigStore } from './compose-parts.ts'
import { type Candle, HAND, type InstrumentId, orderId, parseInstrumentId, price, quantity } from './domain/index.ts'
import type { RecoveryReport } from './execution/index.ts'
import type { MonitoringFile } from './monitoring/index.ts'
import type { TradingSession } from './session/index.ts'

const BTC = parseInstrumentId('simulated:BTC-PERP')
const SESSION_MS = 1_800_000_000_000
const MINUTE_MS = 60_000

function fail(error: unknown): never {
  throw error
}

function bar(minute: number, high: number): Candle {
  return { openTimeMs: timeMs(SESSION_MS + minute * MINUTE_MS), open: 100, high, low: 99, close: 100, volume: 1 }
}

function componentIn(state: ComponentView['state']): ComponentView {
  const rest = { phase: 3, critical: false, dependsOn: [], sinceMs: 0, restarts: 0, reason: 'full disk' } as const
  return { ...rest, dependsOn: [], name: 'backup', state }
}

const AGREED: RecoveryReport = {
  checkedOrders: 1,
  recoveredFacts: 0,
  recoveredFills: 0,
  unsentOrders: [],
  lostOrders: [],
  unknownOrders: [],
  unexplainedFills: [],
  cash: undefined,
  positions: [],
  protectionPlaced: 0,
  isConsistent: true,
}

/** What the session says, changed by the test. */
function worldAtRest() {
  return {
    overdue: new Set<InstrumentId>(),
    bars: [] as Candle[],
    barsAsked: 0,
    loss: { code: 'MAX_DAILY_LOSS', measured: 0, limit: 0.05, passed: true },
    fileFaults: [] as { path: string; message: string }[],
    tradingState: 'active',
    sessionMs: SESSION_MS,
    positions: [] as object[],
    openOrders: [] as object[],
  }
}

function rig(world = worldAtRest(), logger: Logger = silentLogger, meters = () => [world.loss]) {
  const clock = new ManualClock(1_000_000)
  const bus = new EventBus(fail)
  const conditions = new Emitter<void>(fail)
  const freshness = new Emitter<{ instrumentId: InstrumentId; stale: boolean }>(fail)
  const faults = new Emitter<typeof world.fileFaults>(fail)
  const samples = new Emitter<MetricsDelta>(fail)
  const session = {
    market: { clock: { nowMs: () => world.sessionMs } },
    snapshots: { instrument: () => ({ instrumentId: BTC, tickSize: price('0.5') }) },
    marketData: {
      onCondition: conditions.event,
      onFreshness: freshness.event,
      get overdue() {
        return world.overdue
      },
      instrument: () => ({ instrumentId: BTC }),
      lastPrice: () => 100,
      quote: () => undefined,
      forming: () => undefined,
      instrumentQuote: () => ({ receivedAtMs: clock.nowMs() - 12_000 }),
    },
    candles: {
      before: (_id: InstrumentId, _timeframe: string, { limit }: { limit: number }) => {
        world.barsAsked = limit
        return world.bars.slice(-limit)
      },
    },
    tradingState: {
      get state() {
        return world.tradingState
      },
      reason: 'left so',
    },
    meters,
    trading: { environment: 'paper' },
    portfolio: { openPositions: () => world.positions },
    execution: {
      openOrders: () => world.openOrders,
      reconciliation: { quarantines: [], status: { lastFault: undefined }, quarantineReason: () => undefined },
    },
    guards: { views: () => [] },
    protection: { overdue: () => false },
  }
  const alerts = new EngineAlerts({
    clock: clock as unknown as SystemClock,
    bus,
    logger,
    otherAccounts: [],
    config: {
      onFileFaults: faults.event,
      get fileFaults() {
        return world.fileFaults
      },
      current: { marketData: { staleAfterMs: 10_000 }, execution: { onShutdown: 'leave' } },
    } as unknown as EngineConfigStore,
    metrics: {
      onSample: samples.event,
      definitions: () => [
        { metricId: 'process.cpu', label: 'CPU', group: 'process', unit: 'fraction', limit: 0.8, description: 'CPU.' },
      ],
      newest: () => undefined,
    },
    session: () => session as unknown as TradingSession,
    sessions: () => [session as unknown as TradingSession],
    connections: () => [],
  })
  const standing = (): string[] => alerts.book.list({ standingOnly: true, limit: 100 }).map(({ code }) => code)
  return { world, clock, bus, conditions, freshness, faults, samples, alerts, standing }
}

describe('EngineAlerts', () => {
  it('goes on looking, and ends nothing, where a look fails; it is logged once', () => {
    const world = worldAtRest()
    const faults: unknown[] = []
    const logger = { ...silentLogger, error: (message: string, fields: unknown) => faults.push([message, fields]) }
    let isBroken = true
    const { alerts, clock, standing } = rig(world, logger, () => {
      if (isBroken) throw new Error('no such instrument')
      return [world.loss]
    })
    alerts.start(undefined)
    clock.advanceBy(3_000)
    expect(faults).toEqual([
      ['alerts could not look at something', { what: 'daily loss', error: 'no such instrument' }],
    ])
    isBroken = false
    world.loss = { ...world.loss, measured: 0.06, passed: false }
    clock.advanceBy(1_000)
    expect(standing()).toEqual(['DAILY_LOSS_REACHED'])
  })

  it('raises what is the case when it starts', () => {
    const world = { ...worldAtRest(), overdue: new Set([BTC]), tradingState: 'halted' }
    world.fileFaults = [{ path: 'risk', message: 'is wrong' }]
    world.loss = { ...world.loss, measured: 0.06, passed: false }
    const { alerts, standing } = rig(world)
    alerts.start(undefined)
    expect(standing().toSorted()).toEqual(['CONFIG_INVALID', 'DAILY_LOSS_REACHED', 'FEED_STALE', 'TRADING_HALTED'])
  })

  it('hears components, trading state, the file and metrics before it starts', () => {
    const { bus, faults, samples, standing } = rig()
    bus.publish('component.state', componentIn('faulted'))
    bus.publish('trading-state.changed', { state: 'reducing', reason: 'paused' })
    faults.fire([{ path: 'risk', message: 'is wrong' }])
    for (let second = 0; second <= 10; second++) {
      samples.fire({ sample: { timeMs: second * 1_000, values: { 'process.cpu': 0.9 } } })
    }
    expect(standing()).toEqual(['METRIC_OVER_LIMIT', 'CONFIG_INVALID', 'TRADING_REDUCING', 'COMPONENT_FAULTED'])
    bus.publish('component.state', componentIn('running'))
    bus.publish('trading-state.changed', { state: 'active', reason: 'resumed' })
    faults.fire([])
    expect(standing()).toEqual(['METRIC_OVER_LIMIT'])
  })

  it('follows stale prices and the daily loss of the session until it is stopped', () => {
    const { alerts, world, conditions, freshness, clock, standing } = rig()
    alerts.start(undefined)
    world.overdue = new Set([BTC])
    conditions.fire()
    expect(alerts.book.all()[0]?.detail).toContain('12 s ago')
    freshness.fire({ instrumentId: BTC, stale: true })
    expect(standing()).toEqual(['FEED_STALE'])
    freshness.fire({ instrumentId: BTC, stale: false })
    world.loss = { ...world.loss, measured: 0.045 }
    clock.advanceBy(1_000)
    expect(standing()).toEqual(['DAILY_LOSS_NEAR'])
    alerts.stop()
    world.loss = { ...world.loss, measured: 0 }
    conditions.fire()
    clock.advanceBy(10_000)
    expect(standing()).toEqual(['DAILY_LOSS_NEAR'])
  })

  it('raises a failed protection and takes it back once nothing is held', () => {
    const { alerts, bus, clock, standing } = rig()
    bus.publish('protection.failed', { orderId: orderId('o'), instrumentId: BTC, owner: HAND, reason: 'too close' })
    clock.advanceBy(5_000)
    expect(standing()).toEqual(['PROTECTION_FAILED'])
    alerts.start(undefined)
    clock.advanceBy(2_000)
    expect(standing()).toEqual([])
  })

  it('keeps a failed protection standing until a stop that the venue has confirmed covers the position', () => {
    const world = worldAtRest()
    const { alerts, bus, clock, standing } = rig(world)
    world.positions = [{ instrumentId: BTC, owner: HAND, quantity: quantity(2), entryPrice: price(100) }]
    bus.publish('protection.failed', { orderId: orderId('o'), instrumentId: BTC, owner: HAND, reason: 'too close' })
    alerts.start(undefined)
    const stop = (kind: string, covered: number): object => ({
      terms: { role: 'stopLoss', instrumentId: BTC, owner: HAND, quantity: quantity(covered), triggerPrice: price(90) },
      state: { kind },
      filledQuantity: quantity(0),
    })
    for (const openOrders of [[], [stop('submitted', 2)], [stop('working', 1)]]) {
      world.openOrders = openOrders
      clock.advanceBy(10_000)
      expect(standing()).toEqual(['PROTECTION_FAILED'])
    }
    world.openOrders = [stop('working', 1), stop('partiallyFilled', 1)]
    clock.advanceBy(2_000)
    expect(standing()).toEqual([])
  })

  it('tells what still waits to be told when it stops', () => {
    const { alerts, bus } = rig()
    const counts: number[] = []
    alerts.book.onChange(({ alert }) => counts.push(alert.count))
    alerts.start(undefined)
    for (let time = 0; time < 3; time++) bus.publish('component.state', componentIn('faulted'))
    expect(counts).toEqual([1])
    alerts.stop()
    expect(counts).toEqual([1, 3])
  })

  it('watches the session also where the file cannot be read', () => {
    const { alerts, world, conditions, standing } = rig()
    const broken = { database: { prepare: () => fail(new Error('no such table')) }, write: () => undefined }
    expect(() => alerts.start(broken as unknown as MonitoringFile)).toThrow('no such table')
    world.overdue = new Set([BTC])
    conditions.fire()
    expect(standing()).toEqual(['FEED_STALE'])
  })

  it('announces on the bus what is raised and resolved', () => {
    const { bus } = rig()
    const heard: string[] = []
    bus.subscribe('alert.raised', ({ alert }) => heard.push(`raised ${alert.code}`))
    bus.subscribe('alert.resolved', ({ alert }) => heard.push(`resolved ${alert.code}`))
    bus.publish('trading-state.changed', { state: 'halted', reason: 'kill switch' })
    bus.publish('trading-state.changed', { state: 'active', reason: 'resumed' })
    expect(heard).toEqual(['raised TRADING_HALTED', 'resolved TRADING_HALTED'])
  })

  it('raises books that differ with what was found, until they agree', () => {
    const { alerts, standing } = rig()
    alerts.first.handleReport({ ...AGREED, lostOrders: [orderId('a'), orderId('b')], isConsistent: false })
    expect(alerts.book.all()).toMatchObject([
      { code: 'BOOKS_DIFFER', severity: 'critical', detail: expect.stringContaining('Found: 2 orders that the venue') },
    ])
    alerts.first.handleReport(AGREED)
    expect(standing()).toEqual([])
  })

  it('settles half a minute after the start what an earlier run left and nobody reported again', () => {
    const { alerts, clock, standing } = rig()
    const left: AlertView = {
      alertId: 'old',
      code: 'METRIC_OVER_LIMIT',
      severity: 'warning',
      title: 'Old',
      detail: 'Old.',
      subject: 'process.cpu',
      instrumentId: null,
      raisedAtMs: 1,
      count: 1,
      lastAtMs: 1,
      acknowledgedAtMs: null,
      resolvedAtMs: null,
    }
    alerts.book.restore([left, { ...left, alertId: 'denied', code: 'ORDER_DENIED', lastAtMs: 1_000_000 }])
    alerts.start(undefined)
    clock.advanceBy(29_999)
    expect(standing()).toContain('METRIC_OVER_LIMIT')
    clock.advanceBy(1)
    expect(standing()).toEqual(['ORDER_DENIED'])
  })
})

describe('price alerts of the engine', () => {
  const wish = { instrumentId: BTC, price: '110', note: '' }
  const reached = ({ alerts }: ReturnType<typeof rig>): number =>
    alerts.book.all().filter(({ code }) => code === 'PRICE_REACHED').length

  it('come true by quotes and by minutes, not by longer bars', () => {
    const scene = rig()
    const api = alertsApi(scene)
    for (const at of ['110', '120']) api.createPrice({ ...wish, price: at })
    const quoteAt = (last: number) => ({ instrumentId: BTC, last, quote: undefined, timeMs: SESSION_MS })
    scene.bus.publish('quote.updated', quoteAt(109))
    scene.bus.publish('kline.updated', { instrumentId: BTC, timeframe: '1h', candle: bar(1, 130), closed: true })
    expect(reached(scene)).toBe(0)
    scene.bus.publish('quote.updated', quoteAt(110))
    scene.bus.publish('kline.updated', { instrumentId: BTC, timeframe: '1m', candle: bar(1, 120), closed: false })
    expect(reached(scene)).toBe(2)
    expect(api.listPrices()).toEqual([])
  })

  it('come true at the start by what the market did while the engine was off', () => {
    const scene = rig()
    const { alerts, world } = scene
    alerts.prices.create(wish)
    world.bars = [bar(-1, 200), bar(0, 109), bar(1, 111), bar(2, 105)]
    world.sessionMs = SESSION_MS + 3 * MINUTE_MS
    alerts.start(undefined)
    expect(world.barsAsked).toBe(4)
    expect(reached(scene)).toBe(1)
  })
})
