import { describe, expect, it } from 'vitest'
import { figuresOf, tableOf } from './figures.ts'
import type { Round, WindowRound } from './round.ts'

const FRAME_MS = 16.7

const bareRound = (change: Partial<Round> = {}): Round => ({
  frameMs: Array.from({ length: 100 }, () => FRAME_MS),
  longTasks: [],
  slowScripts: [],
  busyFraction: 0.1,
  marketEventsPerSecond: 1_080,
  ordersPerSecond: 25,
  clickMs: [10],
  ...change,
})

const windowRound = (change: Partial<WindowRound> = {}): WindowRound => ({
  ...bareRound(),
  account: { seen: 3, journalled: 3, difference: undefined },
  ...change,
})

function missed(ours: Partial<WindowRound>, bare: Partial<Round> = {}): string[] {
  const figures = figuresOf([windowRound(ours), windowRound(ours)], [bareRound(bare), bareRound(bare)])
  return figures.filter(({ row }) => row.ok === false).map(({ row }) => row.name)
}

describe('figuresOf', () => {
  it('misses nothing where the window is as good as the bare page', () => {
    expect(missed({})).toEqual([])
  })

  it('allows the window frames that are 1.3 times as long, and no longer', () => {
    expect(missed({ frameMs: [FRAME_MS * 1.29] })).toEqual([])
    expect(missed({ frameMs: [FRAME_MS * 1.31] })).toEqual(['frame time p95'])
  })

  it('misses a single task over 50 ms, and says whether it was at work for so long', () => {
    expect(missed({ longTasks: [{ tookMs: 51, workedMs: 9 }] })).toEqual(['tasks over 50 ms'])
    expect(missed({ longTasks: [{ tookMs: 52, workedMs: 51 }] })).toEqual([
      'tasks over 50 ms',
      'tasks over 50 ms of processor time',
    ])
  })

  it('misses account events that differ from the journal, and a journal without any', () => {
    const name = 'account events, journal as peer'
    expect(missed({ account: { seen: 3, journalled: 3, difference: 'orders: event 1' } })).toEqual([name])
    expect(missed({ account: { seen: 0, journalled: 0, difference: undefined } })).toEqual([name])
  })

  it('misses clicks that are answered after 50 ms', () => {
    expect(missed({ clickMs: [50] })).toEqual(['click to accepted order p95'])
  })

  it('misses a load that is too low, on either page', () => {
    expect(missed({ marketEventsPerSecond: 999 })).toEqual(['load: events of the market'])
    expect(missed({}, { marketEventsPerSecond: 999 })).toEqual(['load: events of the market'])
    expect(missed({}, { marketEventsPerSecond: Number.NaN })).toEqual(['load: events of the market'])
    expect(missed({ ordersPerSecond: 19 })).toEqual(['load: orders placed and cancelled'])
  })
})

describe('tableOf', () => {
  it('says what was missed', () => {
    const table = tableOf(figuresOf([windowRound({ longTasks: [{ tookMs: 60, workedMs: 20 }] })], [bareRound()]))
    expect(table).toMatch(/^MISSED {2}tasks over 50 ms +1 +0 /m)
    expect(table).toMatch(/^met {5}frame time p95 +16\.7 +16\.7 +ms +1 +ratio <= 1\.3/m)
  })
})
