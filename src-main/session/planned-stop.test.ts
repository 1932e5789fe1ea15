import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isMultipleOf, toFloat } from '../base/index.ts'
import { price } from '../domain/index.ts'
import { breakEvenPrice, plannedStop, type PlanView } from './planned-stop.ts'

function view(change: Partial<PlanView> = {}): PlanView {
  return {
    side: 'buy',
    trailing: { kind: 'price', distance: price(5) },
    breakEven: undefined,
    hasFilledFirstTarget: false,
    entryPrice: price(100),
    tickSize: price('0.5'),
    feeFraction: 0.001,
    best: 110,
    newest: 109,
    stop: price(95),
    ...change,
  }
}

describe('a trailing stop', () => {
  it('stays its distance behind the best price, on the tick that is not nearer', () => {
    expect(plannedStop(view())?.toFixed()).toBe('105')
    expect(plannedStop(view({ best: 110.3 }))?.toFixed()).toBe('105')
    expect(plannedStop(view({ side: 'sell', best: 90.2, newest: 91, stop: price(105) }))?.toFixed()).toBe('95.5')
    expect(plannedStop(view({ trailing: { kind: 'fraction', fraction: 0.1 } }))?.toFixed()).toBe('99')
  })

  it('does not move for less than a step', () => {
    expect(plannedStop(view({ stop: price('104.5') }))).toBeUndefined()
    expect(plannedStop(view({ stop: price(104) }))?.toFixed()).toBe('105')
    expect(
      plannedStop(view({ trailing: { kind: 'price', distance: price(40) }, best: 141, stop: price('99.5') })),
    ).toBeUndefined()
  })

  it('never moves back', () => {
    expect(plannedStop(view({ stop: price(107) }))).toBeUndefined()
    expect(plannedStop(view({ side: 'sell', best: 90, newest: 91, stop: price(94) }))).toBeUndefined()
  })

  it('is placed where there was none', () => {
    expect(plannedStop(view({ stop: undefined }))?.toFixed()).toBe('105')
  })

  it('trails from the newest price where the price fell through it while nobody looked', () => {
    expect(plannedStop(view({ best: 150, newest: 120 }))?.toFixed()).toBe('115')
  })
})

describe('a stop at the entry price', () => {
  const even = (change: Partial<PlanView> = {}): PlanView =>
    view({ trailing: undefined, breakEven: { kind: 'atPrice', price: price(108) }, ...change })

  it('comes once the price has been there, with the fees of both ways', () => {
    expect(plannedStop(even())?.toFixed()).toBe('100.5')
    expect(plannedStop(even({ best: 107.9 }))).toBeUndefined()
    const short = even({
      side: 'sell',
      breakEven: { kind: 'atPrice', price: price(92) },
      best: 91,
      newest: 93,
      stop: price(105),
    })
    expect(plannedStop(short)?.toFixed()).toBe('99.5')
  })

  it('comes after the first target', () => {
    const after = even({ breakEven: { kind: 'afterFirstTarget' } })
    expect(plannedStop(after)).toBeUndefined()
    expect(plannedStop({ ...after, hasFilledFirstTarget: true })?.toFixed()).toBe('100.5')
  })

  it('waits while the price is on the other side of it, and stays away from a nearer stop', () => {
    expect(plannedStop(even({ newest: 100.5 }))).toBeUndefined()
    expect(plannedStop(even({ stop: price(101) }))).toBeUndefined()
  })

  it('gives way to a trailing stop that is nearer', () => {
    expect(plannedStop(view({ breakEven: { kind: 'atPrice', price: price(101) } }))?.toFixed()).toBe('105')
    expect(
      plannedStop(view({ breakEven: { kind: 'atPrice', price: price(101) }, best: 102, newest: 102 }))?.toFixed(),
    ).toBe('100.5')
  })

  it('loses nothing to fees', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 100_000 }),
        fc.integer({ min: 0, max: 50 }),
        fc.constantFrom('buy' as const, 'sell' as const),
        (entry, bps, side) => {
          const entryPrice = price(entry)
          const feeFraction = bps / 10_000
          const exit = breakEvenPrice({ side, entryPrice, feeFraction, tickSize: price('0.5') })
          const gain = side === 'buy' ? exit.sub(entryPrice) : entryPrice.sub(exit)
          const fees = entryPrice.add(exit).mul(feeFraction)
          expect(gain.gte(fees)).toBe(true)
        },
      ),
    )
  })
})

it('whatever the market does, the stop is on the tick, on the losing side, and nearer than before', () => {
  fc.assert(
    fc.property(
      fc.record({
        side: fc.constantFrom('buy' as const, 'sell' as const),
        newest: fc.integer({ min: 50, max: 150 }),
        run: fc.nat(60),
        distance: fc.integer({ min: 1, max: 20 }),
        stop: fc.option(fc.integer({ min: 30, max: 170 })),
      }),
      ({ side, newest, run, distance, stop }) => {
        const best = side === 'buy' ? newest + run : newest - run
        const moved = plannedStop(
          view({
            side,
            best,
            newest,
            trailing: { kind: 'price', distance: price(distance) },
            breakEven: { kind: 'atPrice', price: price(side === 'buy' ? 105 : 95) },
            stop: stop === null ? undefined : price(stop),
          }),
        )
        if (!moved) return
        const at = toFloat(moved)
        expect(isMultipleOf(moved, price('0.5'))).toBe(true)
        expect(side === 'buy' ? at < newest : at > newest).toBe(true)
        expect(stop === null || (side === 'buy' ? at > stop : at < stop)).toBe(true)
      },
    ),
  )
})
