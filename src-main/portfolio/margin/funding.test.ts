import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, timeMs, ZERO } from '../../base/index.ts'
import { HAND, money, price } from '../../domain/index.ts'
import { Portfolio } from '../portfolio.ts'
import { ACCOUNT, anyFills, BTC, ETH, fillOf, TREND } from '../testing/fills.ts'
import { fundingAdjustments, fundingPayment, type FundingSettlement } from './funding.ts'

const SETTLEMENT: FundingSettlement = { instrumentId: BTC, rate: 0.0001, markPrice: price(20_000), timeMs: timeMs(8) }

describe('a funding settlement', () => {
  it('takes from the long side and gives to the short side when the rate is above zero', () => {
    expect(fundingPayment(new Decimal('1.5'), SETTLEMENT).toFixed()).toBe('-3')
    expect(fundingPayment(new Decimal(-2), SETTLEMENT).toFixed()).toBe('4')
    expect(fundingPayment(new Decimal(2), { ...SETTLEMENT, rate: -0.0001 }).toFixed()).toBe('4')
  })

  it('is one adjustment for each owner, with an id that is always the same', () => {
    const portfolio = new Portfolio({ accountId: ACCOUNT, currency: 'USDT' })
    portfolio.openAccount(money(100), timeMs(0))
    portfolio.book(fillOf({ quantity: '3' }))
    portfolio.book(fillOf({ quantity: '1', side: 'sell', owner: TREND }))
    portfolio.book(fillOf({ quantity: '1', instrumentId: ETH }))
    const adjustments = fundingAdjustments(SETTLEMENT, portfolio.openPositions())
    expect(adjustments.map(({ adjustmentId, owner, cash }) => [adjustmentId, owner, cash.toFixed()])).toEqual([
      [`funding:${BTC}:8:hand`, HAND, '-6'],
      [`funding:${BTC}:8:strategy:trend`, TREND, '2'],
    ])
    for (const adjustment of [...adjustments, ...adjustments]) portfolio.adjust(adjustment)
    expect([portfolio.cash, portfolio.funding].map(String)).toEqual(['96', '-4'])
  })

  it('comes to what the net position pays, however owners share it', () => {
    fc.assert(
      fc.property(anyFills, (fills) => {
        const portfolio = new Portfolio({ accountId: ACCOUNT, currency: 'USDT' })
        for (const fill of fills) portfolio.book(fill)
        const adjustments = fundingAdjustments(SETTLEMENT, portfolio.openPositions())
        const paid = adjustments.reduce<Decimal>((sum, { cash }) => sum.add(cash), ZERO)
        expect(paid.eq(fundingPayment(portfolio.netQuantity(BTC), SETTLEMENT))).toBe(true)
      }),
    )
  })
})
