import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, timeMs, ZERO } from '../base/index.ts'
import { type Booking, type Entry, HAND, money, positionKey, price, quantity, UNASSIGNED } from '../domain/index.ts'
import { LEDGER_ACCOUNTS } from './ledger.ts'
import { Portfolio } from './portfolio.ts'
import { ACCOUNT, BTC, ETH, fillOf, TREND } from './testing/fills.ts'
import { adjustmentOf, anySteps, handoverAt, handoverOf, take } from './testing/steps.ts'

function openedPortfolio(cash = '10000'): Portfolio {
  const portfolio = new Portfolio({ accountId: ACCOUNT, currency: 'USDT' })
  portfolio.openAccount(money(cash), timeMs(0))
  return portfolio
}

const sumOf = (values: readonly Decimal[]): Decimal => values.reduce((sum, value) => sum.add(value), ZERO)
const legsOf = ({ postings }: Booking): Record<string, string> =>
  Object.fromEntries(postings.map(({ account, amount }) => [account, amount.toFixed()]))
const entryText = ({ entryId, kind, quantity, price, realisedPnl, fee }: Entry): string =>
  [entryId, kind, quantity, price, realisedPnl, fee].map(String).join(' ')

describe('an adjustment', () => {
  it('adopts a position that was found at the venue, and brings no cash', () => {
    const portfolio = openedPortfolio()
    const booking = portfolio.adjust(
      adjustmentOf({ adjustmentId: 'x', kind: 'adopted', owner: UNASSIGNED, quantity: quantity(2), price: price(90) }),
    )
    expect(booking.entries.map(entryText)).toEqual(['adjustment:x adopted 2 90 0 0'])
    expect(booking.postings).toEqual([])
    expect(portfolio.position(BTC, UNASSIGNED)).toMatchObject({
      owner: UNASSIGNED,
      openedAtMs: booking.entries[0]?.timeMs,
    })
    expect([portfolio.cash, portfolio.netQuantity(BTC)].map(String)).toEqual(['10000', '2'])
  })

  it('adopts a spot holding with its value as capital, so that cash less cost is what the venue has in money', () => {
    const portfolio = openedPortfolio()
    const booking = portfolio.adjust(
      adjustmentOf({ kind: 'adopted', quantity: quantity(2), price: price(90), cash: money(180) }),
    )
    expect(legsOf(booking)).toEqual({ cash: '180', capital: '-180' })
    expect(portfolio.cashLessCost.toFixed()).toBe('10000')
  })

  it.each(['liquidation', 'adl'] as const)('realises the profit of a %s and takes its fee', (kind) => {
    const portfolio = openedPortfolio()
    portfolio.book(fillOf({ quantity: '2', price: '100', fee: '1' }))
    const booking = portfolio.adjust(
      adjustmentOf({ adjustmentId: 'x', kind, quantity: quantity(-2), price: price(80), cash: money('-1.5') }),
    )
    expect(booking.entries.map(entryText)).toEqual([`adjustment:x ${kind} -2 80 -40 1.5`])
    expect(legsOf(booking)).toEqual({ cash: '-41.5', realisedPnl: '40', fees: '1.5' })
    expect(booking.postings.map(({ transactionId }) => transactionId)).toEqual(Array(3).fill('adjustment:x'))
    const position = portfolio.position(BTC, HAND)
    expect([position?.quantity, position?.realisedPnl, position?.fees].map(String)).toEqual(['0', '-40', '2.5'])
  })

  it('books a funding payment apart from profit and fees, and leaves the position as it is', () => {
    const portfolio = openedPortfolio()
    portfolio.book(fillOf({ quantity: '2' }))
    const before = portfolio.position(BTC, HAND)
    const booking = portfolio.adjust(
      adjustmentOf({ adjustmentId: 'x', kind: 'funding', quantity: quantity(0), cash: money('-0.4') }),
    )
    expect(booking.entries.map(entryText)).toEqual(['adjustment:x funding 0 100 0 0.4'])
    expect([booking.positions, portfolio.position(BTC, HAND)]).toEqual([[], before])
    expect(legsOf(booking)).toEqual({ cash: '-0.4', funding: '0.4' })
    expect([portfolio.funding, portfolio.fees, portfolio.realisedPnl].map(String)).toEqual(['-0.4', '0', '0'])
  })

  it('moves cash in and out against capital, without an entry where no instrument is meant', () => {
    const portfolio = openedPortfolio()
    const booking = portfolio.adjust(
      adjustmentOf({ kind: 'transfer', instrumentId: undefined, quantity: quantity(0), cash: money('-500') }),
    )
    expect([booking.entries, booking.positions]).toEqual([[], []])
    expect(legsOf(booking)).toEqual({ cash: '-500', capital: '500' })
    expect([portfolio.cash, portfolio.capital].map(String)).toEqual(['9500', '9500'])
  })

  it('realises of dust what its price says', () => {
    const portfolio = openedPortfolio()
    portfolio.book(fillOf({ quantity: '0.003', price: '100' }))
    const booking = portfolio.adjust(adjustmentOf({ kind: 'dust', quantity: quantity('-0.003'), price: price(0) }))
    expect(legsOf(booking)).toEqual({ cash: '-0.3', realisedPnl: '0.3' })
    expect(portfolio.openPositions()).toEqual([])
  })

  it('takes a fee that changes no quantity out of the position it belongs to', () => {
    const portfolio = openedPortfolio()
    portfolio.book(fillOf({ fee: '1' }))
    const booking = portfolio.adjust(adjustmentOf({ quantity: quantity(0), cash: money(-3) }))
    expect(booking.positions.map(({ fees }) => fees.toFixed())).toEqual(['4'])
    expect(portfolio.fees.toFixed()).toBe('4')
  })

  it('is booked once, also after a restart and after a reset', () => {
    const portfolio = openedPortfolio()
    const adjustment = adjustmentOf({ adjustmentId: 'x', kind: 'adopted', quantity: quantity(1) })
    expect(portfolio.hasBooked('adjustment:x')).toBe(false)
    const { entries } = portfolio.adjust(adjustment)
    portfolio.reset(money(1), timeMs(1))
    const restored = new Portfolio({ accountId: ACCOUNT, currency: 'USDT' })
    restored.restore({ positions: [], balances: {}, bookedIds: entries.map(({ entryId }) => entryId) })
    for (const books of [portfolio, restored]) {
      expect(books.hasBooked('adjustment:x')).toBe(true)
      expect(books.adjust(adjustment)).toEqual({ entries: [], positions: [], postings: [] })
      expect(books.openPositions()).toEqual([])
    }
  })

  it('refuses a change of quantity without an instrument or by funding, and remembers nothing of it', () => {
    const portfolio = openedPortfolio()
    for (const change of [{ instrumentId: undefined }, { kind: 'funding' }] as const) {
      const adjustment = adjustmentOf({ adjustmentId: 'x', ...change })
      expect(() => portfolio.adjust(adjustment)).toThrow('cannot change a quantity')
    }
    expect(() => portfolio.adjust(adjustmentOf({ adjustmentId: 'x', price: price(Number.NaN) }))).toThrow(
      'cannot change by -1 at NaN',
    )
    expect([portfolio.hasBooked('adjustment:x'), portfolio.ledgerBalanced()]).toEqual([false, true])
  })
})

