import { money, type OrderId, orderId, price, quantity, type VenueAdjustment } from '../../domain/index.ts'
import { timeMs } from '../../base/index.ts'
import type { ReconciliationReport } from '../reconciliation/index.ts'
import type { BenchDesk } from './bench-desk.ts'
import { venueRequest } from '../venue-request.ts'
import { BTC, orderTerms } from './terms.ts'

/** Longer than the fake venue takes a request after its sending. */
export const LIFETIME_MS = 5_000

/** A new process on the same ledger, compared with the venue. */
export async function restarted(desk: BenchDesk): Promise<ReconciliationReport> {
  desk.restart()
  return recovered(desk)
}

export async function recovered(desk: BenchDesk): Promise<ReconciliationReport> {
  const report = await desk.execution.recover()
  desk.settle()
  return report
}

/** Loses everything that the venue has decided and not told yet. */
export function dropFrames(desk: BenchDesk): void {
  desk.venue.outbox.length = 0
}

/** An order that somebody places on the website; the fake venue tells nobody. */
export function placedElsewhere(desk: BenchDesk, id = 'web-1', change: Parameters<typeof orderTerms>[0] = {}): OrderId {
  const terms = orderTerms({ type: 'limit', limitPrice: price(50), ...change, orderId: orderId(id) })
  const request = venueRequest({ terms } as Parameters<typeof venueRequest>[0], { reduceOnly: true })
  desk.venue.orders.set(terms.orderId, { request, state: 'working', reason: undefined, fills: [] })
  return terms.orderId
}

/** Somebody trades on the website; below zero he sells. */
export function tradedElsewhere(desk: BenchDesk, amount: number, id = 'web-1'): void {
  const size = Math.abs(amount)
  const terms = { side: amount > 0 ? 'buy' : 'sell', type: 'market', quantity: quantity(size) } as const
  desk.venue.fill(placedElsewhere(desk, id, terms), size, 100)
  dropFrames(desk)
}

/** The venue closes part of the position by itself. */
export function liquidation(amount: number, change: Partial<VenueAdjustment> = {}): VenueAdjustment {
  return {
    adjustmentId: 'liq-1',
    kind: 'liquidation',
    instrumentId: BTC,
    quantity: quantity(amount),
    price: price(80),
    cash: money('-0.5'),
    reason: 'margin ran out',
    timeMs: timeMs(2_000),
    ...change,
  }
}

export function funding(cash: number, change: Partial<VenueAdjustment> = {}): VenueAdjustment {
  return {
    ...liquidation(0),
    adjustmentId: 'funding-1',
    kind: 'funding',
    price: price(0),
    cash: money(cash),
    reason: 'funding',
    ...change,
  }
}
