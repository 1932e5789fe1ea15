import { describe, expect, it } from 'vitest'
import { Decimal, timeMs } from '../base/index.ts'
import { type Booking, HAND, money, price, quantity, UNASSIGNED } from '../domain/index.ts'
import { closableQuantity, dustAdjustments, type DustClosing, dustCause } from './dust.ts'
import { TradeBook } from './performance/trade-book.ts'
import { Portfolio } from './portfolio.ts'
import { ACCOUNT, BTC, ETH, fillOf } from './testing/fills.ts'

const RULES = { lotSize: quantity('0.01'), minQuantity: quantity('0.05'), minNotional: money(10) }
const causeOf = (remainder: string, at: number, reduceOnlyExempt = false): string | undefined =>
  dustCause(new Decimal(remainder), { price: price(at), instrument: RULES, reduceOnlyExempt })

describe('a remainder', () => {
  it.each([
    ['0', 100, undefined],
    ['0.009', 100_000, 'lotSize'],
    ['0.049', 100_000, 'minQuantity'],
    ['-0.049', 100_000, 'minQuantity'],
    ['0.1', 99, 'minNotional'],
    ['0.1', 100, undefined],
    ['-0.1', 100, undefined],
    // What an order can close is 0.10, worth 9.9: the part of a lot does not help.
    ['0.109', 99, 'minNotional'],
  ])('of %s at %d is dust by %s', (remainder, at, cause) => {
    expect(causeOf(remainder, at)).toBe(cause)
  })

  it('worth little can be closed where reduce-only orders may be small', () => {
    expect([causeOf('0.1', 99, true), causeOf('0.04', 99, true)]).toEqual([undefined, 'minQuantity'])
  })

  it('is closed in whole lots', () => {
    expect(closableQuantity(new Decimal('-0.1299'), RULES).toFixed()).toBe('0.12')
  })
})

describe('dust', () => {
  const closing: DustClosing = { price: price(90), cause: 'lotSize', residue: 'kept', timeMs: timeMs(9) }

  function withRemainder(): Portfolio {
    const portfolio = new Portfolio({ accountId: ACCOUNT, currency: 'USDT' })
    portfolio.openAccount(money(100), timeMs(0))
    portfolio.book(fillOf({ quantity: '0.003', price: '100' }))
    return portfolio
  }

  it('ends the trade of its owner; what the venue keeps goes on as unassigned, so the net stays', () => {
    const portfolio = withRemainder()
    for (const position of portfolio.openPositions()) {
      for (const adjustment of dustAdjustments(position, closing)) portfolio.adjust(adjustment)
    }
    expect(portfolio.ownerQuantity(BTC, HAND).isZero()).toBe(true)
    expect([portfolio.netQuantity(BTC), portfolio.realisedPnl, portfolio.cash].map(String)).toEqual([
      '0.003',
      '-0.03',
      '99.97',
    ])
    expect(portfolio.position(BTC, UNASSIGNED)?.entryPrice.toFixed()).toBe('90')
    expect(portfolio.openPositions().flatMap((position) => dustAdjustments(position, closing))).toEqual([])
  })

  it('does not keep a trade open for ever whose exit filled in parts', () => {
    const portfolio = withRemainder()
    const book = new TradeBook()
    const follow = ({ entries }: Booking): void => entries.forEach((entry) => book.handleEntry(entry))
    follow(portfolio.book(fillOf({ quantity: '0.1', price: '100', instrumentId: ETH })).booking)
    follow(portfolio.book(fillOf({ side: 'sell', quantity: '0.097', price: '110', instrumentId: ETH })).booking)
    const position = portfolio.position(ETH, HAND)
    const cause = position && dustCause(position.quantity, { price: price(110), instrument: RULES })
    expect([cause, book.closed()]).toEqual(['lotSize', []])
    for (const adjustment of position && cause
      ? dustAdjustments(position, { ...closing, cause, price: price(110) })
      : []) {
      follow(portfolio.adjust(adjustment))
    }
    expect(book.closed().map(({ exitReason, netPnl }) => `${exitReason} ${netPnl.toFixed()}`)).toEqual(['dust 1'])
    expect(book.open().map(({ owner, openQuantity }) => `${owner} ${openQuantity.toFixed()}`)).toEqual([
      'unassigned 0.003',
    ])
  })

  it('that is gone leaves nothing', () => {
    const portfolio = withRemainder()
    const gone = { ...closing, price: price(0), residue: 'gone' } as const
    const [adjustment] = portfolio.openPositions().flatMap((position) => dustAdjustments(position, gone))
    expect(adjustment?.reason).toBe('less than one lot is left')
    if (adjustment) portfolio.adjust(adjustment)
    expect([portfolio.netQuantity(BTC), portfolio.realisedPnl].map(String)).toEqual(['0', '-0.3'])
  })

  it('has an id of its own for every position it ends', () => {
    const [position] = withRemainder().openPositions()
    const ids = position ? dustAdjustments(position, closing).map(({ adjustmentId }) => adjustmentId) : []
    const common = `dust:${ACCOUNT}:${BTC}:hand:${position?.openedAtMs}:9`
    expect(ids).toEqual([common, `${common}:residue`])
  })
})
