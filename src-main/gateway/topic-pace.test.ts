import { describe, expect, it } from 'vitest'
import { HIDDEN_INTERVAL_MS, TopicPace } from './topic-pace.ts'

describe('TopicPace', () => {
  it('lets a topic go once in each of its periods, and one without a period at once', () => {
    const pace = new TopicPace()
    pace.noteSent(new Set(['trades', 'orders']), 1_020)
    expect(pace.dueAtMs('trades', 1_030)).toBe(1_100)
    expect(pace.dueAtMs('trades', 1_110)).toBe(1_110)
    expect(pace.dueAtMs('positions', 1_030)).toBe(1_030)
    expect(pace.dueAtMs('orders', 1_030)).toBe(1_030)
  })

  it('parts topics of the same period, even if they went out together at first', () => {
    const pace = new TopicPace()
    pace.noteSent(new Set(['trades', 'quotes']), 1_020)
    expect([pace.dueAtMs('trades', 1_030), pace.dueAtMs('quotes', 1_030)]).toEqual([1_100, 1_050])
    pace.noteSent(new Set(['quotes']), 1_050)
    pace.noteSent(new Set(['trades']), 1_100)
    expect([pace.dueAtMs('trades', 1_101), pace.dueAtMs('quotes', 1_101)]).toEqual([1_200, 1_150])
  })

  it('lets topics of longer periods go between those of prices', () => {
    const pace = new TopicPace()
    pace.noteSent(new Set(['quotes', 'positions', 'account']), 1_000)
    expect(pace.dueAtMs('quotes', 1_001)).toBe(1_050)
    expect([pace.dueAtMs('positions', 1_001), pace.dueAtMs('account', 1_001)]).toEqual([1_025, 1_125])
  })

  it('lets all that can be merged go together once a second to a hidden window, and account events at once', () => {
    const pace = new TopicPace()
    pace.isHidden = true
    expect(pace.dueAtMs('quotes', 1_000)).toBe(1_000)
    pace.noteSent(new Set(['quotes']), 1_000)
    for (const topic of ['quotes', 'book', 'logs', 'alerts'] as const) {
      expect(pace.dueAtMs(topic, 1_010)).toBe(1_000 + HIDDEN_INTERVAL_MS)
    }
    for (const topic of ['orders', 'fills', 'signals'] as const) expect(pace.dueAtMs(topic, 1_010)).toBe(1_010)
  })

  it('does not hold merged topics back because an account event went out', () => {
    const pace = new TopicPace()
    pace.isHidden = true
    pace.noteSent(new Set(['orders']), 1_000)
    expect(pace.dueAtMs('quotes', 1_010)).toBe(1_010)
  })

  it('never waits longer than the interval, even if the clock was set back', () => {
    const pace = new TopicPace()
    pace.noteSent(new Set(['quotes']), 1_000_000)
    expect(pace.dueAtMs('quotes', 5)).toBe(5)
    pace.isHidden = true
    expect(pace.dueAtMs('quotes', 5)).toBe(5 + HIDDEN_INTERVAL_MS)
  })
})
