import { describe, expect, it } from 'vitest'
import type { ProtectionMeterView } from '../../../src-contract/index.ts'
import { changedMeters } from './use-protection.ts'

const meter = (instrumentId: string, uncovered = '0'): ProtectionMeterView => ({
  instrumentId,
  netQuantity: '1',
  atVenue: uncovered === '0' ? '1' : '0',
  byEngine: '0',
  uncovered,
  intended: false,
  exposedMs: 0,
  longestMs: 0,
  totalMs: 0,
  boundMs: 500,
  overdue: false,
  sinceMs: null,
})

describe('meters of net positions', () => {
  it('follow what is told of each, the worst first', () => {
    const changed = changedMeters([meter('a'), meter('b')], [{ instrumentId: 'b', meter: meter('b', '1') }])
    expect(changed.map(({ instrumentId }) => instrumentId)).toEqual(['b', 'a'])
  })

  it('leave with their position', () => {
    expect(changedMeters([meter('a')], [{ instrumentId: 'a', meter: null }])).toEqual([])
  })
})
