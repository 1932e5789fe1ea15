import { timeMs } from '../../../src-main/base/index.ts'
import { HAND, type OrderIntent, price, type Price, type TimeInForce } from '../../../src-main/domain/index.ts'
import { intentOf } from '../../faults/rig/intents.ts'
import { type SequenceRig, SPOT, STRATEGY } from '../rig/sequence-rig.ts'
import type { Step } from '../sequence.ts'
import { oneOf } from './step.ts'

/** How far stops and targets of an entry are from the market. */
const EXIT_DISTANCE = 5
const OPEN_MS = 8_000

/** A wish of this step: direction, owner and key come from its numbers. */
export function wishOf(rig: SequenceRig, { size, pick }: Step, change: Partial<OrderIntent> = {}): OrderIntent {
  const isStrategy = pick % 4 === 3
  return intentOf({
    side: sideOf(pick),
    quantity: String(size),
    change: {
      owner: isStrategy ? STRATEGY : HAND,
      source: isStrategy ? 'strategy' : 'hand',
      idempotencyKey: rig.key(),
      ...change,
    },
  })
}

/** A stop and a target around the market. */
export function bracketOf(rig: SequenceRig, pick: number): Pick<OrderIntent, 'stopLossPrice' | 'takeProfitPrice'> {
  const away = sideOf(pick) === 'buy' ? -EXIT_DISTANCE : EXIT_DISTANCE
  return { stopLossPrice: at(rig, away), takeProfitPrice: pick % 3 === 0 ? undefined : at(rig, -away) }
}

/** A price that far from the best bid. */
export function at(rig: SequenceRig, offset: number): Price {
  return price(rig.bid + offset)
}

export function sideOf(pick: number): 'buy' | 'sell' {
  return pick % 2 === 0 ? 'buy' : 'sell'
}

/** Every time in force, and post-only. */
export function durationOf(rig: SequenceRig, pick: number): Partial<OrderIntent> {
  const timeInForce = oneOf<TimeInForce>(['GTC', 'GTC', 'GTD', 'IOC', 'FOK', 'GTC'], pick)
  const expireAtMs = timeInForce === 'GTD' ? timeMs(rig.market.clock.nowMs() + OPEN_MS) : undefined
  return { timeInForce, expireAtMs, postOnly: timeInForce === 'GTC' && pick % 6 === 5 }
}

export function spotWish(rig: SequenceRig, step: Step): OrderIntent {
  return wishOf(rig, step, { instrumentId: SPOT.instrumentId, owner: HAND, source: 'hand' })
}
