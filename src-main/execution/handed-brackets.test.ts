import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HAND, orderId, price, quantity, type Standing, strategyId, strategyOwner } from '../domain/index.ts'
import { BracketBook } from './bracket-book.ts'
import { type Bracket, coverage } from './brackets.ts'
import { handedParts, type StoredPart } from './handed-brackets.ts'
import { bracketTerms, BTC, newTerms } from './testing/terms.ts'

const FROM: Standing = { instrumentId: BTC, owner: HAND }
const TO: Standing = { instrumentId: BTC, owner: strategyOwner(strategyId('ema-cross')) }
const NO_DECISION = { exits: undefined, rules: undefined }

/** What a hand holds after entries of these sizes; every second one without exits. */
function bookOf(sizes: readonly number[]): BracketBook {
  const book = new BracketBook()
  let held = 0
  for (const [number, size] of sizes.entries()) {
    const terms = number % 2 === 0 ? bracketTerms(size) : newTerms()
    const change = { before: quantity(held), after: quantity(held + size) }
    book.advance({ ...change, terms: { ...terms, orderId: orderId(`wh-${number + 1}`) } })
    held += size
  }
  return book
}

/** With every number as text. */
function textOf(brackets: readonly Bracket[]): unknown {
  return JSON.parse(JSON.stringify(brackets))
}

describe('brackets that are handed over', () => {
  it('are together what was held before, with the exits that they had', () => {
    const book = bookOf([2, 1])
    const parts = book.partsOf(FROM, quantity(2), NO_DECISION)
    book.hand(FROM, TO, parts)
    expect(book.of(FROM).map((each) => [each.parentOrderId, each.quantity.toFixed()])).toEqual([['wh-1', '1']])
    expect(book.of(TO).map((each) => [each.parentOrderId, each.quantity.toFixed(), each.stopPrice?.toFixed()])).toEqual(
      [
        ['wh-1', '1', '90'],
        ['wh-2', '1', undefined],
      ],
    )
  })

  it('are the same where a ledger tells of them, on both sides', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(sizes, fc.double({ min: 0.1, max: 1, noNaN: true }), (entries, share) => {
        const held = entries.reduce((sum, size) => sum + size, 0)
        const amount = Math.max(1, Math.floor(held * share))
        const live = bookOf(entries)
        const parts = live.partsOf(FROM, quantity(amount), NO_DECISION)
        live.hand(FROM, TO, parts)

        const stored = JSON.parse(JSON.stringify(parts)) as StoredPart[]
        const told = bookOf(entries)
        const left = quantity(held - amount)
        told.replayHandover({ standing: FROM, before: quantity(held), after: left, parts: handedParts(stored, FROM) })
        told.replayHandover({
          standing: TO,
          before: quantity(0),
          after: quantity(amount),
          parts: handedParts(stored, TO),
        })

        expect(textOf(told.of(FROM))).toEqual(textOf(live.of(FROM)))
        expect(textOf(told.of(TO))).toEqual(textOf(live.of(TO)))
        expect(coverage(told.of(TO)).toNumber()).toBe(amount)
      }),
    )
  })

  it('keep a trailing distance and an entry price that is gone to', () => {
    const book = new BracketBook()
    const exitPlan = {
      targets: [{ price: price(110), fraction: 1 }],
      trailing: { kind: 'price', distance: price(5) },
      breakEven: { kind: 'atPrice', price: price(105) },
    } as const
    const terms = { ...bracketTerms(2, 'buy', { takeProfitPrice: undefined, exitPlan }), orderId: orderId('wh-1') }
    book.advance({ before: quantity(0), after: quantity(2), terms })
    const parts = book.partsOf(FROM, quantity(1), NO_DECISION)
    const [back] = handedParts(JSON.parse(JSON.stringify(parts)) as StoredPart[], TO)
    expect(back).toMatchObject({ trailing: exitPlan.trailing, breakEven: exitPlan.breakEven, quantity: quantity(1) })
    expect(back?.targets).toEqual([{ price: price(110), fraction: 1, filled: quantity(0) }])
  })
})
