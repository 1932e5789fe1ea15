import { describe, expect, it } from 'vitest'
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
