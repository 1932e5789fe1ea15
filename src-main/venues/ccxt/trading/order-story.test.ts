import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeMs } from '../../../base/index.ts'
import {
  instrumentId,
  price,
  quantity,
  type VenueFact,
  venueId,
  type VenueOrderRequest,
} from '../../../domain/index.ts'
import { testOrder } from '../../testing/orders.ts'
import type { OrderNews, OrderWord } from './order-gateway.ts'
import { OrderStory } from './order-story.ts'
import { executionAt, wordOf } from './testing/words.ts'

const REQUEST: VenueOrderRequest = {
  ...testOrder({ id: 'order-1', limit: '100', quantity: '1' }),
  instrumentId: instrumentId(venueId('binance'), 'BTC-USDT'),
}
const kinds = (facts: readonly VenueFact[]): string[] => facts.map(({ kind }) => kind)
const news = (word: OrderWord, ...trades: number[]): OrderNews => ({
  word,
  executions: trades.map((trade) => executionAt(trade)),
})

interface Life {
  readonly fills: number
  readonly end: 'cancelled' | 'expired' | undefined
}

/** Every word that a venue says in the life of an order, with executions of a quarter. */
function wordsOf({ fills, end }: Life): OrderNews[] {
  const said = [news(wordOf({ isNew: true }))]
  for (let count = 1; count <= fills; count++) {
    const state = count === 4 ? 'filled' : 'partiallyFilled'
    said.push(news(wordOf({ state, filled: String(count / 4), timeMs: timeMs(1_000 + count) }), count))
  }
  if (end !== undefined && fills < 4)
    said.push(news(wordOf({ state: end, filled: String(fills / 4), timeMs: timeMs(1_010) })))
  return said
}

describe('The story of an order', () => {
  it('is the same whatever order its words come in and however often: accepted, each execution once, then one end', () => {
    const life = fc.record({
      fills: fc.integer({ min: 0, max: 4 }),
      end: fc.constantFrom('cancelled' as const, 'expired' as const, undefined),
    })
    const orders = life.chain((each) => {
      const said = wordsOf(each)
      const all = fc.shuffledSubarray([...said, ...said, ...said], { minLength: said.length * 3 })
      return fc.tuple(fc.constant(each), all)
    })
    fc.assert(
      fc.property(orders, ([{ fills, end }, said]) => {
        const story = new OrderStory(REQUEST)
        const facts = said.flatMap((each) => story.hear(each))
        const told = kinds(facts)
        const isEnded = end !== undefined && fills < 4
        expect(told).toEqual(['accepted', ...Array<string>(fills).fill('filled'), ...(isEnded ? [end] : [])])
        const trades = facts.flatMap((fact) => (fact.kind === 'filled' ? [fact.tradeId] : []))
        expect(trades.toSorted()).toEqual(Array.from({ length: fills }, (_, index) => String(index + 1)))
        expect(story.isIncomplete).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  it('holds the end until executions that the venue counts have come', () => {
    const story = new OrderStory(REQUEST)
    const cancelled = wordOf({ state: 'cancelled', filled: '0.5' })
    expect(kinds(story.hear(news(cancelled, 1)))).toEqual(['accepted', 'filled'])
    expect([story.isIncomplete, story.isEnded]).toEqual([true, false])
    expect(kinds(story.hear(news(cancelled, 1, 2)))).toEqual(['filled', 'cancelled'])
    expect([story.isIncomplete, story.isEnded]).toEqual([false, true])
  })

  it('tells the end without them once nobody expects them any more', () => {
    const story = new OrderStory(REQUEST)
    story.hear(news(wordOf({ state: 'cancelled', filled: '0.5' })))
    expect(kinds(story.release())).toEqual(['cancelled'])
    expect(kinds(story.release())).toEqual([])
  })

  it('takes a post-only order that was ended at once for a refusal', () => {
    const story = new OrderStory({ ...REQUEST, postOnly: true })
    expect(kinds(story.hear(news(wordOf({ state: 'expired', reason: 'it would trade' }))))).toEqual(['rejected'])
    expect(story.isEnded).toBe(true)
  })

  it('believes no refusal of what the venue has accepted', () => {
    const story = new OrderStory(REQUEST)
    const refusal = { kind: 'rejected', orderId: REQUEST.orderId, reason: 'duplicate', timeMs: timeMs(1) } as const
    story.hear(news(wordOf({ isNew: true })))
    expect(story.refuse(refusal)).toEqual([])
  })

  it('tells other terms once, and never goes back to older ones', () => {
    const story = new OrderStory(REQUEST)
    const dearer = wordOf({ limitPrice: price(101), isAmendment: true, timeMs: timeMs(2_000) })
    const more = wordOf({ limitPrice: price(101), quantity: quantity(2), isAmendment: true, timeMs: timeMs(3_000) })
    story.hear(news(wordOf({ isNew: true })))
    expect(kinds(story.hear(news(dearer)))).toEqual(['amended'])
    expect(story.hear(news(dearer))).toEqual([])
    expect(story.hear(news(more))).toMatchObject([{ kind: 'amended', quantity: quantity(2) }])
    expect(story.hear(news(dearer))).toEqual([])
    expect(story.latest?.quantity.toFixed()).toBe('2')
  })

  it('of an earlier start goes on where that one ended', () => {
    const story = new OrderStory(undefined)
    const filled = wordOf({ state: 'filled', filled: '1', timeMs: timeMs(2_000) })
    expect(kinds(story.hear(news(filled, 4)))).toEqual(['filled'])
    expect([story.isIncomplete, story.isEnded]).toEqual([false, true])
  })
})
