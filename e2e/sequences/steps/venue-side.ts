import { Decimal } from '../../../src-main/base/index.ts'
import { ABC } from '../../faults/rig/fault-market.ts'
import type { SequenceRig } from '../rig/sequence-rig.ts'
import type { Step } from '../sequence.ts'
import { pickOf, type StepEntry } from './step.ts'
import { sideOf } from './wishes.ts'

const { instrumentId } = ABC
const SECOND_MS = 1_000

/** What the market and the venue do by themselves, and what somebody does past the engine. */
export const VENUE_SIDE = {
  priceMoves: { weight: 8, act: (rig, { offset }) => rig.setPrice(rig.bid + offset / 2) },
  timePasses: { weight: 6, act: (rig, { size }) => rig.advance(size * SECOND_MS, SECOND_MS) },
  partialFill: { weight: 5, act: fillPart },
  venueCancels: { weight: 1, act: (rig, step) => endAtVenue(rig, step, 'cancel') },
  venueExpires: { weight: 1, act: (rig, step) => endAtVenue(rig, step, 'expire') },
  foreignOrder: { weight: 1, act: placeElsewhere },
  foreignTrade: { weight: 1, act: tradeElsewhere },
  liquidation: { weight: 1, act: liquidate },
  deleveraging: { weight: 1, act: deleverage },
  funding: { weight: 1, act: ({ venue }, { offset }) => venue.doings.fund(instrumentId, offset || 1) },
  transfer: { weight: 1, act: ({ venue }, { offset }) => venue.doings.transfer((offset || 1) * 100) },
} as const satisfies Record<string, StepEntry>

function fillPart(rig: SequenceRig, step: Step): void {
  const { venue, bid } = rig
  const resting = venue.working().filter(({ terms }) => terms.triggerPrice === undefined)
  const order = pickOf(resting, step)
  if (!order) return
  const share = order.terms.quantity.mul(step.size / 12).toDecimalPlaces(1, Decimal.ROUND_UP)
  venue.doings.fill(order, { quantity: share, price: order.terms.limitPrice ?? bid })
}

function endAtVenue({ venue }: SequenceRig, step: Step, how: 'cancel' | 'expire'): void {
  const order = pickOf(venue.working(), step)
  if (order) venue.doings[how](order)
}

function placeElsewhere({ venue, bid }: SequenceRig, { size, pick }: Step): void {
  const side = sideOf(pick)
  venue.doings.placeElsewhere({ instrumentId, side, quantity: size, limit: side === 'buy' ? bid - 20 : bid + 20 })
}

function tradeElsewhere({ venue, bid }: SequenceRig, { size, pick }: Step): void {
  venue.doings.tradeElsewhere({ instrumentId, side: sideOf(pick), quantity: size, at: bid })
}

function liquidate({ venue, bid }: SequenceRig): void {
  if (!venue.books.net(instrumentId).isZero()) venue.doings.liquidate(instrumentId, bid)
}

function deleverage({ venue, bid }: SequenceRig, { size }: Step): void {
  const held = venue.books.net(instrumentId).abs()
  if (!held.isZero()) venue.doings.deleverage(instrumentId, Decimal.min(size, held), bid)
}
