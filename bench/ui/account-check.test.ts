import { describe, expect, it } from 'vitest'
import { checkAccount } from './account-check.ts'
import type { JournalEvents } from './journal.ts'
import type { SeenAccount } from './page/account-probe.ts'

const JOURNAL: JournalEvents = {
  orders: ['a', 'b', 'a'],
  fills: ['f1'],
  states: new Map([
    ['a', 'filled'],
    ['b', 'working'],
  ]),
}

const SEEN: SeenAccount = {
  begun: { orders: 1, fills: 1 },
  orders: [
    { orderId: 'a', state: 'working' },
    { orderId: 'b', state: 'working' },
    { orderId: 'a', state: 'filled' },
  ],
  fills: ['f1'],
}

const differenceOf = (change: Partial<SeenAccount>) => checkAccount({ ...SEEN, ...change }, JOURNAL).difference

describe('checkAccount', () => {
  it('finds no difference where every event came in its order', () => {
    expect(checkAccount(SEEN, JOURNAL)).toEqual({ seen: 4, journalled: 4, difference: undefined })
  })

  it('finds an event that is missing, out of order or seen twice', () => {
    const [first, second, third] = SEEN.orders
    const orders = [first, second, third].flatMap((order) => order ?? [])
    expect(differenceOf({ orders: orders.slice(0, 2) })).toBe('orders: event 2 is missing, in the journal a')
    expect(differenceOf({ orders: orders.toReversed().slice(1) })).toBe('orders: event 0 is b, in the journal a')
    expect(differenceOf({ fills: ['f1', 'f1'] })).toBe('fills: event 1 is f1, in the journal none')
  })

  it('finds an order whose newest state is another one', () => {
    const orders = SEEN.orders.map(({ orderId }) => ({ orderId, state: 'working' }))
    expect(differenceOf({ orders })).toBe('order a is working, in the journal filled')
  })

  it('finds a stream that began anew, whatever it brought', () => {
    expect(differenceOf({ begun: { orders: 2, fills: 1 } })).toMatch(/2 \(orders\) and 1 \(fills\)/)
  })
})
