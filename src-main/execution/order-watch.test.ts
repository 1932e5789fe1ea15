import { beforeEach, describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import { HAND, type OrderId, price, quantity } from '../domain/index.ts'
import type { NewOrderTerms } from './execution.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { FULL_CAPABILITIES } from './testing/fake-venue.ts'
import { BTC, bracketTerms, newTerms } from './testing/terms.ts'

const desk = useDesk()

beforeEach(() => {
  desk().venue.capabilities = {
    ...FULL_CAPABILITIES,
    orderTypes: ['market', 'limit'],
    timesInForce: ['GTC', 'IOC'],
    amend: false,
  }
})

function held(change: Partial<NewOrderTerms>): NewOrderTerms {
  return newTerms({ type: 'stop', handling: 'engine', triggerPrice: price(105), ...change })
}

function comes(at: number): void {
  desk().execution.handlePrices(BTC, { low: at, high: at })
  desk().settle()
}

async function restart(): Promise<void> {
  desk().restart()
  await desk().execution.recover()
  desk().settle()
}

/** What has reached the venue, each as type, side and limit. */
function sent(): string[] {
  return [...desk().venue.orders.values()].map(
    ({ request: { type, side, quantity: whole, limitPrice } }) =>
      `${type} ${side} ${whole.toFixed()}${limitPrice ? ` at ${limitPrice.toFixed()}` : ''}`,
  )
}

function stateOf(id: OrderId): unknown {
  return desk().execution.order(id).state
}

describe('an order that waits here for its price', () => {
  it('works without the venue hearing of it, and counts as what may still be bought', () => {
    const id = desk().place(held({}))
    expect(desk().state(id)).toBe('working')
    expect(sent()).toEqual([])
    expect(desk().execution.pendingQuantity(BTC, 'buy').toFixed()).toBe('1')
  })

  it.each<[string, Partial<NewOrderTerms>, readonly number[], readonly string[]]>([
    ['a stop that buys, above', {}, [104, 105], ['market buy 1']],
    ['a stop that sells, below', { side: 'sell', triggerPrice: price(95) }, [96, 95], ['market sell 1']],
    ['a take-profit that sells, above', { type: 'takeProfit', side: 'sell' }, [104, 106], ['market sell 1']],
    ['a take-profit that buys, below', { type: 'takeProfit', triggerPrice: price(95) }, [96, 94], ['market buy 1']],
    ['a stop-limit', { type: 'stopLimit', limitPrice: price(106) }, [104, 105], ['limit buy 1 at 106']],
    [
      'a take-profit limit',
      { type: 'takeProfitLimit', side: 'sell', limitPrice: price(104) },
      [104, 105],
      ['limit sell 1 at 104'],
    ],
  ])('%s: is sent when it comes, and once', (...[, change, [before = 0, there = 0], orders]) => {
    const id = desk().place(held(change))
    comes(before)
    expect(sent()).toEqual([])
    comes(there)
    comes(there)
    expect(sent()).toEqual(orders)
    expect(stateOf(id)).toEqual({ kind: 'cancelled', reason: 'its price has come: sent as wh-2' })
    expect(desk().execution.order(id).terms.idempotencyKey).not.toBe(`${id}-triggered`)
  })

  it('is cancelled here', () => {
    const id = desk().place(held({}))
    desk().execution.cancel(id, 'by hand')
    desk().settle()
    comes(110)
    expect(stateOf(id)).toEqual({ kind: 'cancelled', reason: 'by hand' })
    expect(desk().venue.commands).toEqual([])
  })

  it('is given other terms here', () => {
    const id = desk().place(held({}))
    desk().execution.amend(id, { triggerPrice: price(108), quantity: quantity(3) }, 'amend-key')
    desk().settle()
    comes(106)
    comes(108)
    expect(sent()).toEqual(['market buy 3'])
    expect(desk().state(id)).toBe('cancelled')
  })

  it('waits again after a restart, and the venue is not asked about it', async () => {
    const id = desk().place(held({}))
    await restart()
    expect(desk().state(id)).toBe('working')
    comes(105)
    expect(sent()).toEqual(['market buy 1'])
  })

  it('is sent once where a crash comes before its end is on disk', async () => {
    const id = desk().place(held({}))
    desk().execution.handlePrices(BTC, { low: 105, high: 105 })
    desk().journal.step(1)
    await restart()
    comes(106)
    expect(stateOf(id)).toMatchObject({ kind: 'cancelled' })
    const released = desk()
      .execution.recentOrders(10)
      .filter(({ terms }) => terms.idempotencyKey === `${id}-triggered`)
    expect(released).toHaveLength(1)
  })

  it('is not sent while nothing may be placed, and is at the next price', () => {
    const id = desk().place(held({}))
    desk().execution.suspend('a test')
    comes(106)
    expect(desk().state(id)).toBe('working')
    desk().execution.resume()
    comes(106)
    expect(sent()).toEqual(['market buy 1'])
  })

  it('is taken for what a bar has touched, before it follows the bar', () => {
    desk().place(
      held({
        side: 'sell',
        type: 'trailingStop',
        triggerPrice: undefined,
        trailing: { kind: 'price', distance: price(5) },
      }),
    )
    comes(100)
    desk().execution.handlePrices(BTC, { low: 96, high: 101 })
    desk().settle()
    expect(sent()).toEqual([])
    desk().execution.handlePrices(BTC, { low: 96, high: 110 })
    desk().settle()
    expect(sent()).toEqual(['market sell 1'])
  })
})

describe('a bar in which an order was made', () => {
  const bar = { openTimeMs: 60_000, low: 90, high: 110, close: 100 }

  it('does not reach its price by what came before the order', () => {
    desk().clock.advanceTo(90_000)
    const id = desk().place(held({ createdAtMs: timeMs(90_000) }))
    desk().execution.handlePrices(BTC, bar)
    expect(desk().state(id)).toBe('working')
    desk().execution.handlePrices(BTC, { ...bar, close: 105 })
    desk().settle()
    expect(sent()).toEqual(['market buy 1'])
  })

  it('does not stop it out at a low of before its trigger had followed the price', () => {
    const trailing = { kind: 'price', distance: price(5) } as const
    const id = desk().place(held({ side: 'sell', type: 'trailingStop', triggerPrice: undefined, trailing }))
    comes(96)
    desk().clock.advanceTo(90_000)
    comes(110)
    desk().execution.handlePrices(BTC, { openTimeMs: 60_000, low: 92, high: 110, close: 109 })
    expect(desk().state(id)).toBe('working')
    desk().execution.handlePrices(BTC, { openTimeMs: 120_000, low: 104, high: 110, close: 109 })
    desk().settle()
    expect(sent()).toEqual(['market sell 1'])
  })
})

describe('a trailing stop that waits here', () => {
  const trailing = { kind: 'fraction', fraction: 0.1 } as const

  it('follows the best price and never goes back', () => {
    const id = desk().place(held({ side: 'sell', type: 'trailingStop', triggerPrice: undefined, trailing }))
    for (const at of [100, 120, 112, 109]) comes(at)
    expect(desk().state(id)).toBe('working')
    comes(108)
    expect(sent()).toEqual(['market sell 1'])
  })

  it('follows a falling price where it buys', () => {
    desk().place(held({ type: 'trailingStop', triggerPrice: undefined, trailing }))
    for (const at of [100, 80, 87]) comes(at)
    expect(sent()).toEqual([])
    comes(88)
    expect(sent()).toEqual(['market buy 1'])
  })

  it('stands after a restart where it was written down, at most a minute before', async () => {
    const id = desk().place(held({ side: 'sell', type: 'trailingStop', triggerPrice: undefined, trailing }))
    comes(100)
    desk().clock.advanceBy(60_000)
    comes(120)
    comes(121)
    await restart()
    expect(desk().execution.order(id).terms.triggerPrice?.toFixed()).toBe('108')
    comes(108)
    expect(sent()).toEqual(['market sell 1'])
  })
})

describe('an order that the engine ends in time', () => {
  it('stands at the venue without an end, and is cancelled there when its time is up', () => {
    const expireAtMs = timeMs(61_000)
    const id = desk().place(
      newTerms({ type: 'limit', limitPrice: price(95), timeInForce: 'GTD', expireAtMs, handling: 'engine' }),
    )
    expect(desk().venue.orders.get(id)?.request).toMatchObject({ timeInForce: 'GTC', expireAtMs: undefined })
    desk().clock.advanceTo(60_999)
    desk().settle()
    expect(desk().state(id)).toBe('working')
    desk().clock.advanceTo(61_000)
    desk().settle()
    expect(desk().state(id)).toBe('cancelled')
  })

  it('expires here where it waits here, also where that was while the engine was off', async () => {
    const change = { timeInForce: 'GTD', expireAtMs: timeMs(61_000) } as const
    const first = desk().place(held(change))
    const second = desk().place(held({ ...change, expireAtMs: timeMs(90_000) }))
    desk().clock.advanceTo(61_000)
    desk().settle()
    expect([stateOf(first), desk().state(second)]).toEqual([{ kind: 'expired', reason: 'its time was up' }, 'working'])
    desk().dispose()
    desk().clock.advanceTo(100_000)
    await restart()
    desk().clock.advanceBy(1)
    desk().settle()
    expect(desk().state(second)).toBe('expired')
  })
})

describe('the stop of a position at a venue without stops', () => {
  it('waits here, closes the position at market, and is not placed again', () => {
    desk().fill(desk().place(bracketTerms(2)), 2)
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
    expect(sent()).toEqual(['market buy 2', 'limit sell 2 at 120'])
    comes(89)
    expect(sent().at(-1)).toBe('market sell 2')
    desk().fill(desk().protectiveOrder('close'), 2, 89)
    expect(desk().books.ownerQuantity(BTC, HAND).isZero()).toBe(true)
    expect(desk().execution.openOrders()).toEqual([])
    expect(desk().failures).toEqual([])
  })
})
