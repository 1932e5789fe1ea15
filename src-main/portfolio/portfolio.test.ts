import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, timeMs, ZERO } from '../base/index.ts'
import { accountId, type Booking, type Fill, HAND, money, signedQuantity } from '../domain/index.ts'
import { applyFill } from './average-price.ts'
import { Portfolio } from './portfolio.ts'
import { ACCOUNT, anyFill, anyFills, BTC, ETH, fillOf, TREND } from './testing/fills.ts'

function openedPortfolio(cash = '10000'): Portfolio {
  const portfolio = new Portfolio({ accountId: ACCOUNT, currency: 'USDT' })
  portfolio.openAccount(money(cash), timeMs(0))
  return portfolio
}

const sumOf = (values: readonly Decimal[]): Decimal => values.reduce((sum, value) => sum.add(value), ZERO)
const legsOf = ({ postings }: Booking): Record<string, string> =>
  Object.fromEntries(postings.map(({ account, amount }) => [account, amount.toFixed()]))

describe('Portfolio', () => {
  it('opens with cash against capital', () => {
    const portfolio = new Portfolio({ accountId: ACCOUNT, currency: 'USDT' })
    const booking = portfolio.openAccount(money('10000'), timeMs(7))
    expect(legsOf(booking)).toEqual({ cash: '10000', capital: '-10000' })
    expect(booking.postings[0]).toMatchObject({ transactionId: 'open:paper-1', currency: 'USDT', timeMs: 7 })
    expect([portfolio.cash, portfolio.capital].map(String)).toEqual(['10000', '10000'])
  })

  it('books a fill as entry, position and balanced postings under one deterministic id', () => {
    const portfolio = openedPortfolio()
    portfolio.book(fillOf({ quantity: '2', price: '100', fee: '0.2' }))
    const fill = fillOf({ side: 'sell', quantity: '1', price: '90', fee: '0.1' })
    const { booking, realisedPnl } = portfolio.book(fill)
    expect(realisedPnl.toFixed()).toBe('-10')
    expect(booking.entries).toEqual([
      {
        entryId: `fill:${fill.tradeId}`,
        kind: 'fill',
        accountId: ACCOUNT,
        instrumentId: BTC,
        owner: HAND,
        quantity: fill.quantity.neg(),
        price: fill.price,
        realisedPnl,
        fee: fill.fee,
        orderId: fill.orderId,
        timeMs: fill.timeMs,
      },
    ])
    expect(booking.positions).toEqual([portfolio.position(BTC, HAND)])
    expect(legsOf(booking)).toEqual({ cash: '-10.1', realisedPnl: '10', fees: '0.1' })
    expect(portfolio.ledgerBalanced()).toBe(true)
    expect([portfolio.cash, portfolio.realisedPnl, portfolio.fees].map(String)).toEqual(['9989.7', '-10', '0.3'])
  })

  it('posts nothing for a fill that moves no money', () => {
    expect(openedPortfolio().book(fillOf()).booking.postings).toEqual([])
  })

  it('yields the closed and the new position when a fill turns one', () => {
    const portfolio = openedPortfolio()
    portfolio.book(fillOf({ quantity: '1' }))
    const { booking } = portfolio.book(fillOf({ side: 'sell', quantity: '3' }))
    expect(booking.positions.map(({ quantity }) => quantity.toFixed())).toEqual(['0', '-2'])
  })

  it('keeps owners apart and nets them per instrument', () => {
    const portfolio = openedPortfolio()
    portfolio.book(fillOf({ quantity: '3' }))
    portfolio.book(fillOf({ side: 'sell', quantity: '1', owner: TREND }))
    portfolio.book(fillOf({ quantity: '5', instrumentId: ETH }))
    expect(portfolio.ownerQuantity(BTC, TREND).toFixed()).toBe('-1')
    expect(portfolio.netQuantity(BTC).toFixed()).toBe('2')
    expect(portfolio.ownerQuantity(ETH, TREND).toFixed()).toBe('0')
    expect(portfolio.openPositions()).toHaveLength(3)
  })

  it('refuses fills of another account', () => {
    const portfolio = openedPortfolio()
    expect(() => portfolio.book({ ...fillOf(), accountId: accountId('other') })).toThrow('fill of other for the books')
  })

  it('drops positions at their entry price on reset and closes profit and fees to capital', () => {
    const portfolio = openedPortfolio()
    portfolio.book(fillOf({ quantity: '2', price: '100', fee: '1' }))
    portfolio.book(fillOf({ side: 'sell', quantity: '1', price: '130', fee: '1' }))
    const booking = portfolio.reset(money('5000'), timeMs(9_000))
    expect(booking.entries).toMatchObject([
      { entryId: `reset:9000:${BTC}:hand`, kind: 'reset', orderId: undefined, timeMs: 9_000 },
    ])
    expect(booking.entries.map((entry) => [entry.quantity, entry.price, entry.realisedPnl].map(String))).toEqual([
      ['-1', '100', '0'],
    ])
    expect(legsOf(booking)).toEqual({ cash: '-5028', capital: '5000', realisedPnl: '30', fees: '-2' })
    expect(portfolio.openPositions()).toEqual([])
    expect([portfolio.cash, portfolio.capital, portfolio.realisedPnl, portfolio.fees].map(Number)).toEqual([
      5000, 5000, 0, 0,
    ])
  })

  it('gives two resets of the same moment different ids', () => {
    const portfolio = openedPortfolio()
    const ids = ['1', '2'].map((cash) => portfolio.reset(money(cash), timeMs(9)).postings[0]?.transactionId)
    expect(ids).toEqual(['reset:9', 'reset:9:2'])
  })

  it('notices when stored books are out of balance or of another account', () => {
    const portfolio = openedPortfolio()
    expect(() => portfolio.restore({ positions: [], balances: { cash: money(1) } })).toThrow('off by 1')
    const { position } = applyFill(undefined, { ...fillOf(), accountId: accountId('other') })
    expect(() => portfolio.restore({ positions: [position], balances: {} })).toThrow(
      'position of other in books of paper-1',
    )
  })
})

