import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Decimal, timeMs, ZERO } from '../../base/index.ts'
import {
  type Entry,
  HAND,
  type InstrumentId,
  money,
  type OrderId,
  type OrderRole,
  price,
  quantity,
} from '../../domain/index.ts'
import { ClosedTrades } from '../closed-trades.ts'
import { Portfolio } from '../portfolio.ts'
import { ACCOUNT, BTC, ETH, type FillText, fillOf, TREND } from '../testing/fills.ts'
import { adjustmentOf, anySteps, handoverOf, take as takeStep } from '../testing/steps.ts'
import type { TradeOrder } from './exit-reason.ts'
import { TradeBook } from './trade-book.ts'
import type { TradeRecord } from './trade-record.ts'

interface Following {
  readonly portfolio: Portfolio
  readonly book: TradeBook
  readonly entries: Entry[]
  /** Books a fill at a second of session time, of an order of that role with that stop. */
  readonly fill: (seconds: number, text: FillText, order?: Partial<TradeOrder>) => void
  readonly follow: (booking: { readonly entries: readonly Entry[] }) => void
}

function following(): Following {
  const portfolio = new Portfolio({ accountId: ACCOUNT, currency: 'USDT' })
  const orders = new Map<OrderId, TradeOrder>()
  const book = new TradeBook({ orderOf: (orderId) => orders.get(orderId) })
  const entries: Entry[] = []
  const follow: Following['follow'] = (booking) => {
    entries.push(...booking.entries)
    for (const entry of booking.entries) book.handleEntry(entry)
  }
  const fill: Following['fill'] = (seconds, text, order) => {
    const made = { ...fillOf(text), timeMs: timeMs(seconds * 1000) }
    if (order) orders.set(made.orderId, { role: 'entry', source: 'hand', stopLossPrice: undefined, ...order })
    follow(portfolio.book(made).booking)
  }
  return { portfolio, book, entries, fill, follow }
}

const lineOf = (trade: TradeRecord | undefined): string =>
  trade === undefined
    ? 'none'
    : [
        trade.side,
        `${trade.quantity.toFixed()} (at most ${trade.maxQuantity.toFixed()})`,
        `${trade.entryPrice.toFixed()} → ${trade.exitPrice?.toFixed() ?? 'open'}`,
        `pnl ${trade.realisedPnl.toFixed()} − ${trade.fees.toFixed()} + ${trade.funding.toFixed()} = ${trade.netPnl.toFixed()}`,
        trade.exitReason ?? 'open',
      ].join(', ')

