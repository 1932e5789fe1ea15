import { describe, expect, it } from 'vitest'
import { HAND, type InstrumentId, type StrategyId, strategyId, strategyOwner, UNASSIGNED } from '../domain/index.ts'
import type { DeploymentSettings } from './deployment.ts'
import { SignalDesk } from './signal-desk.ts'
import { StrategyRunner } from './strategy-runner.ts'
import { ABC, type HandMarket, MINUTE_MS, minuteAt, START_MS } from './testing/hand-market.ts'
import { IdleMarket } from './testing/idle-market.ts'
import { ENTER, EXIT, ScriptedStrategy } from './testing/scripted-strategy.ts'
import { openHandBench, type SessionBench } from './testing/session-bench.ts'

const ABC_ID = ABC.instrumentId
const ON: DeploymentSettings = { enabled: true, instruments: [ABC_ID], timeframe: '1m', parameters: {} }

interface Stage {
  readonly bench: SessionBench<HandMarket>
  readonly runner: StrategyRunner
  readonly first: ScriptedStrategy
  readonly second: ScriptedStrategy
  readonly errors: string[]
  readonly markets: IdleMarket
  readonly apply: (settings: Partial<Record<string, DeploymentSettings>>) => void
  /** Closes the next minute and gives its bar to the runner. */
  readonly closeBar: (close?: number) => Promise<void>
}

async function openStage(): Promise<Stage> {
  const bench = await openHandBench()
  const { desk, snapshots, execution, portfolio } = bench.session
  const [first, second] = [new ScriptedStrategy('first'), new ScriptedStrategy('second')]
  const errors: string[] = []
  const logger = {
    debug() {},
    info() {},
    warn() {},
    error: (message: string) => errors.push(message),
    child: () => logger,
  }
  const { bus, market } = bench
  const markets = new IdleMarket()
  const signals = new SignalDesk({ desk, snapshots, bus, logger, oversized: () => 'deny' })
  const runner = new StrategyRunner({
    signals,
    execution,
    portfolio,
    history: () => [],
    openMarket: markets.open,
    findStrategy: (id) => [first, second].find(({ definition }) => definition.id === id)?.definition,
    clock: market.clock,
    bus,
    logger,
  })
  let openTimeMs = START_MS
  return {
    bench,
    runner,
    first,
    second,
    errors,
    markets,
    apply: (settings) => runner.apply(new Map(Object.entries(settings) as [StrategyId, DeploymentSettings][])),
    closeBar: async (close = 100) => {
      market.clock.advanceBy(MINUTE_MS)
      market.quote(close)
      runner.handleCandle(ABC_ID, '1m', minuteAt(openTimeMs, close))
      openTimeMs += MINUTE_MS
      await bench.session.settle()
    },
  }
}

