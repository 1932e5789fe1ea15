import { describe, expect, it } from 'vitest'
import type { TradeView } from '../../../src-contract/index.ts'
import { Tape, type TapeRow } from './tape.ts'
import { leastQuantity } from './tape-settings.ts'

let tradeSeq = 0
const trade = (change: Partial<TradeView> = {}): TradeView => ({
  tradeSeq: (tradeSeq += 1),
  timeMs: tradeSeq * 1_000,
  price: 100,
  quantity: 1,
  takerSide: 'buy',
  ...change,
})
const sizes = (rows: readonly TapeRow[]): (number | string)[] =>
  rows.map((row) => (row.kind === 'trade' ? row.quantity : `${row.count} skipped`))

describe('a tape', () => {
  it('has the newest trade first', () => {
    const tape = new Tape()
    tape.replace([trade({ quantity: 1 }), trade({ quantity: 2 }), trade({ quantity: 3 })])
    expect(sizes(tape.newest(2))).toEqual([3, 2])
  })

  it('folds what one taker did at one price', () => {
    const tape = new Tape()
    tape.replace([trade({ timeMs: 5 }), trade({ timeMs: 5 }), trade({ timeMs: 5, takerSide: 'sell' })])
    expect(sizes(tape.newest(9))).toEqual([1, 2])
  })

  it('says what a table has to change', () => {
    const tape = new Tape()
    tape.replace([trade({ timeMs: 5 })])
    const change = tape.add([trade({ timeMs: 5, quantity: 4 }), trade({ quantity: 7 })], 0)
    expect(sizes(change.grown === undefined ? [] : [change.grown])).toEqual([5])
    expect(sizes(change.added)).toEqual([7])
    expect(tape.add([], 0)).toEqual({ grown: undefined, added: [] })
  })

  it('tells of trades that were skipped, and folds nothing over them', () => {
    const tape = new Tape()
    tape.replace([trade({ timeMs: 5 })])
    expect(sizes(tape.add([trade({ timeMs: 5 })], 12).added)).toEqual(['12 skipped', 1])
    expect(sizes(tape.newest(9))).toEqual([1, '12 skipped', 1])
  })

  it('shows only what is large enough, and adds a row once it has grown to that', () => {
    const tape = new Tape()
    tape.setLeast(3)
    tape.replace([trade({ quantity: 5 }), trade({ timeMs: 9, quantity: 2 })])
    expect(sizes(tape.newest(9))).toEqual([5])
    const change = tape.add([trade({ timeMs: 9, quantity: 2 })], 0)
    expect([change.grown, sizes(change.added)]).toEqual([undefined, [4]])
    tape.setLeast(0)
    expect(sizes(tape.newest(9))).toEqual([4, 5])
  })

  it('weighs a trade against the usual size', () => {
    const tape = new Tape()
    tape.replace([...Array.from({ length: 100 }, () => trade()), trade({ quantity: 4 }), trade({ quantity: 20 })])
    expect(tape.newest(3).map((row) => row.kind === 'trade' && row.weight)).toEqual(['huge', 'large', 'usual'])
  })

  it('keeps a thousand rows', () => {
    const tape = new Tape()
    tape.replace(Array.from({ length: 1_200 }, () => trade()))
    expect(tape.newest(5_000)).toHaveLength(1_000)
  })
})

describe('the least size', () => {
  it('is what was typed, and everything where that is no quantity', () => {
    expect(['0.5', '', undefined, 'x', '-1', '0'].map(leastQuantity)).toEqual([0.5, 0, 0, 0, 0, 0])
  })
})
