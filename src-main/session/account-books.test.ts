import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import {
  accountId,
  type Adjustment,
  type Booking,
  type Fill,
  HAND,
  money,
  orderId,
  price,
  quantity,
  strategyId,
  strategyOwner,
  tradeId,
  UNASSIGNED,
} from '../domain/index.ts'
import { ClosedTrades, Portfolio } from '../portfolio/index.ts'
import { AccountBooks } from './account-books.ts'
import type { AccountKeeper } from './account-keeper.ts'
import { ABC } from './testing/hand-market.ts'

const { instrumentId } = ABC
const BOT = strategyOwner(strategyId('bot'))
const ACCOUNT = accountId('a')

/** Real books, with everything that follows from a booking written down in its order. */
class Bench {
  readonly told: string[] = []
  readonly bookings: Booking[] = []
  readonly portfolio = new Portfolio({ accountId: ACCOUNT, currency: 'USDT' })
  readonly closedTrades = new ClosedTrades()
  readonly books = new AccountBooks({
    portfolio: this.portfolio,
    closedTrades: this.closedTrades,
    analytics: {
      handleBooking: (booking) => {
        this.told.push('analytics')
        this.bookings.push(booking)
      },
    },
    account: {
      handleBooking: () => this.told.push('equity'),
      handleCapital: (amount: number) => this.told.push(`capital ${amount}`),
    } as unknown as AccountKeeper,
    onUnpricedFee: ({ tradeId }) => this.told.push(`unpriced fee of ${tradeId}`),
    onAdjusted: ({ adjustmentId }) => this.told.push(`adjusted ${adjustmentId}`),
  })

  constructor() {
    this.portfolio.openAccount(money(1_000), timeMs(0))
  }

  trade(side: Fill['side'], at: number, trade: string): void {
    this.books.book({
      tradeId: tradeId(trade),
      orderId: orderId('wh-1'),
      accountId: ACCOUNT,
      instrumentId,
      owner: HAND,
      side,
      quantity: quantity(2),
      price: price(at),
      fee: money(0),
      feeCurrency: 'USDT',
      liquidity: 'taker',
      timeMs: timeMs(1),
    })
  }
}

const transfer = (adjustmentId: string, cash: number): Adjustment => ({
  adjustmentId,
  kind: 'transfer',
  instrumentId: undefined,
  owner: UNASSIGNED,
  quantity: quantity(0),
  price: price(0),
  cash: money(cash),
  reason: 'taken out',
  timeMs: timeMs(2),
})

describe('AccountBooks', () => {
  it('books a fill once into positions, closed trades, figures and equity', () => {
    const bench = new Bench()
    bench.trade('buy', 100, 't-1')
    bench.trade('sell', 110, 't-2')
    expect(bench.books.openPositions()).toEqual([])
    expect(bench.portfolio.realisedPnl.toFixed()).toBe('20')
    expect(bench.bookings.map(({ entries }) => entries.map(({ entryId }) => entryId))).toEqual([
      ['fill:t-1'],
      ['fill:t-2'],
    ])
    expect(bench.told).toEqual(['analytics', 'equity', 'analytics', 'equity'])
  })

  it('tells of money taken out before equity falls, because it is no loss', () => {
    const bench = new Bench()
    bench.books.adjust(transfer('out-1', -400))
    expect(bench.told).toEqual(['adjusted out-1', 'capital -400', 'analytics', 'equity'])
    expect(bench.books.cashLessCost.toFixed()).toBe('600')
    expect(bench.books.hasBooked('adjustment:out-1')).toBe(true)
  })

  it('does not take funding, or what the venue takes for closing, for money put in or taken out', () => {
    const bench = new Bench()
    bench.trade('buy', 100, 't-1')
    const base = { ...transfer('fund-1', -1), instrumentId, owner: HAND, price: price(100) }
    bench.books.adjust({ ...base, kind: 'funding' })
    bench.books.adjust({ ...base, adjustmentId: 'liq-1', kind: 'liquidation', quantity: quantity(-2) })
    expect(bench.told.filter((word) => word.startsWith('capital'))).toEqual([])
  })

  it('moves nothing twice, and tells nobody twice, where the same change is told again', () => {
    const bench = new Bench()
    bench.books.adjust(transfer('out-1', -400))
    const { booking } = bench.books.adjust(transfer('out-1', -400))
    expect(booking).toEqual({ entries: [], positions: [], postings: [] })
    expect(bench.books.cashLessCost.toFixed()).toBe('600')
    expect(bench.told.filter((word) => word.startsWith('adjusted'))).toEqual(['adjusted out-1'])
  })

  it('gives a position to another owner: the net stays, nothing is realised', () => {
    const bench = new Bench()
    bench.trade('buy', 100, 't-1')
    const handover = { handoverId: 'x', instrumentId, from: HAND, to: BOT, quantity: quantity(2), timeMs: timeMs(3) }
    const { entries } = bench.books.handOver(handover)
    expect(entries.map(({ owner }) => owner)).toEqual([HAND, BOT])
    expect(bench.books.ownerQuantity(instrumentId, HAND).toFixed()).toBe('0')
    expect(bench.books.ownerQuantity(instrumentId, BOT).toFixed()).toBe('2')
    expect(bench.books.netQuantity(instrumentId).toFixed()).toBe('2')
    expect(bench.portfolio.realisedPnl.toFixed()).toBe('0')
    expect(bench.told.slice(2)).toEqual(['analytics', 'equity'])
  })

  it('refuses a handover of more than is held, and nothing has changed then', () => {
    const bench = new Bench()
    bench.trade('buy', 100, 't-1')
    const handover = { handoverId: 'x', instrumentId, from: HAND, to: BOT, quantity: quantity(3), timeMs: timeMs(3) }
    expect(() => bench.books.handOver(handover)).toThrow('cannot be booked')
    expect(bench.books.ownerQuantity(instrumentId, HAND).toFixed()).toBe('2')
    expect(bench.told).toEqual(['analytics', 'equity'])
  })
})