describe('a handover', () => {
  it('gives part of a position away at the average price; fees and profit so far stay with the giver', () => {
    const portfolio = openedPortfolio()
    portfolio.book(fillOf({ quantity: '2', price: '100', fee: '1' }))
    portfolio.book(fillOf({ quantity: '2', price: '120', fee: '1' }))
    portfolio.book(fillOf({ side: 'sell', quantity: '1', price: '130', fee: '1' }))
    const booking = portfolio.handOver(handoverOf({ handoverId: 'x', quantity: quantity(2) }))
    expect(booking.entries.map(entryText)).toEqual([
      'handover:x:from handover -2 110 0 0',
      'handover:x:to handover 2 110 0 0',
    ])
    expect(booking.postings).toEqual([])
    const texts = booking.positions.map((held) =>
      [held.owner, held.quantity, held.entryPrice, held.realisedPnl, held.fees].map(String).join(' '),
    )
    expect(texts).toEqual([`${HAND} 1 110 20 3`, `${TREND} 2 110 0 0`])
  })

  it('is booked once', () => {
    const portfolio = openedPortfolio()
    portfolio.book(fillOf({ quantity: '2' }))
    const handover = handoverOf({ handoverId: 'x' })
    portfolio.handOver(handover)
    expect(portfolio.handOver(handover).entries).toEqual([])
    expect([portfolio.hasBooked('handover:x:from'), portfolio.hasBooked('handover:x:to')]).toEqual([true, true])
    expect(portfolio.ownerQuantity(BTC, TREND).toFixed()).toBe('1')
  })

  it.each([
    ['more than is held', { quantity: quantity(3) }, 'hand holds 2 in simulated:BTC-PERP, so 3 cannot be handed over'],
    ['the other side', { quantity: quantity(-1) }, 'so -1 cannot be handed over'],
    ['what is not held', { instrumentId: ETH }, 'hand holds nothing in simulated:ETH-PERP'],
    ['nothing', { quantity: quantity(0) }, 'The quantity to hand over is zero'],
    ['to oneself', { to: HAND }, 'hand holds this part of simulated:BTC-PERP already'],
    ['to an owner of the opposite side', { to: UNASSIGNED }, 'unassigned holds the opposite side'],
  ])('is refused for %s, with a text for the person', (_, change, text) => {
    const portfolio = openedPortfolio()
    portfolio.book(fillOf({ quantity: '2' }))
    portfolio.book(fillOf({ side: 'sell', owner: UNASSIGNED }))
    const handover = handoverOf(change)
    expect(portfolio.handoverRefusal(handover)).toContain(text)
    expect(() => portfolio.handOver(handover)).toThrow(text)
  })
})

