import { describe, expect, it } from 'vitest'
import { NewsFilter } from './news-filter.ts'

describe('NewsFilter', () => {
  it('takes the first snapshot for the past, however it is', () => {
    const news = new NewsFilter<string>((item) => item)
    expect(news.takeSnapshot(['a', 'b'])).toEqual([])
    expect(news.take('a')).toBe(false)
    expect(news.take('c')).toBe(true)
    expect(news.take('c')).toBe(false)
  })

  it('finds in a later snapshot what happened in between', () => {
    const news = new NewsFilter<string>((item) => item)
    news.takeSnapshot([])
    news.take('a')
    expect(news.takeSnapshot(['c', 'b', 'a'])).toEqual(['c', 'b'])
    expect(news.takeSnapshot(['c', 'b', 'a'])).toEqual([])
  })

  it('forgets the oldest only, and only when it knows very many', () => {
    const news = new NewsFilter<number>(String)
    news.takeSnapshot([0])
    for (let item = 1; item < 5_000; item++) news.take(item)
    expect(news.take(0)).toBe(false)
    news.take(5_000)
    expect(news.take(1)).toBe(false)
    expect(news.take(0)).toBe(true)
  })
})
