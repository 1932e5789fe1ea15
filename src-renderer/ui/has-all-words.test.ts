import { expect, it } from 'vitest'
import { hasAllWords } from './has-all-words.ts'

it('finds a text by the beginnings, middles and ends of its words, in any order', () => {
  const text = 'btc-perp bitcoin perpetual bybit'
  expect(['btc', 'PERP bit', 'coin by', '', '  '].map((query) => hasAllWords(text, query))).toEqual(Array(5).fill(true))
  expect(['eth', 'btc eth'].map((query) => hasAllWords(text, query))).toEqual([false, false])
})
