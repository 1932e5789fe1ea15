import { type OrderIntent, type OrderType, price } from '../../../src-main/domain/index.ts'
import type { SequenceRig } from '../rig/sequence-rig.ts'
import type { Step } from '../sequence.ts'
import { oneOf, type StepEntry } from './step.ts'
import { at, bracketOf, durationOf, sideOf, spotWish, wishOf } from './wishes.ts'

/** Orders of every type that open a position, or bring one nearer to its end. */
export const ENTRIES = {
  marketEntry: { weight: 4, act: (rig, step) => void rig.place(wishOf(rig, step)) },
  bracketEntry: { weight: 6, act: (rig, step) => void rig.place(wishOf(rig, step, bracketOf(rig, step.pick))) },
  limitEntry: { weight: 6, act: (rig, step) => void rig.place(limitWish(rig, step)) },
  triggeredEntry: { weight: 4, act: (rig, step) => void rig.place(triggeredWish(rig, step)) },
  plannedEntry: { weight: 3, act: (rig, step) => void rig.place(plannedWish(rig, step)) },
  ocoPair: { weight: 3, act: placePair },
  spotOrder: { weight: 3, act: (rig, step) => void rig.place(spotOrder(rig, step)) },
  restingClose: { weight: 2, act: (rig, step) => void rig.place(restingClose(rig, step)) },
  repeatedWish: { weight: 2, act: repeatWish },
} as const satisfies Record<string, StepEntry>

function limitWish(rig: SequenceRig, step: Step): OrderIntent {
  const { pick, offset } = step
  const exits = pick % 3 === 0 ? {} : bracketOf(rig, pick)
  return wishOf(rig, step, { type: 'limit', limitPrice: at(rig, offset / 2), ...durationOf(rig, pick), ...exits })
}

const TRIGGERED: readonly [OrderType, ...OrderType[]] = [
  'stop',
  'stopLimit',
  'takeProfit',
  'takeProfitLimit',
  'trailingStop',
]

function triggeredWish(rig: SequenceRig, step: Step): OrderIntent {
  const { pick, offset, size } = step
  const type = oneOf(TRIGGERED, pick)
  const isLimit = type === 'stopLimit' || type === 'takeProfitLimit'
  return wishOf(rig, step, {
    type,
    timeInForce: 'GTC',
    triggerPrice: type === 'trailingStop' ? undefined : at(rig, offset),
    limitPrice: isLimit ? at(rig, offset) : undefined,
    trailing: type === 'trailingStop' ? { kind: 'price', distance: price(size) } : undefined,
    ...(pick % 2 === 0 ? bracketOf(rig, pick) : {}),
  })
}

/** With several targets, a trailing stop, or a stop that goes to break-even; its targets seldom divide into whole lots. */
function plannedWish(rig: SequenceRig, step: Step): OrderIntent {
  const { pick, size, offset } = step
  const ahead = sideOf(pick) === 'buy' ? 1 : -1
  const targets = [2, 4].map((distance) => ({ price: at(rig, ahead * distance), fraction: 0.4 }))
  return wishOf(rig, step, {
    ...bracketOf(rig, pick),
    size: { kind: 'quantity', quantity: (size + Math.abs(offset) / 10).toFixed(1) },
    takeProfitPrice: undefined,
    exitPlan: {
      targets: pick % 3 === 2 ? [] : targets,
      trailing: pick % 3 === 1 ? undefined : { kind: 'price', distance: price(size + 1) },
      breakEven: pick % 3 === 1 ? { kind: 'afterFirstTarget' } : undefined,
    },
  })
}

function placePair(rig: SequenceRig, step: Step): void {
  const away = 1 + Math.abs(step.offset) / 2
  const below = wishOf(rig, step, { type: 'limit', timeInForce: 'GTC', side: 'buy', limitPrice: at(rig, -away) })
  const above: OrderIntent = { ...below, type: 'stop', limitPrice: undefined, triggerPrice: at(rig, away) }
  const answer = rig.attempt(() => rig.session.desk.submitOco([below, { ...above, idempotencyKey: rig.key('other') }]))
  if (answer?.kind === 'denied') rig.refusals += 1
}

function spotOrder(rig: SequenceRig, step: Step): OrderIntent {
  const wish = spotWish(rig, step)
  if (step.pick < 4) return wish
  return { ...wish, type: 'limit', timeInForce: 'GTC', limitPrice: at(rig, step.offset / 2) }
}

/** Closes at a price, if that comes. */
function restingClose(rig: SequenceRig, step: Step): OrderIntent {
  const limitPrice = at(rig, step.offset / 2)
  return wishOf(rig, step, { type: 'limit', timeInForce: 'GTC', limitPrice, role: 'close', reduceOnly: true })
}

/** The same wish again: the same order, whatever has become of it. */
function repeatWish(rig: SequenceRig): void {
  const intent = rig.placed.at(-1)
  if (!intent) return
  const { execution, desk } = rig.session
  const before = execution.counters.orders
  rig.attempt(() => desk.submit(intent))
  if (execution.counters.orders !== before) rig.findings.push(`the wish ${intent.idempotencyKey} was met twice`)
}
