import { describe, expect, it } from 'vitest'
import { money, price, quantity } from '../../domain/index.ts'
import { bar, FLAT, held, NO_COSTS, quote, trade, words } from '../testing/matching.ts'
import { type OrderWords, TEST_INSTRUMENT, testOrder, trailing } from '../testing/orders.ts'
import { MatchingBook } from './matching-book.ts'

/** A book whose last price and quote are 100 / 100.5, unless it has bars only. */
function bookWith(...orders: readonly OrderWords[]): MatchingBook {
  const book = new MatchingBook(TEST_INSTRUMENT, NO_COSTS)
  book.handleQuote(quote(100, 100.5), FLAT)
  for (const order of orders) book.submit(testOrder(order), held(order.side === 'sell' ? 1 : 0))
  return book
}

function barBookWith(...orders: readonly OrderWords[]): MatchingBook {
  const book = new MatchingBook(TEST_INSTRUMENT, NO_COSTS, 100)
  for (const order of orders) book.submit(testOrder(order), held(order.side === 'sell' ? 1 : 0))
  return book
}

const SELL_STOP_LIMIT: OrderWords = { side: 'sell', trigger: '98', limit: '97' }
const SELL_TARGET: OrderWords = { side: 'sell', type: 'takeProfit', trigger: '104' }

describe('A stop-limit order', () => {
  it('takes from the next quote once a trade has triggered it, down to its limit', () => {
    const book = bookWith(SELL_STOP_LIMIT)
    expect(words(book.handleTrade(trade(98), held(1)))).toEqual([])
    expect(words(book.handleQuote(quote(97.5, 98), held(1)))).toEqual(['order-1 sell 1 @ 97.5 taker'])
  })

  it('rests at its limit where the price has gone past it, and fills when the price comes back', () => {
    const book = bookWith(SELL_STOP_LIMIT)
    book.handleTrade(trade(98), held(1))
    expect(words(book.handleQuote(quote(95, 95.5), held(1)))).toEqual([])
    expect(words(book.handleTrade(trade(97), held(1)))).toEqual([])
    expect(words(book.handleTrade(trade(97.5), held(1)))).toEqual(['order-1 sell 1 @ 97 maker'])
  })

  it('fills at its trigger inside a bar, and rests when a bar opens past its limit', () => {
    expect(words(barBookWith(SELL_STOP_LIMIT).handleCandle(bar('100 101 96 99'), held(1)))).toEqual([
      'order-1 sell 1 @ 98 taker',
    ])
    const gapped = barBookWith(SELL_STOP_LIMIT)
    expect(words(gapped.handleCandle(bar('95 96 94 95'), held(1)))).toEqual([])
    expect(words(gapped.handleCandle(bar('95 97.5 94 95'), held(1)))).toEqual(['order-1 sell 1 @ 97 maker'])
  })

  it('with a limit the price has left behind fills in the bar only where the close proves that it came back', () => {
    const words1 = { side: 'buy', trigger: '104', limit: '102' } as const
    expect(words(barBookWith(words1).handleCandle(bar('100 105 99 103'), FLAT))).toEqual([])
    expect(words(barBookWith(words1).handleCandle(bar('100 105 99 101'), FLAT))).toEqual(['order-1 buy 1 @ 102 maker'])
  })

  it('ends where it is triggered when it may not wait', () => {
    const book = bookWith({ ...SELL_STOP_LIMIT, timeInForce: 'IOC' })
    book.handleTrade(trade(98), held(1))
    expect(words(book.handleQuote(quote(95, 95.5), held(1)))).toEqual(['expire order-1'])
  })
})

