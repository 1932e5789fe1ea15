import { isTerminal, type Order, type OrderId, type VenueOrderReport } from '../../domain/index.ts'
import { isOurs } from '../order-numbers.ts'
import type { OrderStore } from '../order-store.ts'
import type { DifferenceFinding } from './difference.ts'
import { isOpenAtVenue } from './order-answers.ts'
import type { PassTally } from './pass-tally.ts'

export interface StrangersFound {
  readonly findings: readonly DifferenceFinding[]
  /** Seen for the first time: to be looked at again. */
  readonly hasSuspects: boolean
}

/** Orders that are open at the venue and not here: placed elsewhere, missing in an older ledger, or ended here. */
export class Strangers {
  readonly #store: Pick<OrderStore, 'get'>
  /** Ended here when they were first seen open there. */
  #suspects = new Map<OrderId, Order>()

  constructor(store: Pick<OrderStore, 'get'>) {
    this.#store = store
  }

  /** @param asked orders that were open here when the venue was asked. */
  find(reports: readonly VenueOrderReport[], asked: ReadonlySet<OrderId>, tally: PassTally): StrangersFound {
    const before = this.#suspects
    this.#suspects = new Map()
    const findings: DifferenceFinding[] = []
    let hasSuspects = false
    for (const report of reports.filter(isOpenAtVenue)) {
      const { orderId } = report
      const order = this.#store.get(orderId)
      if (!order) findings.push(unknownOrder(report))
      else if (!asked.has(orderId) && isTerminal(order.state) && !this.#revive(order, report, tally)) {
        this.#suspects.set(orderId, order)
        if (before.get(orderId) === order) findings.push({ ...unknownOrder(report), endedHere: true })
        else hasSuspects = true
      }
    }
    return { findings, hasSuspects }
  }

  /** The venue's word that it has an order outweighs its earlier word that it has not. */
  #revive({ state, terms }: Order, { venueOrderId }: VenueOrderReport, tally: PassTally): boolean {
    if (state.kind !== 'unsent' && state.kind !== 'rejected') return false
    const { orderId } = terms
    const accepted = { kind: 'accepted', orderId, venueOrderId, timeMs: terms.createdAtMs } as const
    if (!tally.record(accepted)) return false
    // Rejected and accepted is a question to the venue, and its report is the answer already.
    if (this.#store.get(orderId)?.state.kind === 'unknown') tally.record(accepted)
    return true
  }
}

function unknownOrder(report: VenueOrderReport): Extract<DifferenceFinding, { report: VenueOrderReport }> {
  const { instrumentId, orderId, reduceOnly } = report
  const kind = isOurs(orderId) ? (reduceOnly ? 'protectionSurplus' : 'unknownOrder') : 'foreignOrder'
  return { kind, instrumentId, report, endedHere: false }
}
