import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import { accountId, HAND, type Instrument, money, type Position, price, quantity } from '../domain/index.ts'
import { spotCash, type SpotCashPorts } from './spot-cash.ts'
import { ABC, XYZ } from './testing/hand-market.ts'

const SPOT: Instrument = { ...ABC, kind: 'spot' }

function held({ instrumentId }: Instrument, amount: number, at: number): Position {
  return {
    accountId: accountId('a'),
    instrumentId,
    owner: HAND,
    quantity: quantity(amount),
    entryPrice: price(at),
    realisedPnl: money(0),
    fees: money(0),
    openedAtMs: timeMs(0),
  }
}

/** Of an account with 1000 USDT of cash, what holdings cost included, where a perpetual wants a tenth as margin. */
function free(currency: string, positions: readonly Position[], mark?: number): string {
  const ports: SpotCashPorts = {
    portfolio: {
      cash: money(1000),
      currency: 'USDT',
      openPositions: () => positions,
      netQuantity: (id) => positions.find(({ instrumentId }) => instrumentId === id)?.quantity ?? quantity(0),
    },
    marks: {
      markPrice: () => mark,
      unrealisedOf: (position) => position.quantity.toNumber() * ((mark ?? 0) - position.entryPrice.toNumber()),
    },
    instrument: (id) => [SPOT, XYZ].find(({ instrumentId }) => instrumentId === id),
    marginFraction: () => 0.1,
  }
  return spotCash(currency, ports).toFixed()
}

describe('cash for spot', () => {
  it('is what holdings have not cost', () => {
    expect(free('USDT', [])).toBe('1000')
    expect(free('USDT', [held(SPOT, 2, 300)], 500)).toBe('400')
  })

  it('is less what perpetuals need as margin, their losses included, their profit left aside', () => {
    expect(free('USDT', [held(XYZ, 20, 100)], 100)).toBe('800')
    expect(free('USDT', [held(XYZ, -20, 100)], 110)).toBe('580')
    expect(free('USDT', [held(XYZ, 1, 100)], 200)).toBe('1000')
  })

  it('is never below nothing', () => {
    expect(free('USDT', [held(XYZ, 20, 100)], 50)).toBe('0')
  })

  it('of another currency is what is held of that coin', () => {
    expect(free('ABC', [held(SPOT, 2, 300)], 500)).toBe('2')
    expect(free('XYZ', [held(XYZ, 2, 300)], 500)).toBe('0')
  })
})
