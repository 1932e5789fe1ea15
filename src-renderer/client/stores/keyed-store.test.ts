import { describe, expect, it } from 'vitest'
import { ManualTimers } from '../testing/manual-timers.ts'
import { CalmTelling } from './calm-telling.ts'
import { createKeyedStore, keepItems } from './keyed-store.ts'

interface Row {
  readonly id: string
  readonly atMs: number
}

function kept() {
  const store = createKeyedStore<Row>()
  const handler = keepItems(store, {
    keyOf: (row) => row.id,
    compare: (left, right) => right.atMs - left.atMs,
    limit: 3,
  })
  return { handler, state: () => store.getState(), ids: () => store.getState().list.map(({ id }) => id) }
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
    const store = createKeyedStore<Row>()
    const handler = keepItems(store, {
      keyOf: (row) => row.id,
      compare: (left, right) => right.atMs - left.atMs,
      limit: 1,
      keepAlways: (row) => row.id === 'a',
    })
    handler.snapshot(['a', 'b', 'c'].map((id, atMs) => ({ id, atMs })))
    expect(store.getState().list.map(({ id }) => id)).toEqual(['c', 'a'])
    expect([...store.getState().byId.keys()]).toEqual(['c', 'a'])
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
    const store = createKeyedStore<Row>(new CalmTelling(timers))
    const handler = keepItems(store, { keyOf: (row) => row.id })
    const drawn: string[] = []
    const each: string[] = []
    const idsOf = (list: readonly Row[]): string => list.map(({ id }) => id).join('')
    store.subscribe(({ list }, before) => drawn.push(`${idsOf(before.list)}>${idsOf(list)}`))
    store.subscribeToEach(({ list }) => each.push(idsOf(list)))
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

  it('can be told of each change', () => {
    const { add, each } = watched()
    add('a')
    add('b')
    expect(each).toEqual(['a', 'ab'])
  })

  it('hear nothing more once they have gone', () => {
    const { store, add } = watched()
    let told = 0
    store.subscribe(() => (told += 1))()
    add('a')
    expect(told).toBe(0)
  })
})
