import { describe, expect, it } from 'vitest'
import { HAND, type OrderId, price, quantity } from '../domain/index.ts'
import type { NewOrderTerms } from './execution.ts'
import { CANCEL_RETRY_MS } from './oco-groups.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { BTC, closeTerms, newTerms } from './testing/terms.ts'

const desk = useDesk()

function member(change: Partial<NewOrderTerms>): NewOrderTerms {
  return newTerms({ type: 'limit', limitPrice: price(95), ocoGroup: 'oco-1', quantity: quantity(2), ...change })
}

function placePair(second: Partial<NewOrderTerms> = {}): [OrderId, OrderId] {
  return [desk().place(member({})), desk().place(member({ limitPrice: price(94), ...second }))]
}

function states(...ids: readonly OrderId[]): string[] {
  return ids.map((id) => desk().state(id))
}

function cancels(id: OrderId): number {
  return desk().venue.commands.filter((command) => command === `cancel ${id}`).length
}

describe('two orders that exclude each other', () => {
  it('leave one: the first fill ends the other at once, if only in part, and once', () => {
    const [first, second] = placePair()
    desk().fill(first, 0.5, 95)
    expect(states(first, second)).toEqual(['partiallyFilled', 'cancelled'])
    desk().fill(first, 1.5, 95)
    expect(states(first, second)).toEqual(['filled', 'cancelled'])
    expect(cancels(second)).toBe(1)
  })

  it('both stay where one is cancelled', () => {
    const [first, second] = placePair()
    desk().execution.cancel(first, 'by hand')
    desk().settle()
    expect(states(first, second)).toEqual(['cancelled', 'working'])
  })

  it('leave one after a restart too', async () => {
    const [first, second] = placePair()
    desk().venue.fill(first, 2, 95)
    desk().restart()
    await desk().execution.recover()
    desk().settle()
    expect(states(first, second)).toEqual(['filled', 'cancelled'])
    desk().restart()
    await desk().execution.recover()
    desk().settle()
    expect(cancels(second)).toBe(1)
  })

  it('of which the venue does not let one go: it is asked again later, and never in a loop', () => {
    const [first, second] = placePair()
    desk().venue.orders.delete(second)
    desk().fill(first, 2, 95)
    expect(states(first, second)).toEqual(['filled', 'working'])
    expect(cancels(second)).toBe(1)
    desk().clock.advanceBy(CANCEL_RETRY_MS)
    desk().settle()
    expect(cancels(second)).toBe(2)
    desk().clock.advanceBy(CANCEL_RETRY_MS)
    desk().settle()
    expect(cancels(second)).toBe(3)
  })

  it('that both fill are told of, and what the second one opened is closed again', () => {
    const [first, second] = placePair()
    desk().venue.fill(first, 2, 95)
    desk().venue.fill(second, 2, 94)
    desk().settle()
    const close = desk().protectiveOrder('close')
    desk().fill(close, 2)
    expect(desk().books.ownerQuantity(BTC, HAND).toFixed()).toBe('2')
    expect(desk().execution.order(close).terms.reason).toContain('filled after another order of its group')
  })

  it('that both fill while the engine is away are told of, and what the second one opened is closed after the start', async () => {
    const [first, second] = placePair()
    desk().venue.fill(first, 2, 95)
    desk().venue.fill(second, 2, 94)
    desk().restart()
    await desk().execution.recover()
    desk().settle()
    desk().fill(desk().protectiveOrder('close'), 2)
    expect(desk().books.ownerQuantity(BTC, HAND).toFixed()).toBe('2')
    expect(states(first, second)).toEqual(['filled', 'filled'])
  })

  it('on both sides that both fill leave what nets out closed', () => {
    const [first, second] = placePair({ side: 'sell', limitPrice: price(105) })
    desk().venue.fill(first, 2, 95)
    desk().venue.fill(second, 2, 105)
    desk().settle()
    expect(desk().books.ownerQuantity(BTC, HAND).isZero()).toBe(true)
    expect(desk().execution.openOrders()).toEqual([])
  })

  it('that are exits and both fill never leave a position on the other side', () => {
    desk().fill(desk().place(newTerms({ quantity: quantity(2) })), 2)
    const exit = { type: 'limit', ocoGroup: 'oco-2', reduceOnly: false, timeInForce: 'GTC' } as const
    const first = desk().place(closeTerms(2, 'buy', { ...exit, limitPrice: price(110) }))
    const second = desk().place(closeTerms(2, 'buy', { ...exit, limitPrice: price(111) }))
    desk().venue.fill(first, 2, 110)
    desk().venue.fill(second, 2, 111)
    desk().settle()
    desk().fill(desk().protectiveOrder('close'), 2)
    expect(desk().books.ownerQuantity(BTC, HAND).isZero()).toBe(true)
  })
})
