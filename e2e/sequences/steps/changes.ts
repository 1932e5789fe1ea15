import { type Order, price, quantity } from '../../../src-main/domain/index.ts'
import type { OrderChange } from '../../../src-main/execution/index.ts'
import { ABC } from '../../faults/rig/fault-market.ts'
import { type SequenceRig, STRATEGY } from '../rig/sequence-rig.ts'
import type { Step } from '../sequence.ts'
import { oneOf, pickOf, type StepEntry } from './step.ts'
import { at } from './wishes.ts'

/** What is asked for about orders and positions that are there. */
export const CHANGES = {
  amend: { weight: 4, act: amend },
  cancel: { weight: 3, act: cancel },
  cancelAll: {
    weight: 1,
    act: (rig) =>
      void rig.attempt(() => rig.session.execution.cancelAll({ includeProtection: false, reason: 'by hand' })),
  },
  closePosition: { weight: 4, act: closePosition },
  moveExits: { weight: 4, act: moveExits },
  handOver: { weight: 2, act: handOver },
} as const satisfies Record<string, StepEntry>

function openOrder({ session }: SequenceRig, step: Step): Order | undefined {
  return pickOf(session.execution.openOrders(), step)
}

function amend(rig: SequenceRig, step: Step): void {
  const order = openOrder(rig, step)
  if (!order) return
  const change = changeOf(order, step)
  const answer = rig.attempt(() => rig.session.desk.amend(order.terms.orderId, change, rig.key('amend')))
  if (answer?.kind === 'denied') rig.refusals += 1
}

function changeOf({ terms }: Order, { size, offset, pick }: Step): OrderChange {
  const { limitPrice, triggerPrice } = terms
  if (pick % 3 === 0) return { quantity: quantity(size) }
  if (limitPrice) return { limitPrice: price(limitPrice.add(offset / 2)) }
  return triggerPrice ? { triggerPrice: price(triggerPrice.add(offset / 2)) } : { quantity: quantity(size) }
}

function cancel(rig: SequenceRig, step: Step): void {
  const order = openOrder(rig, step)
  if (order) rig.attempt(() => rig.session.execution.cancel(order.terms.orderId, 'cancelled by hand'))
}

function closePosition(rig: SequenceRig, step: Step): void {
  const { portfolio, desk } = rig.session
  const position = pickOf(portfolio.openPositions(), step)
  if (!position) return
  const { instrumentId, owner } = position
  const fraction = oneOf([1, 1, 0.5], step.size)
  const request = { instrumentId, owner, fraction, source: 'hand', reason: 'by hand' } as const
  const intent = rig.attempt(() => desk.closeIntent({ ...request, idempotencyKey: rig.key('close') }))
  if (intent) rig.place(intent)
}

function moveExits(rig: SequenceRig, step: Step): void {
  const { portfolio, exits } = rig.session
  const position = pickOf(portfolio.openPositions(), step)
  if (!position) return
  const { instrumentId, owner, quantity: held } = position
  const away = (held.isPositive() ? 1 : -1) * (1 + Math.abs(step.offset))
  const kinds = [
    { stopPrice: at(rig, -away) },
    { stopPrice: at(rig, -away), targetPrice: at(rig, away) },
    { stopPrice: null },
    { targetPrice: null },
    { trailing: { kind: 'price', distance: price(step.size) } },
    { stopPrice: at(rig, -away), breakEven: { kind: 'atPrice', price: at(rig, away) } },
  ] as const
  const key = rig.key('exits')
  const kind = kinds[step.size % kinds.length] ?? kinds[0]
  const wish = { instrumentId, owner, ...kind, by: 'hand', idempotencyKey: key } as const
  if (rig.attempt(() => exits.move(wish))) rig.refusals += 1
}

/** From the owner of a position to the other one. */
function handOver(rig: SequenceRig, step: Step): void {
  const { portfolio, handover } = rig.session
  const giver = pickOf(
    portfolio.openPositions().filter(({ instrumentId }) => instrumentId === ABC.instrumentId),
    step,
  )
  if (!giver) return
  const { instrumentId, owner: from } = giver
  const to = from === STRATEGY ? ('hand' as typeof from) : STRATEGY
  const amount = step.size > 3 ? undefined : quantity(step.size)
  rig.attempt(() =>
    handover.handOver({ instrumentId, from, to, quantity: amount, idempotencyKey: rig.key('handover') }),
  )
}
