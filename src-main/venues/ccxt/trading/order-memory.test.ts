import { describe, expect, it } from 'vitest'
import { ENDED_KEPT, OrderMemory } from './order-memory.ts'

function endMany(memory: OrderMemory<string, number>, count: number): void {
  for (let number = 1; number <= count; number++) memory.set(`ended-${number}`, number, true)
}

describe('The memory of orders', () => {
  it('forgets the orders that ended first, and no open one however many have ended since', () => {
    const memory = new OrderMemory<string, number>()
    memory.set('open', 0, false)
    endMany(memory, 20_001)
    expect(memory.get('open')).toBe(0)
    expect(memory.get(`ended-${20_001 - ENDED_KEPT}`)).toBeUndefined()
    expect(memory.get(`ended-${20_002 - ENDED_KEPT}`)).toBe(20_002 - ENDED_KEPT)
  })

  it('keeps an order that has ended meanwhile among those that ended', () => {
    const memory = new OrderMemory<string, number>()
    memory.set('order', 1, false)
    memory.set('order', 2, true)
    expect(memory.get('order')).toBe(2)
    endMany(memory, ENDED_KEPT)
    expect(memory.get('order')).toBeUndefined()
  })

  it('does not take an order for open again that a late word says so of', () => {
    const memory = new OrderMemory<string, number>()
    memory.set('order', 1, true)
    memory.set('order', 2, false)
    expect(memory.get('order')).toBe(2)
    endMany(memory, ENDED_KEPT)
    expect(memory.get('order')).toBeUndefined()
  })
})
