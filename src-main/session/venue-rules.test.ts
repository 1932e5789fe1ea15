import { describe, expect, it } from 'vitest'
import { ManualClock, silentLogger } from '../base/index.ts'
import type { VenueFact } from '../domain/index.ts'
import { REFRESH_PAUSE_MS, VenueRules } from './venue-rules.ts'
import { ABC, START_MS, XYZ } from './testing/hand-market.ts'

function rig({ fails = false } = {}) {
  const clock = new ManualClock(START_MS)
  const seen: string[] = []
  const refresh = new VenueRules({
    market: {
      refreshInstruments: async () => {
        seen.push('asked')
        if (fails) throw new Error('no answer')
      },
    },
    instruments: () => [ABC, XYZ],
    execution: {
      reconciliation: { quarantine: () => undefined, lift: () => undefined },
      refusedExits: { handleInstrument: (instrumentId) => seen.push(instrumentId) },
    },
    clock,
    logger: silentLogger,
  })
  const reject = async (cause?: 'rules' | 'permission'): Promise<void> => {
    refresh.handleFact({ kind: 'rejected', ...(cause && { cause }) } as VenueFact)
    await Promise.resolve()
    await Promise.resolve()
  }
  return { clock, seen, refresh, reject }
}

describe('VenueRules', () => {
  it('has every instrument looked at again after the venue was asked, also where nothing has changed', async () => {
    const { refresh, seen } = rig()
    await refresh.refresh()
    expect(seen).toEqual(['asked', 'test:ABC', 'test:XYZ'])
  })

  it('asks when the venue refuses an order for its rules, and for nothing else', async () => {
    const { reject, seen } = rig()
    await reject()
    await reject('permission')
    expect(seen).toEqual([])
    await reject('rules')
    expect(seen).toEqual(['asked', 'test:ABC', 'test:XYZ'])
  })

  it('does not ask again and again while the venue goes on refusing', async () => {
    const { reject, seen, clock } = rig()
    await reject('rules')
    await reject('rules')
    expect(seen.filter((word) => word === 'asked')).toHaveLength(1)
    clock.advanceBy(REFRESH_PAUSE_MS)
    await reject('rules')
    expect(seen.filter((word) => word === 'asked')).toHaveLength(2)
  })

  it('tells who asked that the venue did not answer, and lets nothing else fail with it', async () => {
    const { refresh, reject, seen } = rig({ fails: true })
    await expect(refresh.refresh()).rejects.toThrow('no answer')
    await reject('rules')
    expect(seen).toEqual(['asked', 'asked'])
  })
})
