import { describe, expect, it } from 'vitest'
import type { LimitMeter } from '../../../src-contract/index.ts'
import { isShownHere, limitCounts, limitView } from './limit-view.ts'

const limit = (change: Partial<LimitMeter> = {}): LimitMeter => ({
  code: 'MAX_LEVERAGE',
  label: 'Leverage',
  measured: 1.5,
  limit: 3,
  unit: 'times equity',
  passed: true,
  action: 'refuse',
  ...change,
})

describe('a limit for reading', () => {
  it('has both numbers in their unit, and the share that is used', () => {
    expect(limitView(limit())).toMatchObject({ now: '1.50×', limit: '3.00×', used: 0.5, tone: 'calm' })
  })

  it('warns from four fifths on', () => {
    expect(limitView(limit({ measured: 3.99, limit: 5 })).tone).toBe('calm')
    expect(limitView(limit({ measured: 4, limit: 5 })).tone).toBe('warn')
  })

  it('is in danger once it does not hold, and no sooner', () => {
    expect(limitView(limit({ measured: 3 })).tone).toBe('warn')
    expect(limitView(limit({ measured: 3.2, passed: false })).tone).toBe('danger')
  })

  it('counts as nothing used where nothing is allowed and nothing was done', () => {
    expect(limitView(limit({ measured: 0, limit: 0 }))).toMatchObject({ used: 0, tone: 'calm' })
    expect(limitView(limit({ measured: 1, limit: 0, passed: false }))).toMatchObject({ used: 1, tone: 'danger' })
  })

  it('counts those near and those reached', () => {
    const views = [limit(), limit({ measured: 2.9 }), limit({ measured: 9, passed: false })].map(limitView)
    expect(limitCounts(views)).toEqual({ near: 1, over: 1 })
  })
})

describe('the limits of the account', () => {
  const guard = { guardId: 'drawdown' } as LimitMeter['guard']

  it('have no room for guards that are armed, and show one that has tripped', () => {
    expect(isShownHere({ passed: true })).toBe(true)
    expect(isShownHere({ passed: true, ...(guard && { guard }) })).toBe(false)
    expect(isShownHere({ passed: false, ...(guard && { guard }) })).toBe(true)
  })
})
