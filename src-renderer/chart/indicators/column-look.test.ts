import { describe, expect, it } from 'vitest'
import { areCandles, columnLooks } from './column-look.ts'
import { testColumn } from './testing/test-column.ts'

describe('the columns of an indicator', () => {
  it('are told apart by dash and by colour, the chosen colour first', () => {
    const ids = ['tenkanSen', 'kijunSen', 'senkouSpanA', 'senkouSpanB', 'chikouSpan']
    const looks = columnLooks(
      ids.map((id) => testColumn(id)),
      'series-7',
    )
    expect(looks.map(({ dash }) => dash)).toEqual([0, 1, 2, 3, 4])
    expect(looks.map(({ colour }) => colour)).toEqual(['series-7', 'series-8', 'series-1', 'series-2', 'series-3'])
  })

  it('share a look where they are two bands around one middle', () => {
    const looks = columnLooks([testColumn('sma'), testColumn('upperBand'), testColumn('lowerBand')], 'series-1')
    expect(looks.map(({ dash }) => dash)).toEqual([0, 1, 1])
  })

  it('are not drawn where they are flags, or only for the legend', () => {
    const looks = columnLooks(
      [testColumn('tr', { plot: 'none' }), testColumn('atr'), testColumn('isReversal', { scale: 'flag' })],
      'series-3',
    )
    expect(looks.map(({ drawn, dash }) => [drawn, dash])).toEqual([
      [false, 0],
      [true, 0],
      [false, 0],
    ])
  })

  it('are candles only as open, high, low and close of a price', () => {
    const candle = ['open', 'high', 'low', 'close'].map((id) => testColumn(id))
    expect([
      areCandles(candle),
      areCandles(candle.slice(1)),
      areCandles(candle.toReversed()),
      areCandles(['open', 'high', 'low', 'close'].map((id) => testColumn(id, { scale: 'oscillator' }))),
    ]).toEqual([true, false, false, false])
  })
})
