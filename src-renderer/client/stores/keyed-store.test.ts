import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ManualTimers } from '../testing/manual-timers.ts'
import { CalmTelling } from './calm-telling.ts'
import { createKeyedStore, keepItems } from './keyed-store.ts'

interface Row {
  readonly id: string
  readonly atMs: number
}

function kept() {
  const store = createKeyedStore<Row>({
    keyOf: (row) => row.id,
    compare: (left, right) => right.atMs - left.atMs,
    limit: 3,
  })
  const handler = keepItems(store)
  return { store, handler, state: () => store.getState(), ids: () => store.getState().list.map(({ id }) => id) }
}

describe('keyed store', () => {
  it('knows nothing before the first snapshot', () => {
    expect(kept().state()).toMatchObject({ loaded: false, list: [] })
  })

  it('keeps the order, replaces by key and drops the last beyond the limit', () => {
    const { handler, ids, state } = kept()
    handler.snapshot([
      { id: 'a', atMs: 1 },
      { id: 'b', atMs: 2 },
    ])
    handler.deltas([
      { id: 'a', atMs: 5 },
      { id: 'c', atMs: 3 },
      { id: 'd', atMs: 4 },
    ])
    expect(ids()).toEqual(['a', 'd', 'c'])
    expect([...state().byId.keys()].toSorted()).toEqual(['a', 'c', 'd'])
  })

  it('keeps what still matters beyond the limit', () => {
    const store = createKeyedStore<Row>({
      keyOf: (row) => row.id,
      compare: (left, right) => right.atMs - left.atMs,
      limit: 1,
      keepAlways: (row) => row.id === 'a',
    })
    const handler = keepItems(store)
    handler.snapshot(['a', 'b', 'c'].map((id, atMs) => ({ id, atMs })))
    expect(store.getState().list.map(({ id }) => id)).toEqual(['c', 'a'])
    expect([...store.getState().byId.keys()]).toEqual(['c', 'a'])
  })

  it('lets go of keys that are named as gone, in the order of what came', () => {
    const { store, ids } = kept()
    store.begin([{ id: 'a', atMs: 1 }])
    store.change([{ id: 'b', atMs: 2 }], ['a', 'never there'])
    expect(ids()).toEqual(['b'])
  })

  it('has one state until something changes, and leaves an old one as it was', () => {
    const { handler, state } = kept()
    handler.snapshot([{ id: 'a', atMs: 1 }])
    const before = state()
    expect(state()).toBe(before)
    handler.deltas([{ id: 'b', atMs: 2 }])
    expect([...before.byId.keys()]).toEqual(['a'])
    expect([...state().byId.keys()].toSorted()).toEqual(['a', 'b'])
  })

  it('ends with the newest rows, whether somebody looks on the way or not', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9)), (times) => {
        const [watched, left] = [kept(), kept()]
        for (const atMs of times) {
          watched.handler.deltas([{ id: `row ${atMs}`, atMs }])
          left.handler.deltas([{ id: `row ${atMs}`, atMs }])
          expect(watched.state().list.length).toBeLessThanOrEqual(3)
        }
        const newest = [...new Set(times)].toSorted((one, other) => other - one).slice(0, 3)
        const rows = newest.map((atMs) => `row ${atMs}`)
        expect([watched.ids(), left.ids()]).toEqual([rows, rows])
      }),
    )
  })

  it('forgets what a new snapshot does not hold', () => {
    const { handler, ids, state } = kept()
    handler.snapshot([{ id: 'a', atMs: 1 }])
    handler.snapshot([])
    expect(ids()).toEqual([])
    expect(state().loaded).toBe(true)
  })
})

describe('subscribers of a keyed store', () => {
  function watched() {
    const timers = new ManualTimers()
    const store = createKeyedStore<Row>({ keyOf: (row) => row.id }, new CalmTelling(timers))
    const handler = keepItems(store)
    const drawn: string[] = []
    const each: string[] = []
    const idsOf = (list: readonly Row[]): string => list.map(({ id }) => id).join('')
    store.subscribe(({ list }, before) => drawn.push(`${idsOf(before.list)}>${idsOf(list)}`))
    store.subscribeToEach((row, known) => each.push(`${row.id} ${known?.atMs ?? 'new'}>${row.atMs}`))
    const add = (id: string): void => handler.deltas([{ id, atMs: 0 }])
    return { timers, store, handler, drawn, each, add, ids: () => idsOf(store.getState().list) }
  }

  it('are told of a first change at once and of those that follow after 250 ms, which are kept at once', () => {
    const { add, timers, drawn, ids } = watched()
    add('a')
    add('b')
    add('c')
    expect([ids(), drawn]).toEqual(['abc', ['>a']])
    timers.advance(250)
    expect(drawn).toEqual(['>a', 'a>abc'])
  })

  it('are told of a snapshot at once', () => {
    const { add, handler, drawn } = watched()
    add('a')
    handler.snapshot([{ id: 'b', atMs: 0 }])
    expect(drawn).toEqual(['>a', 'a>b'])
  })

  it('can be told of each item beside what it was, though not of those that were there at the start', () => {
    const { handler, each } = watched()
    handler.snapshot([{ id: 'a', atMs: 1 }])
    handler.deltas([{ id: 'b', atMs: 2 }])
    handler.deltas([
      { id: 'a', atMs: 3 },
      { id: 'a', atMs: 4 },
    ])
    handler.snapshot([
      { id: 'a', atMs: 5 },
      { id: 'c', atMs: 6 },
    ])
    expect(each).toEqual(['b new>2', 'a 1>4', 'a 4>5', 'c new>6'])
  })

  it('are not told of an old item that a later snapshot brings again beyond the limit', () => {
    const { store, handler } = kept()
    const rows = [1, 2, 3, 4].map((atMs) => ({ id: `row ${atMs}`, atMs }))
    handler.snapshot(rows)
    const each: string[] = []
    store.subscribeToEach(({ id }, known) => each.push(`${id}${known === undefined ? ' is new' : ''}`))
    handler.snapshot(rows)
    expect(each.toSorted()).toEqual(['row 2', 'row 3', 'row 4'])
  })

  it('hear nothing more once they have gone', () => {
    const { store, add } = watched()
    let told = 0
    store.subscribe(() => (told += 1))()
    add('a')
    expect(told).toBe(0)
  })
})
