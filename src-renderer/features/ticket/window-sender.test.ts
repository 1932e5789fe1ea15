import { expect, it } from 'vitest'
import type { OrderDraftInput } from '../../../src-contract/index.ts'
import { ConnectionLostError, type EngineCalls } from '../../client/index.ts'
import { senderOf } from './window-sender.ts'

const DRAFT: OrderDraftInput = {
  instrumentId: 'simulated:BTC-PERP',
  side: 'buy',
  type: 'market',
  size: { kind: 'quantity', quantity: '1' },
}

function unansweringCalls(keys: string[]): Pick<EngineCalls, 'orders'> {
  const create = async ({ idempotencyKey }: { idempotencyKey: string }): Promise<never> => {
    keys.push(idempotencyKey)
    throw new ConnectionLostError()
  }
  return { orders: { create } } as unknown as Pick<EngineCalls, 'orders'>
}

it('sends an unanswered order again under its key, also from a ticket that was closed and opened meanwhile', async () => {
  const keys: string[] = []
  const calls = unansweringCalls(keys)
  const first = senderOf(calls)
  await first.send([DRAFT])
  first.clear()
  await senderOf(calls).send([DRAFT])
  expect(keys).toHaveLength(2)
  expect(keys[1]).toBe(keys[0])
})

it('gives each engine a sender of its own', () => {
  expect(senderOf(unansweringCalls([]))).not.toBe(senderOf(unansweringCalls([])))
})

it('asks for a pair as one wish', async () => {
  const asked: unknown[] = []
  const createOco = async (input: unknown) => {
    asked.push(input)
    return { orders: [{ orderId: 'a' }, { orderId: 'b' }] }
  }
  const sender = senderOf({ orders: { createOco } } as unknown as Pick<EngineCalls, 'orders'>)
  const other: OrderDraftInput = { ...DRAFT, type: 'stop', triggerPrice: '1' }
  await sender.send([DRAFT, other])
  expect(asked).toMatchObject([{ drafts: [DRAFT, other] }])
  expect(sender.state).toMatchObject({ kind: 'sent', orders: [{ orderId: 'a' }, { orderId: 'b' }] })
})
