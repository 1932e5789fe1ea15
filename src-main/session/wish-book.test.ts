import { describe, expect, it } from 'vitest'
import { accountId, orderId, type OrderTerms, price, quantity } from '../domain/index.ts'
import { timeMs } from '../base/index.ts'
import { handIntent } from './testing/intents.ts'
import { WishBook } from './wish-book.ts'

function termsOf(number: number, change: Partial<OrderTerms> = {}): OrderTerms {
  return {
    ...handIntent({ idempotencyKey: `key-${number}` }),
    orderId: orderId(`wh-${number}`),
    accountId: accountId('test-01'),
    quantity: quantity(1),
    handling: 'venue',
    createdAtMs: timeMs(1),
    ...change,
  }
}

describe('WishBook', () => {
  it('knows nothing of a key that made no order', () => {
    expect(new WishBook().find(handIntent())).toBeUndefined()
    expect(new WishBook().orderOf('hand', 'key-1')).toBeUndefined()
  })

  it('keeps the first order of a key', () => {
    const book = new WishBook()
    book.remember(termsOf(1))
    book.remember(termsOf(1, { orderId: orderId('wh-2') }))
    expect(book.find(handIntent({ idempotencyKey: 'key-1' }))).toBe('wh-1')
  })

  it('does not compare sizes that depend on the moment', () => {
    const book = new WishBook()
    book.remember(termsOf(1))
    const size = { kind: 'riskToStop', fraction: 0.01 } as const
    expect(book.find(handIntent({ idempotencyKey: 'key-1', size }))).toBe('wh-1')
  })

  it('compares quantities and prices by value, not by how they are written', () => {
    const book = new WishBook()
    book.remember(termsOf(1))
    const size = { kind: 'quantity', quantity: '1.000' } as const
    expect(book.find(handIntent({ idempotencyKey: 'key-1', size }))).toBe('wh-1')
  })

  it('names the key and the order that it stands for', () => {
    const book = new WishBook()
    book.remember(termsOf(1))
    expect(() => book.find(handIntent({ idempotencyKey: 'key-1', side: 'sell' }))).toThrow(
      'The idempotency key key-1 already stands for order wh-1. Use a new key.',
    )
  })

  it('forgets the oldest key beyond ten thousand', () => {
    const book = new WishBook()
    for (let number = 0; number <= 10_000; number += 1) book.remember(termsOf(number))
    expect(book.orderOf('hand', 'key-0')).toBeUndefined()
    expect(book.orderOf('hand', 'key-1')).toBe('wh-1')
    expect(book.orderOf('hand', 'key-10000')).toBe('wh-10000')
  })

  it('tells a move of exits that was made before from another one under its key', () => {
    const book = new WishBook()
    const { instrumentId, owner } = handIntent()
    const move = { instrumentId, owner, by: 'hand', idempotencyKey: 'key-1', stopPrice: price(95) } as const
    expect(book.hasMoved(move)).toBe(false)
    book.rememberMove(move)
    expect(book.hasMoved({ ...move, stopPrice: price('95.0') })).toBe(true)
    expect(() => book.hasMoved({ ...move, targetPrice: null })).toThrow('already stands for exits of hand in')
    expect(() => book.find(handIntent({ idempotencyKey: 'key-1' }))).toThrow('already stands for exits of hand in')
    expect(book.orderOf('hand', 'key-1')).toBeUndefined()
    book.remember(termsOf(2))
    expect(() => book.hasMoved({ ...move, idempotencyKey: 'key-2' })).toThrow('already stands for order wh-2')
  })
})
