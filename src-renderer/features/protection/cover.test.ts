import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProtectionMeterView } from '../../../src-contract/index.ts'
import { byUrgency, coverOf, exposedNowMs } from './cover.ts'

const meter = (change: Partial<ProtectionMeterView> = {}): ProtectionMeterView => ({
  instrumentId: 'paper:BTC',
  netQuantity: '1',
  atVenue: '1',
  byEngine: '0',
  uncovered: '0',
  intended: false,
  exposedMs: 0,
  longestMs: 0,
  totalMs: 0,
  boundMs: 500,
  overdue: false,
  sinceMs: null,
  ...change,
})

describe('what covers a position', () => {
  it('is the venue, the engine, a part, or nothing', () => {
    expect(coverOf(meter()).state).toBe('covered')
    expect(coverOf(meter({ atVenue: '0.4', byEngine: '0.6' })).state).toBe('engine')
    expect(coverOf(meter({ atVenue: '0.4', uncovered: '0.6' })).state).toBe('partly')
    expect(coverOf(meter({ atVenue: '0', uncovered: '1' })).state).toBe('bare')
  })

  it('is overdue before anything else, except where no stop is wanted', () => {
    const late = meter({ atVenue: '0.9', byEngine: '0.1', overdue: true })
    expect(coverOf(late).state).toBe('overdue')
    expect(coverOf({ ...late, atVenue: '0', byEngine: '0', uncovered: '1', intended: true }).state).toBe('intended')
  })

  it('is never called covered where no part of it is known', () => {
    expect(coverOf(meter({ atVenue: '0' }))).toMatchObject({ bare: 1, state: 'bare' })
  })

  it('has shares that sum to the whole', () => {
    const part = fc.integer({ min: 0, max: 10_000 }).map((value) => String(value / 1_000))
    fc.assert(
      fc.property(part, part, part, (atVenue, byEngine, uncovered) => {
        const { venue, engine, bare } = coverOf(meter({ atVenue, byEngine, uncovered }))
        expect(venue + engine + bare).toBeCloseTo(1, 9)
      }),
    )
  })

  it('puts the worst first', () => {
    const list = [
      meter({ instrumentId: 'a' }),
      meter({ instrumentId: 'b', atVenue: '0', uncovered: '1' }),
      meter({ instrumentId: 'c', overdue: true, atVenue: '0', uncovered: '1' }),
      meter({ instrumentId: 'd', byEngine: '1', atVenue: '0' }),
    ]
    expect(list.toSorted(byUrgency).map(({ instrumentId }) => instrumentId)).toEqual(['c', 'b', 'd', 'a'])
  })
})

describe('the time without a stop at the venue', () => {
  it('goes on between two reports, and never goes back', () => {
    const exposed = meter({ sinceMs: 1_000, exposedMs: 200 })
    expect(exposedNowMs(exposed, 1_450)).toBe(450)
    expect(exposedNowMs(exposed, 1_100)).toBe(200)
    expect(exposedNowMs(exposed, undefined)).toBe(200)
  })

  it('is none while all of it is covered', () => {
    expect(exposedNowMs(meter({ exposedMs: 0 }), 9_999)).toBe(0)
  })
})