describe('a fee in another currency', () => {
  const converter = { rate: (from: string): Decimal | undefined => (from === 'BNB' ? new Decimal(600) : undefined) }

  it('counts by its value, and leaves cash what the venue says it is', () => {
    const portfolio = new Portfolio({ accountId: ACCOUNT, currency: 'USDT', converter })
    const { booking } = portfolio.book({ ...fillOf({ fee: '0.01' }), feeCurrency: 'BNB' })
    expect(booking.entries.map(({ fee }) => fee.toFixed())).toEqual(['6'])
    expect(legsOf(booking)).toEqual({ fees: '6', capital: '-6' })
    expect([portfolio.cash, portfolio.fees].map(String)).toEqual(['0', '6'])
  })

  it('comes off the holding on spot when it is in the coin that was bought', () => {
    const instrumentOf = (): never => ({ kind: 'spot', base: 'BTC' }) as never
    const portfolio = new Portfolio({ accountId: ACCOUNT, currency: 'USDT', instrumentOf })
    portfolio.openAccount(money(1000), timeMs(0))
    portfolio.book({ ...fillOf({ fee: '0.001' }), feeCurrency: 'BTC' })
    expect([portfolio.netQuantity(BTC), portfolio.fees, portfolio.cashLessCost].map(String)).toEqual([
      '0.999',
      '0.1',
      '900',
    ])
  })

  it('counts nothing where no price of it is known, and the fill is booked all the same', () => {
    const portfolio = new Portfolio({ accountId: ACCOUNT, currency: 'USDT', converter })
    const { booking, hasUnpricedFee } = portfolio.book({ ...fillOf({ fee: '1' }), feeCurrency: 'XYZ' })
    expect(hasUnpricedFee).toBe(true)
    expect(booking.positions.map(({ quantity }) => quantity.toFixed())).toEqual(['1'])
    expect([portfolio.ledgerBalanced(), portfolio.fees.toFixed()]).toEqual([true, '0'])
  })
})

