import { describe, expect, it } from 'vitest'
import { type Logger, silentLogger, SystemClock } from './base/index.ts'
import { EngineLife, type EngineLifePorts } from './compose-life.ts'
import { type Component, Orchestrator } from './orchestrator/index.ts'

/** A life over one component, with what happened in order. */
function openLife(
  leave: () => Promise<void>,
  change: Partial<Component> = {},
): { life: EngineLife; steps: string[]; errors: string[] } {
  const steps: string[] = []
  const errors: string[] = []
  const logger: Logger = { ...silentLogger, error: (message) => errors.push(message), child: () => logger }
  const orchestrator = new Orchestrator({ clock: new SystemClock(), logger, stopTimeoutMs: 20 })
  orchestrator.register({
    name: 'trading',
    phase: 1,
    dependsOn: [],
    critical: true,
    restartPolicy: { maxRestarts: 0, delayMs: 0 },
    start: async () => void steps.push('start'),
    stop: async () => void steps.push('stop'),
    ...change,
  })
  const ports = {
    adminToken: 'token',
    stages: {
      address: 'http://127.0.0.1:1',
      leave,
      handlePower: async (event: string) => void steps.push(event),
    },
    gateway: {
      setStopping: () => steps.push('no new calls'),
      serveClient: (_: object, role: string, account?: string) => steps.push(`serves a ${role} of ${account}`),
    },
    orchestrator,
    logger,
  }
  return { life: new EngineLife(ports as unknown as EngineLifePorts), steps, errors }
}

describe('EngineLife', () => {
  it('starts everything and says where it answers', async () => {
    const { life, steps } = openLife(async () => undefined)
    expect(await life.start()).toEqual({ address: 'http://127.0.0.1:1' })
    expect(steps).toEqual(['start'])
  })

  it('closes the door to new calls, leaves the market, then stops everything', async () => {
    const { life, steps } = openLife(async () => void steps.push('leave'))
    await life.start()
    await life.stop('a test')
    await life.stopped
    expect(steps).toEqual(['start', 'no new calls', 'leave', 'stop'])
  })

  it('stops once, however many ask for it', async () => {
    const { life, steps } = openLife(async () => undefined)
    await life.start()
    await Promise.all([life.stop('one'), life.stop('another')])
    await life.stop('later')
    expect(steps).toEqual(['start', 'no new calls', 'stop'])
  })

  it('stops even where the market cannot be left, and logs why', async () => {
    const { life, steps, errors } = openLife(() => Promise.reject(new Error('the ledger is full')))
    await life.start()
    await life.stop('a test')
    expect(steps).toEqual(['start', 'no new calls', 'stop'])
    expect(errors).toEqual(['orders could not be left as configured'])
  })

  it('names a part that does not stop in time, and goes on', async () => {
    const { life, errors } = openLife(async () => undefined, { stop: () => new Promise(() => undefined) })
    await life.start()
    await life.stop('a test')
    await life.stopped
    expect(errors).toEqual(['component did not stop in order'])
  })

  it('hands clients to the door and changes of power to trading', async () => {
    const { life, steps } = openLife(async () => undefined)
    const port = { postMessage: () => undefined, on: () => undefined, start: () => undefined, close: () => undefined }
    life.serveClient({ calls: port, topics: port }, 'trader', 'spare')
    await life.handlePower('suspend')
    await life.handlePower('resume')
    expect(steps).toEqual(['serves a trader of spare', 'suspend', 'resume'])
  })

  it('gives up a start that is under way', async () => {
    const { life } = openLife(async () => undefined, { start: () => new Promise(() => undefined) })
    const started = life.start()
    await life.stop('a test')
    await expect(started).rejects.toThrow('trading did not start')
  })
})
