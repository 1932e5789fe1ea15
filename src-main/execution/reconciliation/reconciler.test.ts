import { beforeEach, describe, expect, it } from 'vitest'
import { ManualClock, silentLogger, timeMs } from '../../base/index.ts'
import { Reconciler } from './reconciler.ts'
import { DEFAULT_RECONCILIATION, ReconciliationConfig } from './settings.ts'

let clock: ManualClock
let done: string[]
let isFailing: boolean
let atOnce: number
let mostAtOnce: number
let finish: (() => void) | undefined
let isSlow: boolean
let reconciler: Reconciler

async function note(name: string): Promise<void> {
  done.push(name)
  atOnce += 1
  mostAtOnce = Math.max(mostAtOnce, atOnce)
  if (isSlow) await new Promise<void>((resolve) => (finish = resolve))
  atOnce -= 1
  if (isFailing) throw new Error('connection refused')
}

/** Lets time pass in steps, so that what is awaited gets its turn. */
async function pass(durationMs: number, stepMs = 500): Promise<void> {
  for (let passed = 0; passed < durationMs; passed += stepMs) {
    clock.advanceBy(stepMs)
    for (let turn = 0; turn < 10; turn++) await Promise.resolve()
  }
}

beforeEach(() => {
  clock = new ManualClock(0)
  done = []
  isFailing = false
  isSlow = false
  atOnce = 0
  mostAtOnce = 0
  reconciler = new Reconciler({
    check: (scope) => note(scope),
    checkWhole: () => note('whole'),
    settings: () => DEFAULT_RECONCILIATION,
    systemClock: clock,
    random: { next: () => 0 },
    logger: silentLogger,
  })
})

describe('the comparison while trading goes on', () => {
  it('makes each check in its own period', async () => {
    reconciler.start()
    await pass(63_000)
    const count = (name: string): number => done.filter((each) => each === name).length
    expect(count('balances')).toBe(1)
    expect(count('positions')).toBe(2)
    expect(count('openOrders')).toBe(6)
    expect(count('inFlight')).toBeGreaterThan(20)
    expect(count('whole')).toBe(0)
  })

  it('never makes two at a time', async () => {
    isSlow = true
    reconciler.start()
    await pass(10_000)
    expect(done).toEqual(['inFlight'])
    for (let round = 0; round < 20; round++) {
      finish?.()
      await pass(2_000)
    }
    expect(done.length).toBeGreaterThan(5)
    expect(mostAtOnce).toBe(1)
  })

  it('waits longer with every failure, and begins anew after a success', async () => {
    isFailing = true
    reconciler.start()
    await pass(60_000)
    const failed = done.length
    expect(failed).toBeLessThan(12)
    isFailing = false
    await pass(120_000)
    expect(done.length - failed).toBeGreaterThan(30)
  })

  it('makes a whole one when the connection is there again, and only then', async () => {
    reconciler.start()
    reconciler.handleConnection({ kind: 'connected', timeMs: timeMs(0) })
    await pass(1_000)
    expect(done).toEqual([])
    reconciler.handleConnection({ kind: 'interrupted', reason: 'closed', timeMs: timeMs(0) })
    reconciler.handleConnection({ kind: 'connected', timeMs: timeMs(0) })
    await pass(500)
    expect(done).toEqual(['whole'])
  })

  it('goes on with the periodic ones while the connection is interrupted', async () => {
    reconciler.start()
    reconciler.handleConnection({ kind: 'interrupted', reason: 'closed', timeMs: timeMs(0) })
    await pass(5_000)
    expect(done.length).toBeGreaterThan(0)
    expect(done).not.toContain('whole')
    reconciler.handleConnection({ kind: 'connected', timeMs: timeMs(0) })
    await pass(500)
    expect(done.at(-1)).toBe('whole')
  })

  it('tries a whole one again until it has succeeded', async () => {
    isFailing = true
    reconciler.start()
    reconciler.requestWhole()
    await pass(3_000)
    expect(done.length).toBeGreaterThan(1)
    isFailing = false
    await pass(10_000)
    const last = done.lastIndexOf('whole')
    expect(done.slice(0, last + 1).every((each) => each === 'whole')).toBe(true)
  })

  it('compares orders, positions and balances at once where that is asked for, each once', async () => {
    reconciler.start()
    reconciler.requestAll()
    reconciler.requestAll()
    await pass(3, 1)
    expect(done).toEqual(['openOrders', 'positions', 'balances'])
  })

  it('does nothing once it is stopped', async () => {
    reconciler.start()
    reconciler.stop()
    reconciler.requestWhole()
    await pass(60_000)
    expect(done).toEqual([])
  })
})

describe('its settings', () => {
  it('have the periods that are recommended', () => {
    expect(DEFAULT_RECONCILIATION).toMatchObject({
      inFlightEveryMs: 2_000,
      inFlightAfterMs: 5_000,
      openOrdersEveryMs: 10_000,
      positionsEveryMs: 30_000,
      balancesEveryMs: 60_000,
    })
  })

  it.each([{ inFlightEveryMs: 10 }, { positionsEveryMs: 1 }, { cashToleranceFraction: 2 }, { nothing: 1 }])(
    'refuse %j',
    (wrong) => {
      expect(ReconciliationConfig.safeParse(wrong).success).toBe(false)
    },
  )
})