describe('A take-profit order', () => {
  it('takes at market once a trade has reached its trigger from below, a buy from above', () => {
    const book = bookWith(SELL_TARGET, { id: 'dip', type: 'takeProfit', trigger: '96' })
    expect(words(book.handleTrade(trade(103.5), held(1)))).toEqual([])
    book.handleTrade(trade(104), held(1))
    expect(words(book.handleQuote(quote(103, 103.5), held(1)))).toEqual(['order-1 sell 1 @ 103 taker'])
    book.handleTrade(trade(96), FLAT)
    expect(words(book.handleQuote(quote(95, 95.5), FLAT))).toEqual(['dip buy 1 @ 95.5 taker'])
  })

  it('is triggered on quotes only when the whole book has reached it', () => {
    const book = bookWith(SELL_TARGET)
    expect(words(book.handleQuote(quote(100, 110), held(1)))).toEqual([])
    expect(words(book.handleQuote(quote(104, 104.5), held(1)))).toEqual(['order-1 sell 1 @ 104 taker'])
  })

  it('with a limit rests there once it is triggered', () => {
    const book = bookWith({ side: 'sell', type: 'takeProfitLimit', trigger: '104', limit: '104.5' })
    book.handleTrade(trade(104), held(1))
    expect(words(book.handleQuote(quote(103, 103.5), held(1)))).toEqual([])
    expect(words(book.handleTrade(trade(105), held(1)))).toEqual(['order-1 sell 1 @ 104.5 maker'])
  })

  it('is hit in a bar after the stop, like any target, and not at all by what the bar itself opened', () => {
    const exits = [
      { id: 'target', side: 'sell', type: 'takeProfit', trigger: '104', reduceOnly: true },
      { id: 'stop', side: 'sell', trigger: '96', reduceOnly: true },
    ] as const
    expect(words(barBookWith(...exits).handleCandle(bar('100 105 95 100'), held(1)))).toEqual([
      'stop sell 1 @ 96 taker',
      'cancel target',
    ])
    expect(words(barBookWith({ limit: '99' }, exits[0]).handleCandle(bar('100 105 98 100'), FLAT))).toEqual([
      'order-1 buy 1 @ 99 maker',
    ])
    expect(words(barBookWith(exits[0]).handleCandle(bar('100 105 99 100'), held(1)))).toEqual([
      'target sell 1 @ 104 taker',
    ])
  })

  it('with a limit further on fills in a bar that went through both', () => {
    const order = { side: 'sell', type: 'takeProfitLimit', trigger: '103', limit: '104' } as const
    expect(words(barBookWith(order).handleCandle(bar('100 104 99 100'), held(1)))).toEqual([])
    expect(words(barBookWith(order).handleCandle(bar('100 104.5 99 100'), held(1)))).toEqual([
      'order-1 sell 1 @ 104 maker',
    ])
  })

  it('takes the open when a bar opens beyond its trigger', () => {
    expect(words(barBookWith(SELL_TARGET).handleCandle(bar('106 107 105 106'), held(1)))).toEqual([
      'order-1 sell 1 @ 106 taker',
    ])
  })
})

