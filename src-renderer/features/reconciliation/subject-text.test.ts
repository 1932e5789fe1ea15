import { describe, expect, it } from 'vitest'
import { subjectText } from './subject-text.ts'

const INSTRUMENTS = new Map([['paper:BTC-PERP', { symbol: 'BTC-PERP' }]])

describe('what a difference is about', () => {
  it('is the instrument, with the order where it is about one', () => {
    const about = { instrumentId: 'paper:BTC-PERP', subject: 'wh-12' }
    expect(subjectText({ ...about, kind: 'position' }, INSTRUMENTS)).toBe('BTC-PERP')
    expect(subjectText({ ...about, kind: 'foreignOrder' }, INSTRUMENTS)).toBe('BTC-PERP wh-12')
  })

  it('is the currency for cash, and the id of an instrument that is not known', () => {
    expect(subjectText({ kind: 'cash', instrumentId: null, subject: 'USDT' }, INSTRUMENTS)).toBe('USDT')
    expect(subjectText({ kind: 'position', instrumentId: 'paper:X', subject: '' }, INSTRUMENTS)).toBe('paper:X')
  })
})
