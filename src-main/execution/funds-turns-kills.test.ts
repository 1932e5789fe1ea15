import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ensureDefined } from '../base/index.ts'
import { HAND, type OrderId, price, quantity } from '../domain/index.ts'
import type { NewOrderTerms } from './execution.ts'
import { BenchDesk } from './testing/bench-desk.ts'
import { LedgerFile } from './testing/ledger-file.ts'
import { LIFETIME_MS, recovered } from './testing/reconciliation-steps.ts'
import { BTC, newTerms } from './testing/terms.ts'

const CANCEL = ['answered', 'lost', 'taken'] as const

/** A run of an engine that is interrupted. */
const scenes = fc.record({
  side: fc.constantFrom('buy', 'sell'),
  type: fc.constantFrom('stop', 'stopLimit'),
  /** After which step it is killed, or loses its connection. */
  steps: fc.nat(10),
  by: fc.constantFrom('kill', 'reconnect'),
  /** Step at which the order at the venue fills in part. */
  partAt: fc.option(fc.nat(6), { nil: undefined }),
  cancel: fc.constantFrom(...CANCEL),
})
type Scene = typeof scenes extends fc.Arbitrary<infer Value> ? Value : never

/** A limit at the venue for two, and an order that the engine waits with: both above or below the price of 100. */
function placePair(desk: BenchDesk, { side, type }: Scene): OrderId {
  if (side === 'sell') desk.fill(desk.place(newTerms({ quantity: quantity(2) })), 2)
  const sign = side === 'sell' ? 1 : -1
  const both: Partial<NewOrderTerms> = { side, quantity: quantity(2), ocoGroup: 'oco-1' }
  const limit = newTerms({ ...both, type: 'limit', limitPrice: price(100 + sign * 20), idempotencyKey: 'limit-key-1' })
  const waiting = newTerms({
    ...both,
    type,
    triggerPrice: price(100 - sign * 10),
    limitPrice: type === 'stopLimit' ? price(100 - sign * 15) : undefined,
    handling: 'engine',
    awaitsFunds: true,
    idempotencyKey: 'stop-key-01',
  })
  const { orderId } = ensureDefined([limit, waiting].map((terms) => desk.execution.place(terms).terms)[0], 'limit')
  desk.settle()
  return orderId
}

/** What is traded of two at the end; that it is neither less nor more is what has to hold. */
async function traded(desk: BenchDesk, scene: Scene): Promise<string> {
  const locks = scene.side === 'sell'
  desk.venue.capabilities = { ...desk.venue.capabilities, amend: false, reduceOnly: false, locksHoldings: locks }
  await desk.execution.recover()
  const limit = placePair(desk, scene)
  const due = scene.side === 'sell' ? 89 : 111
  const reach = (): void => desk.execution.handlePrices(BTC, { low: due, high: due })
  if (scene.cancel !== 'answered') desk.venue.unanswered = { command: 'cancel', outcome: scene.cancel }
  for (let step = 0; step < scene.steps; step++) {
    const atVenue = desk.venue.orders.get(limit)
    if (step === scene.partAt && atVenue && desk.venue.isOpen(atVenue)) desk.venue.fill(limit, 0.5, 100)
    if (step === 0) reach()
    else if (step % 2 === 1) desk.journal.step()
    else desk.venue.deliver(1)
  }
  if (scene.by === 'kill') desk.restart()
  for (let round = 0; round < 3; round++) {
    await recovered(desk)
    reach()
    desk.settle()
    desk.clock.advanceBy(LIFETIME_MS)
  }
  for (const { request } of desk.venue.openOrders()) desk.fill(request.orderId, 2, due)
  const held = desk.books.ownerQuantity(BTC, HAND)
  return (scene.side === 'sell' ? held.sub(2).neg() : held).toFixed()
}

describe('two orders that find what only one of them needs', () => {
  it('trade once all that they are for, wherever the engine is killed or cut off while one goes for the other', async () => {
    await fc.assert(
      fc.asyncProperty(scenes, async (scene) => {
        const file = new LedgerFile()
        const desk = new BenchDesk(file.path)
        try {
          expect(await traded(desk, scene)).toBe('2')
          expect([desk.errors, desk.venue.doubled]).toEqual([[], []])
        } finally {
          desk.dispose()
          file.dispose()
        }
      }),
      { numRuns: 150 },
    )
  })
})