describe('A trailing stop', () => {
  const SELL: OrderWords = { side: 'sell', trailing: trailing('2') }

  it('follows trades upwards by its distance and never back', () => {
    const book = bookWith(SELL)
    for (const at of [101, 103, 102, 101.5]) expect(words(book.handleTrade(trade(at), held(1)))).toEqual([])
    book.handleTrade(trade(101), held(1))
    expect(words(book.handleQuote(quote(100.5, 101), held(1)))).toEqual(['order-1 sell 1 @ 100.5 taker'])
  })

  it('follows quotes no further than the whole book has come', () => {
    const book = bookWith(SELL)
    expect(words(book.handleQuote(quote(100, 120), held(1)))).toEqual([])
    expect(words(book.handleQuote(quote(99, 99.5), held(1)))).toEqual([])
    expect(words(book.handleQuote(quote(97, 98), held(1)))).toEqual(['order-1 sell 1 @ 97 taker'])
  })

  it('of a buy follows the price down, by a share of it', () => {
    const book = bookWith({ trailing: trailing('10%') })
    book.handleTrade(trade(90), FLAT)
    expect(words(book.handleTrade(trade(98.5), FLAT))).toEqual([])
    book.handleTrade(trade(99), FLAT)
    expect(words(book.handleQuote(quote(99, 99.5), FLAT))).toEqual(['order-1 buy 1 @ 99.5 taker'])
  })

  it('tells every better price, so that a restart goes on from it', () => {
    const book = bookWith(SELL)
    expect(book.handleTrade(trade(105), held(1))).toEqual([{ kind: 'best', orderId: 'order-1', bestPrice: price(105) }])
    const again = new MatchingBook(TEST_INSTRUMENT, NO_COSTS, 104)
    again.restore(testOrder(SELL), { remaining: quantity(1), phase: 'waiting', bestPrice: price(105) })
    expect(words(again.handleTrade(trade(103.5), held(1)))).toEqual([])
    expect(again.handleTrade(trade(103), held(1))).toMatchObject([{ kind: 'phase', phase: 'taking' }])
  })

  it('is hit in a bar where its trigger stood, when the bar reaches that', () => {
    expect(words(barBookWith(SELL).handleCandle(bar('100 110 98 109'), held(1)))).toEqual(['order-1 sell 1 @ 98 taker'])
  })

  it('is hit in a bar at the lowest price, when a turn on the way to the high allows that', () => {
    expect(words(barBookWith(SELL).handleCandle(bar('100 110 99 109.5'), held(1)))).toEqual([
      'order-1 sell 1 @ 99 taker',
    ])
    const buy = { trailing: trailing('2') }
    expect(words(barBookWith(buy).handleCandle(bar('100 101 90 90.5'), FLAT))).toEqual(['order-1 buy 1 @ 101 taker'])
  })

  it('follows a bar that never turned far enough, and takes the open of one that gaps over it', () => {
    const book = barBookWith(SELL)
    expect(words(book.handleCandle(bar('100 103 101.5 103'), held(1)))).toEqual([])
    expect(words(book.handleCandle(bar('99 100 98 99'), held(1)))).toEqual(['order-1 sell 1 @ 99 taker'])
  })
})

describe('A fill-or-kill order', () => {
  it('fills as a whole at once, or ends without a fill', () => {
    const book = bookWith()
    const all = testOrder({ id: 'all', quantity: '60', limit: '101', timeInForce: 'FOK' })
    expect(words(book.submit(all, FLAT))).toEqual(['all buy 60 @ 100.5 taker'])
    const more = testOrder({ id: 'more', quantity: '60', limit: '101', timeInForce: 'FOK' })
    expect(words(book.submit(more, FLAT))).toEqual(['expire more'])
    const far = testOrder({ id: 'far', quantity: '1', limit: '100', timeInForce: 'FOK' })
    expect(words(book.submit(far, FLAT))).toEqual(['expire far'])
  })

  it('counts for market orders, too, and for what reduce-only leaves', () => {
    const book = bookWith()
    expect(words(book.submit(testOrder({ quantity: '101', timeInForce: 'FOK' }), FLAT))).toEqual(['expire order-1'])
    const close = testOrder({ id: 'close', side: 'sell', quantity: '2', reduceOnly: true, timeInForce: 'FOK' })
    expect(words(book.submit(close, held(1)))).toEqual(['expire close'])
  })

  it('fills at the open of a bar or not at all', () => {
    const order = { quantity: '5', limit: '101', timeInForce: 'FOK' } as const
    expect(words(barBookWith(order).handleCandle(bar('100 101 99 100', 10), FLAT))).toEqual([
      'order-1 buy 5 @ 100 taker',
    ])
    expect(words(barBookWith(order).handleCandle(bar('100 101 99 100', 4), FLAT))).toEqual(['expire order-1'])
  })
})

