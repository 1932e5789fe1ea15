import { describe, expect, it } from 'vitest'
import { EngineError, ManualClock, silentLogger, timeMs } from '../base/index.ts'
import { HAND, orderId, price, quantity, strategyId, strategyOwner, tradeId, venueOrderId } from '../domain/index.ts'
import { Execution } from './execution.ts'
import { MemoryJournal } from './memory-journal.ts'
import { KEPT_ENDED_ORDERS } from './order-store.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { FakeBooks } from './testing/fake-books.ts'
import { FakeVenue } from './testing/fake-venue.ts'
import { ACCOUNT, bracketTerms, BTC, closeTerms, newTerms } from './testing/terms.ts'

const desk = useDesk()

function codeOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof EngineError) return error.code
    throw error
  }
  return 'none'
}

describe('placing an order', () => {
  it('gives it the next id and answers pending before anything is sent', () => {
    const { execution, venue } = desk()
    const first = execution.place(newTerms())
    const second = execution.place(newTerms())
    expect([first.terms.orderId, second.terms.orderId]).toEqual(['wh-1', 'wh-2'])
    expect(first.state.kind).toBe('pending')
    expect(venue.commands).toEqual([])
  })

  it('sends it only once the journal has it on disk', () => {
    const { execution, venue, journal } = desk()
    execution.place(newTerms())
    execution.place(newTerms())
    journal.step(1)
    expect(venue.commands).toEqual(['submit wh-1'])
    expect(execution.order(orderId('wh-1')).state.kind).toBe('submitted')
    expect(execution.order(orderId('wh-2')).state.kind).toBe('pending')
  })

  it('announces nothing that is not on disk', () => {
    const { execution, journal, orderUpdates, venue } = desk()
    execution.place(newTerms())
    expect(orderUpdates).toEqual([])
    journal.step(1)
    expect(orderUpdates.map(({ state }) => state.kind)).toEqual(['pending'])
    venue.deliver()
    expect(orderUpdates).toHaveLength(1)
    journal.step()
    expect(orderUpdates.map(({ state }) => state.kind)).toEqual(['pending', 'submitted', 'working'])
  })

  it('is refused before the venue was asked about earlier orders', () => {
    desk().restart()
    expect(codeOf(() => desk().execution.place(newTerms()))).toBe('NOT_READY')
  })

  it('forgets an order whose intent the journal refuses', () => {
    const { execution, journal } = desk()
    journal.append = () => {
      throw new Error('the disk is full')
    }
    expect(() => execution.place(newTerms())).toThrow('the disk is full')
    expect(execution.openOrders()).toEqual([])
  })

  it('does not know what became of an order whose handing over fails, since it may have left', () => {
    const { execution, venue } = desk()
    venue.submit = () => {
      throw new Error('socket closed')
    }
    const { orderId: id } = execution.place(newTerms()).terms
    desk().settle()
    expect(execution.order(id).state).toMatchObject({ kind: 'unknown', command: 'submit' })
  })

  it('sends what was decided and nothing of who decided it', () => {
    const id = desk().place(newTerms({ type: 'limit', limitPrice: price('99.5'), reduceOnly: true }))
    expect(desk().venue.orders.get(id)?.request).toEqual({
      orderId: id,
      instrumentId: BTC,
      side: 'buy',
      type: 'limit',
      quantity: quantity(1),
      limitPrice: price('99.5'),
      triggerPrice: undefined,
      trailing: undefined,
      timeInForce: 'GTC',
      expireAtMs: undefined,
      postOnly: false,
      reduceOnly: true,
    })
  })
})

