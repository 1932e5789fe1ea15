import { describe, expect, it } from 'vitest'
import { type Disposable, ManualClock, silentLogger, timeMs } from '../base/index.ts'
import {
  type Booking,
  type ExitPlan,
  HAND,
  type Handover,
  price,
  quantity,
  strategyId,
  strategyOwner,
} from '../domain/index.ts'
import { Execution } from './execution.ts'
import { FakeBooks } from './testing/fake-books.ts'
import { FakeVenue, FULL_CAPABILITIES } from './testing/fake-venue.ts'
import { MemoryJournal } from './memory-journal.ts'
import { ACCOUNT, bracketTerms, BTC, newTerms } from './testing/terms.ts'

const STRATEGY = strategyOwner(strategyId('ema-cross'))

/** Books that can give to another owner, as two fills would. */
class GivingBooks extends FakeBooks {
  readonly #given = new Set<string>()

  handOver({ handoverId, instrumentId, from, to, quantity: amount }: Handover): Booking {
    if (this.#given.has(handoverId)) return { entries: [], positions: [], postings: [] }
    this.#given.add(handoverId)
    const fill = (owner: typeof from, side: 'buy' | 'sell', name: string) =>
      this.book({
        tradeId: name as never,
        orderId: 'none' as never,
        accountId: ACCOUNT,
        instrumentId,
        owner,
        side,
        quantity: amount,
        price: price(100),
        fee: price(0) as never,
        feeCurrency: 'USDT',
        liquidity: 'taker',
        timeMs: timeMs(1),
      }).booking
    const given = fill(from, 'sell', `${handoverId}-from`)
    const taken = fill(to, 'buy', `${handoverId}-to`)
    return { entries: [...given.entries, ...taken.entries], positions: [], postings: [] }
  }
}

class Bench {
  readonly venue = new FakeVenue(ACCOUNT, 1_000_000)
  readonly journal = new MemoryJournal()
  readonly clock = new ManualClock(1_000)
  readonly execution = new Execution({
    accountId: ACCOUNT,
    journal: this.journal,
    venue: this.venue,
    clock: this.clock,
    books: new GivingBooks(1_000_000),
    prices: { lastPrice: () => 100 },
    observer: { orderUpdated: () => undefined, fillBooked: () => undefined, protectionFailed: () => undefined },
    logger: silentLogger,
  })
  readonly #listening: Disposable = this.venue.onFact((fact) => this.execution.handleVenueFact(fact))

  async settle(): Promise<void> {
    for (let round = 0; round < 20; round++) {
      await this.journal.drained()
      this.venue.deliver()
    }
  }

  async hold(terms: Parameters<Execution['place']>[0], amount: number): Promise<void> {
    const { orderId } = this.execution.place(terms).terms
    await this.settle()
    this.venue.fill(orderId, amount, 100)
    await this.settle()
  }

  handOver(amount: number, handoverId = 'give-1', [from, to] = [HAND, STRATEGY]): boolean {
    return this.execution.handOver({ handoverId, instrumentId: BTC, from, to, quantity: quantity(amount) })
  }

  exits(): string[] {
    return this.execution
      .openOrders()
      .filter(({ terms }) => terms.source === 'protection')
      .map(({ terms, filledQuantity }) => {
        const at = terms.triggerPrice ?? terms.limitPrice
        return `${terms.owner} ${terms.role} ${terms.quantity.sub(filledQuantity).toFixed()} ${at?.toFixed() ?? ''}`
      })
      .sort()
  }

  stopsAtVenue(): number {
    return this.venue
      .openOrders()
      .filter(({ request }) => request.type === 'stop')
      .reduce((sum, order) => sum + this.venue.remaining(order).toNumber(), 0)
  }