describe('A post-only order', () => {
  it('rests from the start and is filled as maker at its limit', () => {
    const book = bookWith({ limit: '100', postOnly: true })
    expect(words(book.handleQuote(quote(99, 99.5), FLAT))).toEqual(['order-1 buy 1 @ 100 maker'])
  })

  it.each([
    ['buy', '100.5', true],
    ['buy', '100', false],
    ['sell', '100', true],
    ['sell', '100.5', false],
  ] as const)('to %s at %s would take: %s', (side, limit, wouldTake) => {
    expect(bookWith().wouldTake(testOrder({ side, limit }))).toBe(wouldTake)
  })

  it('is judged by the last price where there is no quote, and by nothing before the first', () => {
    expect(barBookWith().wouldTake(testOrder({ limit: '100' }))).toBe(true)
    expect(barBookWith().wouldTake(testOrder({ limit: '99.5' }))).toBe(false)
    expect(new MatchingBook(TEST_INSTRUMENT, NO_COSTS).wouldTake(testOrder({ limit: '999' }))).toBe(false)
  })
})

describe('An amended order', () => {
  function amendment(words1: OrderWords, remaining: string, losesPlace: boolean) {
    const { orderId, quantity: amount, limitPrice, triggerPrice } = testOrder(words1)
    return { orderId, quantity: amount, limitPrice, triggerPrice, remaining: quantity(remaining), losesPlace }
  }

  it('keeps its place with a smaller quantity and loses it with a larger one', () => {
    const book = bookWith({ id: 'a', quantity: '2', limit: '99' }, { id: 'b', limit: '99' })
    book.amend(amendment({ id: 'a', quantity: '1.5', limit: '99' }, '1.5', false), FLAT)
    expect(words(book.handleTrade(trade(98.5, 0.5), FLAT))).toEqual(['a buy 0.5 @ 99 maker'])
    book.amend(amendment({ id: 'a', quantity: '3', limit: '99' }, '2.5', true), FLAT)
    expect(words(book.handleTrade(trade(98.5, 1.5), FLAT))).toEqual(['b buy 1 @ 99 maker', 'a buy 0.5 @ 99 maker'])
  })

  it('trades at once where its new limit allows that', () => {
    const book = bookWith({ limit: '99' })
    expect(words(book.amend(amendment({ limit: '101' }, '1', true), FLAT))).toEqual(['order-1 buy 1 @ 100.5 taker'])
  })

  it('waits for its new trigger, and is triggered at once where the price has passed it', () => {
    const book = bookWith({ side: 'sell', trigger: '95' })
    expect(words(book.amend(amendment({ side: 'sell', trigger: '97' }, '1', true), held(1)))).toEqual([])
    book.handleTrade(trade(97), held(1))
    expect(words(book.handleQuote(quote(96.5, 97), held(1)))).toEqual(['order-1 sell 1 @ 96.5 taker'])
    const passed = bookWith({ side: 'sell', trigger: '95' })
    expect(words(passed.amend(amendment({ side: 'sell', trigger: '101' }, '1', true), held(1)))).toEqual([
      'order-1 sell 1 @ 100 taker',
    ])
  })
})

describe('A change of the grid', () => {
  it('leaves prices and quantities of working orders as they are, also off the new grid', () => {
    const book = bookWith({ quantity: '1.1', limit: '99.5' }, { id: 'stop', side: 'sell', trigger: '97.5' })
    book.setInstrument({ ...TEST_INSTRUMENT, tickSize: price('1'), lotSize: quantity('1') })
    expect(words(book.handleQuote(quote(98, 99), FLAT))).toEqual(['order-1 buy 1.1 @ 99.5 maker'])
    book.handleTrade(trade(97), held('1.1'))
    expect(words(book.handleQuote(quote(96, 97), held('1.1')))).toEqual(['stop sell 1 @ 96 taker'])
  })
})

describe('Buying with a bound', () => {
  it('spends no more than there is, and cancels what cannot be paid', () => {
    const book = new MatchingBook(TEST_INSTRUMENT, { ...NO_COSTS, takerFeeBps: 100 })
    book.handleQuote(quote(99.5, 100), FLAT)
    const spendable = (cash: number) => ({ ...FLAT, spendable: money(cash) })
    expect(words(book.submit(testOrder({ quantity: '2' }), spendable(50.5)))).toEqual([
      'order-1 buy 0.5 @ 100 taker',
      'cancel order-1',
    ])
    expect(words(book.submit(testOrder({ id: 'none' }), spendable(10)))).toEqual(['cancel none'])
  })
})
