import { describe, expect, it } from 'vitest'
import type { OrderDraftInput, OrderView } from '../../../src-contract/index.ts'
import type { CallFault } from '../../client/index.ts'
import { ManualTimers } from '../../client/testing/manual-timers.ts'
import { isRefused, OrderSender, stateFor } from './order-sender.ts'

const draft: OrderDraftInput = {
  instrumentId: 'simulated:BTC-PERP',
  side: 'buy',
  type: 'market',
  size: { kind: 'quantity', quantity: '0.1' },
}
const order = { orderId: 'o1' } as OrderView
const fault = (code: string, data?: unknown): CallFault => ({ code, message: code, action: 'retry', data })

/** A sender whose engine answers from a list: an order, or a fault to throw. */
function senderWith(answers: (OrderView | CallFault)[]) {
  const keys: string[] = []
  const timers = new ManualTimers()
  let made = 0
  const sender = new OrderSender({
    create: async (_, idempotencyKey) => {
      keys.push(idempotencyKey)
      const answer = answers.shift()
      if (answer === undefined || 'code' in answer) throw new Error('refused', { cause: answer })
      return [answer]
    },
    newKey: () => `key-${(made += 1)}`,
    describeFault: (error) => (error instanceof Error ? (error.cause as CallFault) : fault('BUG')),
    after: (delayMs, callback) => timers.after(delayMs, callback),
  })
  return { sender, keys, timers }
}

describe('order sender', () => {
  it('says which order was made, and before that nothing where the answer is quick', async () => {
    const { sender, timers } = senderWith([order])
    const seen: string[] = []
    sender.subscribe(() => seen.push(sender.state.kind))
    await sender.send([draft])
    timers.advance(10_000)
    expect(seen).toEqual(['sent'])
    expect(sender.state).toEqual({ kind: 'sent', drafts: [draft], orders: [order] })
  })

  it('says that it waits where the answer takes its time', async () => {
    const { sender, timers } = senderWith([order])
    const seen: string[] = []
    sender.subscribe(() => seen.push(sender.state.kind))
    const sending = sender.send([draft])
    timers.advance(149)
    expect(seen).toEqual([])
    timers.advance(1)
    expect(seen).toEqual(['sending'])
    await sending
    expect(seen).toEqual(['sending', 'sent'])
  })

  it('gives every order a key of its own, the same order twice included', async () => {
    const { sender, keys } = senderWith([order, order])
    await sender.send([draft])
    await sender.send([draft])
    expect(keys).toEqual(['key-1', 'key-2'])
  })

  it.each(['CONNECTION_LOST', 'INTERNAL_SERVER_ERROR'])(
    'uses the key again after %s, until there is an answer',
    async (code) => {
      const { sender, keys } = senderWith([fault(code), fault(code), order, order])
      await sender.send([draft])
      expect(sender.state.kind).toBe('unanswered')
      sender.clear()
      await sender.send([draft])
      await sender.send([draft])
      await sender.send([draft])
      expect(keys).toEqual(['key-1', 'key-1', 'key-1', 'key-2'])
    },
  )

  it('takes a new key when the order was changed after a lost answer', async () => {
    const { sender, keys } = senderWith([fault('CONNECTION_LOST'), order])
    await sender.send([draft])
    await sender.send([{ ...draft, side: 'sell' }])
    expect(keys).toEqual(['key-1', 'key-2'])
  })

  it('hands on a denial with its numbers, and a new try gets a new key', async () => {
    const denial = { code: 'MAX', message: 'too much', measured: 2, limit: 1, unit: 'USDT', quantityThatFits: '0.05' }
    const { sender, keys } = senderWith([fault('DENIED', denial), order])
    await sender.send([draft])
    expect(sender.state).toEqual({ kind: 'denied', drafts: [draft], denial })
    await sender.send([draft])
    expect(keys).toEqual(['key-1', 'key-2'])
  })

  it('shows any other fault as failed', async () => {
    const { sender } = senderWith([fault('PRICE_UNAVAILABLE')])
    await sender.send([draft])
    expect(sender.state).toMatchObject({ kind: 'failed', fault: { code: 'PRICE_UNAVAILABLE' } })
  })

  it('does not send twice while an order is under way, and a second press says at once that it waits', async () => {
    const { sender, keys } = senderWith([order, order])
    const sending = sender.send([draft])
    expect(sender.state.kind).toBe('idle')
    await Promise.all([sending, sender.send([{ ...draft, side: 'sell' }])])
    expect(keys).toEqual(['key-1'])
    expect(sender.state).toEqual({ kind: 'sent', drafts: [draft], orders: [order] })
  })

  it('says what waits, not what was pressed since', async () => {
    const { sender } = senderWith([order])
    const sending = sender.send([draft])
    await sender.send([{ ...draft, side: 'sell' }])
    expect(sender.state).toEqual({ kind: 'sending', drafts: [draft] })
    await sending
  })

  it('answers the ticket of the instrument that was ordered, and keeps every other one waiting meanwhile', async () => {
    const { sender, timers } = senderWith([fault('DENIED')])
    const sending = sender.send([draft])
    timers.advance(1_000)
    expect(stateFor(sender.state, 'simulated:ETH-PERP').kind).toBe('sending')
    await sending
    expect(stateFor(sender.state, draft.instrumentId).kind).toBe('failed')
    expect(stateFor(sender.state, 'simulated:ETH-PERP').kind).toBe('idle')
  })

  it('refuses the order that was sent, not one that was written since', async () => {
    const denial = { code: 'MAX', message: 'too much', measured: 2, limit: 1, unit: 'USDT', quantityThatFits: '0.05' }
    const { sender } = senderWith([fault('DENIED', denial)])
    await sender.send([draft])
    expect(isRefused(sender.state, [{ ...draft }])).toBe(true)
    expect(isRefused(sender.state, [{ ...draft, side: 'sell' }])).toBe(false)
    expect(isRefused(sender.state, undefined)).toBe(false)
  })
})
