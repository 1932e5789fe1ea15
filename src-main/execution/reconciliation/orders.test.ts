import { describe, expect, it } from 'vitest'
import { price, quantity } from '../../domain/index.ts'
import { useDesk } from '../testing/desk-fixture.ts'
import { dropFrames, LIFETIME_MS, recovered, restarted } from '../testing/reconciliation-steps.ts'
import { bracketTerms, BTC, newTerms } from '../testing/terms.ts'

const desk = useDesk()
const LIMIT = { type: 'limit', limitPrice: price(90) } as const

describe('an order that the venue does not know', () => {
  it('is asked about again while its request may still arrive, and is unknown meanwhile', async () => {
    desk().venue.submit = () => undefined
    const { orderId: id } = desk().execution.place(newTerms()).terms
    desk().journal.step()
    const early = await restarted(desk())
    expect(early).toMatchObject({ unsentOrders: [], waitingOrders: [id], isConsistent: true })
    desk().clock.advanceBy(LIFETIME_MS)
    expect((await recovered(desk())).unsentOrders).toEqual([id])
    expect(desk().state(id)).toBe('unsent')
  })

  it('counts the age of its request from the time in the ledger after a restart', async () => {
    desk().venue.submit = () => undefined
    const { orderId: id } = desk().execution.place(newTerms()).terms
    desk().journal.step()
    desk().clock.advanceBy(LIFETIME_MS)
    expect((await restarted(desk())).unsentOrders).toEqual([id])
  })

  it('is asked about again where its request could still arrive when the venue was asked, however late the answer', async () => {
    desk().venue.submit = () => undefined
    const { orderId: id } = desk().execution.place(newTerms()).terms
    desk().journal.step()
    await restarted(desk())
    answersAfter(LIFETIME_MS)
    expect(await recovered(desk())).toMatchObject({ unsentOrders: [], waitingOrders: [id] })
    expect((await recovered(desk())).waitingOrders).toEqual([id])
    expect((await recovered(desk())).unsentOrders).toEqual([id])
  })

  it('ends though it is asked to cancel it again and again, and each time refuses', async () => {
    desk().venue.submit = () => undefined
    const { orderId: id } = desk().execution.place(newTerms(LIMIT)).terms
    desk().settle()
    await recovered(desk())
    for (let elapsedMs = 0; elapsedMs < LIFETIME_MS; elapsedMs += 1_000) {
      desk().execution.cancel(id, 'by hand')
      desk().settle()
      expect(desk().state(id)).toBe('submitted')
      await recovered(desk())
      desk().clock.advanceBy(1_000)
    }
    expect((await recovered(desk())).unsentOrders).toEqual([id])
    expect(desk().state(id)).toBe('unsent')
  })

  it('is taken as sent where the crash came between sending and writing that down', async () => {
    const { orderId: id } = desk().execution.place(newTerms()).terms
    desk().journal.step(1)
    desk().venue.orders.clear()
    await restarted(desk())
    expect(desk().execution.order(id).state).toMatchObject({ kind: 'unknown', command: 'submit' })
    desk().execution.cancel(id, 'by hand')
    desk().settle()
    expect(desk().venue.commands.at(-1)).toBe(`cancel ${id}`)
  })

  it('stands as it is where the question about it fails, however often and however long', async () => {
    const id = desk().place(newTerms(LIMIT))
    desk().venue.queryOrder = () => Promise.reject(new Error('HTTP 503'))
    desk().venue.forgotten.add(id)
    for (let round = 0; round < 10; round++) {
      desk().clock.advanceBy(LIFETIME_MS)
      expect(await recovered(desk())).toMatchObject({ lostOrders: [], unsentOrders: [] })
    }
    expect(desk().state(id)).toBe('working')
    expect(desk().execution.reconciliation.quarantineReason(BTC)).toMatch(/HTTP 503.*asked again by itself/)
  })

  it('is filled where the venue lists its executions all the same', async () => {
    const id = desk().place(newTerms())
    desk().venue.fill(id, 1, 100)
    dropFrames(desk())
    desk().venue.forgotten.add(id)
    desk().clock.advanceBy(LIFETIME_MS)
    expect(await recovered(desk())).toMatchObject({ recoveredFills: 1, lostOrders: [] })
    expect(desk().state(id)).toBe('filled')
  })

  it('is not called lost while its executions cannot be asked about', async () => {
    const id = desk().place(newTerms(LIMIT))
    desk().venue.forgotten.add(id)
    desk().venue.queryFills = () => Promise.reject(new Error('timeout'))
    desk().clock.advanceBy(LIFETIME_MS)
    expect((await recovered(desk())).lostOrders).toEqual([])
    expect(desk().state(id)).toBe('working')
  })

  it('comes back to life where the venue has it after all', async () => {
    desk().venue.submit = () => undefined
    const { orderId: id } = desk().execution.place(newTerms(LIMIT)).terms
    desk().journal.step()
    desk().clock.advanceBy(LIFETIME_MS)
    await restarted(desk())
    expect(desk().state(id)).toBe('unsent')
    Reflect.deleteProperty(desk().venue, 'submit')
    desk().venue.submit({ ...desk().execution.order(id).terms })
    dropFrames(desk())
    await recovered(desk())
    expect(desk().state(id)).toBe('working')
  })

  it('that it has rejected and has all the same works after one comparison', async () => {
    desk().venue.rejectNext = () => 'margin is insufficient'
    const id = desk().place(newTerms(LIMIT))
    expect(desk().state(id)).toBe('rejected')
    desk().venue.rejectNext = undefined
    desk().venue.orders.delete(id)
    desk().venue.submit({ ...desk().execution.order(id).terms })
    dropFrames(desk())
    await recovered(desk())
    expect(desk().state(id)).toBe('working')
    expect(await recovered(desk())).toMatchObject({ recoveredFacts: 0 })
  })
})

