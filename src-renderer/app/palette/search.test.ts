import { describe, expect, it } from 'vitest'
import { foundStretches, matchScore } from './search.ts'

describe('a search', () => {
  it('wants every word', () => {
    expect(matchScore('btc perp', 'BTC-PERP')).toBeGreaterThan(0)
    expect(matchScore('btc spot', 'BTC-PERP')).toBe(0)
    expect(matchScore('btc bitcoin', 'BTC-PERP', 'Bitcoin perpetual')).toBeGreaterThan(0)
  })

  it('puts the beginning first, then the beginning of a word, then the inside', () => {
    const scores = ['BTC-PERP', 'DASH/BTC', 'XBTC'].map((title) => matchScore('btc', title))
    expect(scores).toEqual([...scores].toSorted((one, two) => two - one))
    expect(new Set(scores).size).toBe(3)
  })

  it('counts the title more than other words', () => {
    expect(matchScore('close', 'Close position…')).toBeGreaterThan(matchScore('close', 'Flatten', 'close'))
  })

  it('does not care for case, and finds nothing where nothing is', () => {
    expect(matchScore('BtC', 'btc')).toBeGreaterThan(0)
    expect(matchScore('xrp', 'BTC-PERP')).toBe(0)
  })

  it('says where the words stand', () => {
    expect(foundStretches('btc', 'DASH/BTC')).toEqual([[5, 8]])
    expect(foundStretches('pos close', 'Close position')).toEqual([
      [0, 5],
      [6, 9],
    ])
    expect(foundStretches('clo close', 'Close')).toEqual([[0, 5]])
    expect(foundStretches('x', 'Close')).toEqual([])
  })
})
