import { Search } from 'lucide-react'
import { describe, expect, it } from 'vitest'
import { findEntries, type PaletteEntry, type PaletteSection, readQuery, withRecent } from './palette-entry.ts'

const entry = (id: string, section: PaletteSection, title = id): PaletteEntry => ({
  id,
  section,
  title,
  icon: Search,
  run: () => undefined,
})
const ENTRIES = [
  entry('btc', 'instruments', 'BTC-PERP'),
  entry('eth', 'instruments', 'ETH-PERP'),
  entry('close', 'instrument', 'Close position…'),
  entry('order-1', 'orders', 'BTC-PERP buy'),
  entry('pause', 'commands', 'Pause trading'),
  entry('chart', 'panels', 'Show Chart'),
  entry('trade', 'layouts', 'Open layout Trade'),
]
const found = (typed: string, recent: readonly string[] = []): Record<string, string[]> =>
  Object.fromEntries(
    findEntries(ENTRIES, typed, recent).map(({ section, entries }) => [section, entries.map(({ id }) => id)]),
  )

describe('the palette', () => {
  it('shows what was used last first, and everything else once', () => {
    expect(found('', ['pause', 'gone', 'eth'])).toEqual({
      recent: ['pause', 'eth'],
      instruments: ['btc'],
      instrument: ['close'],
      panels: ['chart'],
      layouts: ['trade'],
    })
  })

  it('shows what fits in its section, and no longer what was used last', () => {
    expect(found('perp', ['pause'])).toEqual({ instruments: ['btc', 'eth'] })
    expect(found('trad', ['pause'])).toEqual({ commands: ['pause'], layouts: ['trade'] })
  })

  it('takes a prefix for commands, for orders and for panels', () => {
    expect(found('>')).toEqual({ instrument: ['close'], commands: ['pause'], layouts: ['trade'] })
    expect(found('> clo')).toEqual({ instrument: ['close'] })
    expect(found('@btc')).toEqual({ orders: ['order-1'] })
    expect(found('+')).toEqual({ panels: ['chart'] })
    expect(readQuery('  @ btc ').text).toBe('btc')
  })

  it('shows working orders only when asked for', () => {
    expect(found('btc')).toEqual({ instruments: ['btc'] })
  })

  it('finds nothing where nothing fits', () => {
    expect(found('zzz')).toEqual({})
  })
})

describe('what was used last', () => {
  it('has each once, newest first, and not too many', () => {
    expect(withRecent(['a', 'b', 'c'], 'b')).toEqual(['b', 'a', 'c'])
    expect(withRecent(['1', '2', '3', '4', '5', '6', '7', '8'], '9')).toHaveLength(8)
  })
})