  dispose(): void {
    this.#listening.dispose()
    this.execution.dispose()
  }
}

async function openBench(): Promise<Bench> {
  const bench = new Bench()
  await bench.execution.recover()
  return bench
}

describe('a position that is handed over', () => {
  it('takes its exits along, and at no moment is less covered', async () => {
    const bench = await openBench()
    await bench.hold(bracketTerms(2), 2)
    expect(bench.handOver(2)).toBe(true)
    // The venue has both until it has confirmed the receiver's.
    expect(bench.stopsAtVenue()).toBe(4)
    await bench.settle()
    expect(bench.exits()).toEqual([`${STRATEGY} stopLoss 2 90`, `${STRATEGY} takeProfit 2 120`])
    expect(bench.stopsAtVenue()).toBe(2)
  })

  it('takes its exits along where the giver has to let go first of what they lock', async () => {
    const bench = await openBench()
    bench.venue.capabilities = { ...FULL_CAPABILITIES, amend: false, reduceOnly: false, locksHoldings: true }
    await bench.hold(bracketTerms(2), 2)
    expect(bench.handOver(2)).toBe(true)
    await bench.settle()
    expect(bench.exits()).toEqual([`${STRATEGY} stopLoss 2 90`, `${STRATEGY} takeProfit 2 120`])
    expect(bench.stopsAtVenue()).toBe(2)
    expect([...bench.venue.orders.values()].filter(({ state }) => state === 'rejected')).toEqual([])
  })

  it('in part leaves the rest with the giver, and both are covered by what they hold', async () => {
    const bench = await openBench()
    await bench.hold(bracketTerms(3), 3)
    bench.handOver(1)
    await bench.settle()
    expect(bench.exits()).toEqual([
      `${HAND} stopLoss 2 90`,
      `${HAND} takeProfit 2 120`,
      `${STRATEGY} stopLoss 1 90`,
      `${STRATEGY} takeProfit 1 120`,
    ])
    expect(bench.stopsAtVenue()).toBe(3)
  })

  it('takes along the exits that were moved, and several targets with what is left of them', async () => {
    const bench = await openBench()
    const exitPlan: ExitPlan = {
      targets: [
        { price: price(110), fraction: 0.5 },
        { price: price(120), fraction: 0.5 },
      ],
      trailing: { kind: 'price', distance: price(5) },
      breakEven: undefined,
    }
    await bench.hold(bracketTerms(2, 'buy', { takeProfitPrice: undefined, exitPlan }), 2)
    bench.execution.moveExits({ instrumentId: BTC, owner: HAND, by: 'hand', idempotencyKey: 'm', stopPrice: price(95) })
    await bench.settle()
    bench.handOver(2)
    await bench.settle()
    expect(bench.exits()).toEqual([
      `${STRATEGY} stopLoss 2 95`,
      `${STRATEGY} takeProfit 1 110`,
      `${STRATEGY} takeProfit 1 120`,
    ])
    expect(bench.execution.exitPlans(BTC)).toMatchObject([{ owner: STRATEGY, trailing: exitPlan.trailing }])
  })

  it('joins what the receiver holds, each part with its own stop', async () => {
    const bench = await openBench()
    await bench.hold(
      bracketTerms(1, 'buy', { owner: STRATEGY, stopLossPrice: price(80), takeProfitPrice: undefined }),
      1,
    )
    await bench.hold(bracketTerms(2, 'buy', { takeProfitPrice: undefined }), 2)
    bench.handOver(2)
    await bench.settle()
    expect(bench.exits()).toEqual([`${STRATEGY} stopLoss 1 80`, `${STRATEGY} stopLoss 2 90`])
  })

  it('comes back the same way', async () => {
    const bench = await openBench()
    await bench.hold(bracketTerms(2), 2)
    bench.handOver(2)
    await bench.settle()
    bench.handOver(2, 'back-1', [STRATEGY, HAND])
    await bench.settle()
    expect(bench.exits()).toEqual([`${HAND} stopLoss 2 90`, `${HAND} takeProfit 2 120`])
  })

  it('without exits stays without', async () => {
    const bench = await openBench()
    await bench.hold(newTerms({ quantity: quantity(2) }), 2)
    bench.handOver(2)
    await bench.settle()
    expect(bench.exits()).toEqual([])
  })

  it('goes over once under one id', async () => {
    const bench = await openBench()
    await bench.hold(bracketTerms(2), 2)
    expect([bench.handOver(1), bench.handOver(1)]).toEqual([true, false])
    await bench.settle()
    expect(bench.stopsAtVenue()).toBe(2)
  })

  it('keeps the stop of the giver as long as the venue refuses that of the receiver', async () => {
    const bench = await openBench()
    await bench.hold(bracketTerms(2, 'buy', { takeProfitPrice: undefined }), 2)
    bench.venue.rejectNext = ({ type }) => (type === 'stop' ? 'not now' : undefined)
    bench.handOver(2)
    await bench.settle()
    expect(bench.exits()).toEqual([`${HAND} stopLoss 2 90`])
    bench.venue.rejectNext = undefined
    bench.clock.advanceBy(30_000)
    await bench.settle()
    expect(bench.exits()).toEqual([`${STRATEGY} stopLoss 2 90`])
  })
})
