import { describe, expect, it } from 'vitest'
import { price } from '../domain/index.ts'
import { PROTECTION_RETRY_MS } from './refused-exits.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { ETH } from './testing/interleaving.ts'
import { bracketTerms, BTC, newTerms } from './testing/terms.ts'

const desk = useDesk()
const STOP = { takeProfitPrice: undefined }

/** From here on the venue refuses every stop; how many it has refused so far. */
function refuseStops(): () => number {
  let refused = 0
  desk().venue.rejectNext = (request) => {
    if (request.type !== 'stop') return undefined
    refused += 1
    return 'not now'
  }
  return () => refused
}

/** Holds 2 BTC without the stop at 90 that was decided. */
function bare(): () => number {
  const refused = refuseStops()
  desk().lastPrice = 100
  desk().fill(desk().place(bracketTerms(2, 'buy', STOP)), 2)
  expect(refused()).toBe(1)
  return refused
}

function pass(durationMs: number): void {
  desk().clock.advanceBy(durationMs)
  desk().settle()
}

/** The price goes there. */
function goTo(level: number): void {
  desk().lastPrice = level
  desk().execution.handlePrices(BTC, { low: level, high: level })
  pass(0)
}

describe('a stop that the venue goes on refusing', () => {
  it('is tried after growing waits, at most six times, and the last refusal says what to do', () => {
    const refused = bare()
    for (let attempt = 1, waitMs = PROTECTION_RETRY_MS; attempt < 6; attempt += 1, waitMs *= 2) {
      pass(waitMs - 1)
      expect(refused()).toBe(attempt)
      pass(1)
      expect(refused()).toBe(attempt + 1)
    }
    pass(1_000 * PROTECTION_RETRY_MS)
    expect(refused()).toBe(6)
    const reasons = desk().failures.map(({ reason }) => reason)
    expect(reasons.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'not now'))
    expect(reasons[5]).toMatch(/^not now; .*set it by hand or close the position$/)
    expect(reasons).toHaveLength(6)
  })

  it('begins anew once the venue has taken it, and after a restart', async () => {
    const refused = bare()
    pass(PROTECTION_RETRY_MS)
    desk().venue.rejectNext = undefined
    pass(2 * PROTECTION_RETRY_MS)
    expect(desk().protection()).toEqual(['stopLoss 2 90'])
    const again = refuseStops()
    desk().venue.end(desk().protectiveOrder('stopLoss'), 'expired', 'delisting')
    desk().settle()
    pass(PROTECTION_RETRY_MS)
    expect([refused(), again()]).toEqual([2, 1])
    desk().restart()
    await desk().execution.recover()
    desk().settle()
    expect(again()).toBe(2)
    pass(PROTECTION_RETRY_MS)
    expect(again()).toBe(3)
  })

  it('is placed at once where somebody sets it anew', () => {
    const refused = bare()
    desk().venue.rejectNext = undefined
    desk().execution.moveExits({
      instrumentId: BTC,
      owner: newTerms().owner,
      by: 'hand',
      idempotencyKey: 'k',
      stopPrice: price(91),
    })
    desk().settle()
    expect(desk().protection()).toEqual(['stopLoss 2 91'])
    pass(100 * PROTECTION_RETRY_MS)
    expect(refused()).toBe(1)
  })
})

describe('a refused stop is tried before its time', () => {
  it('when the price has moved, at most once in the shortest wait', () => {
    const refused = bare()
    pass(PROTECTION_RETRY_MS)
    expect(refused()).toBe(2)
    goTo(100.1)
    pass(PROTECTION_RETRY_MS)
    expect(refused()).toBe(2)
    goTo(100.3)
    goTo(101)
    expect(refused()).toBe(3)
    goTo(103)
    expect(refused()).toBe(3)
    pass(PROTECTION_RETRY_MS)
    expect(refused()).toBe(4)
  })

  it('at once when the price has come to it: then the position is closed at market', () => {
    bare()
    goTo(89)
    expect(desk().protection()).toEqual(['close 2 market'])
  })

  it('not for the price of another instrument', () => {
    const refused = bare()
    pass(PROTECTION_RETRY_MS)
    desk().execution.handlePrices(ETH, { low: 1, high: 1 })
    pass(PROTECTION_RETRY_MS)
    expect(refused()).toBe(2)
  })

  it('when another order has ended, or money has come', () => {
    const waiting = desk().place(newTerms({ instrumentId: ETH, type: 'limit', limitPrice: price(50) }))
    const refused = bare()
    pass(PROTECTION_RETRY_MS)
    desk().execution.cancel(waiting, 'by hand')
    desk().settle()
    pass(PROTECTION_RETRY_MS)
    expect(refused()).toBe(3)
    desk().execution.refusedExits.handleFunds()
    pass(PROTECTION_RETRY_MS)
    expect(refused()).toBe(4)
  })

  it('at once when the venue speaks of the instrument again, and as if it were the first time', () => {
    const refused = bare()
    for (let waitMs = PROTECTION_RETRY_MS; waitMs < 32 * PROTECTION_RETRY_MS; waitMs *= 2) pass(waitMs)
    expect(refused()).toBe(6)
    desk().execution.refusedExits.handleInstrument(ETH)
    pass(0)
    expect(refused()).toBe(6)
    desk().execution.refusedExits.handleInstrument(BTC)
    pass(0)
    expect(refused()).toBe(7)
    pass(PROTECTION_RETRY_MS)
    expect(refused()).toBe(8)
  })

  it('not any more once its position is gone', () => {
    const refused = bare()
    desk().fill(
      desk().place(newTerms({ side: 'sell', role: 'close', reduceOnly: true, quantity: bracketTerms(2).quantity })),
      2,
    )
    goTo(80)
    pass(100 * PROTECTION_RETRY_MS)
    expect(refused()).toBe(1)
    expect(desk().protection()).toEqual([])
  })
})