describe('facts of the venue', () => {
  it('book a fill and tell of it with its booking', () => {
    const id = desk().place(newTerms())
    desk().fill(id, 0.4, 101)
    const { execution, books, bookedFills } = desk()
    expect(execution.order(id)).toMatchObject({ state: { kind: 'partiallyFilled' }, venueOrderId: `v-${id}` })
    expect(books.ownerQuantity(BTC, HAND).toFixed()).toBe('0.4')
    expect(bookedFills.map(({ fill, booking }) => [fill.tradeId, booking.entries[0]?.entryId])).toEqual([
      ['t-1', 'fill:t-1'],
    ])
    expect(execution.recentFills(10).map(({ fill }) => fill.owner)).toEqual([HAND])
    expect(execution.counters).toEqual({ orders: 1, fills: 1, rejections: 0 })
  })

  it('are booked once, however often they come', () => {
    const id = desk().place(newTerms())
    desk().fill(id, 0.4)
    for (const fact of desk().venue.delivered.slice()) desk().venue.redeliver(fact)
    desk().settle()
    expect(desk().books.booked).toEqual(['t-1'])
    expect(desk().execution.order(id).filledQuantity.toFixed()).toBe('0.4')
    expect(
      desk()
        .kinds()
        .filter((kind) => kind === 'venue'),
    ).toHaveLength(2)
  })

  it('are remembered as booked across a restart, for ended orders too', async () => {
    const id = desk().place(newTerms())
    desk().fill(id, 1)
    desk().restart()
    await desk().execution.recover()
    for (const fact of desk().venue.delivered.slice()) desk().venue.redeliver(fact)
    desk().settle()
    expect(desk().books.booked).toEqual([])
    expect(desk().execution.order(id).filledQuantity.toFixed()).toBe('1')
  })

  it('about an order of somebody else change nothing', () => {
    const { venue, journal } = desk()
    const before = journal.records.length
    venue.redeliver({
      kind: 'accepted',
      orderId: orderId('other-1'),
      venueOrderId: venueOrderId('v'),
      timeMs: timeMs(1),
    })
    desk().settle()
    expect(journal.records).toHaveLength(before)
  })

  it('count rejections', () => {
    desk().venue.rejectNext = () => 'insufficient margin'
    const id = desk().place(newTerms())
    expect(desk().execution.order(id).state).toEqual({ kind: 'rejected', reason: 'insufficient margin' })
    expect(desk().execution.counters.rejections).toBe(1)
  })

  it('that come late are booked and warned about', () => {
    const id = desk().place(newTerms())
    desk().venue.fill(id, 0.5, 100)
    const late = desk().venue.outbox.splice(0)
    desk().venue.end(id, 'cancelled', 'by the venue')
    desk().settle()
    for (const fact of late) desk().venue.redeliver(fact)
    desk().settle()
    expect(desk().books.ownerQuantity(BTC, HAND).toFixed()).toBe('0.5')
    expect(desk().state(id)).toBe('cancelled')
    expect(desk().warnings).toEqual(['the venue said something unexpected'])
  })
})

describe('cancelling', () => {
  it('asks the venue and waits for its word', () => {
    const id = desk().place(newTerms())
    expect(desk().execution.cancel(id, 'by hand').state.kind).toBe('cancelling')
    expect(desk().venue.commands.at(-1)).toBe(`cancel ${id}`)
    desk().settle()
    expect(desk().state(id)).toBe('cancelled')
  })

  it('asks once', () => {
    const id = desk().place(newTerms())
    desk().execution.cancel(id, 'by hand')
    desk().execution.cancel(id, 'by hand again')
    expect(desk().venue.commands.filter((each) => each.startsWith('cancel'))).toHaveLength(1)
  })

  it('ends an order that was not sent without the venue hearing of it', () => {
    const { execution, venue } = desk()
    const { orderId: id } = execution.place(newTerms()).terms
    expect(execution.cancel(id, 'by hand').state).toEqual({ kind: 'cancelled', reason: 'by hand' })
    desk().settle()
    expect(venue.commands).toEqual([])
  })

  it('reaches the venue even where the journal cannot be written', () => {
    const id = desk().place(newTerms())
    desk().journal.append = () => {
      throw new Error('the disk is full')
    }
    expect(() => desk().execution.cancel(id, 'by hand')).toThrow('the disk is full')
    expect(desk().venue.commands.at(-1)).toBe(`cancel ${id}`)
  })

  it('says which order is unknown and which has ended', () => {
    expect(codeOf(() => desk().execution.cancel(orderId('wh-99'), 'by hand'))).toBe('UNKNOWN_ORDER')
    const id = desk().place(newTerms())
    desk().fill(id, 1)
    expect(codeOf(() => desk().execution.cancel(id, 'by hand'))).toBe('ORDER_NOT_CANCELLABLE')
  })

  it('of all orders leaves protection alone unless told otherwise', () => {
    const entry = desk().place(bracketTerms(2))
    desk().fill(entry, 1)
    const { execution } = desk()
    expect(execution.cancelAll({ includeProtection: false, reason: 'shutdown' })).toBe(1)
    desk().settle()
    expect(desk().protection()).toEqual(['stopLoss 1 90', 'takeProfit 1 120'])
    expect(execution.cancelAll({ includeProtection: true, reason: 'by hand' })).toBe(2)
    desk().settle()
    expect(execution.openOrders()).toEqual([])
  })

  it('of all orders keeps to the instrument and owner named', () => {
    const other = strategyOwner(strategyId('ema-cross'))
    desk().place(newTerms())
    const theirs = desk().place(newTerms({ owner: other }))
    expect(desk().execution.cancelAll({ owner: other, includeProtection: true, reason: 'by hand' })).toBe(1)
    expect(desk().state(theirs)).toBe('cancelling')
  })
})

