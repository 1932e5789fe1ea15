import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import type { BookedOrder, Books } from '../../soak/judge/books.ts'
import { compare } from '../../soak/judge/compare.ts'

const ORDER: BookedOrder = { orderId: 'wh-1', state: 'filled', isOpen: false, filled: '2', terms: 'buy BTCUSDT 2 - -' }
const BOOKS: Books = {
  orders: [ORDER],
  fills: ['50001 wh-1 buy 2 100'],
  positions: new Map([['BTCUSDT', '2']]),
  cashLessCost: new Decimal(800),
}

interface Change {
  readonly local?: Partial<Books>
  readonly venue?: Partial<Books>
  readonly held?: readonly string[]
  readonly accepted?: readonly string[]
}

function findings({ local = {}, venue = {}, held = [], accepted = ['wh-1'] }: Change): readonly string[] {
  const sides = { local: { ...BOOKS, ...local }, venue: { ...BOOKS, ...venue } }
  return compare({ ...sides, held: new Set(held), accepted: new Set(accepted) }).findings
}

function order(change: Partial<BookedOrder>): BookedOrder {
  return { ...ORDER, orderId: 'wh-2', filled: '0', ...change }
}

describe('the judge of a soak', () => {
  it('finds nothing where both sides have the same', () => {
    expect(findings({})).toEqual([])
  })

  it.each<[string, Change, string]>([
    ['an order that the venue lacks', { local: { orders: [ORDER, order({ state: 'working' })] } }, 'has never seen it'],
    ['an order that only the venue has', { venue: { orders: [ORDER, order({})] } }, 'not in the ledger'],
    ['an order that the venue has twice', { venue: { orders: [ORDER, ORDER] } }, '2 times at the venue'],
    ['another state', { venue: { orders: [{ ...ORDER, state: 'cancelled' }] } }, 'state filled here, cancelled'],
    ['another filled quantity', { venue: { orders: [{ ...ORDER, filled: '1' }] } }, 'filled 2 here, 1'],
    [
      'other terms of an order that stands',
      {
        local: { orders: [order({ state: 'working', isOpen: true, terms: 'buy BTCUSDT 2 90 -' })], fills: BOOKS.fills },
        venue: { orders: [order({ state: 'working', isOpen: true, terms: 'buy BTCUSDT 3 90 -' })] },
        accepted: [],
      },
      'terms buy BTCUSDT 2 90 - here',
    ],
    ['an accepted order that is gone', { accepted: ['wh-1', 'wh-9'] }, 'wh-9 was accepted'],
    ['a fill that is missing here', { local: { fills: [] } }, 'at the venue and not here'],
    ['a fill that is booked twice', { local: { fills: [...BOOKS.fills, ...BOOKS.fills] } }, 'here twice'],
    ['another position', { local: { positions: new Map([['BTCUSDT', '1']]) } }, 'BTCUSDT 1 is here'],
    ['other cash', { local: { cashLessCost: new Decimal('800.01') } }, '0.01 apart'],
  ])('finds %s', (_what, change, words) => {
    expect(findings(change).join('\n')).toContain(words)
  })

  it.each(['unsent', 'rejected', 'cancelled', 'expired'])('lets an order be absent there that is %s', (state) => {
    expect(findings({ local: { orders: [ORDER, order({ state })] } })).toEqual([])
    expect(findings({ local: { orders: [ORDER, order({ state, filled: '1' })] } })).toHaveLength(1)
  })

  it('lets an order be absent there that the engine holds', () => {
    expect(findings({ local: { orders: [ORDER, order({ state: 'working' })] }, held: ['wh-2'] })).toEqual([])
  })
})
