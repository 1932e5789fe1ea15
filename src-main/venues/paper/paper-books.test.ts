import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from '../../base/index.ts'
import { money, price, quantity, type Side } from '../../domain/index.ts'
import { TEST_INSTRUMENT } from '../testing/orders.ts'
import { PaperBooks, type PaperFill } from './paper-books.ts'

const { instrumentId } = TEST_INSTRUMENT

/** `amount @ price`, with the fee paid. */
function fill(side: Side, words: string, fee = '0'): PaperFill {
  const [amount = '', at = ''] = words.split(' @ ')
  return { instrumentId, side, quantity: quantity(amount), price: price(at), fee: money(fee) }
}

function booksAfter(...fills: readonly PaperFill[]): PaperBooks {
  const books = new PaperBooks(money(1_000))
  for (const each of fills) books.apply(each)
  return books
}

describe('PaperBooks', () => {
  it('averages the entry price of what is added', () => {
    const position = booksAfter(fill('buy', '1 @ 100'), fill('buy', '3 @ 104')).position(instrumentId)
    expect([position.quantity.toString(), position.entryPrice.toString()]).toEqual(['4', '103'])
  })

  it('realises profit into cash when a long is reduced and keeps its entry price', () => {
    const books = booksAfter(fill('buy', '2 @ 100', '0.5'), fill('sell', '0.5 @ 110', '0.25'))
    expect(books.cash.toString()).toBe('1004.25')
    expect(books.position(instrumentId).entryPrice.toString()).toBe('100')
  })

  it('realises profit of a short when it is bought back, and is flat then', () => {
    const books = booksAfter(fill('sell', '2 @ 100'), fill('buy', '2 @ 95'))
    expect(books.cash.toString()).toBe('1010')
    expect(books.positions).toEqual([])
  })

  it('closes and opens when a fill goes through zero', () => {
    const books = booksAfter(fill('buy', '1 @ 100'), fill('sell', '3 @ 90'))
    const position = books.position(instrumentId)
    expect([books.cash.toString(), position.quantity.toString(), position.entryPrice.toString()]).toEqual([
      '990',
      '-2',
      '90',
    ])
  })

  it('holds equity equal to all money that went in and out, whatever the fills', () => {
    const fills = fc.array(
      fc.record({
        side: fc.constantFrom<Side>('buy', 'sell'),
        lots: fc.integer({ min: 1, max: 1_000 }),
        ticks: fc.integer({ min: 1, max: 200_000 }),
        fee: fc.integer({ min: 0, max: 500 }),
      }),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(fills, (list) => {
        const books = new PaperBooks(money(1_000))
        let flow = new Decimal(1_000)
        let net = new Decimal(0)
        for (const { side, lots, ticks, fee } of list) {
          const one = fill(side, `${lots / 1_000} @ ${ticks / 2}`, (fee / 100).toString())
          books.apply(one)
          const signed = side === 'buy' ? one.quantity : one.quantity.neg()
          flow = flow.minus(signed.mul(one.price)).minus(one.fee)
          net = net.plus(signed)
        }
        const { quantity: held, entryPrice } = books.position(instrumentId)
        expect(held.equals(net)).toBe(true)
        expect(books.cash.plus(held.mul(entryPrice).neg()).minus(flow).abs().lessThan('1e-12')).toBe(true)
      }),
    )
  })
})
