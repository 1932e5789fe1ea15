import { describe, expect, it } from 'vitest'
import { ChartSettings } from './chart-settings.ts'

const OFF = { visible: false, timeframe: null }

describe('the settings of a chart', () => {
  it('begin with one-minute candles, volume and the averages of the strategies', () => {
    expect(ChartSettings.parse({})).toEqual({
      timeframe: '1m',
      style: 'candles',
      indicators: null,
      ict: {
        swings: OFF,
        structure: OFF,
        fairValueGaps: OFF,
        orderBlocks: OFF,
        breakers: OFF,
        liquidity: OFF,
        previousLevels: OFF,
        sessions: OFF,
        displacement: OFF,
        premiumDiscount: OFF,
        ote: OFF,
      },
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

  it('keep the ICT layers that they can read, and have the others off', () => {
    const kept = { swings: { visible: true, timeframe: '1h' }, ote: { visible: 'yes', timeframe: '7m' }, liquidity: 3 }
    expect(ChartSettings.parse({ ict: kept }).ict).toMatchObject({
      swings: { visible: true, timeframe: '1h' },
      ote: OFF,
      liquidity: OFF,
      sessions: OFF,
    })
    expect(ChartSettings.parse({ ict: 'all' }).ict).toMatchObject({ swings: OFF, ote: OFF })
  })
})
