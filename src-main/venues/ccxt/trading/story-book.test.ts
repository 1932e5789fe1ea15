import { describe, expect, it } from 'vitest'
import { type OrderId, orderId } from '../../../domain/index.ts'
import { OrderStory } from './order-story.ts'
import { ENDED_KEPT, StoryBook } from './story-book.ts'
import { wordOf } from './testing/words.ts'

const OPEN = orderId('open')

function storyOf(id: OrderId, state: 'working' | 'cancelled'): OrderStory {
  const story = new OrderStory(undefined)
  story.hear({ word: wordOf({ orderId: id, state }), executions: [] })
  return story
}

function endMany(book: StoryBook, count: number): void {
  for (let number = 1; number <= count; number++) {
    const id = orderId(`ended-${number}`)
    book.put(id, storyOf(id, 'cancelled'))
  }
}

describe('The book of stories', () => {
  it('forgets the orders that ended first, and no open one however many have ended since', () => {
    const book = new StoryBook()
    book.put(OPEN, storyOf(OPEN, 'working'))
    endMany(book, 20_001)
    expect(book.get(OPEN)?.latest?.state).toBe('working')
    expect(book.get(orderId(`ended-${20_001 - ENDED_KEPT}`))).toBeUndefined()
    expect(book.get(orderId(`ended-${20_002 - ENDED_KEPT}`))?.isEnded).toBe(true)
  })

  it('keeps an order that has ended meanwhile among those that ended', () => {
    const book = new StoryBook()
    const story = storyOf(OPEN, 'working')
    book.put(OPEN, story)
    story.hear({ word: wordOf({ orderId: OPEN, state: 'cancelled' }), executions: [] })
    book.put(OPEN, story)
    expect(book.get(OPEN)).toBe(story)
    endMany(book, ENDED_KEPT)
    expect(book.get(OPEN)).toBeUndefined()
  })
})
