import { expect, it } from 'vitest'
import { OrderStateValue, type OrderView } from '../../src-contract/index.ts'
import { countOpenOrders } from './open-orders.ts'

it('counts the orders that may still fill', () => {
  const ended = new Set<OrderStateValue>(['filled', 'cancelled', 'rejected', 'expired', 'unsent'])
  for (const state of OrderStateValue.options) {
    expect([state, countOpenOrders([{ state } as OrderView])]).toEqual([state, ended.has(state) ? 0 : 1])
  }
})