describe('questions', () => {
  it('add up what may still enter the market on one side', () => {
    const id = desk().place(newTerms({ quantity: quantity(3) }))
    desk().place(newTerms({ side: 'sell', quantity: quantity(5) }))
    desk().fill(id, 1)
    desk().place(closeTerms(1, 'sell'))
    expect(desk().execution.pendingQuantity(BTC, 'buy').toFixed()).toBe('2')
    expect(desk().execution.pendingQuantity(BTC, 'sell').toFixed()).toBe('5')
  })

  it('know entries and closes in flight, and do not count protection', () => {
    const id = desk().place(bracketTerms(1))
    expect(desk().execution.hasOrderInFlight(BTC, HAND)).toBe(true)
    desk().fill(id, 1)
    expect(desk().protection()).toHaveLength(2)
    expect(desk().execution.hasOrderInFlight(BTC, HAND)).toBe(false)
  })

  it('name the exits that wait', () => {
    expect(desk().execution.protectionOf(BTC, HAND)).toEqual({ stopPrice: undefined, targetPrice: undefined })
    desk().fill(desk().place(bracketTerms(1)), 1)
    desk().fill(desk().place(bracketTerms(1, 'buy', { stopLossPrice: price(95), takeProfitPrice: price(130) })), 1)
    const { stopPrice, targetPrice } = desk().execution.protectionOf(BTC, HAND)
    expect([stopPrice?.toFixed(), targetPrice?.toFixed()]).toEqual(['95', '120'])
  })

  it('list recent orders newest first', () => {
    desk().place(newTerms())
    desk().place(newTerms())
    expect(
      desk()
        .execution.recentOrders(1)
        .map(({ terms }) => terms.orderId),
    ).toEqual(['wh-2'])
  })
})

describe('a reset of the account', () => {
  it('ends every order and protects nothing any more', () => {
    desk().fill(desk().place(bracketTerms(2)), 1)
    desk().execution.handleAccountReset('account reset')
    desk().settle()
    expect(desk().execution.openOrders()).toEqual([])
    expect(desk().execution.order(orderId('wh-1')).state).toEqual({ kind: 'cancelled', reason: 'account reset' })
  })
})

describe('on a journal in memory', () => {
  async function inMemory(): Promise<{ execution: Execution; venue: FakeVenue; seen: string[] }> {
    const venue = new FakeVenue(ACCOUNT, 1_000)
    const seen: string[] = []
    const execution = new Execution({
      accountId: ACCOUNT,
      journal: new MemoryJournal(),
      venue,
      clock: new ManualClock(1_000),
      books: new FakeBooks(1_000),
      prices: { lastPrice: () => undefined },
      observer: {
        orderUpdated: ({ terms, state }) => seen.push(`${terms.orderId} ${state.kind}`),
        fillBooked: ({ tradeId: id }) => seen.push(id),
        protectionFailed: () => undefined,
      },
      logger: silentLogger,
    })
    venue.onFact((fact) => execution.handleVenueFact(fact))
    await execution.recover()
    return { execution, venue, seen }
  }

  it('sends at once and announces in the same order', async () => {
    const { execution, venue, seen } = await inMemory()
    const { orderId: id } = execution.place(newTerms()).terms
    venue.fill(id, 1, 100)
    venue.deliver()
    expect(seen).toEqual(['wh-1 pending', 'wh-1 submitted', 'wh-1 working', 'wh-1 filled', tradeId('t-1')])
    expect(execution.pending).toBe(0)
  })

  it('keeps a bounded number of ended orders', async () => {
    const { execution, venue } = await inMemory()
    for (let count = 0; count < KEPT_ENDED_ORDERS + 10; count++) {
      venue.fill(execution.place(newTerms()).terms.orderId, 1, 100)
      venue.deliver()
    }
    expect(execution.recentOrders(Number.MAX_SAFE_INTEGER)).toHaveLength(KEPT_ENDED_ORDERS)
    expect(codeOf(() => execution.order(orderId('wh-1')))).toBe('UNKNOWN_ORDER')
  })
})
