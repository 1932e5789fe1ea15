import { describe, expect, it } from 'vitest'
import { LayoutId } from '../../../src-contract/index.ts'
import { givenName, newLayoutId } from './layout-names.ts'

describe('the id of a new layout', () => {
  it.each([
    ['My Scalping', 'my-scalping'],
    ['Größe & Überblick', 'grosse-uberblick'],
    ['日本', 'layout'],
    ['-- x --', 'x'],
  ])('comes from its name: %s', (name, id) => {
    expect(newLayoutId(name, new Set())).toBe(id)
    expect(LayoutId.safeParse(id).success).toBe(true)
  })

  it('is never one that is taken, and never too long', () => {
    expect(newLayoutId('Trade', new Set(['trade', 'trade-2']))).toBe('trade-3')
    const long = newLayoutId('a'.repeat(40), new Set())
    expect(LayoutId.safeParse(newLayoutId('a'.repeat(40), new Set([long]))).success).toBe(true)
  })
})

describe('a built-in layout', () => {
  it('is said in the language of the window until somebody names it', () => {
    expect(givenName({ layoutId: 'trade', name: 'Trade' })).toBe('trade')
    expect(givenName({ layoutId: 'trade', name: 'Mine' })).toBeUndefined()
    expect(givenName({ layoutId: 'mine', name: 'Trade' })).toBeUndefined()
  })
})