describe('TradeBook', () => {
  it('keeps one record from flat to flat, with what was added and taken off between', () => {
    const { book, fill } = following()
    fill(10, { quantity: '2', price: '100', fee: '1' })
    fill(20, { quantity: '2', price: '110', fee: '1' })
    fill(30, { side: 'sell', quantity: '3', price: '120', fee: '1' })
    expect(lineOf(book.open()[0])).toBe('long, 4 (at most 4), 105 → 120, pnl 45 − 3 + 0 = 42, close')
    fill(50, { side: 'sell', quantity: '1', price: '80', fee: '1' })
    const [trade] = book.closed()
    expect(lineOf(trade)).toBe('long, 4 (at most 4), 105 → 110, pnl 20 − 4 + 0 = 16, close')
    expect(trade).toMatchObject({
      openedAtMs: 10_000,
      closedAtMs: 50_000,
      entryCount: 2,
      exitCount: 2,
      isRoundTrip: true,
    })
    expect(trade?.tradeId).toMatch(/^fill:t/)
    expect(book.open()).toEqual([])
  })

  it('counts again what was taken off and added anew, but not as held at once', () => {
    const { book, fill } = following()
    fill(1, { quantity: '2', price: '100' })
    fill(2, { side: 'sell', quantity: '1', price: '100' })
    fill(3, { quantity: '1', price: '130' })
    fill(4, { side: 'sell', quantity: '2', price: '120' })
    expect(lineOf(book.closed()[0])).toBe(
      'long, 3 (at most 2), 110 → 113.333333333333333333, pnl 10 − 0 + 0 = 10, close',
    )
  })

  it('ends one trade and begins the next when an order turns the position; each pays its share of the fee', () => {
    const { book, fill } = following()
    fill(1, { quantity: '1', price: '100', fee: '1' })
    fill(2, { side: 'sell', quantity: '3', price: '110', fee: '3' })
    expect(lineOf(book.closed()[0])).toBe('long, 1 (at most 1), 100 → 110, pnl 10 − 2 + 0 = 8, turned')
    expect(lineOf(book.open()[0])).toBe('short, 2 (at most 2), 110 → open, pnl 0 − 2 + 0 = -2, open')
  })

  it.each<[string, Partial<TradeOrder>]>([
    ['stopLoss', { role: 'stopLoss', source: 'protection' }],
    ['takeProfit', { role: 'takeProfit', source: 'protection' }],
    ['killSwitch', { role: 'close', source: 'killSwitch' }],
    ['risk', { role: 'close', source: 'risk' }],
    ['close', { role: 'close', source: 'strategy' }],
  ])('says that a trade ended by %s', (reason, order) => {
    const { book, fill } = following()
    fill(1, {})
    fill(2, { side: 'sell' }, order)
    expect(book.closed()[0]?.exitReason).toBe(reason)
  })

  it.each(['liquidation', 'adl', 'transfer', 'adopted', 'dust'] as const)('says that a trade ended by %s', (kind) => {
    const { portfolio, book, fill, follow } = following()
    fill(1, { quantity: '1', price: '100' })
    follow(portfolio.adjust(adjustmentOf({ kind, price: price(90) })))
    expect(book.closed()[0]).toMatchObject({ exitReason: kind, isRoundTrip: true })
  })

  it('begins with a position that was adopted', () => {
    const { portfolio, book, follow } = following()
    follow(portfolio.adjust(adjustmentOf({ kind: 'adopted', quantity: quantity(-2), price: price(50) })))
    expect(lineOf(book.open()[0])).toBe('short, 2 (at most 2), 50 → open, pnl 0 − 0 + 0 = 0, open')
  })

  it('adds funding to the trade, also when it is told after the end', () => {
    const { portfolio, book, fill, follow } = following()
    const fund = (cash: number): void =>
      follow(portfolio.adjust(adjustmentOf({ kind: 'funding', quantity: quantity(0), cash: money(cash) })))
    fund(-100)
    fill(1, { price: '100' })
    fund(-2)
    fund(3)
    fill(2, { side: 'sell', price: '110' })
    fund(-4)
    expect(lineOf(book.closed()[0])).toBe('long, 1 (at most 1), 100 → 110, pnl 10 − 0 + -3 = 7, close')
  })

  it('knows the risk of the entries that had a stop, and of no trade that was entered without', () => {
    const { book, fill } = following()
    const stop = (at: number): Partial<TradeOrder> => ({ stopLossPrice: price(at) })
    fill(1, { quantity: '2', price: '100' }, stop(95))
    fill(2, { quantity: '1', price: '104' }, stop(100))
    expect(book.open()[0]?.initialRisk?.toFixed()).toBe('14')
    fill(3, { quantity: '1', price: '104' })
    expect(book.open()[0]?.initialRisk).toBeUndefined()
  })

  it('gives a handed over position to the receiver; the giver made no trade of it', () => {
    const { portfolio, book, fill, follow } = following()
    fill(1, { quantity: '2', price: '100', fee: '1' })
    follow(portfolio.handOver(handoverOf({ quantity: quantity(2) })))
    expect(book.closed()[0]).toMatchObject({ owner: HAND, exitReason: 'handover', isRoundTrip: false })
    fill(3, { owner: TREND, side: 'sell', quantity: '2', price: '105' })
    expect(lineOf(book.closed()[1])).toBe('long, 2 (at most 2), 100 → 105, pnl 10 − 0 + 0 = 10, close')
  })

  it('forgets open trades when the account is reset, and keeps closed ones', () => {
    const { portfolio, book, fill, follow } = following()
    fill(1, { instrumentId: ETH })
    fill(2, { instrumentId: ETH, side: 'sell' })
    fill(3, {})
    follow(portfolio.reset(money(1), timeMs(4)))
    book.handlePrice(BTC, 5)
    expect([book.closed().length, book.open().length]).toEqual([1, 0])
  })
})

describe('the excursion of a trade', () => {
  it('is the worst and the best that prices went, in price and in money', () => {
    const { book, fill } = following()
    fill(1, { quantity: '2', price: '100' })
    for (const at of [97, 108, 101]) book.handlePrice(BTC, at)
    book.handlePrice(ETH, 1)
    fill(2, { side: 'sell', quantity: '2', price: '103' })
    book.handlePrice(BTC, 1)
    expect(book.closed()[0]?.excursion).toEqual({
      adversePrice: 3,
      adverseMoney: 6,
      favourablePrice: 8,
      favourableMoney: 16,
    })
  })

  it('of a short one is the other way round', () => {
    const { book, fill } = following()
    fill(1, { side: 'sell', quantity: '2', price: '100' })
    book.handlePrice(BTC, 108)
    expect(book.open()[0]?.excursion).toEqual({
      adversePrice: 8,
      adverseMoney: 16,
      favourablePrice: 0,
      favourableMoney: 0,
    })
  })

  it('goes by what is held and was realised at that moment', () => {
    const { book, fill } = following()
    fill(1, { quantity: '1', price: '100' })
    fill(2, { quantity: '1', price: '110' })
    book.handlePrice(BTC, 100) // average 105, so 5 against it and 10 of money
    fill(3, { side: 'sell', quantity: '1', price: '125' }) // realises 20
    book.handlePrice(BTC, 90) // 15 against the average, 20 − 15 = 5 in money
    expect(book.open()[0]?.excursion).toEqual({
      adversePrice: 15,
      adverseMoney: 10,
      favourablePrice: 20,
      favourableMoney: 40,
    })
  })
})

