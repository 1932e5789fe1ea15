import { expect, it } from 'vitest'
import type { OrderView, PositionView } from '../../src-contract/index.ts'
import { closePosition, handOverPosition, protectPosition } from './position-commands.ts'

type Calls = Parameters<typeof closePosition>[0]

/** An engine that never answers, and remembers under which keys it was asked. */
function silentEngine() {
  const keys: string[] = []
  const lose = async ({ idempotencyKey }: { idempotencyKey: string }): Promise<never> => {
    keys.push(idempotencyKey)
    throw new Error('socket closed')
  }
  const positions: unknown = { close: lose, protect: lose, handOver: lose }
  return { calls: { positions } as Calls, keys }
}

const position = { positionId: 'p1', quantity: '0.4' }
const unanswered = async (command: Promise<OrderView | PositionView>): Promise<void> =>
  expect(command).rejects.toThrow('socket closed')

it('closes and protects one position as commands of one subject: what is decided later gives up what came before', async () => {
  const { calls, keys } = silentEngine()
  await unanswered(closePosition(calls, position, 0.5))
  await unanswered(closePosition(calls, position, 0.5))
  await unanswered(protectPosition(calls, { positionId: 'p1', stopPrice: '90' }))
  await unanswered(closePosition(calls, position, 0.5))
  const [first, again, protection, later] = keys
  expect(again).toBe(first)
  expect(new Set([first, protection, later]).size).toBe(3)
})

it('hands a position over once, however often it is tried without an answer', async () => {
  const { calls, keys } = silentEngine()
  const draft = { positionId: 'p4', to: 'hand', fraction: 0.5 }
  const lost = async (quantity: string): Promise<void> =>
    expect(handOverPosition(calls, draft, quantity)).rejects.toThrow('socket closed')
  await lost('0.4')
  await lost('0.4')
  await lost('0.2')
  const [first, again, later] = keys
  expect(again).toBe(first)
  expect(later).not.toBe(first)
})

it('is another command once something was closed, and for another position', async () => {
  const { calls, keys } = silentEngine()
  await unanswered(closePosition(calls, { positionId: 'p2', quantity: '0.4' }, 0.5))
  await unanswered(closePosition(calls, { positionId: 'p2', quantity: '0.2' }, 0.5))
  await unanswered(closePosition(calls, { positionId: 'p3', quantity: '0.2' }, 0.5))
  expect(new Set(keys).size).toBe(3)
})
