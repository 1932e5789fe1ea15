import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PriceWatch } from './price-watch.ts'

interface Item {
  readonly level: number
  readonly number: number
  over: boolean
}

/** The same, done the slow way. */
class NaiveWatch {
  readonly #sign: 1 | -1
  #items: Item[] = []

  constructor(sign: 1 | -1) {
    this.#sign = sign
  }

  add(item: Item): void {
    this.#items.push(item)
  }

  takeReached(price: number, strictly: boolean): Item[] {
    const isReached = ({ level }: Item) => {
      const distance = (price - level) * this.#sign
      return strictly ? distance > 0 : distance >= 0
    }
    const reached = this.#items.filter(isReached)
    this.#items = this.#items.filter((item) => !isReached(item))
    return reached
      .filter(({ over }) => !over)
      .toSorted((one, other) => (one.level - other.level) * this.#sign || one.number - other.number)
  }
}

function taken(watch: PriceWatch<Item>, price: number, strictly?: boolean): number[] {
  const numbers: number[] = []
  watch.takeReached(price, ({ number }) => numbers.push(number), strictly === undefined ? {} : { strictly })
  return numbers
}

function add(watch: PriceWatch<Item>, levels: readonly number[]): Item[] {
  const items = levels.map((level, number) => ({ level, number, over: false }))
  for (const item of items) watch.add(item.level, item)
  return items
}

const step = fc.record({
  kind: fc.constantFrom('add', 'add', 'add', 'take', 'end' as const),
  price: fc.integer({ min: -20, max: 20 }),
  strictly: fc.boolean(),
})

describe('PriceWatch', () => {
  it('hands over each level that a falling price is at or below, the highest first', () => {
    const watch = PriceWatch.falling<Item>()
    add(watch, [10, 30, 20])
    expect(taken(watch, 31)).toEqual([])
    expect(taken(watch, 20)).toEqual([1, 2])
    expect(taken(watch, 20), 'each only once').toEqual([])
    expect(watch.size).toBe(1)
  })

  it('hands over each level that a rising price is at or above, the lowest first, and equal ones as they were added', () => {
    const watch = PriceWatch.rising<Item>()
    add(watch, [20, 10, 20, 15, 20])
    expect(taken(watch, 20)).toEqual([1, 3, 0, 2, 4])
  })

  it('leaves a level that the price is exactly at where it must go beyond', () => {
    const watch = PriceWatch.rising<Item>()
    add(watch, [10, 11])
    expect(taken(watch, 11, true)).toEqual([0])
    expect(taken(watch, 12, true)).toEqual([1])
  })

  it('hands over at once what is added while it hands over, if that is reached too', () => {
    const watch = PriceWatch.falling<Item>()
    const order: number[] = []
    watch.add(10, { level: 10, number: 0, over: false })
    watch.takeReached(5, ({ level, number }) => {
      order.push(level)
      if (number < 3) watch.add(level - 3, { level: level - 3, number: number + 1, over: false })
    })
    expect(order).toEqual([10, 7])
    expect(watch.size).toBe(1)
  })

  it('neither hands over items that ended otherwise nor keeps more of them than living ones', () => {
    const watch = PriceWatch.falling<Item>(({ over }) => over)
    for (let number = 0; number < 10_000; number += 1) {
      const item = { level: number, number, over: false }
      watch.add(number, item)
      item.over = number % 100 !== 0
    }
    expect(watch.size).toBeLessThan(300)
    expect(taken(watch, 9_850)).toEqual([9_900])
  })

  it('is empty once it was cleared', () => {
    const watch = PriceWatch.rising<Item>()
    add(watch, [1, 2, 3])
    watch.clear()
    expect(watch.size).toBe(0)
    expect(taken(watch, 5)).toEqual([])
  })

  it.each([1, -1] as const)('agrees with a list that is searched in full, direction %d', (sign) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const isOver = ({ over }: Item) => over
        const watch = sign === 1 ? PriceWatch.rising<Item>(isOver) : PriceWatch.falling<Item>(isOver)
        const naive = new NaiveWatch(sign)
        const items: Item[] = []
        const expected: number[][] = []
        const actual: number[][] = []
        for (const [number, { kind, price, strictly }] of steps.entries()) {
          if (kind === 'add') {
            const item = { level: price, number, over: false }
            items.push(item)
            watch.add(price, item)
            naive.add(item)
          } else if (kind === 'take') {
            actual.push(taken(watch, price, strictly))
            expected.push(naive.takeReached(price, strictly).map((item) => item.number))
          } else {
            const item = items[Math.abs(price) % Math.max(1, items.length)]
            if (item !== undefined) item.over = true
          }
        }
        expect(actual).toEqual(expected)
      }),
    )
  })
})
