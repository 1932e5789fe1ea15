import { describe, expect, it } from 'vitest'
import type { QuoteView } from '../../../src-contract/index.ts'
import { levelText } from './quote-levels.ts'

const quote = { last: 64_699.8, bid: 64_699.5, ask: 64_700 } as QuoteView

describe('quote levels', () => {
  it('are prices on the tick', () => {
    expect(levelText(quote, 'bid', '0.1')).toBe('64699.5')
    expect(levelText(quote, 'ask', '0.5')).toBe('64700.0')
    expect(levelText(quote, 'mid', '0.1')).toBe('64699.8')
    expect(levelText({ ...quote, bid: 1.1, ask: 1.3 }, 'mid', '0.1')).toBe('1.2')
  })

  it('are missing where the quote has no such side', () => {
    expect(levelText({ ...quote, bid: null }, 'bid', '0.1')).toBeUndefined()
    expect(levelText(undefined, 'mid', '0.1')).toBeUndefined()
  })

  it('take the last price for the middle of a one-sided book', () => {
    expect(levelText({ ...quote, ask: null }, 'mid', '0.1')).toBe('64699.8')
  })
})
