import { describe, expect, it } from 'vitest'
import { EngineError } from '../base/index.ts'
import { type OrderId, price, quantity } from '../domain/index.ts'
import type { NewOrderTerms } from './execution.ts'
import { wishedTerms } from './ledger-wishes.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { FULL_CAPABILITIES } from './testing/fake-venue.ts'
import { bracketTerms, BTC, newTerms } from './testing/terms.ts'

const desk = useDesk()
const KEY = 'amend-key-1'

function limit(amount: number, at: number, change: Partial<NewOrderTerms> = {}): NewOrderTerms {
  return newTerms({ type: 'limit', quantity: quantity(amount), limitPrice: price(at), ...change })
}

function codeOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof EngineError) return `${error.code} ${error.message}`
  }
  return 'nothing was thrown'
}

/** Every order as id, state, quantity left and limit. */
function book(): string[] {
  return desk()
    .execution.recentOrders(10)
    .toReversed()
    .map(
      ({ terms, state, filledQuantity }) =>
        `${terms.orderId} ${state.kind} ${terms.quantity.sub(filledQuantity).toFixed()} at ${terms.limitPrice?.toFixed()}`,
    )
}

function withoutAmend(): void {
  desk().venue.capabilities = { ...FULL_CAPABILITIES, amend: false }
}

async function restart(): Promise<void> {
  desk().restart()
  await desk().execution.recover()
  desk().settle()
}

describe('an order that is given other terms', () => {
  it('keeps its place at a venue that can change it, and has them once the venue has confirmed', () => {
    const id = desk().place(limit(2, 95))
    desk().execution.amend(id, { limitPrice: price(96) }, KEY)
    expect(desk().execution.order(id)).toMatchObject({
      state: { kind: 'working' },
      amendment: { quantity: quantity(2) },
    })
    desk().settle()
    expect(book()).toEqual([`${id} working 2 at 96`])
    expect(desk().venue.commands).toEqual([`submit ${id}`, `amend ${id}`])
    expect(desk().execution.order(id).amendment).toBeUndefined()
  })

  it('is written down before the venue is asked', () => {
    const id = desk().place(limit(2, 95))
    desk().execution.amend(id, { quantity: quantity(3) }, KEY)
    expect(desk().venue.commands).not.toContain(`amend ${id}`)
    desk().journal.step()
    expect(desk().venue.commands).toContain(`amend ${id}`)
    expect(desk().kinds()).toContain('amendRequested')
  })

  it('keeps its terms where the venue refuses', () => {
    const id = desk().place(limit(2, 95))
    desk().venue.fill(id, 2, 95)
    desk().execution.amend(id, { quantity: quantity(3) }, KEY)
    desk().settle()
    expect(book()).toEqual([`${id} filled 0 at 95`])
    expect(desk().venue.commands).toContain(`amend ${id}`)
  })

  it.each(['taken', 'lost'] as const)('is asked about where the change is %s without an answer', async (outcome) => {
    const id = desk().place(limit(2, 95))
    desk().venue.unanswered = { command: 'amend', outcome }
    desk().execution.amend(id, { limitPrice: price(96) }, KEY)
    desk().settle()
    expect(desk().execution.order(id).state).toMatchObject({ kind: 'unknown', command: 'amend' })
    await desk().execution.recover()
    desk().clock.advanceBy(FULL_CAPABILITIES.requestLifetimeMs)
    await desk().execution.recover()
    expect(book()).toEqual([`${id} working 2 at ${outcome === 'taken' ? 96 : 95}`])
    expect(desk().execution.order(id).amendment).toBeUndefined()
  })

  it('is not over with what it was for before, where more was wished and nobody knows yet', async () => {
    const id = desk().place(limit(2, 95))
    desk().venue.unanswered = { command: 'amend', outcome: 'taken' }
    desk().execution.amend(id, { quantity: quantity(5) }, KEY)
    desk().settle()
    desk().fill(id, 2, 95)
    expect(desk().execution.order(id).state).toMatchObject({ kind: 'unknown', command: 'amend' })
    await desk().execution.recover()
    expect(book()).toEqual([`${id} partiallyFilled 3 at 95`])
  })

  it('has them after a restart', async () => {
    const id = desk().place(limit(2, 95))
    desk().execution.amend(id, { limitPrice: price(96), quantity: quantity(5) }, KEY)
    desk().settle()
    await restart()
    expect(book()).toEqual([`${id} working 5 at 96`])
    const { orders, originalTerms, amendWishes } = desk().readLedger()
    expect(wishedTerms(orders, originalTerms)[0]?.quantity.toFixed()).toBe('2')
    expect(amendWishes).toMatchObject([{ orderId: id, idempotencyKey: KEY }])
  })
})

