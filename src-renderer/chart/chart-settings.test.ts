import { describe, expect, it } from 'vitest'
import { ChartSettings } from './chart-settings.ts'

describe('the settings of a chart', () => {
  it('begin with one-minute candles, volume and the averages of the strategies', () => {
    expect(ChartSettings.parse({})).toEqual({
      timeframe: '1m',
      style: 'candles',
      indicators: null,
      volume: true,
      logarithmic: false,
      asTable: false,
    })
  })

  it('take what they can read of a layout and the default for the rest', () => {
    const kept = { timeframe: '15m', style: 'renko', indicators: [{ key: '1', indicatorId: 'rsi', colour: 'pink' }] }
    expect(ChartSettings.parse(kept)).toMatchObject({
      timeframe: '15m',
      style: 'candles',
      indicators: [{ key: '1', indicatorId: 'rsi', parameters: {}, colour: 'series-1', visible: true }],
    })
  })

  it('fall back to the averages where the list of indicators is none', () => {
    expect(ChartSettings.parse({ indicators: [{ name: 'ema' }] }).indicators).toBeNull()
  })
})
