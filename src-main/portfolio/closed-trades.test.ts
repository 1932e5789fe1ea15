import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import { type Adjustment, type Booking, type Fill, HAND, money, price, quantity } from '../domain/index.ts'
import { ClosedTrades, type ClosedTradeSummary } from './closed-trades.ts'
import { adjustmentFee } from './entries.ts'
import { Portfolio } from './portfolio.ts'
import { ACCOUNT, anyFills, ETH, fillOf, TREND } from './testing/fills.ts'
import { adjustmentOf, anySteps, handoverOf, take as takeStep } from './testing/steps.ts'

function following(): { portfolio: Portfolio; trades: ClosedTrades; take: (fill: Fill) => void } {
  const portfolio = new Portfolio({ accountId: ACCOUNT, currency: 'USDT' })
  const trades = new ClosedTrades()
  const take = (fill: Fill): void => portfolio.book(fill).booking.entries.forEach((entry) => trades.handleEntry(entry))
  return { portfolio, trades, take }
}

const texts = ({ count, wins, realisedPnl, fees }: ClosedTradeSummary): unknown[] => [
  count,
  wins,
  realisedPnl.toFixed(),
  fees.toFixed(),
]

describe('ClosedTrades', () => {
  it('counts a trade when its position is flat again, with all its fees', () => {
    const { trades, take } = following()
    take(fillOf({ quantity: '2', price: '100', fee: '1' }))
    take(fillOf({ side: 'sell', quantity: '1', price: '110', fee: '1' }))
    expect(texts(trades.of(HAND))).toEqual([0, 0, '0', '0'])
    take(fillOf({ side: 'sell', quantity: '1', price: '105', fee: '1' }))
    expect(texts(trades.of(HAND))).toEqual([1, 1, '15', '3'])
  })

  it('counts a profit that its fees eat up as no win', () => {
    const { trades, take } = following()
    take(fillOf({ price: '100', fee: '1' }))
    take(fillOf({ side: 'sell', price: '102', fee: '1' }))
    expect(texts(trades.of(HAND))).toEqual([1, 0, '2', '2'])
  })

  it('closes a trade and opens the next when a fill turns the position', () => {
    const { trades, take } = following()
    take(fillOf({ quantity: '1', price: '100', fee: '1' }))
    take(fillOf({ side: 'sell', quantity: '3', price: '110', fee: '3' }))
    expect(texts(trades.of(HAND))).toEqual([1, 1, '10', '2'])
    take(fillOf({ quantity: '2', price: '120', fee: '1' }))
    expect(texts(trades.of(HAND))).toEqual([2, 1, '-10', '5'])
  })

  it('keeps owners apart and sums them up', () => {
    const { trades, take } = following()
    for (const owner of [HAND, TREND]) {
      take(fillOf({ owner, price: '100', instrumentId: ETH }))
      take(fillOf({ owner, price: owner === HAND ? '101' : '98', side: 'sell', instrumentId: ETH }))
    }
    expect([trades.of(HAND), trades.of(TREND), trades.total()].map(texts)).toEqual([
      [1, 1, '1', '0'],
      [1, 0, '-2', '0'],
      [2, 1, '-1', '0'],
    ])
  })

  it('drops open trades on a reset without counting them', () => {
    const { portfolio, trades, take } = following()
    take(fillOf({ fee: '1' }))
    for (const entry of portfolio.reset(money(1), timeMs(1)).entries) trades.handleEntry(entry)
    take(fillOf({ price: '100' }))
    take(fillOf({ side: 'sell', price: '101' }))
    expect(texts(trades.of(HAND))).toEqual([1, 1, '1', '0'])
  })

  it('does not count a position that was handed over whole, but adds up what it cost', () => {
    const { portfolio, trades, take } = following()
    const follow = ({ entries }: Booking): void => entries.forEach((entry) => trades.handleEntry(entry))
    take(fillOf({ fee: '1' }))
    follow(portfolio.handOver(handoverOf()))
    take(fillOf({ owner: TREND, side: 'sell', price: '107', fee: '2' }))
    expect([trades.of(HAND), trades.of(TREND)].map(texts)).toEqual([
      [0, 0, '0', '1'],
      [1, 1, '7', '2'],
    ])
  })

  it('counts what the venue closed, and no funding', () => {
    const { portfolio, trades, take } = following()
    const adjust = (change: Partial<Adjustment>): void =>
      portfolio.adjust(adjustmentOf(change)).entries.forEach((entry) => trades.handleEntry(entry))
    take(fillOf({ side: 'sell', price: '100' }))
    adjust({ kind: 'funding', quantity: quantity(0), cash: money(-9) })
    adjust({ quantity: quantity(1), price: price(130), cash: money(-2) })
    expect(texts(trades.of(HAND))).toEqual([1, 0, '-30', '2'])
  })

  it('agrees with the portfolio whatever happens: closed and open make up all that was realised and paid', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { portfolio, trades } = following()
        for (const step of steps.filter(({ kind }) => kind !== 'reset')) {
          for (const entry of takeStep(portfolio, step)?.entries ?? []) trades.handleEntry(entry)
        }
        let { realisedPnl, fees } = trades.total()
        for (const open of portfolio.openPositions()) {
          realisedPnl = money(realisedPnl.add(open.realisedPnl))
          fees = money(fees.add(open.fees))
        }
        const cashOnly = steps.flatMap((step) =>
          step.kind === 'adjust' && step.adjustment.instrumentId === undefined ? [step.adjustment] : [],
        )
        for (const adjustment of cashOnly) fees = money(fees.add(adjustmentFee(adjustment)))
        expect([realisedPnl.toFixed(), fees.toFixed()]).toEqual([
          portfolio.realisedPnl.toFixed(),
          portfolio.fees.toFixed(),
        ])
      }),
    )
  })

  it('agrees with the portfolio: what closed trades and open positions realised and paid is all there is', () => {
    fc.assert(
      fc.property(anyFills, (fills) => {
        const { portfolio, trades, take } = following()
        for (const fill of fills) take(fill)
        let { realisedPnl, fees } = trades.total()
        for (const open of portfolio.openPositions()) {
          realisedPnl = money(realisedPnl.add(open.realisedPnl))
          fees = money(fees.add(open.fees))
        }
        expect([realisedPnl.toFixed(), fees.toFixed()]).toEqual([
          portfolio.realisedPnl.toFixed(),
          portfolio.fees.toFixed(),
        ])
      }),
    )
  })
})
