import { describe, expect, it } from 'vitest'
import type { IndicatorColumn } from '../../../src-contract/index.ts'
import { columnName, columnText } from './column-text.ts'

const text = (scale: IndicatorColumn['scale'], value: number): string =>
  columnText({ scale }, value, (price) => `tick ${price.toFixed(1)}`)

describe('the value of a column', () => {
  it('has the decimals of the tick as a price and as a distance of prices', () => {
    expect([text('price', 64_000.25), text('spread', 12.34)]).toEqual(['tick 64000.3', 'tick 12.3'])
  })

  it('is short as a volume, and a plain number else', () => {
    expect([text('volume', 4_210_000_000), text('oscillator', 70.126), text('ratio', 0.0042), text('flag', 1)]).toEqual(
      ['4.21 B', '70.13', '0.004200', '1'],
    )
  })

  it('is named in words', () => {
    expect(['senkouSpanA', 'percentB', 'macd', 'fastEma'].map(columnName)).toEqual([
      'Senkou span A',
      'Percent B',
      'MACD',
      'Fast EMA',
    ])
  })
})