describe('restored from stored entries', () => {
  it('trades are the same, with the ranges of the bars between their entries', () => {
    const { book, entries, fill } = following()
    fill(10, { quantity: '1', price: '100' })
    for (const at of [94, 109]) book.handlePrice(BTC, at)
    fill(20, { side: 'sell', quantity: '1', price: '105' })
    fill(40, { quantity: '1', price: '200' })
    book.handlePrice(BTC, 190)
    const asked: string[] = []
    const ranges = new Map([
      ['10000-20000', { low: 94, high: 109 }],
      ['40000-60000', { low: 190, high: 200 }],
    ])
    const rangesBetween = (
      instrumentId: InstrumentId,
      fromMs: number,
      toMs: number,
    ): { low: number; high: number }[] => {
      asked.push(`${instrumentId} ${fromMs}-${toMs}`)
      const range = ranges.get(`${fromMs}-${toMs}`)
      return range ? [range] : []
    }
    const restored = new TradeBook()
    restored.restore(entries, { rangesBetween, nowMs: 60_000 })
    expect(restored.closed()).toEqual(book.closed())
    expect(restored.open()).toEqual(book.open())
    expect(asked).toEqual([`${BTC} 10000-20000`, `${BTC} 40000-60000`])
  })

  it('trades are the same whatever happened, and closed and open ones make up all that was realised, paid and received', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { portfolio, book, entries, follow } = following()
        const counted = new ClosedTrades()
        const cashOnly = { fees: ZERO, funding: ZERO }
        const known = new Set<string>()
        for (const step of steps.filter(({ kind }) => kind !== 'reset')) {
          const booking = takeStep(portfolio, step)
          if (!booking) continue
          follow(booking)
          for (const entry of booking.entries) {
            counted.handleEntry(entry)
            const key = `${entry.instrumentId} ${entry.owner}`
            if (entry.quantity.isZero() && !known.has(key)) {
              if (entry.kind === 'funding') cashOnly.funding = cashOnly.funding.sub(entry.fee)
              else cashOnly.fees = cashOnly.fees.add(entry.fee)
            } else known.add(key)
          }
          if (booking.entries.length > 0) continue
          for (const { account, amount } of booking.postings) {
            if (account === 'fees') cashOnly.fees = cashOnly.fees.add(amount)
            if (account === 'funding') cashOnly.funding = cashOnly.funding.sub(amount)
          }
        }
        const trades = [...book.closed(), ...book.open()]
        const total = (of: (trade: TradeRecord) => Decimal): Decimal =>
          trades.reduce((sum, trade) => sum.add(of(trade)), ZERO)
        expect(total(({ realisedPnl }) => realisedPnl).toFixed()).toBe(portfolio.realisedPnl.toFixed())
        expect(
          total(({ fees }) => fees)
            .add(cashOnly.fees)
            .toFixed(),
        ).toBe(portfolio.fees.toFixed())
        expect(
          total(({ funding }) => funding)
            .add(cashOnly.funding)
            .toFixed(),
        ).toBe(portfolio.funding.toFixed())
        expect(book.closed().filter(({ isRoundTrip }) => isRoundTrip)).toHaveLength(counted.total().count)
        const restored = new TradeBook()
        restored.restore(entries, { nowMs: 0 })
        expect([restored.closed(), restored.open()]).toEqual([book.closed(), book.open()])
      }),
    )
  })

  it('has the roles of every order', () => {
    const roles: Record<OrderRole, string> = {
      entry: 'close',
      stopLoss: 'stopLoss',
      takeProfit: 'takeProfit',
      close: 'close',
    }
    for (const role of Object.keys(roles) as OrderRole[]) {
      const { book, fill } = following()
      fill(1, {})
      fill(2, { side: 'sell' }, { role })
      expect(book.closed()[0]?.exitReason).toBe(roles[role])
    }
  })
})
