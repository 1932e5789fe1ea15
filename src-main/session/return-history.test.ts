import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import { type Candle, parseInstrumentId, TIMEFRAME_MS } from '../domain/index.ts'
import { MemoryCandleStore } from '../market-data/index.ts'
import { ReturnHistory } from './return-history.ts'

const BTC = parseInstrumentId('test:BTC-PERP')
const ETH = parseInstrumentId('test:ETH-PERP')
const WINDOW = { timeframe: '1h', bars: 3 } as const

function bar(index: number, close: number): Candle {
  const openTimeMs = timeMs(index * TIMEFRAME_MS['1h'])
  return { openTimeMs, open: close, high: close, low: close, close, volume: 1 }
}

function storeWith(closes: readonly number[]): MemoryCandleStore {
  const candles = new MemoryCandleStore()
  closes.forEach((close, index) => candles.append(BTC, '1h', bar(index, close)))
  return candles
}

describe('a history of returns', () => {
  it('is that of the newest bars, as many as are looked at', () => {
    const { returns } = new ReturnHistory(storeWith([1, 100, 110, 99, 198])).seriesOf(BTC, WINDOW)
    expect(Array.from(returns.values(), (value) => Math.round(value * 1e9) / 1e9)).toEqual([0.1, -0.1, 1])
  })

  it('is kept until the instrument has another bar or another window is asked for', () => {
    const candles = storeWith([100, 110, 99])
    const history = new ReturnHistory(candles)
    const first = history.seriesOf(BTC, WINDOW)
    expect(history.seriesOf(BTC, WINDOW)).toBe(first)
    candles.append(ETH, '1h', bar(9, 1))
    expect(history.seriesOf(BTC, WINDOW)).toBe(first)
    expect(history.seriesOf(BTC, { ...WINDOW, bars: 1 })).not.toEqual(first)
    candles.append(BTC, '1h', bar(3, 110))
    expect(history.seriesOf(BTC, WINDOW)).not.toEqual(first)
  })

  it('has a key that changes with every bar of one of its instruments, and with the window', () => {
    const candles = storeWith([100, 110])
    const history = new ReturnHistory(candles)
    const before = history.keyOf([BTC, ETH], WINDOW)
    const ofOne = history.keyOf([BTC], WINDOW)
    expect(history.keyOf([BTC, ETH], WINDOW)).toBe(before)
    expect(history.keyOf([BTC, ETH], { ...WINDOW, timeframe: '1d' })).not.toBe(before)
    candles.append(ETH, '1h', bar(0, 1))
    expect(history.keyOf([BTC, ETH], WINDOW)).not.toBe(before)
    expect(history.keyOf([BTC], WINDOW)).toBe(ofOne)
  })
})
