import { describe, expect, it } from 'vitest'
import { HIDDEN_INTERVAL_MS, TopicPace } from './topic-pace.ts'

describe('TopicPace', () => {
  it('lets a topic go as often as its interval allows, and one without an interval at once', () => {
    const pace = new TopicPace()
    pace.noteSent(new Set(['quotes', 'orders']), 1_000)
    expect(pace.dueAtMs('quotes', 1_010)).toBe(1_100)
    expect(pace.dueAtMs('quotes', 2_000)).toBe(2_000)
    expect(pace.dueAtMs('book', 1_010)).toBe(1_010)
    expect(pace.dueAtMs('orders', 1_010)).toBe(1_010)
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
    pace.isHidden = true
    pace.noteSent(new Set(['quotes']), 1_000_000)
    expect(pace.dueAtMs('quotes', 5)).toBe(5 + HIDDEN_INTERVAL_MS)
  })
})