describe('whatever happens to the books in whatever order', () => {
  it('every transaction and the ledger sum to zero, positions are the sum of their entries, nets the sum of owners', () => {
    const kinds = new Map<string, number>()
    fc.assert(
      fc.property(anySteps, (steps) => {
        const portfolio = openedPortfolio()
        const sums = new Map<string, Decimal>()
        for (const step of steps) {
          const booking = take(portfolio, step)
          kinds.set(step.kind, (kinds.get(step.kind) ?? 0) + (booking ? 1 : 0))
          for (const { accountId, instrumentId, owner, quantity } of booking?.entries ?? []) {
            const key = positionKey(accountId, instrumentId, owner)
            sums.set(key, quantity.add(sums.get(key) ?? ZERO))
          }
          expect(sumOf((booking?.postings ?? []).map(({ amount }) => amount)).isZero()).toBe(true)
          expect(portfolio.ledgerBalanced()).toBe(true)
        }
        for (const { accountId, instrumentId, owner, quantity } of portfolio.openPositions()) {
          expect(sums.get(positionKey(accountId, instrumentId, owner))?.toFixed()).toBe(quantity.toFixed())
        }
      }),
      { numRuns: 200 },
    )
    expect([...kinds.keys()].toSorted((a, b) => a.localeCompare(b))).toEqual(['adjust', 'fill', 'handOver', 'reset'])
    for (const count of kinds.values()) expect(count).toBeGreaterThan(20)
  })

  it('a reset closes every account but cash and capital', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const portfolio = openedPortfolio()
        for (const step of steps) take(portfolio, step)
        portfolio.reset(money(77), timeMs(1))
        const balances = LEDGER_ACCOUNTS.map((account) => portfolio.balance(account).toNumber())
        expect(balances.map((balance) => balance + 0)).toEqual([77, -77, 0, 0, 0])
      }),
    )
  })

  it('a handover never changes net, cash or equity', () => {
    let handovers = 0
    fc.assert(
      fc.property(anySteps, (steps) => {
        const portfolio = openedPortfolio()
        for (const step of steps) {
          const handover = step.kind === 'handOver' ? handoverAt(portfolio, step) : undefined
          if (!handover) {
            take(portfolio, step)
            continue
          }
          const { instrumentId } = handover
          const before = [portfolio.netQuantity(instrumentId), portfolio.cash].map(String)
          const equity = portfolio.cashLessCost
          portfolio.handOver(handover)
          expect([portfolio.netQuantity(instrumentId), portfolio.cash].map(String)).toEqual(before)
          expect(portfolio.cashLessCost.sub(equity).abs().lt('1e-12')).toBe(true)
          handovers += 1
        }
      }),
    )
    expect(handovers).toBeGreaterThan(20)
  })

  it('told twice, adjustments and handovers change nothing the second time, and restored books know them too', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const portfolio = openedPortfolio()
        const adjustments = steps.flatMap((step) => (step.kind === 'adjust' ? [step.adjustment] : []))
        const bookings = steps.map((step) => take(portfolio, step))
        const ids = bookings.flatMap((booking) => (booking?.postings ?? []).map(({ transactionId }) => transactionId))
        const entryIds = bookings.flatMap((booking) => (booking?.entries ?? []).map(({ entryId }) => entryId))
        const restored = new Portfolio({ accountId: ACCOUNT, currency: 'USDT' })
        const balances = Object.fromEntries(LEDGER_ACCOUNTS.map((account) => [account, portfolio.balance(account)]))
        restored.restore({ positions: portfolio.openPositions(), balances, bookedIds: [...ids, ...entryIds] })
        for (const books of [portfolio, restored]) {
          const cash = books.cash.toFixed()
          const changing = adjustments.filter(({ instrumentId, cash }) => instrumentId !== undefined || !cash.isZero())
          for (const adjustment of changing) expect(books.adjust(adjustment).entries).toEqual([])
          expect([books.cash.toFixed(), books.ledgerBalanced()]).toEqual([cash, true])
        }
      }),
    )
  })
})
