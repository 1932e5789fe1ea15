import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, timeMs } from '../base/index.ts'
import { HAND, money } from '../domain/index.ts'
import { Marks } from './marks.ts'
import { Portfolio } from './portfolio.ts'
import { ACCOUNT, anyFills, BTC, ETH, fillOf, TREND } from './testing/fills.ts'

function openedBooks(): { portfolio: Portfolio; marks: Marks } {
  const portfolio = new Portfolio({ accountId: ACCOUNT, currency: 'USDT' })
  portfolio.openAccount(money('10000'), timeMs(0))
  return { portfolio, marks: new Marks(portfolio) }
}

describe('Marks', () => {
  it('is cash while nothing is held, whatever the price', () => {
    const { marks } = openedBooks()
    marks.mark(BTC, 123)
    expect([marks.equity, marks.unrealisedPnl, marks.cash]).toEqual([10_000, 0, 10_000])
  })

  it('adds the open profit of every owner at the newest price', () => {
    const { portfolio, marks } = openedBooks()
    marks.mark(BTC, 90)
    portfolio.book(fillOf({ quantity: '3', price: '100', fee: '1' }))
    portfolio.book(fillOf({ side: 'sell', quantity: '1', price: '100', owner: TREND }))
    marks.anchor()
    expect([marks.unrealisedPnl, marks.equity]).toEqual([-20, 9_979])
    marks.mark(BTC, 110)
    expect([marks.unrealisedPnl, marks.equity]).toEqual([20, 10_019])
    const [own] = portfolio.openPositions()
    expect(own && marks.unrealisedOf(own)).toBe(30)
  })

  it('counts nothing for a position without a price', () => {
    const { portfolio, marks } = openedBooks()
    portfolio.book(fillOf())
    marks.anchor()
    const position = portfolio.position(BTC, HAND)
    expect([marks.equity, marks.markPrice(BTC), position && marks.unrealisedOf(position)]).toEqual([
      10_000,
      undefined,
      0,
    ])
    expect(marks.markPrice(ETH)).toBeUndefined()
  })

  it("values at the venue's mark price while there is one, whatever was traded last", () => {
    const { portfolio, marks } = openedBooks()
    portfolio.book(fillOf({ quantity: '2', price: '100' }))
    marks.anchor()
    marks.mark(BTC, 100)
    marks.setMarkPrice(BTC, 90)
    marks.mark(BTC, 120)
    expect([marks.unrealisedPnl, marks.markPrice(BTC), marks.lastPrice(BTC)]).toEqual([-20, 90, 120])
    const [own] = portfolio.openPositions()
    expect(own && marks.unrealisedOf(own)).toBe(-20)
    marks.setMarkPrice(BTC, undefined)
    expect([marks.unrealisedPnl, marks.markPrice(BTC)]).toEqual([40, 120])
  })

  it('knows a mark price before the first trade', () => {
    const { marks } = openedBooks()
    marks.setMarkPrice(ETH, 7)
    expect([marks.markPrice(ETH), marks.lastPrice(ETH)]).toEqual([7, undefined])
  })

  it('forgets a position that was closed', () => {
    const { portfolio, marks } = openedBooks()
    portfolio.book(fillOf())
    marks.anchor()
    portfolio.book(fillOf({ side: 'sell' }))
    marks.anchor()
    marks.mark(BTC, 1)
    expect(marks.equity).toBe(10_000)
  })

  it('stays within a billionth of the exact equity, however many fills and prices come', () => {
    const prices = fc.array(fc.integer({ min: 1, max: 9_999_999 }), { minLength: 2, maxLength: 30 })
    fc.assert(
      fc.property(anyFills, prices, (fills, ticks) => {
        const { portfolio, marks } = openedBooks()
        for (const [index, fill] of fills.entries()) {
          const btcTicks = ticks[index % ticks.length] ?? 1
          const ethTicks = ticks[(index + 1) % ticks.length] ?? 1
          marks.mark(BTC, btcTicks / 10)
          marks.mark(ETH, ethTicks / 10)
          portfolio.book(fill)
          marks.anchor()
          const { equity, scale } = exactEquity(portfolio, { [BTC]: btcTicks, [ETH]: ethTicks })
          expect(Math.abs(marks.equity - equity)).toBeLessThanOrEqual(scale * 1e-9)
        }
      }),
    )
  })
})

/** Equity in exact arithmetic, and the size of the amounts it is made of. */
function exactEquity(portfolio: Portfolio, ticks: Readonly<Record<string, number>>): { equity: number; scale: number } {
  let equity = new Decimal(portfolio.cash)
  let scale = equity.abs()
  for (const { instrumentId, quantity, entryPrice } of portfolio.openPositions()) {
    const value = quantity.mul(new Decimal(ticks[instrumentId] ?? 0).div(10))
    equity = equity.add(value).sub(quantity.mul(entryPrice))
    scale = scale.add(value.abs())
  }
  return { equity: equity.toNumber(), scale: scale.toNumber() }
}
