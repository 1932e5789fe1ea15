import { describe, expect, it } from 'vitest'
import type { DepartingPosition, DepartureView } from '../../src-contract/index.ts'
import { departureText } from './departure-text.ts'
import { positionOf } from './testing/fake-engine-link.ts'

const position = (changes: Partial<DepartingPosition> = {}): DepartingPosition => ({
  positionId: 'p1',
  instrumentId: 'simulated:BTC-PERP',
  owner: 'hand',
  side: 'long',
  quantity: '0.5',
  notional: '32000.5',
  stopPrice: '63200',
  protection: 'venue',
  ...changes,
})

const view = (changes: Partial<DepartureView> = {}): DepartureView => ({
  onShutdown: 'cancelEntries',
  marketStandsStill: false,
  exposed: true,
  workingEntries: 0,
  positions: [position()],
  ...changes,
})

const detail = (changes: Partial<DepartureView>): string =>
  departureText({ kind: 'known', view: view(changes) }, 'USDT').detail

describe('departureText', () => {
  it('lists every position with what protects it, and says what quitting does', () => {
    const positions = [
      position(),
      position({
        instrumentId: 'simulated:ETH-PERP',
        side: 'short',
        quantity: '3',
        notional: '10200',
        protection: 'engine',
      }),
      position({
        instrumentId: 'simulated:SOL-PERP',
        quantity: '10',
        notional: '1880',
        protection: 'none',
        stopPrice: null,
      }),
    ]
    expect(departureText({ kind: 'known', view: view({ positions, workingEntries: 2 }) }, 'USDT')).toEqual({
      message: 'Quit with 3 open positions?',
      detail: `• BTC-PERP long 0.5 (32,000.50 USDT), stop 63,200 stays at the venue
• ETH-PERP short 3 (10,200.00 USDT), stop 63,200 works only while the program runs
• SOL-PERP long 10 (1,880.00 USDT), no stop

Quitting cancels 2 orders that would open a position or add to one; stops and targets stay.
While the program is off, 1 position loses its protection.`,
    })
  })

  it('speaks of orders where no position is open', () => {
    const text = departureText({ kind: 'known', view: view({ positions: [], workingEntries: 1 }) }, 'USDT')
    expect(text).toEqual({
      message: 'Quit with working orders?',
      detail: 'Quitting cancels 1 order that would open a position or add to one; stops and targets stay.',
    })
  })

  it.each([
    ['cancelEntries', 0, 'Quitting cancels no order and closes no position.'],
    ['leave', 0, 'Quitting leaves everything as it is.'],
    [
      'leave',
      3,
      'Quitting leaves everything as it is: 3 orders that would open a position or add to one stay at the venue.',
    ],
    [
      'flatten',
      1,
      'Quitting closes every position at market and cancels the orders that would open a position or add to one.',
    ],
  ] as const)('says what %s does with %i working entries', (onShutdown, workingEntries, text) => {
    expect(detail({ onShutdown, workingEntries }).split('\n\n')[1]).toBe(text)
  })

  it('says that nothing happens on a market that stands still', () => {
    expect(detail({ marketStandsStill: true }).split('\n').at(-1)).toBe(
      'The market of this account stands still while the program is off: nothing happens to what stays open.',
    )
  })

  it('names no loss of protection where every position is closed first', () => {
    expect(detail({ onShutdown: 'flatten', positions: [position({ protection: 'engine' })] })).not.toContain('While')
  })

  it('counts positions beyond the eighth', () => {
    const lines = (count: number): string[] =>
      detail({ positions: Array.from({ length: count }, () => position()) })
        .split('\n\n')
        .slice(0, 1)
        .flatMap((list) => list.split('\n'))
    expect(lines(8)).toHaveLength(8)
    expect(lines(11)).toHaveLength(9)
    expect(lines(11).at(-1)).toBe('and 3 more')
  })

  it('leaves the currency out where it is not known', () => {
    expect(departureText({ kind: 'known', view: view() }, undefined).detail).toContain('0.5 (32,000.50), stop')
  })

  it('says that it does not know, and what was known last', () => {
    const text = departureText(
      {
        kind: 'unknown',
        engine: { kind: 'restarting', reason: 'Killed by SIGKILL.', nextTryMs: 1, attempt: 1 },
        exposure: { openPositions: 2, workingOrders: 1, isExposed: true },
        positions: [
          positionOf({
            instrumentId: 'simulated:BTC-PERP',
            side: 'short',
            quantity: '0.1',
            notional: 6_400,
            stopPrice: null,
          }),
          positionOf({
            instrumentId: 'simulated:XRP-PERP',
            side: 'long',
            quantity: '9',
            notional: 10,
            stopPrice: '1.05',
          }),
        ],
      },
      undefined,
    )
    expect(text).toEqual({
      message: 'Quit without knowing what is open?',
      detail: `The engine does not answer (The engine is started again: Killed by SIGKILL.). This was known last:

• BTC-PERP short 0.1 (6,400.00), no stop
• XRP-PERP long 9 (10.00), stop 1.05
• 1 working order

Where the engine cannot be reached, quitting cancels no order and closes no position.`,
    })
  })
})
