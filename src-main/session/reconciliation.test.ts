import { beforeEach, describe, expect, it } from 'vitest'
import { Emitter, ManualClock, silentLogger, timeMs } from '../base/index.ts'
import type { TradingVenue, VenueConnection } from '../domain/index.ts'
import type { Execution, PassScope, ReconciliationReport, ReconciliationSettings } from '../execution/index.ts'
import { type ContinuousPorts, Reconciliation } from './reconciliation.ts'

const SETTINGS: ReconciliationSettings = {
  inFlightEveryMs: 2_000,
  inFlightAfterMs: 5_000,
  openOrdersEveryMs: 10_000,
  positionsEveryMs: 30_000,
  balancesEveryMs: 60_000,
  cashToleranceFraction: 0.001,
  fillLookbackMs: 60_000,
}

let clock: ManualClock
let connection: Emitter<VenueConnection>
let asked: string[]
let reports: number
let resetting: Promise<void> | undefined
let answer: () => Promise<unknown>

beforeEach(() => {
  clock = new ManualClock(0)
  connection = new Emitter((error) => {
    throw error
  })
  asked = []
  reports = 0
  resetting = undefined
  answer = () => Promise.resolve()
})

function build(environment: TradingVenue['environment'] = 'live'): Reconciliation {
  const report = { isConsistent: true } as ReconciliationReport
  const execution = {
    async recover() {
      asked.push('whole')
      await answer()
      return report
    },
    reconciliation: {
      run(scope: PassScope) {
        asked.push(scope)
        return Promise.resolve({ recoveredFacts: 0 })
      },
      report: () => report,
    },
  } as unknown as Execution
  const continuous: ContinuousPorts = {
    trading: { environment, onConnection: (listener) => connection.event(listener) },
    systemClock: clock,
    random: { next: () => 0 },
    logger: silentLogger,
    settings: () => SETTINGS,
    onReport: () => {
      reports += 1
    },
  }
  const opening = {
    get resetting() {
      return resetting
    },
    reset() {
      asked.push('reset')
      return Promise.resolve()
    },
  }
  return new Reconciliation({ execution, opening, continuous })
}

async function pass(durationMs: number): Promise<void> {
  for (let passed = 0; passed < durationMs; passed += 500) {
    clock.advanceBy(500)
    for (let turn = 0; turn < 12; turn++) await Promise.resolve()
  }
}

describe('the session', () => {
  it('compares by itself once it has started, and tells what came of it', async () => {
    const reconciliation = build()
    await pass(20_000)
    expect(asked).toEqual([])
    reconciliation.start()
    await pass(11_000)
    expect(asked).toContain('inFlight')
    expect(asked).toContain('openOrders')
    expect(reports).toBe(1)
    reconciliation.stop()
    const { length } = asked
    await pass(60_000)
    expect(asked).toHaveLength(length)
  })

  it('makes a whole comparison after an interruption', async () => {
    const reconciliation = build()
    reconciliation.start()
    connection.fire({ kind: 'interrupted', reason: 'closed', timeMs: timeMs(0) })
    connection.fire({ kind: 'connected', timeMs: timeMs(0) })
    await pass(500)
    expect(asked).toEqual(['whole'])
    expect(reports).toBe(1)
  })

  it('holds the market up for a whole comparison only', async () => {
    const reconciliation = build()
    reconciliation.start()
    await pass(11_000)
    expect(reconciliation.underWay).toBeUndefined()
    let end: () => void = () => undefined
    answer = () => new Promise<void>((resolve) => (end = resolve))
    const run = reconciliation.run()
    expect(reconciliation.underWay).toBeDefined()
    end()
    await run
    expect(reconciliation.underWay).toBeUndefined()
  })

  it('does not compare by itself in a replay', async () => {
    const reconciliation = build('replay')
    reconciliation.start()
    await pass(60_000)
    expect(asked).toEqual([])
  })

  it('compares nothing while the account is reset, and resets nothing while it is compared', async () => {
    const reconciliation = build()
    let end: () => void = () => undefined
    resetting = new Promise<void>((resolve) => (end = resolve))
    const run = reconciliation.run()
    await Promise.resolve()
    expect(asked).toEqual([])
    resetting = undefined
    end()
    await run
    answer = () => new Promise<void>((resolve) => (end = resolve))
    const second = reconciliation.run()
    const reset = reconciliation.resetAccount()
    await Promise.resolve()
    expect(asked).toEqual(['whole', 'whole'])
    end()
    await Promise.all([second, reset])
    expect(asked.at(-1)).toBe('reset')
  })
})
