import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accountMargin } from './account-margin.ts'
import { liquidationPrice, type MarginedAccount } from './liquidation-price.ts'
import { initialMargin, maintenanceMargin, type MarginedPosition } from './margin.ts'
import { Decimal, ensureDefined, timeMs } from '../../base/index.ts'
import { money, type VenueMargin } from '../../domain/index.ts'
import { Marks } from '../marks.ts'
import { Portfolio } from '../portfolio.ts'
import { ACCOUNT, anyFills, BTC, ETH, fillOf, TREND } from '../testing/fills.ts'
import { marginedAccount, type MarginSource } from './margined-account.ts'

const TERMS: VenueMargin = { mode: 'isolated', leverage: 10, maintenanceFraction: 0.005 }
const held = (change: Partial<MarginedPosition> = {}): MarginedPosition => ({
  instrumentId: BTC,
  quantity: 1,
  entryPrice: 10_000,
  markPrice: 10_000,
  terms: TERMS,
  ...change,
})
const alone = (position: MarginedPosition, cash = 5_000): MarginedAccount => ({ cash, positions: [position] })

describe('margin', () => {
  it('is value by leverage to open and value by the maintenance fraction to keep', () => {
    const position = held({ quantity: -2, markPrice: 11_000 })
    expect([initialMargin(position), maintenanceMargin(position)]).toEqual([2_200, 110])
  })

  it('adds up over the account: open losses bind, open profit of isolated positions frees nothing', () => {
    const cross = held({ markPrice: 9_900, terms: { ...TERMS, mode: 'cross' } })
    const isolated = held({ instrumentId: ETH, quantity: -1, markPrice: 9_000 })
    const margin = accountMargin({ cash: 5_000, positions: [cross, isolated] })
    expect(margin).toEqual({
      equity: 5_900,
      unrealisedPnl: 900,
      initialMargin: 1_990,
      maintenanceMargin: 94.5,
      freeMargin: 2_910,
      leverage: 18_900 / 5_900,
      crossMarginRatio: 49.5 / 3_900,
    })
  })

  it('names no ratio where nothing stands behind the positions', () => {
    const margin = accountMargin(alone(held({ markPrice: 1_000, terms: { ...TERMS, mode: 'cross' } })))
    expect([margin.freeMargin, margin.leverage, margin.crossMarginRatio]).toEqual([0, undefined, undefined])
  })
})

describe('a liquidation price', () => {
  it('of an isolated long is where its margin is eaten up to the maintenance margin', () => {
    // 1000 margin: 1000 + (P − 10000) = 0.005 P, so P = 9000 / 0.995.
    expect(liquidationPrice(held(), alone(held()))).toBeCloseTo(9_000 / 0.995, 9)
  })

  it('of an isolated short stands above the entry price', () => {
    const short = held({ quantity: -1 })
    expect(liquidationPrice(short, alone(short))).toBeCloseTo(11_000 / 1.005, 9)
  })

  it('of a cross position takes all cash, less what other positions bind', () => {
    const cross = held({ terms: { ...TERMS, mode: 'cross' } })
    expect(liquidationPrice(cross, alone(cross))).toBeCloseTo(5_000 / 0.995, 9)
    const other = held({ instrumentId: ETH, markPrice: 9_900, terms: { ...TERMS, mode: 'cross' } })
    const backing = 5_000 - 100 - 49.5
    expect(liquidationPrice(cross, { cash: 5_000, positions: [cross, other] })).toBeCloseTo(
      (10_000 - backing) / 0.995,
      9,
    )
    const aside = held({ instrumentId: ETH })
    expect(liquidationPrice(cross, { cash: 5_000, positions: [cross, aside] })).toBeCloseTo(6_000 / 0.995, 9)
  })

  it('does not exist for what is flat or covered by cash', () => {
    const cross = held({ terms: { ...TERMS, mode: 'cross' } })
    expect(liquidationPrice(cross, alone(cross, 20_000))).toBeUndefined()
    expect(liquidationPrice(held({ quantity: 0 }), alone(held()))).toBeUndefined()
  })

  it('is where the account just meets its maintenance margin, whatever is held', () => {
    const quantities = fc.double({ min: 0.01, max: 5, noNaN: true })
    const anyPosition = fc
      .record({
        size: quantities,
        isShort: fc.boolean(),
        entryPrice: fc.integer({ min: 100, max: 50_000 }),
        leverage: fc.integer({ min: 2, max: 50 }),
        isIsolated: fc.boolean(),
      })
      .map(({ size, isShort, entryPrice, leverage, isIsolated }) =>
        held({
          quantity: isShort ? -size : size,
          entryPrice,
          markPrice: entryPrice,
          terms: {
            mode: isIsolated ? 'isolated' : 'cross',
            leverage,
            maintenanceFraction: 0.005,
          },
        }),
      )
    let found = 0
    fc.assert(
      fc.property(anyPosition, fc.integer({ min: 10, max: 20_000 }), (position, cash) => {
        const price = liquidationPrice(position, alone(position, cash))
        if (price === undefined) return
        found += 1
        const backing =
          position.terms.mode === 'cross'
            ? cash
            : Math.abs(position.quantity * position.entryPrice) / position.terms.leverage
        const left = backing + position.quantity * (price - position.entryPrice)
        const needed = Math.abs(position.quantity) * price * 0.005
        expect(Math.abs(left - needed)).toBeLessThan(1e-6 * (1 + price * Math.abs(position.quantity)))
      }),
    )
    expect(found).toBeGreaterThan(20)
  })
})

