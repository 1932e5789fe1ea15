import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import { accountId, HAND, money, price, quantity } from '../domain/index.ts'
import { dustDenial } from './dust-denial.ts'
import { ABC } from './testing/hand-market.ts'

const HELD = {
  accountId: accountId('main'),
  instrumentId: ABC.instrumentId,
  owner: HAND,
  quantity: quantity('-0.04'),
  entryPrice: price(100),
  realisedPnl: money(0),
  fees: money(0),
  openedAtMs: timeMs(1_000),
  instrument: { ...ABC, minQuantity: quantity('0.2') },
}

describe('the refusal of exits for a remainder', () => {
  it.each([
    ['minNotional', { code: 'MIN_NOTIONAL', measured: 4.2, limit: 5, unit: 'USDT' }, 'is worth 4.20 USDT'],
    ['minQuantity', { code: 'MIN_QUANTITY', measured: 0.04, limit: 0.2, unit: 'ABC' }, 'no order below 0.2 ABC'],
    ['lotSize', { code: 'MIN_QUANTITY', measured: 0.04, limit: 0.1, unit: 'ABC' }, 'no order below 0.1 ABC'],
  ] as const)('says by %s what is held and what the venue takes', (cause, figures, words) => {
    const denial = dustDenial(cause, HELD, 105)
    expect(denial).toMatchObject(figures)
    expect(denial.message).toContain('What is held of ABC, 0.04,')
    expect(denial.message).toContain(words)
  })
})
