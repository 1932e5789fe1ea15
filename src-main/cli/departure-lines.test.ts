import { describe, expect, it } from 'vitest'
import type { DepartingPosition, DepartureView } from '../../src-contract/index.ts'
import { departureLines } from './departure-lines.ts'

function position(change: Partial<DepartingPosition> = {}): DepartingPosition {
  return {
    positionId: 'test:ABC~hand',
    instrumentId: 'test:ABC',
    owner: 'hand',
    side: 'long',
    quantity: '2',
    notional: '221',
    stopPrice: '95',
    protection: 'venue',
    ...change,
  }
}

function view(change: Partial<DepartureView> = {}): DepartureView {
  return {
    onShutdown: 'cancelEntries',
    marketStandsStill: false,
    exposed: true,
    workingEntries: 0,
    positions: [],
    ...change,
  }
}

describe('departureLines', () => {
  it('say nothing where nothing is open', () => {
    expect(departureLines(view({ exposed: false, marketStandsStill: true }))).toEqual([])
  })

  it('show each position with what protects it', () => {
    const positions = [
      position(),
      position({ instrumentId: 'test:XYZ', side: 'short', protection: 'engine' }),
      position({ stopPrice: null, protection: 'none' }),
    ]
    expect(departureLines(view({ positions }))).toEqual([
      'instrument  owner  side   quantity  notional  stop  protection',
      'test:ABC    hand   long          2       221    95  at the venue',
      'test:XYZ    hand   short         2       221    95  only while the engine runs',
      'test:ABC    hand   long          2       221     ·  none',
      'On a stop working entries are cancelled: 0. Positions and their stops stay.',
    ])
  })

  it.each([
    ['leave', 'On a stop everything stays as it is; working entries: 3.'],
    ['cancelEntries', 'On a stop working entries are cancelled: 3. Positions and their stops stay.'],
    ['flatten', 'On a stop working entries are cancelled: 3. Every position is closed at market.'],
  ] as const)('say what %s does', (onShutdown, text) => {
    expect(departureLines(view({ onShutdown, workingEntries: 3 }))).toEqual(['no open positions', text])
  })

  it('say that a market of our own waits', () => {
    expect(departureLines(view({ marketStandsStill: true })).at(-1)).toBe('The market waits while the engine is off.')
  })
})
