import { describe, expect, it } from 'vitest'
import type { QuoteView } from '../../../src-contract/index.ts'
import { dayChangeText, dayChangeTone, spreadBps } from './quote-text.ts'

const quote = (change: Partial<QuoteView>): QuoteView => ({
  instrumentId: 'simulated:BTC-PERP',
  last: 101,
  bid: 99.995,
  ask: 100.005,
  bidSize: null,
  askSize: null,
  price24hAgo: 100,
  timeMs: 1,
  receivedAtMs: 1,
  stale: false,
  ...change,
})

describe('quote texts', () => {
  it('shows the change of the day with its sign', () => {
    expect([dayChangeText(quote({})), dayChangeTone(quote({}))]).toEqual(['+1.00', 'up'])
    expect([dayChangeText(quote({ last: 99 })), dayChangeTone(quote({ last: 99 }))]).toEqual(['−1.00', 'down'])
  })

  it('does not make up a change that is not known', () => {
    expect([dayChangeText(quote({ price24hAgo: null })), dayChangeTone(quote({ price24hAgo: null }))]).toEqual([
      '?',
      '',
    ])
  })

  it('measures the spread against the middle', () => {
    expect(spreadBps(quote({}))).toBeCloseTo(1, 6)
    expect(spreadBps(quote({ bid: null }))).toBeUndefined()
  })
})
