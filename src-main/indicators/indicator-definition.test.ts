import { describe, expect, it } from 'vitest'
import { column, columnsOf } from './indicator-definition.ts'
import { chooseIndicator, INDICATORS } from './registry.ts'

const common = {
  columns: [column('a', 'price'), column('b', 'price', { lookAheadBars: 20 })],
} as const

describe('columnsOf', () => {
  it('are the columns of the definition where no parameter changes them', () => {
    expect(columnsOf(common, { period: 5 })).toEqual(common.columns)
  })

  it('look ahead by the parameter that says how far', () => {
    const columns = [
      column('a', 'price'),
      column('b', 'price', { lookAheadBars: 20, lookAheadParameter: 'period' }),
    ] as const
    expect(columnsOf({ columns }, { period: 5 }).map(({ lookAheadBars }) => lookAheadBars)).toEqual([0, 5])
  })

  it.each(INDICATORS)('are with the defaults the columns that $id lists', (definition) => {
    expect(columnsOf(definition, chooseIndicator(definition.id).parameters)).toEqual(definition.columns)
  })
})
