import { describe, expect, it } from 'vitest'
import { columnsWith, type IndicatorColumn } from './index.ts'

const column = (id: string, extras: Partial<IndicatorColumn> = {}): IndicatorColumn => ({
  id,
  scale: 'price',
  plot: 'line',
  lookAheadBars: 0,
  sparse: false,
  ...extras,
})

describe('columnsWith', () => {
  it('are the columns themselves where no parameter changes them', () => {
    const columns = [column('a'), column('b', { lookAheadBars: 20 })]
    expect(columnsWith(columns, { period: 5 })).toEqual(columns)
  })

  it('look ahead by the parameter that says how far', () => {
    const columns = [column('a'), column('b', { lookAheadBars: 20, lookAheadParameter: 'period' })]
    expect(columnsWith(columns, { period: 5 }).map(({ lookAheadBars }) => lookAheadBars)).toEqual([0, 5])
  })
})
