import { describe, expect, it } from 'vitest'
import { type EngineError, timeMs } from '../base/index.ts'
import {
  HAND,
  type Instrument,
  instrumentId,
  money,
  type Owner,
  type Position,
  price,
  quantity,
  strategyId,
  strategyOwner,
  venueId,
  accountId,
} from '../domain/index.ts'
import type { MadeHandover, NewHandover } from '../execution/index.ts'
import { type HandoverWish, OwnerHandover } from './owner-handover.ts'

const BTC = instrumentId(venueId('fake'), 'BTC')
const STRATEGY = strategyOwner(strategyId('ema-cross'))

class Bench {
  readonly positions = new Map<Owner, Position>()
  readonly done: NewHandover[] = []
  readonly booked = new Set<string>()
  busy: Owner | undefined
  unfit: string | undefined
  readonly handover: OwnerHandover

  constructor(made: readonly MadeHandover[] = []) {
    this.handover = new OwnerHandover({
      execution: {
        handOver: (wish) => {
          this.done.push(wish)
          this.booked.add(`handover:${wish.handoverId}:from`)
          return true
        },
        hasOrderInFlight: (_id, owner) => owner === this.busy,
        exitParts: (_standing, role) => [{ quantity: quantity(3), price: role === 'stopLoss' ? price(90) : undefined }],
      },
      portfolio: {
        position: (_id, owner) => this.positions.get(owner),
        handoverRefusal: () => undefined,
        hasBooked: (id) => this.booked.has(id),
      },
      instrument: () => ({ lotSize: quantity('0.1') }) as Instrument,
      lastPrice: () => 110,
      whyNotOwner: () => this.unfit,
      nowMs: () => timeMs(1_000),
      made,
    })
    this.hold(HAND, 3, 100)
  }

  hold(owner: Owner, amount: number, at: number): void {
    this.positions.set(owner, {
      accountId: accountId('a'),
      instrumentId: BTC,
      owner,
      quantity: quantity(amount),
      entryPrice: price(at),
      realisedPnl: money(0),
      fees: money(0),
      openedAtMs: timeMs(0),
    })
  }
}

function wish(change: Partial<HandoverWish> = {}): HandoverWish {
  return { instrumentId: BTC, from: HAND, to: STRATEGY, quantity: undefined, idempotencyKey: 'give-0001', ...change }
}

function refusal(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    return `${(error as EngineError).code} ${(error as EngineError).message}`
  }
  throw new Error('nothing was refused')
}

describe('OwnerHandover', () => {
  it('says what a handover would mean, and changes nothing', () => {
    const bench = new Bench()
    bench.hold(STRATEGY, 1, 120)
    expect(bench.handover.preview(wish({ quantity: quantity(2) }))).toEqual({
      quantity: quantity(2),
      entryPrice: price(100),
      openPnl: money(20),
      giverKeeps: quantity(1),
      receiverHolds: quantity(3),
      receiverEntryPrice: price(320).div(3),
      exits: [{ role: 'stopLoss', quantity: quantity(3), price: price(90) }],
    })
    expect(bench.done).toEqual([])
  })

  it('hands over all of a short position, with its sign', () => {
    const bench = new Bench()
    bench.hold(HAND, -3, 100)
    expect(bench.handover.preview(wish()).openPnl?.toFixed()).toBe('-30')
    expect(bench.handover.handOver(wish())).toBe(true)
    expect(bench.done).toEqual([
      { handoverId: 'give-0001', instrumentId: BTC, from: HAND, to: STRATEGY, quantity: quantity(-3) },
    ])
  })

  it('does it once for each key, also when the position has gone meanwhile', () => {
    const bench = new Bench()
    bench.handover.handOver(wish())
    bench.positions.delete(HAND)
    expect(bench.handover.handOver(wish())).toBe(false)
    expect(bench.done).toHaveLength(1)
  })

  it('knows by its key what it has made, this run and earlier ones', () => {
    const { handover } = new Bench([{ handoverId: 'give-0000', instrumentId: BTC, from: STRATEGY, to: HAND }])
    expect(handover.made('give-0000')).toMatchObject({ from: STRATEGY, to: HAND })
    expect(handover.made('give-0001')).toBeUndefined()
    handover.handOver(wish())
    expect(handover.made('give-0001')).toEqual({ handoverId: 'give-0001', instrumentId: BTC, from: HAND, to: STRATEGY })
  })

  it.each<[string, Partial<HandoverWish>, string]>([
    ['more than is held', { quantity: quantity(4) }, 'BAD_REQUEST quantity: hand holds 3, so 4 cannot be handed over.'],
    [
      'nothing',
      { quantity: quantity(0) },
      'BAD_REQUEST quantity: the quantity must be above 0; leave it out to hand over all.',
    ],
    [
      'part of a lot',
      { quantity: quantity('0.05') },
      'BAD_REQUEST quantity: 0.05 is not a multiple of the lot of 0.1.',
    ],
    ['to the same owner', { to: HAND }, 'BAD_REQUEST to: hand has it already.'],
    [
      'what is not there',
      { from: STRATEGY, to: HAND },
      `UNKNOWN_POSITION ${STRATEGY} holds nothing in ${BTC}; it may be closed already. Nothing was handed over.`,
    ],
  ])('refuses %s', (_what, change, text) => {
    const bench = new Bench()
    expect(refusal(() => bench.handover.handOver(wish(change)))).toBe(text)
    expect(bench.done).toEqual([])
  })

  it('refuses while an order of either owner is on its way', () => {
    const bench = new Bench()
    bench.busy = STRATEGY
    expect(refusal(() => bench.handover.handOver(wish()))).toBe(
      `BAD_REQUEST ${STRATEGY} still has an order in ${BTC}. Wait until it has ended, or cancel it, then try again.`,
    )
  })

  it('refuses a strategy that cannot look after it', () => {
    const bench = new Bench()
    bench.unfit = 'ema-cross does not follow fake:BTC; deploy it there first'
    expect(refusal(() => bench.handover.preview(wish()))).toBe(
      'BAD_REQUEST to: ema-cross does not follow fake:BTC; deploy it there first.',
    )
  })
})
