import { RPCHandler } from '@orpc/server/ws'
import { implement } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { contract } from '../../src-contract/index.ts'
import { errorText, ManualClock } from '../base/index.ts'
import { LiveEngineWatch } from './engine-watch.ts'
import { settle } from './testing/fake-engine-host.ts'
import { accountOf, FakeEngineLink, fillOf, orderOf, positionOf, statusOf } from './testing/fake-engine-link.ts'
import { alertOf } from './testing/views.ts'
import type { LinkedPort } from './testing/linked-ports.ts'
import { RecordingLogger } from './testing/recording-logger.ts'

function setUp() {
  const clock = new ManualClock(0)
  const engine = new FakeEngineLink()
  const logger = new RecordingLogger()
  const watch = new LiveEngineWatch({ engine, clock, logger })
  const fills: string[] = []
  const orders: string[] = []
  const alerts: string[] = []
  let changes = 0
  watch.onFill(({ fillId }) => fills.push(fillId))
  watch.onOrder(({ orderId, state }) => orders.push(`${orderId} ${state}`))
  watch.onAlert(({ alertId, severity }) => alerts.push(`${alertId} ${severity}`))
  watch.onChange(() => changes++)
  const connect = async (generation: number): Promise<void> => {
    engine.run(generation)
    await settle()
  }
  return { clock, engine, logger, watch, fills, orders, alerts, connect, changes: () => changes }
}

/** Answers one procedure on the engine's end of a calls port. */
function answerShutdown(port: LinkedPort, asked: () => void): void {
  const shutdown = implement(contract.system.shutdown).handler(() => {
    asked()
    return { done: true as const }
  })
  const handler = new RPCHandler({ system: { shutdown } })
  void handler.upgrade({
    send: (data) => port.postMessage(data),
    addEventListener: (type: string, listener: (event: { data: unknown }) => void) => {
      if (type === 'message') port.on('message', ({ data }) => listener({ data }))
    },
  } as Parameters<typeof handler.upgrade>[0])
  port.start()
}

