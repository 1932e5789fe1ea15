import { describe, expect, it } from 'vitest'
import { type InstrumentId, quantity } from '../domain/index.ts'
import { overdueProtection } from './overdue-protection.ts'
import type { ProtectionState } from './protection-meter.ts'
import { ABC, XYZ } from './testing/hand-market.ts'

function stateOf(instrumentId: InstrumentId, unprotectedMs: number, isOverdue: boolean): ProtectionState {
  return {
    instrumentId,
    quantity: quantity(1),
    owners: [],
    coveredAtVenue: quantity(0),
    coveredByEngine: quantity(0),
    uncovered: quantity(1),
    missing: quantity(1),
    isIntended: true,
    unprotectedMs,
    longestMs: unprotectedMs,
    totalMs: unprotectedMs,
    boundMs: 5_000,
    isOverdue,
  }
}

describe('overdueProtection', () => {
  it('is nothing where no position stands bare for too long', () => {
    expect(overdueProtection([])).toBeUndefined()
    expect(overdueProtection([stateOf(ABC.instrumentId, 4_000, false)])).toBeUndefined()
  })

  it('is the position that has stood bare longest, with its bound', () => {
    const states = [stateOf(ABC.instrumentId, 6_000, true), stateOf(XYZ.instrumentId, 9_000, true)]
    const expected = { instrumentId: XYZ.instrumentId, unprotectedMs: 9_000, boundMs: 5_000 }
    expect(overdueProtection(states)).toEqual(expected)
    expect(overdueProtection(states.toReversed())).toEqual(expected)
  })

  it('is not one that stands longer and may', () => {
    const states = [stateOf(ABC.instrumentId, 6_000, true), stateOf(XYZ.instrumentId, 9_000, false)]
    expect(overdueProtection(states)?.instrumentId).toBe(ABC.instrumentId)
  })
})