describe('the books as a venue margins them', () => {
  const sourceOf = (portfolio: Portfolio, kind: 'spot' | 'linearPerpetual' = 'linearPerpetual'): MarginSource => ({
    cash: portfolio.cash,
    positions: portfolio.openPositions(),
    instrumentOf: () => ({ kind }) as never,
    priceOf: (instrumentId) => (instrumentId === BTC ? 130 : undefined),
    termsOf: () => ({ ...TERMS, mode: 'cross' }),
  })
  const booksOf = (portfolio: Portfolio): MarginedAccount =>
    ensureDefined(marginedAccount(sourceOf(portfolio)), 'the terms')
  const opened = (): Portfolio => {
    const portfolio = new Portfolio({ accountId: ACCOUNT, currency: 'USDT' })
    portfolio.openAccount(money(1_000), timeMs(0))
    return portfolio
  }

  it('net the owners of an instrument', () => {
    const portfolio = opened()
    portfolio.book(fillOf({ quantity: '3', price: '100' }))
    portfolio.book(fillOf({ side: 'sell', quantity: '1', price: '120', owner: TREND }))
    const { cash, positions } = booksOf(portfolio)
    expect(cash).toBe(1_000)
    expect(positions).toMatchObject([{ instrumentId: BTC, quantity: 2, entryPrice: 90, markPrice: 130 }])
  })

  it('count what opposite owners have locked in as cash, and stand without a price at their entry', () => {
    const portfolio = opened()
    portfolio.book(fillOf({ price: '100' }))
    portfolio.book(fillOf({ side: 'sell', price: '120', owner: TREND }))
    portfolio.book(fillOf({ price: '50', instrumentId: ETH }))
    const { cash, positions } = booksOf(portfolio)
    expect([cash, positions.map(({ markPrice }) => markPrice)]).toEqual([1_020, [50]])
  })

  it('take what spot holdings cost out of cash', () => {
    const portfolio = opened()
    portfolio.book(fillOf({ quantity: '2', price: '100' }))
    expect(marginedAccount(sourceOf(portfolio, 'spot'))).toEqual({ cash: 800, positions: [] })
  })

  it('are not known where the terms of a perpetual are not', () => {
    const portfolio = opened()
    portfolio.book(fillOf({ quantity: '2', price: '100' }))
    const termsOf = (): undefined => undefined
    expect(marginedAccount({ ...sourceOf(portfolio), termsOf })).toBeUndefined()
    expect(marginedAccount({ ...sourceOf(portfolio, 'spot'), termsOf })).toEqual({ cash: 800, positions: [] })
  })

  it('have the equity that the marks have, whoever holds what', () => {
    fc.assert(
      fc.property(anyFills, (fills) => {
        const portfolio = opened()
        for (const fill of fills) portfolio.book(fill)
        const marks = new Marks(portfolio)
        marks.mark(BTC, 130)
        const { equity } = accountMargin(booksOf(portfolio))
        const scale = portfolio
          .openPositions()
          .reduce((sum, held) => sum.add(held.quantity.mul(held.entryPrice).abs()), new Decimal(1e4))
        const unpriced = portfolio.openPositions().filter(({ instrumentId }) => instrumentId === ETH)
        const locked = portfolio.netQuantity(ETH).isZero()
          ? unpriced.reduce((sum, held) => sum.sub(held.quantity.mul(held.entryPrice)), new Decimal(0)).toNumber()
          : 0
        expect(Math.abs(equity - marks.equity - locked)).toBeLessThan(scale.toNumber() * 1e-9)
      }),
    )
  })
})
