import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import { type ExitMove, HAND, price } from '../domain/index.ts'
import { exitMoveOf, type ExitMovePayload, type ExitRow, exitRowsOf, positionExitsOf } from './exit-rows.ts'
import { MovedExits, planDecidedBy } from './moved-exits.ts'
import { BTC } from './testing/terms.ts'

const STANDING = { instrumentId: BTC, owner: HAND }

type Wish = Omit<ExitMove, 'instrumentId' | 'owner' | 'idempotencyKey' | 'beforeOrderNumber' | 'sinceMs'>

/** Decides one after the other, in memory and in rows. */
function decide(...wishes: readonly Wish[]): { readonly inMemory: unknown; readonly stored: unknown } {
  const memory = new MovedExits()
  const rows = new Map<string, ExitRow>()
  for (const [number, wish] of wishes.entries()) {
    const base = {
      ...STANDING,
      idempotencyKey: `move-${number}`,
      beforeOrderNumber: number + 1,
      sinceMs: timeMs(number),
    }
    const move: ExitMove = { ...planDecidedBy(wish, memory.of(STANDING)), ...wish, ...base }
    memory.move(move)
    for (const row of exitRowsOf(move)) rows.set(row.role, { instrument_id: BTC, owner: HAND, ...row })
  }
  return { inMemory: memory.of(STANDING), stored: positionExitsOf([...rows.values()])[0] }
}

const TRAILING = { kind: 'price', distance: price(5) } as const

describe('decisions about exits', () => {
  it.each<[string, readonly Wish[]]>([
    ['a stop and a target', [{ by: 'hand', stopPrice: price(95), targetPrice: price(120) }]],
    ['exits that are taken away', [{ by: 'hand', stopPrice: null, targetPrice: null }]],
    ['a trailing stop', [{ by: 'hand', trailing: TRAILING }]],
    [
      'a share as distance, and the entry price',
      [
        {
          by: 'hand',
          trailing: { kind: 'fraction', fraction: 0.02 },
          breakEven: { kind: 'atPrice', price: price(105) },
        },
      ],
    ],
    [
      'what a plan has moved',
      [
        { by: 'hand', trailing: TRAILING },
        { by: 'plan', stopPrice: price(97) },
        { by: 'plan', stopPrice: price(98) },
      ],
    ],
    [
      'a stop that a hand moves over a plan',
      [
        { by: 'hand', trailing: TRAILING },
        { by: 'plan', stopPrice: price(97) },
        { by: 'hand', stopPrice: price(93) },
      ],
    ],
    [
      'a plan that ends',
      [
        { by: 'hand', trailing: TRAILING },
        { by: 'hand', trailing: null },
      ],
    ],
    [
      'a target beside a plan',
      [
        { by: 'hand', trailing: TRAILING },
        { by: 'plan', stopPrice: price(97) },
        { by: 'hand', targetPrice: price(130) },
      ],
    ],
  ])('come back from the ledger as they were: %s', (_what, wishes) => {
    const { inMemory, stored } = decide(...wishes)
    expect(stored).toEqual(inMemory)
  })

  it('of a hand end how far a plan had brought the stop, and the plan goes on from there', () => {
    const { stored } = decide(
      { by: 'hand', trailing: TRAILING },
      { by: 'plan', stopPrice: price(97) },
      { by: 'hand', stopPrice: price(93) },
    )
    expect(stored).not.toHaveProperty('planStop')
    expect(stored).toMatchObject({ stopLoss: { price: price(93) }, plan: { trailing: TRAILING, sinceMs: 2 } })
  })

  it('that take the stop away end the plan', () => {
    const { stored } = decide({ by: 'hand', trailing: TRAILING }, { by: 'hand', stopPrice: null })
    expect(stored).toMatchObject({ plan: { trailing: null, breakEven: null } })
  })

  it('are read from their facts with every number', () => {
    const move: ExitMove = {
      ...STANDING,
      by: 'hand',
      idempotencyKey: 'move-1',
      beforeOrderNumber: 4,
      sinceMs: timeMs(7),
      stopPrice: price('95.5'),
      targetPrice: null,
      trailing: TRAILING,
      breakEven: { kind: 'afterFirstTarget' },
    }
    expect(exitMoveOf(JSON.parse(JSON.stringify({ move })) as ExitMovePayload)).toEqual(move)
  })
})