describe('a command without an answer', () => {
  it('that the venue took is found by asking', async () => {
    desk().venue.unanswered = { command: 'submit', outcome: 'taken' }
    const id = desk().place(newTerms(LIMIT))
    expect(desk().state(id)).toBe('unknown')
    await recovered(desk())
    expect(desk().state(id)).toBe('working')
  })

  it('that never arrived ends the order once it can no longer arrive', async () => {
    desk().venue.unanswered = { command: 'submit', outcome: 'lost' }
    const id = desk().place(newTerms(LIMIT))
    await recovered(desk())
    expect(desk().state(id)).toBe('unknown')
    desk().clock.advanceBy(LIFETIME_MS)
    await recovered(desk())
    expect(desk().state(id)).toBe('unsent')
  })

  it('to cancel is asked for again, and the order stays until the venue has ended it', async () => {
    const id = desk().place(newTerms(LIMIT))
    desk().venue.unanswered = { command: 'cancel', outcome: 'lost' }
    desk().execution.cancel(id, 'by hand')
    desk().settle()
    expect(desk().state(id)).toBe('unknown')
    await recovered(desk())
    expect(desk().state(id)).toBe('cancelled')
    expect(desk().venue.commands.filter((each) => each === `cancel ${id}`)).toHaveLength(2)
  })

  it('to amend is decided by the terms that stand at the venue', async () => {
    const id = desk().place(newTerms(LIMIT))
    desk().venue.unanswered = { command: 'amend', outcome: 'taken' }
    desk().execution.amend(id, { limitPrice: price(91) }, 'key-amend-1')
    desk().settle()
    await recovered(desk())
    expect(desk().execution.order(id).terms.limitPrice?.toFixed()).toBe('91')
    expect(desk().execution.order(id).amendment).toBeUndefined()
  })

  it('to amend is not called lost where it could still arrive when the venue was asked', async () => {
    const id = desk().place(newTerms(LIMIT))
    desk().venue.unanswered = { command: 'amend', outcome: 'lost' }
    desk().execution.amend(id, { limitPrice: price(91) }, 'key-amend-1')
    desk().settle()
    await recovered(desk())
    answersAfter(LIFETIME_MS)
    expect((await recovered(desk())).waitingOrders).toEqual([id])
    expect(desk().execution.order(id).amendment).toBeDefined()
  })

  it('to amend that never arrived leaves the order with its terms, once it can no longer arrive', async () => {
    const id = desk().place(newTerms(LIMIT))
    desk().venue.unanswered = { command: 'amend', outcome: 'lost' }
    desk().execution.amend(id, { limitPrice: price(91) }, 'key-amend-1')
    desk().settle()
    await recovered(desk())
    expect(desk().execution.order(id).amendment).toBeDefined()
    desk().clock.advanceBy(LIFETIME_MS)
    await recovered(desk())
    expect(desk().execution.order(id).amendment).toBeUndefined()
    expect(desk().execution.order(id).terms.limitPrice?.toFixed()).toBe('90')
  })
})

