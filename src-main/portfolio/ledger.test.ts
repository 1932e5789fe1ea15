import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import { type LedgerAccount, money, type Posting } from '../domain/index.ts'
import { Ledger } from './ledger.ts'
import { ACCOUNT } from './testing/fills.ts'

const leg = (account: LedgerAccount, amount: string): Posting => ({
  transactionId: 'x1',
  accountId: ACCOUNT,
  account,
  currency: 'USDT',
  amount: money(amount),
  timeMs: timeMs(0),
})

describe('Ledger', () => {
  it('adds up what is posted to each account', () => {
    const ledger = new Ledger()
    ledger.post([leg('cash', '100'), leg('capital', '-100')])
    ledger.post([leg('cash', '-0.5'), leg('fees', '0.5')])
    expect(ledger.balance('cash').toFixed()).toBe('99.5')
    expect(ledger.balance('realisedPnl').toFixed()).toBe('0')
    expect(ledger.isBalanced).toBe(true)
  })

  it('refuses a transaction whose legs do not sum to zero, and applies none of it', () => {
    const ledger = new Ledger()
    expect(() => ledger.post([leg('cash', '100'), leg('capital', '-99')])).toThrow(
      'transaction x1 does not balance, it is off by 1',
    )
    expect(ledger.balance('cash').toFixed()).toBe('0')
  })

  it('refuses to be restored out of balance', () => {
    const ledger = new Ledger()
    expect(() => ledger.restore({ cash: money(5), capital: money(-4) })).toThrow('restored ledger is off by 1')
    ledger.restore({ cash: money(5), capital: money(-5) })
    expect(ledger.balance('capital').toFixed()).toBe('-5')
  })
})
