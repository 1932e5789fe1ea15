import { describe, expect, it } from 'vitest'
import { TopicLoad } from './topic-load.ts'

describe('the load of topics', () => {
  it('counts the clients that are there, and finds the one furthest behind', () => {
    const load = new TopicLoad()
    expect([load.clients, load.mostBehind]).toEqual([0, 0])
    const slow = load.add({ behind: 40 })
    load.add({ behind: 3 })
    expect([load.clients, load.mostBehind]).toEqual([2, 40])
    slow.dispose()
    slow.dispose()
    expect([load.clients, load.mostBehind]).toEqual([1, 3])
  })
})