/** The venue tells what it knew when it was asked; the answer comes after so long. */
function answersAfter(durationMs: number): void {
  const { venue, clock } = desk()
  const tell = venue.queryAccount.bind(venue)
  venue.queryAccount = async () => {
    const told = await tell()
    clock.advanceBy(durationMs)
    return told
  }
}

describe('the check of orders on their way', () => {
  it('asks about those that have waited too long, and about no other', async () => {
    const working = desk().place(newTerms(LIMIT))
    desk().venue.unanswered = { command: 'submit', outcome: 'taken' }
    const unknown = desk().place(newTerms(LIMIT))
    const asked: string[] = []
    const { venue } = desk()
    const queryOrder = venue.queryOrder.bind(venue)
    venue.queryOrder = (id) => {
      asked.push(id)
      return queryOrder(id)
    }
    await desk().execution.reconciliation.run('inFlight')
    expect(asked).toEqual([])
    desk().clock.advanceBy(LIFETIME_MS)
    await desk().execution.reconciliation.run('inFlight')
    expect(asked).toEqual([unknown])
    expect([desk().state(working), desk().state(unknown)]).toEqual(['working', 'working'])
  })
})

describe('a check that gets no answer at all', () => {
  it('fails, so that it is tried again later and later, and changes nothing', async () => {
    const id = desk().place(newTerms(LIMIT))
    desk().venue.isReachable = false
    await expect(desk().execution.reconciliation.run('openOrders')).rejects.toThrow(/connection refused/)
    expect(desk().state(id)).toBe('working')
    expect(desk().execution.reconciliation.quarantines).toEqual([])
  })
})

describe('executions', () => {
  it('that the stream dropped on a healthy connection are found by the position, and protected', async () => {
    const id = desk().place(bracketTerms(2))
    desk().venue.fill(id, 2, 100)
    dropFrames(desk())
    const { reconciliation } = desk().execution
    expect(await reconciliation.run('positions')).toMatchObject({ recoveredFills: 1 })
    desk().settle()
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('2')
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
    expect(reconciliation.differences).toEqual([])
  })

  it('that are repeated with another price or quantity are dropped and reported', async () => {
    const id = desk().place(newTerms({ quantity: quantity(3) }))
    desk().fill(id, 1)
    const [fill] = desk().venue.orders.get(id)?.fills ?? []
    if (!fill) throw new Error('no fill')
    desk().execution.handleVenueFact({ ...fill, price: price(200) })
    desk().execution.handleVenueFact({ ...fill, quantity: quantity(2) })
    desk().execution.handleVenueFact(fill)
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('1')
    expect(desk().errors.filter((each) => each.includes('with other numbers'))).toHaveLength(2)
    desk().restart()
    desk().execution.handleVenueFact({ ...fill, price: price(200) })
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('1')
  })

  it('beyond what was ordered, and after the end, are booked', async () => {
    const id = desk().place(newTerms())
    desk().fill(id, 1)
    const [fill] = desk().venue.orders.get(id)?.fills ?? []
    if (!fill) throw new Error('no fill')
    desk()
      .venue.orders.get(id)
      ?.fills.push({ ...fill, tradeId: 't-late' as typeof fill.tradeId })
    await desk().execution.reconciliation.run('positions')
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('2')
    expect(await recovered(desk())).toMatchObject({ isConsistent: true })
  })
})
