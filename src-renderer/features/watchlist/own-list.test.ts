import { describe, expect, it } from 'vitest'
import type { InstrumentView } from '../../../src-contract/index.ts'
import { added, listed, matching, movedTo, removed } from './own-list.ts'

const instrument = (base: string, name: string): InstrumentView =>
  ({ instrumentId: `sim:${base}`, venueId: 'sim', symbol: `${base}-PERP`, name, base }) as InstrumentView
const ALL = [instrument('BTC', 'Bitcoin perpetual'), instrument('ETH', 'Ether perpetual'), instrument('SOL', 'Solana')]
const bases = (found: readonly InstrumentView[]): string[] => found.map(({ base }) => base)

describe('the list of a watchlist', () => {
  it('has all instruments until somebody makes one', () => {
    expect(bases(listed(ALL, null))).toEqual(['BTC', 'ETH', 'SOL'])
    expect(bases(listed(ALL, []))).toEqual([])
  })

  it('keeps its order and leaves out what this engine does not have', () => {
    expect(bases(listed(ALL, ['sim:SOL', 'gone:XRP', 'sim:BTC']))).toEqual(['SOL', 'BTC'])
  })

  it('takes an instrument once, and gives it away', () => {
    expect(added(['a'], 'b')).toEqual(['a', 'b'])
    expect(added(['a', 'b'], 'a')).toEqual(['a', 'b'])
    expect(removed(['a', 'b'], 'a')).toEqual(['b'])
  })

  it('moves an instrument, and stops at the ends', () => {
    expect(movedTo(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c'])
    expect(movedTo(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c'])
    expect(movedTo(['a', 'b', 'c'], 'c', 7)).toEqual(['a', 'b', 'c'])
    expect(movedTo(['a', 'b', 'c'], 'c', 0)).toEqual(['c', 'a', 'b'])
    expect(movedTo(['a', 'b'], 'x', 0)).toEqual(['a', 'b'])
  })
})

describe('the search', () => {
  it('finds every word in symbol, name or venue', () => {
    expect(bases(matching(ALL, 'perp bit'))).toEqual(['BTC'])
    expect(bases(matching(ALL, 'SIM'))).toEqual(['BTC', 'ETH', 'SOL'])
    expect(bases(matching(ALL, 'xrp'))).toEqual([])
  })
})