describe('an order that cannot be changed', () => {
  it.each<[string, (id: OrderId) => void, RegExp]>([
    ['one that has ended', (id) => desk().fill(id, 2, 95), /^ORDER_NOT_AMENDABLE .*has already ended: it is filled/],
    ['one on its way out', (id) => desk().execution.cancel(id, 'test'), /^ORDER_NOT_AMENDABLE .*it is cancelling/],
    [
      'one with a change on its way',
      (id) => desk().execution.amend(id, { quantity: quantity(4) }, 'other-key'),
      /^ORDER_NOT_AMENDABLE .*earlier change is still on its way/,
    ],
  ])('is %s', (_name, prepare, refusal) => {
    const id = desk().place(limit(2, 95))
    prepare(id)
    expect(codeOf(() => desk().execution.amend(id, { quantity: quantity(3) }, KEY))).toMatch(refusal)
  })

  it('says which price it does not have, and how much has filled', () => {
    const id = desk().place(limit(2, 95))
    desk().fill(id, 1, 95)
    const amend = (change: Parameters<ReturnType<typeof desk>['execution']['amend']>[1]) =>
      codeOf(() => desk().execution.amend(id, change, KEY))
    expect(amend({ triggerPrice: price(90) })).toContain('a limit order has no triggerPrice')
    expect(amend({ quantity: quantity(1) })).toContain('1 of it has filled, the quantity must be more')
    expect(amend({ limitPrice: price(95) })).toMatch(/^BAD_REQUEST Nothing to change/)
  })
})

describe('an order at a venue that cannot change orders', () => {
  it('is cancelled, and one for its rest stands once that is confirmed', () => {
    withoutAmend()
    const id = desk().place(limit(3, 95))
    desk().fill(id, 1, 95)
    desk().execution.amend(id, { limitPrice: price(96) }, KEY)
    desk().settle()
    expect(book()).toEqual([`${id} cancelled 2 at 95`, 'wh-2 working 2 at 96'])
    const { terms } = desk().execution.order(desk().execution.openOrders()[0]?.terms.orderId ?? id)
    expect(terms).toMatchObject({ parentOrderId: id, idempotencyKey: `${id}-amended` })
    expect(terms.reason).toContain('which the venue cannot change')
  })

  it('has no second one where all of it fills before the cancel', () => {
    withoutAmend()
    const id = desk().place(limit(3, 95))
    desk().execution.amend(id, { limitPrice: price(96) }, KEY)
    desk().venue.fill(id, 3, 95)
    desk().settle()
    expect(book()).toEqual([`${id} filled 0 at 95`])
  })

  it('is filled, not in part, where all that it was for fills before the cancel and more was wished', () => {
    withoutAmend()
    const id = desk().place(limit(3, 95))
    desk().execution.amend(id, { quantity: quantity(5) }, KEY)
    desk().venue.fill(id, 3, 95)
    desk().settle()
    expect(book()).toEqual([`${id} filled 0 at 95`])
  })

  it('is replaced once, also where a crash comes between', async () => {
    withoutAmend()
    const id = desk().place(limit(3, 95))
    desk().execution.amend(id, { limitPrice: price(96) }, KEY)
    desk().journal.step()
    await restart()
    expect(book()).toEqual([`${id} cancelled 3 at 95`, 'wh-2 working 3 at 96'])
    await restart()
    expect(book()).toHaveLength(2)
  })

  it('stands as it was after a crash before its cancel was on disk: the venue has not been asked', async () => {
    withoutAmend()
    const id = desk().place(limit(3, 95))
    desk().execution.amend(id, { limitPrice: price(96) }, KEY)
    desk().journal.step(1)
    expect(desk().venue.commands).not.toContain(`cancel ${id}`)
    await restart()
    expect(book()).toEqual([`${id} working 3 at 95`])
    expect(desk().venue.openOrders()).toHaveLength(1)
  })

  it('is not replaced where somebody cancels it meanwhile', async () => {
    withoutAmend()
    const id = desk().place(limit(3, 95))
    desk().execution.amend(id, { limitPrice: price(96) }, KEY)
    desk().journal.step()
    desk().execution.cancelAll({ includeProtection: false, reason: 'kill switch' })
    desk().settle()
    expect(book()).toEqual([`${id} cancelled 3 at 95`])
    await restart()
    expect(book()).toEqual([`${id} cancelled 3 at 95`])
  })

  it('is not replaced where risk refuses that, and by no later start either', async () => {
    withoutAmend()
    const id = desk().place(limit(3, 95))
    const figures = { measured: 0, limit: 0, unit: 'orders', quantityThatFits: undefined }
    desk().releaseDenial = { code: 'TRADING_REDUCING', message: 'Entries are not allowed now.', ...figures }
    desk().execution.amend(id, { limitPrice: price(96) }, KEY)
    desk().settle()
    desk().releaseDenial = undefined
    await restart()
    expect(book()).toEqual([`${id} cancelled 3 at 95`])
  })

  it('is left alone where it protects a position: a gap is no way to move a stop', () => {
    withoutAmend()
    desk().fill(desk().place(bracketTerms(1)), 1)
    const stop = desk().protectiveOrder('stopLoss')
    expect(codeOf(() => desk().execution.amend(stop, { triggerPrice: price(91) }, KEY))).toContain(
      'Move the stop or the target of the position instead',
    )
    expect(desk().execution.openOrders({ instrumentId: BTC })).toHaveLength(2)
  })
})
