import { describe, expect, it } from 'vitest'
import { ManualTimers } from '../testing/manual-timers.ts'
import { CalmTelling } from './calm-telling.ts'
import { createLatestStore, keepLatest } from './latest-store.ts'

function latest() {
  const timers = new ManualTimers()
  const store = createLatestStore<string>(new CalmTelling(timers))
  const told: (string | undefined)[] = []
  store.subscribe(({ value }) => told.push(value))
  return { timers, store, told, topic: keepLatest(store) }
}

describe('keepLatest', () => {
  it('knows nothing before the snapshot', () => {
    expect(latest().store.getState()).toEqual({ value: undefined })
  })

  it('tells of a snapshot at once, and of many changes as one', () => {
    const { timers, told, topic } = latest()
    topic.snapshot('a')
    topic.deltas(['b'])
    topic.deltas(['c', 'd'])
    topic.deltas([])
    timers.advance(10_000)
    expect(told).toEqual(['a', 'b', 'd'])
  })

  it('never tells of a change that a later snapshot has replaced', () => {
    const { timers, told, topic, store } = latest()
    topic.deltas(['old'])
    topic.deltas(['older than the snapshot'])
    topic.snapshot('new')
    timers.advance(10_000)
    expect(told).toEqual(['old', 'new'])
    expect(store.getState()).toEqual({ value: 'new' })
  })
})