describe('LiveEngineWatch', () => {
  it('refuses a call at once while no engine runs, and says why', async () => {
    const { watch } = setUp()
    await expect(watch.calls.system.status()).rejects.toThrow('The engine is not running at the moment.')
  })

  it('connects as admin to an engine that runs already, and calls it', async () => {
    const { engine, watch, connect } = setUp()
    await connect(1)
    let asked = 0
    const [port] = engine.callPorts
    if (port) answerShutdown(port, () => asked++)
    expect(engine.roles).toEqual(['admin'])
    expect(await watch.calls.system.shutdown({})).toEqual({ done: true })
    expect(asked).toBe(1)
  })

  it('knows account, status, exposure and positions from the topics', async () => {
    const { clock, engine, watch, connect, changes } = setUp()
    await connect(1)
    engine.newest.send('account', accountOf({ openPositions: 1, workingOrders: 2, equity: 10 }))
    engine.newest.send('status', statusOf({ configVersion: 3 }))
    engine.newest.send('positions', [positionOf({ positionId: 'p1' }), positionOf({ positionId: 'p2' })])
    engine.newest.send('positions', { positionId: 'p1', position: null })
    await settle()
    expect(watch.account?.equity).toBe(10)
    expect(watch.status?.configVersion).toBe(3)
    expect(watch.exposure).toEqual({ openPositions: 1, workingOrders: 2, isExposed: true })
    expect(watch.positions.map(({ positionId }) => positionId)).toEqual(['p2'])
    expect(changes()).toBe(0)
    clock.advanceBy(250)
    expect(changes()).toBe(1)
  })

  it('announces changes at most four times a second', async () => {
    const { clock, engine, connect, changes } = setUp()
    await connect(1)
    for (let equity = 0; equity < 100; equity++) {
      engine.newest.send('account', accountOf({ openPositions: 0, workingOrders: 0, equity }))
      await settle()
      clock.advanceBy(20)
    }
    expect(changes()).toBeGreaterThanOrEqual(7)
    expect(changes()).toBeLessThanOrEqual(8)
  })

  it('keeps what is at stake while the engine is away, and nothing else', async () => {
    const { clock, engine, watch, connect, changes } = setUp()
    await connect(1)
    engine.newest.send('account', accountOf({ openPositions: 1, workingOrders: 0 }))
    engine.newest.send('status', statusOf({}))
    engine.newest.send('positions', [positionOf({ positionId: 'p1' })])
    await settle()
    engine.setState({ kind: 'restarting', reason: 'crashed', nextTryMs: 1, attempt: 1 })
    clock.advanceBy(250)
    expect(changes()).toBe(1)
    expect(watch.account).toBeUndefined()
    expect(watch.status).toBeUndefined()
    expect(watch.exposure.isExposed).toBe(true)
    expect(watch.positions).toHaveLength(1)
    await expect(watch.calls.system.status()).rejects.toThrow('The engine is not running')
  })

  it('rejects a call that is under way when the engine goes', async () => {
    const { engine, watch, connect } = setUp()
    await connect(1)
    const call = watch.calls.system.status().catch(errorText)
    await settle()
    engine.setState({ kind: 'failed', reason: 'gone' })
    expect(await call).toBe('The engine went away before it answered: it is not known what became of the request.')
  })

  it('connects once to each engine, and anew to the next', async () => {
    const { engine, connect } = setUp()
    await connect(1)
    await connect(1)
    expect(engine.clients).toHaveLength(1)
    await connect(2)
    expect(engine.clients).toHaveLength(2)
    expect(engine.topicPorts[0]?.isClosed).toBe(true)
    expect(engine.callPorts[0]?.isClosed).toBe(true)
  })

  it('asks for new ports a second after the engine has closed the old ones', async () => {
    const { clock, engine, watch, connect } = setUp()
    await connect(1)
    engine.topicPorts[0]?.close()
    await settle()
    expect(engine.callPorts[0]?.isClosed).toBe(true)
    await expect(watch.calls.system.status()).rejects.toThrow('The engine is not running')
    clock.advanceBy(1_000)
    expect(engine.clients).toHaveLength(2)
  })

  it('tells new fills once and in order, never those of the past', async () => {
    const { engine, fills, connect } = setUp()
    await connect(1)
    engine.newest.send('fills', [fillOf({ fillId: 'old', timeMs: 1 })])
    engine.newest.send('fills', fillOf({ fillId: 'live', timeMs: 2 }))
    await settle()
    await connect(2)
    engine.newest.send('fills', [
      fillOf({ fillId: 'second', timeMs: 4 }),
      fillOf({ fillId: 'first', timeMs: 3 }),
      fillOf({ fillId: 'live', timeMs: 2 }),
      fillOf({ fillId: 'old', timeMs: 1 }),
    ])
    await settle()
    expect(fills).toEqual(['live', 'first', 'second'])
  })

  it('tells each change of an order, also one that happened while it was away', async () => {
    const { engine, orders, connect } = setUp()
    const order = (state: 'working' | 'filled', updatedAtMs: number) => orderOf({ orderId: 'o1', state, updatedAtMs })
    await connect(1)
    engine.newest.send('orders', [])
    engine.newest.send('orders', order('working', 1))
    await settle()
    await connect(2)
    engine.newest.send('orders', [order('filled', 2)])
    await settle()
    await connect(3)
    engine.newest.send('orders', [order('filled', 2)])
    await settle()
    expect(orders).toEqual(['o1 working', 'o1 filled'])
  })

  it('tells an alert when it is new and when it becomes worse, never one of the past', async () => {
    const { engine, alerts, connect } = setUp()
    await connect(1)
    engine.newest.send('alerts', [alertOf({ alertId: 'old' })])
    engine.newest.send('alerts', alertOf({ alertId: 'a', severity: 'warning' }))
    engine.newest.send('alerts', alertOf({ alertId: 'a', severity: 'warning', count: 2 }))
    engine.newest.send('alerts', alertOf({ alertId: 'a', severity: 'critical', count: 3 }))
    await settle()
    await connect(2)
    engine.newest.send('alerts', [
      alertOf({ alertId: 'b', lastAtMs: 2 }),
      alertOf({ alertId: 'a' }),
      alertOf({ alertId: 'old' }),
    ])
    await settle()
    expect(alerts).toEqual(['a warning', 'a critical', 'b critical'])
  })

  it('gives a credit for every batch', async () => {
    const { engine, connect } = setUp()
    await connect(1)
    engine.newest.send('fills', [])
    engine.newest.send('fills', fillOf({ fillId: 'a', timeMs: 1 }))
    await settle()
    expect(engine.newest.credits).toBe(2)
  })

  it('lets go of everything when it is disposed of', async () => {
    const { clock, engine, watch, connect, changes } = setUp()
    await connect(1)
    engine.newest.send('status', statusOf({}))
    await settle()
    watch.dispose()
    await settle()
    clock.advanceBy(10_000)
    await connect(2)
    expect(engine.topicPorts[0]?.isClosed).toBe(true)
    expect(engine.clients).toHaveLength(1)
    expect(changes()).toBe(0)
  })
})
