import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BookView, RING_CAPACITY } from '../../src-contract/index.ts'
import { createPendingDeltas, type PendingDelta, type PendingDeltas } from './pending-deltas.ts'

interface Delta {
  readonly key: string
  readonly value: number
}
const keyOf = (delta: object): string => (delta as Delta).key
const deltas = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), value: fc.integer() }))
const limits = fc.array(fc.integer({ min: 1, max: 5 }))
const bare = (taken: readonly PendingDelta[]): object[] => taken.map(({ delta }) => delta)

describe('pending deltas', () => {
  it('of a topic that never merges come out once, complete and in order, whatever is taken at a time', () => {
    fc.assert(
      fc.property(deltas, limits, (added, takes) => {
        const pending = createPendingDeltas('never', keyOf)
        for (const delta of added) pending.add(delta)
        const taken = [...takes.flatMap((limit) => pending.take(limit)), ...pending.take(Infinity)]
        expect(bare(taken)).toEqual(added)
        expect(taken.every(({ skipped }) => skipped === 0)).toBe(true)
        expect(pending.size).toBe(0)
      }),
    )
  })

  it('of a latest topic come out once, the newest per key, in the order in which the keys came', () => {
    fc.assert(
      fc.property(deltas, limits, (added, takes) => {
        const pending = createPendingDeltas('latest', keyOf)
        for (const delta of added) pending.add(delta)
        const newest = new Map(added.map((delta) => [delta.key, delta]))
        expect(pending.size).toBe(newest.size)
        const taken = takes.flatMap((limit) => {
          const part = pending.take(limit)
          expect(part.length).toBeLessThanOrEqual(limit)
          return bare(part)
        })
        expect([...taken, ...bare(pending.take(Infinity))]).toEqual([...newest.values()])
        expect(pending.size).toBe(0)
      }),
    )
  })

  it.each(['latest', 'levels', 'ring', 'never'] as const)(
    'under the rule %s are gone when they are cleared',
    (rule) => {
      const pending = createPendingDeltas(rule, () => 'a')
      const book: BookView = { timeMs: 1, bids: [[1, 1]], asks: [] }
      for (let count = 0; count < RING_CAPACITY + 5; count += 1) pending.add(book)
      pending.clear()
      expect(pending.size).toBe(0)
      expect(pending.take(10)).toEqual([])
      pending.add(book)
      expect(pending.take(10)).toEqual([{ delta: book, skipped: 0 }])
    },
  )
})

type RingStep = { readonly add: number } | { readonly take: number }
const ringSteps = fc.array(
  fc.oneof(fc.record({ add: fc.integer({ min: 1, max: 350 }) }), fc.record({ take: fc.integer({ min: 1, max: 300 }) })),
  { maxLength: 12 },
)

/** Plays the steps with deltas numbered from 0. @returns everything taken, and how many were added. */
function playRing(steps: readonly RingStep[]): { taken: PendingDelta[]; added: number } {
  const pending = createPendingDeltas('ring', keyOf)
  const taken: PendingDelta[] = []
  let added = 0
  for (const step of steps) {
    if ('take' in step) taken.push(...pending.take(step.take))
    else for (let count = 0; count < step.add; count += 1) pending.add({ number: added++ })
    expect(pending.size).toBeLessThanOrEqual(RING_CAPACITY)
  }
  return { taken: [...taken, ...pending.take(Infinity)], added }
}

describe('pending deltas of a ring', () => {
  it('come out in order, and each says exactly how many before it were dropped', () => {
    fc.assert(
      fc.property(ringSteps, (steps) => {
        const { taken, added } = playRing(steps)
        let expected = 0
        for (const { delta, skipped } of taken) {
          expected += skipped
          expect(delta).toEqual({ number: expected })
          expected += 1
        }
        expect(expected).toBe(added)
      }),
    )
  })

  it('are the newest ones: what is left at the end is a suffix of what was added, as long as it can be', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), (count) => {
        const { taken } = playRing([{ add: count }])
        const kept = Math.min(count, RING_CAPACITY)
        expect(bare(taken)).toEqual(Array.from({ length: kept }, (_, index) => ({ number: count - kept + index })))
        expect(taken[0]?.skipped).toBe(count - kept)
      }),
    )
  })
})

const level = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 3 }))
/** Quantities by price: in a delta each price stands once. */
const side = fc.array(level, { maxLength: 5 }).map((levels) => Array.from(new Map(levels)))
const bookSteps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ bids: side, asks: side }) },
    { weight: 1, arbitrary: fc.constant('take' as const) },
  ),
  { maxLength: 20 },
)

/** A client's book: a quantity of 0 takes a level away. */
class Book {
  readonly bids = new Map<number, number>()
  readonly asks = new Map<number, number>()
  timeMs = 0

  apply({ timeMs, bids, asks }: BookView): void {
    this.timeMs = timeMs
    for (const [price, quantity] of bids) setLevel(this.bids, price, quantity)
    for (const [price, quantity] of asks) setLevel(this.asks, price, quantity)
  }
}

function setLevel(levels: Map<number, number>, price: number, quantity: number): void {
  if (quantity === 0) levels.delete(price)
  else levels.set(price, quantity)
}

function takeBooks(pending: PendingDeltas, into: Book): void {
  expect(pending.size).toBeLessThanOrEqual(1)
  for (const { delta } of pending.take(5)) into.apply(delta as BookView)
}

describe('pending deltas of a book', () => {
  it('lead to the same book, however many of them were merged', () => {
    fc.assert(
      fc.property(bookSteps, (steps) => {
        const pending = createPendingDeltas('levels', keyOf)
        const [sender, receiver] = [new Book(), new Book()]
        let timeMs = 0
        for (const step of steps) {
          if (step === 'take') takeBooks(pending, receiver)
          else {
            const delta = { timeMs: (timeMs += 1), ...step }
            sender.apply(delta)
            pending.add(delta)
          }
        }
        takeBooks(pending, receiver)
        expect(receiver).toEqual(sender)
      }),
    )
  })

  it('are merged into one that is sorted and keeps the levels that have gone', () => {
    const pending = createPendingDeltas('levels', keyOf)
    pending.add({ timeMs: 1, bids: [[9, 1]], asks: [[11, 1]] })
    pending.add({
      timeMs: 2,
      bids: [
        [10, 2],
        [9, 0],
        [8, 3],
      ],
      asks: [
        [13, 1],
        [12, 4],
      ],
    })
    const merged: BookView = {
      timeMs: 2,
      bids: [
        [10, 2],
        [9, 0],
        [8, 3],
      ],
      asks: [
        [11, 1],
        [12, 4],
        [13, 1],
      ],
    }
    expect(pending.take(500)).toEqual([{ delta: merged, skipped: 0 }])
    expect(pending.size).toBe(0)
  })

  it('stay one and the same object where only one waits, so that its text is made once for all clients', () => {
    const pending = createPendingDeltas('levels', keyOf)
    const delta: BookView = { timeMs: 1, bids: [[9, 1]], asks: [] }
    pending.add(delta)
    expect(pending.take(1)[0]?.delta).toBe(delta)
  })
})