describe('StrategyRunner', () => {
  it('stamps a decision with name, time and the close it was made on, and acts on it', async () => {
    const { runner, first, bench, apply, closeBar } = await openStage()
    apply({ first: ON })
    first.script = () => ENTER
    await closeBar(101)
    const [record] = runner.signals()
    expect(record).toEqual({
      signal: {
        ...ENTER,
        signalId: `first-test:ABC-1m-${START_MS}-enterLong`,
        strategyId: 'first',
        instrumentId: 'test:ABC',
        timeframe: '1m',
        price: 101,
        timeMs: START_MS + MINUTE_MS,
        gap: false,
      },
      outcome: { kind: 'submitted', orderId: 'wh-1' },
    })
    expect(bench.events.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['signal.generated', 'signal.validated', 'fill.booked']),
    )
    expect(runner.signalCount).toBe(1)
  })

  it('says of a decision that bars before its own are missing, and not of the next one', async () => {
    const { runner, first, bench, apply, closeBar } = await openStage()
    apply({ first: ON })
    first.script = () => ENTER
    await closeBar()
    bench.market.clock.advanceBy(3 * MINUTE_MS)
    runner.handleCandle(ABC_ID, '1m', minuteAt(START_MS + 3 * MINUTE_MS, 100))
    bench.market.clock.advanceBy(MINUTE_MS)
    runner.handleCandle(ABC_ID, '1m', minuteAt(START_MS + 4 * MINUTE_MS, 100))
    expect(runner.signals().map(({ signal }) => signal.gap)).toEqual([false, true, false])
  })

  it('tells a strategy what it holds, and whether an order of it is on its way', async () => {
    const { runner, first, bench, apply, closeBar } = await openStage()
    apply({ first: ON })
    first.script = () => ENTER
    await closeBar()
    first.script = () => EXIT
    bench.market.clock.advanceBy(MINUTE_MS)
    runner.handleCandle(ABC_ID, '1m', minuteAt(START_MS + MINUTE_MS, 100))
    first.script = () => undefined
    bench.market.clock.advanceBy(MINUTE_MS)
    runner.handleCandle(ABC_ID, '1m', minuteAt(START_MS + 2 * MINUTE_MS, 100))
    await bench.session.settle()
    await closeBar()
    expect(first.seen.map(({ standing }) => standing)).toEqual([
      { quantity: 0, orderInFlight: false },
      { quantity: 1, orderInFlight: false },
      { quantity: 1, orderInFlight: true },
      { quantity: 0, orderInFlight: false },
    ])
  })

  it('takes a strategy that throws out of service; the other goes on', async () => {
    const { runner, first, second, errors, apply, closeBar } = await openStage()
    apply({ first: ON, second: ON })
    first.script = () => {
      throw new Error('divided by zero')
    }
    second.script = (_, { quantity }) => (quantity === 0 ? ENTER : EXIT)
    await closeBar()
    await closeBar()
    expect(runner.deployments.get(strategyId('first'))?.fault).toBe('divided by zero')
    expect(first.seen).toHaveLength(1)
    expect(runner.signals().map(({ signal }) => [signal.strategyId, signal.action])).toEqual([
      ['second', 'enterLong'],
      ['second', 'exit'],
    ])
    expect(errors).toEqual(['a strategy failed and was taken out of service'])
  })

  it('keeps a faulted strategy out of service until its settings change', async () => {
    const { runner, first, apply, closeBar } = await openStage()
    apply({ first: ON })
    first.script = () => {
      throw new Error('once')
    }
    await closeBar()
    first.script = () => undefined
    apply({ first: ON })
    await closeBar()
    expect(first.seen).toHaveLength(1)
    apply({ first: { ...ON, parameters: { mark: 1 } } })
    await closeBar()
    expect(first.seen).toHaveLength(2)
    expect(runner.deployments.get(strategyId('first'))?.fault).toBeUndefined()
  })

  it('acts on the next bar when a strategy is switched on, off, and given other parameters', async () => {
    const { first, apply, closeBar } = await openStage()
    apply({ first: { ...ON, enabled: false } })
    await closeBar()
    expect(first.seen).toEqual([])
    apply({ first: ON })
    await closeBar()
    apply({ first: { ...ON, parameters: { mark: 2 } } })
    await closeBar()
    apply({ first: { ...ON, enabled: false } })
    await closeBar()
    expect(first.seen.map(({ parameters }) => parameters)).toEqual([{ mark: 0 }, { mark: 2 }])
  })

  it('leaves a strategy alone whose settings did not change', async () => {
    const { runner, first, apply, closeBar } = await openStage()
    apply({ first: ON, second: ON })
    await closeBar()
    const warm = runner.deployments.get(strategyId('first'))?.isWarm
    apply({ first: ON, second: { ...ON, enabled: false } })
    expect([warm, runner.deployments.get(strategyId('first'))?.isWarm]).toEqual([true, true])
    expect(first.seen).toHaveLength(1)
  })

  it('drops a strategy that the configuration no longer has', async () => {
    const { runner, first, markets, apply, closeBar } = await openStage()
    apply({ first: ON, second: ON })
    expect(markets.openCount).toBe(2)
    apply({ second: ON })
    await closeBar()
    expect([...runner.deployments.keys()]).toEqual(['second'])
    expect(first.seen).toEqual([])
    expect(markets.openCount).toBe(1)
  })

  it.each([
    [60_000, 1],
    [60_001, 0],
  ])('a bar that comes %d ms after its close makes %d signals', async (lateMs, signals) => {
    const { runner, bench, first, apply } = await openStage()
    apply({ first: ON })
    first.script = () => ENTER
    bench.market.clock.advanceBy(MINUTE_MS + lateMs)
    runner.handleCandle(ABC_ID, '1m', minuteAt(START_MS, 100))
    expect(first.seen).toHaveLength(1)
    expect(runner.signalCount).toBe(signals)
  })

  it('counts what risk refused', async () => {
    const { runner, bench, first, apply, closeBar } = await openStage()
    bench.session.tradingState.pause('a test')
    apply({ first: ON })
    first.script = () => ENTER
    await closeBar()
    expect([runner.signalCount, runner.denialCount]).toEqual([1, 1])
  })

  describe('asked why somebody cannot look after a position', () => {
    const XYZ_ID = 'test:XYZ' as InstrumentId
    const FIRST = strategyOwner(strategyId('first'))

    it('has nothing against a hand, nor against a strategy that trades the instrument', async () => {
      const { runner, apply } = await openStage()
      apply({ first: ON })
      expect(runner.whyNotOwner(HAND, XYZ_ID)).toBeUndefined()
      expect(runner.whyNotOwner(FIRST, ABC_ID)).toBeUndefined()
    })

    it('names those that there are, where there is no such owner', async () => {
      const { runner, apply } = await openStage()
      expect(runner.whyNotOwner(FIRST, ABC_ID)).toBe('there is no strategy:first; known are hand')
      apply({ first: ON, second: ON })
      expect(runner.whyNotOwner(UNASSIGNED, ABC_ID)).toBe(
        'there is no unassigned; known are hand, strategy:first, strategy:second',
      )
    })

    it('says that the strategy is switched off, or trades something else', async () => {
      const { runner, apply } = await openStage()
      apply({ first: { ...ON, enabled: false }, second: ON })
      expect(runner.whyNotOwner(FIRST, ABC_ID)).toBe('strategy:first is switched off; switch it on first')
      expect(runner.whyNotOwner(strategyOwner(strategyId('second')), XYZ_ID)).toBe(
        'strategy:second does not trade test:XYZ',
      )
    })

    it('says that a strategy is out of service, until it is switched on again', async () => {
      const { runner, first, apply, closeBar } = await openStage()
      apply({ first: ON })
      first.script = () => {
        throw new Error('divided by zero')
      }
      await closeBar()
      expect(runner.whyNotOwner(FIRST, ABC_ID)).toBe(
        'strategy:first is out of service (divided by zero); switch it off and on again first',
      )
      apply({ first: { ...ON, enabled: false } })
      apply({ first: ON })
      expect(runner.whyNotOwner(FIRST, ABC_ID)).toBeUndefined()
    })
  })

  it('gives bars of another timeframe or instrument to nobody', async () => {
    const { runner, first, apply } = await openStage()
    apply({ first: ON })
    runner.handleCandle(ABC_ID, '5m', minuteAt(START_MS, 100))
    runner.handleCandle('test:XYZ' as typeof ABC_ID, '1m', minuteAt(START_MS, 100))
    expect(first.seen).toEqual([])
  })
})
