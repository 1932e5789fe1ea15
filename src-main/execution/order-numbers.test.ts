import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../base/index.ts'
import { orderId } from '../domain/index.ts'
import { isOurs, newOrderIdPrefix, orderNumberOf } from './order-numbers.ts'

describe('ids of orders', () => {
  it('begin with another word at every start, and fit what venues take', () => {
    const random = new SeededRandom(7)
    const prefixes = Array.from({ length: 1_000 }, () => newOrderIdPrefix(random))
    expect(new Set(prefixes).size).toBe(1_000)
    for (const prefix of prefixes) expect(`${prefix}-${Number.MAX_SAFE_INTEGER}`).toMatch(/^[A-Za-z0-9_-]{1,36}$/)
  })

  it('are told from those that were placed elsewhere', () => {
    expect(['wh-17', 'wh-4k2x9a-17', 'wh-0000-1'].filter((id) => isOurs(orderId(id)))).toHaveLength(3)
    expect(['x-17', '123456', 'wh-', 'wh-UPPER1-2', 'who-1', 'web_17'].filter((id) => isOurs(orderId(id)))).toEqual([])
  })

  it('are ordered by their number, whatever start they are of; those of others come before', () => {
    const ids = ['wh-zzzzzz-3', 'wh-2', 'wh-aaaaaa-10', 'by-app-99'].map(orderId)
    expect(ids.map(orderNumberOf)).toEqual([3, 2, 10, 0])
  })
})
