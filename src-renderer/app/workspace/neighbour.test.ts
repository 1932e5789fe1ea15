import { describe, expect, it } from 'vitest'
import { neighbour, type Place, readingOrder } from './neighbour.ts'

const at = (name: string, [left, top, width, height]: readonly [number, number, number, number]) => ({
  name,
  place: { left, top, right: left + width, bottom: top + height } satisfies Place,
})

/* watchlist | chart | depth over tape ; a row of tables under them ; the ticket at the right of all */
const watchlist = at('watchlist', [0, 0, 240, 700])
const chart = at('chart', [242, 0, 800, 700])
const depth = at('depth', [1044, 0, 224, 480])
const tape = at('tape', [1044, 482, 224, 218])
const tables = at('tables', [0, 702, 1268, 212])
const ticket = at('ticket', [1270, 0, 296, 914])
const all = [watchlist, chart, depth, tape, tables, ticket]

const next = (from: typeof chart, direction: 'left' | 'right' | 'up' | 'down'): string | undefined =>
  neighbour(
    from.place,
    all.filter((item) => item !== from),
    direction,
  )?.name

describe('the neighbour of a panel', () => {
  it('is the one that touches it on that side', () => {
    expect(next(chart, 'left')).toBe('watchlist')
    expect(next(chart, 'down')).toBe('tables')
    expect(next(tape, 'up')).toBe('depth')
    expect(next(tape, 'right')).toBe('ticket')
  })

  it('is the one with the longest common edge among several', () => {
    expect(next(chart, 'right')).toBe('depth')
    expect(next(tables, 'up')).toBe('chart')
    expect(next(ticket, 'left')).toBe('depth')
  })

  it('is none at the edge of the window', () => {
    expect(next(chart, 'up')).toBeUndefined()
    expect(next(ticket, 'right')).toBeUndefined()
  })
})

describe('the reading order', () => {
  it('goes along rows, from the top', () => {
    const names = [tables, ticket, tape, chart, depth, watchlist]
      .toSorted((one, two) => readingOrder(one.place, two.place))
      .map(({ name }) => name)
    expect(names).toEqual(['watchlist', 'chart', 'depth', 'ticket', 'tape', 'tables'])
  })
})
