import type { InstrumentId, OrderId, VenueFact } from '../../domain/index.ts'
import { venueFact } from '../order-machine.ts'
import type { DifferenceFinding } from './difference.ts'
import type { ReconciliationPorts } from './ports.ts'

/** What one pass has done so far; also its way of booking. */
export class PassTally {
  readonly #ports: Pick<ReconciliationPorts, 'store' | 'apply'>
  readonly unsent: OrderId[] = []
  readonly lost = new Map<OrderId, DifferenceFinding>()
  readonly waiting = new Set<OrderId>()
  readonly failures = new Set<string>()
  /** Instruments about which a question got no answer. */
  readonly notAsked = new Map<InstrumentId, string>()
  /** With executions of orders that are not ours. */
  readonly foreignExecutions = new Set<InstrumentId>()
  checkedOrders = 0
  facts = 0
  fills = 0
  adjustments = 0
  adjustmentsUnknown = false

  constructor(ports: Pick<ReconciliationPorts, 'store' | 'apply'>) {
    this.#ports = ports
  }

  /** Books a word of the venue; false where it changed nothing. */
  record(fact: VenueFact): boolean {
    const order = this.#ports.store.get(fact.orderId)
    if (!order || this.#ports.apply(order, venueFact(fact)) === undefined) return false
    this.facts += 1
    if (fact.kind === 'filled') this.fills += 1
    return true
  }

  /** Books a step of our own. */
  recordOwn(fact: Exclude<Parameters<ReconciliationPorts['apply']>[1], { kind: 'venue' }>): void {
    const order = this.#ports.store.get(fact.orderId)
    if (order && this.#ports.apply(order, fact) !== undefined) this.facts += 1
  }

  fail(instrumentId: InstrumentId, reason: string): void {
    this.failures.add(reason)
    this.notAsked.set(instrumentId, reason)
  }
}
