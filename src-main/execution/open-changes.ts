import { ensureDefined } from '../base/index.ts'
import type { InstrumentId, Order, OrderId, Owner } from '../domain/index.ts'
import type { PositionChange } from './brackets.ts'
import { handedParts, type HandoverStep } from './handed-brackets.ts'
import type { OpenEntry } from './open-entries.ts'

/** A handover as its fact has it. */
export interface StoredHandover {
  readonly handoverId: string
  readonly instrumentId: InstrumentId
  readonly from: Owner
  readonly to: Owner
  /** What went along; absent where nothing did. */
  readonly exits?: Parameters<typeof handedParts>[0]
}

export interface OpenChangeSources {
  readonly orders: ReadonlyMap<OrderId, Order>
  readonly handovers: ReadonlyMap<string, StoredHandover>
}

/** A step on a position's way with what was decided with it: by the order that filled, or by who gave it away. */
export function openChangeOf(
  entry: OpenEntry,
  { orders, handovers }: OpenChangeSources,
): PositionChange | HandoverStep {
  const { before, after, orderId, entryId } = entry
  if (orderId !== undefined) {
    return { before, after, terms: ensureDefined(orders.get(orderId), `order ${orderId} of an entry`).terms }
  }
  const [, handoverId = '', end] = /^handover:(.*):(from|to)$/.exec(entryId) ?? []
  const handover = ensureDefined(handovers.get(handoverId), `handover of entry ${entryId}`)
  const standing = { instrumentId: handover.instrumentId, owner: end === 'from' ? handover.from : handover.to }
  return { standing, before, after, parts: handedParts(handover.exits ?? [], standing) }
}
