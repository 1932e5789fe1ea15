import { describe, expect, it } from 'vitest'
import { neighbour } from './neighbour.ts'

const ids = ['a', 'b', 'c']

describe('neighbour', () => {
  it('moves one step and stops at the ends', () => {
    expect(neighbour(ids, 'a', 'ArrowDown')).toBe('b')
    expect(neighbour(ids, 'c', 'ArrowDown')).toBeUndefined()
    expect(neighbour(ids, 'b', 'ArrowUp')).toBe('a')
    expect(neighbour(ids, 'a', 'ArrowUp')).toBeUndefined()
  })

  it('jumps to the ends', () => {
    expect(neighbour(ids, 'b', 'Home')).toBe('a')
    expect(neighbour(ids, 'b', 'End')).toBe('c')
  })

  it('begins at the top when nothing is chosen', () => {
    expect(neighbour(ids, undefined, 'ArrowDown')).toBe('a')
    expect(neighbour(ids, undefined, 'ArrowUp')).toBeUndefined()
  })

  it('leaves other keys alone', () => {
    expect(neighbour(ids, 'a', 'Enter')).toBeUndefined()
  })
})
