import { describe, expect, it } from 'vitest'
import { cheapestElements, ownElements, type RowElement } from './row-elements.ts'

/** Rows a, b, c, in elements 0, 1, 2. */
const drawn = (names: string): readonly RowElement[] => names.split('').map((id, key) => ({ id, key }))

const textOf = (elements: readonly RowElement[]): string => elements.map(({ id, key }) => `${id}${key}`).join(' ')

const cheapest = (before: string, after: string, held?: string): string =>
  textOf(cheapestElements(drawn(before), after.split(''), held))

describe('rows in elements of their own', () => {
  it('stay in them wherever they go, and those that come get new ones', () => {
    expect(textOf(ownElements(drawn('abc'), 'xcbay'.split('')))).toBe('x3 c2 b1 a0 y4')
    expect(textOf(ownElements([], 'ab'.split('')))).toBe('a0 b1')
  })

  it('do not get the element of a row that went with them', () => {
    expect(textOf(ownElements(drawn('abc'), 'ax'.split('')))).toBe('a0 x3')
  })
})

describe('rows in the cheapest elements', () => {
  it('take those of the rows that went', () => {
    expect(cheapest('abc', 'xyz')).toBe('x0 y1 z2')
    expect(cheapest('abc', 'axc')).toBe('a0 x1 c2')
  })

  it('stay where they are when one comes before them, after them or between them', () => {
    expect(cheapest('abcd', 'xabcd')).toBe('x4 a0 b1 c2 d3')
    expect(cheapest('abcd', 'abcdx')).toBe('a0 b1 c2 d3 x4')
    expect(cheapest('abcd', 'abxcd')).toBe('a0 b1 x4 c2 d3')
  })

  it('stay where they are when others go', () => {
    expect(cheapest('abcd', 'bd')).toBe('b1 d3')
    expect(cheapest('abcd', '')).toBe('')
  })

  it('move on to the next element where only few of them stay', () => {
    expect(cheapest('abcdefgh', 'uvwxyzab')).toBe('u0 v1 w2 x3 y4 z5 a6 b7')
  })

  it('are made where there are more of them than before', () => {
    expect(cheapest('ab', 'wxyz')).toBe('w0 x1 y2 z3')
    expect(cheapest('', 'ab')).toBe('a0 b1')
  })

  it('leave a held one where it is, whatever that costs', () => {
    expect(cheapest('abcdefgh', 'uvwxyzab', 'a')).toBe('u8 v9 w10 x11 y12 z13 a0 b1')
    expect(cheapest('abc', 'cab', 'b')).toBe('c3 a0 b1')
  })

  it('do not get the element of a held one that went', () => {
    expect(cheapest('abc', 'xyz', 'b')).toBe('x0 y2 z3')
  })

  it('have each an element of their own, in the order of before', () => {
    const names = 'abcdefghijklmnopqrstuvwxyz'.split('')
    let before = drawn('abcdefghijklm')
    for (let round = 1; round < 200; round += 1) {
      const ids = names.filter((_, place) => (place * 7 + round * round * 3) % 5 < 2 + (round % 2))
      const held = names[round % names.length]
      const after = cheapestElements(before, ids, held)
      expect(after.map(({ id }) => id)).toEqual(ids)
      const keys = after.map(({ key }) => key)
      expect(new Set(keys).size).toBe(keys.length)
      const kept = keys.map((key) => before.findIndex((element) => element.key === key)).filter((place) => place >= 0)
      expect(kept).toEqual(kept.toSorted((a, b) => a - b))
      const keyIn = (elements: readonly RowElement[]) => elements.find(({ id }) => id === held)?.key
      const stays = keyIn(before) !== undefined && keyIn(after) !== undefined
      expect(stays ? keyIn(after) : undefined).toBe(stays ? keyIn(before) : undefined)
      before = after
    }
  })
})