function bookAll(portfolio: Portfolio, fills: readonly Fill[]): readonly Booking[] {
  return fills.map((fill) => portfolio.book(fill).booking)
}

describe('whatever is filled in whatever order', () => {
  it('every transaction and the whole ledger sum to zero, exactly', () => {
    fc.assert(
      fc.property(anyFills, (fills) => {
        const portfolio = openedPortfolio()
        for (const { postings } of bookAll(portfolio, fills)) {
          expect(sumOf(postings.map(({ amount }) => amount)).isZero()).toBe(true)
        }
        expect(portfolio.ledgerBalanced()).toBe(true)
      }),
    )
  })

  it('cash is capital plus realised profit less fees, exactly', () => {
    fc.assert(
      fc.property(anyFills, (fills) => {
        const portfolio = openedPortfolio()
        const entries = bookAll(portfolio, fills).flatMap((booking) => booking.entries)
        const realised = sumOf(entries.map(({ realisedPnl }) => realisedPnl))
        const fees = sumOf(fills.map(({ fee }) => fee))
        expect(portfolio.realisedPnl.eq(realised) && portfolio.fees.eq(fees)).toBe(true)
        expect(portfolio.cash.toFixed()).toBe(portfolio.capital.add(realised).sub(fees).toFixed())
      }),
    )
  })

  it('a position is the sum of its entries and the net is the sum of its owners', () => {
    fc.assert(
      fc.property(anyFills, (fills) => {
        const portfolio = openedPortfolio()
        bookAll(portfolio, fills)
        for (const instrumentId of [BTC, ETH]) {
          const ofInstrument = fills.filter((fill) => fill.instrumentId === instrumentId)
          const held = (part: readonly Fill[]): string =>
            sumOf(part.map(({ side, quantity }) => signedQuantity(side, quantity))).toFixed()
          expect(portfolio.netQuantity(instrumentId).toFixed()).toBe(held(ofInstrument))
          for (const owner of [HAND, TREND]) {
            const ofOwner = ofInstrument.filter((fill) => fill.owner === owner)
            expect(portfolio.ownerQuantity(instrumentId, owner).toFixed()).toBe(held(ofOwner))
          }
        }
      }),
    )
  })

  it('open positions, asked for between any two bookings, are those that are not flat', () => {
    const places = [BTC, ETH].flatMap((instrumentId) => [HAND, TREND].map((owner) => ({ instrumentId, owner })))
    fc.assert(
      fc.property(fc.array(fc.option(anyFill), { maxLength: 60 }), (bookings) => {
        const portfolio = openedPortfolio()
        for (const fill of bookings) {
          if (fill) portfolio.book(fill)
          else portfolio.reset(money(1_000), timeMs(0))
          const held = places
            .map(({ instrumentId, owner }) => portfolio.position(instrumentId, owner))
            .filter((position) => position && !position.quantity.isZero())
          expect(new Set(portfolio.openPositions())).toEqual(new Set(held))
        }
      }),
    )
  })

  it('cash less cost is what the fills took and gave, however owners are netted', () => {
    fc.assert(
      fc.property(anyFills, (fills) => {
        const portfolio = openedPortfolio()
        bookAll(portfolio, fills)
        const flows = fills.map(({ side, quantity, price, fee }) => signedQuantity(side, quantity).mul(price).add(fee))
        const expected = new Decimal(10_000).sub(sumOf(flows))
        expect(portfolio.cashLessCost.sub(expected).abs().lt('1e-14')).toBe(true)
      }),
    )
  })

  it('a reset leaves balanced, flat books with the cash asked for', () => {
    fc.assert(
      fc.property(anyFills, anyFills, fc.integer({ min: 1, max: 1_000_000 }), (before, after, cash) => {
        const portfolio = openedPortfolio()
        bookAll(portfolio, before)
        const booking = portfolio.reset(money(cash), timeMs(1))
        expect(sumOf(booking.postings.map(({ amount }) => amount)).isZero()).toBe(true)
        expect([portfolio.cash.toNumber(), portfolio.capital.toNumber()]).toEqual([cash, cash])
        expect(portfolio.openPositions()).toEqual([])
        bookAll(portfolio, after)
        expect(portfolio.ledgerBalanced()).toBe(true)
      }),
    )
  })

  it('restored books go on exactly as the originals do', () => {
    fc.assert(
      fc.property(anyFills, anyFills, (before, after) => {
        const original = openedPortfolio()
        bookAll(original, before)
        const restored = new Portfolio({ accountId: ACCOUNT, currency: 'USDT' })
        restored.restore({
          positions: original.openPositions(),
          balances: {
            cash: original.balance('cash'),
            capital: original.balance('capital'),
            realisedPnl: original.balance('realisedPnl'),
            fees: original.balance('fees'),
          },
        })
        expect(restored.ledgerBalanced()).toBe(true)
        expect(bookAll(restored, after)).toEqual(bookAll(original, after))
        expect(restored.cash.toFixed()).toBe(original.cash.toFixed())
      }),
    )
  })

  it('no number is longer than the wire allows', () => {
    fc.assert(
      fc.property(anyFills, (fills) => {
        const portfolio = openedPortfolio()
        bookAll(portfolio, fills)
        const numbers = portfolio
          .openPositions()
          .flatMap(({ entryPrice, realisedPnl, fees }) => [entryPrice, realisedPnl, fees, portfolio.cash])
        for (const number of numbers) expect(number.toFixed().length).toBeLessThanOrEqual(40)
      }),
    )
  })
})
