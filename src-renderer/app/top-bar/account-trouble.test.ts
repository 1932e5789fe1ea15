import { describe, expect, it } from 'vitest'
import type { TradedAccountView } from '../../../src-contract/index.ts'
import { otherOpenAccounts, othersTrouble, standingOf } from './account-trouble.ts'

const account = (name: string, change: Partial<TradedAccountView> = {}): TradedAccountView => ({
  name,
  isFirst: false,
  state: 'open',
  problem: null,
  environment: 'paper',
  marketVenue: 'simulated',
  tradingState: 'active',
  ...change,
})
const CLOSED = { environment: null, marketVenue: null, tradingState: null }

describe('how an account stands', () => {
  it.each([
    [{}, { shape: 'good', word: 'active' }],
    [{ tradingState: 'reducing' }, { shape: 'warn', word: 'reducing' }],
    [{ tradingState: 'halted' }, { shape: 'bad', word: 'halted' }],
    [
      { state: 'opening', ...CLOSED },
      { shape: 'warn', word: 'opening' },
    ],
    [
      { state: 'failed', ...CLOSED, problem: 'Wrong key' },
      { shape: 'bad', word: 'failed' },
    ],
  ] as const)('is told of %j as %j', (change, standing) => {
    expect(standingOf(account('main', change))).toEqual(standing)
  })
})

describe('other accounts to trade on', () => {
  it('are those that are open, the halted ones too', () => {
    const accounts = [
      account('paper'),
      account('main', { tradingState: 'halted' }),
      account('spare', { state: 'failed', ...CLOSED }),
    ]
    expect(otherOpenAccounts(accounts, 'paper').map(({ name }) => name)).toEqual(['main'])
    expect(otherOpenAccounts(accounts, 'spare').map(({ name }) => name)).toEqual(['paper', 'main'])
  })
})

describe('the trouble of other accounts', () => {
  it('is none where they trade, whatever the shown one does', () => {
    expect(othersTrouble([account('main', { tradingState: 'halted' }), account('spare')], 'main')).toBeUndefined()
  })

  it('is as bad as the worst of them, and names each', () => {
    const accounts = [
      account('main', { tradingState: 'reducing' }),
      account('spare', { state: 'failed', ...CLOSED }),
      account('paper'),
    ]
    expect(othersTrouble(accounts, 'paper')).toEqual({
      shape: 'bad',
      accounts: [
        { name: 'main', word: 'reducing' },
        { name: 'spare', word: 'failed' },
      ],
    })
    expect(othersTrouble(accounts, 'spare')).toMatchObject({ shape: 'warn' })
  })
})
