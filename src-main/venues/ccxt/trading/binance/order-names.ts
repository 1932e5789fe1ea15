import type { InstrumentId, OrderId, VenueExecution, VenueOrderId } from '../../../../domain/index.ts'
import { orderId } from '../../../../domain/index.ts'
import { isOpen, type OrderWord } from '../order-gateway.ts'
import { OrderMemory } from '../order-memory.ts'
import { executionOf, type ListedExecution } from './listed-execution.ts'

/** Ways to find out the client id of an order that only the exchange's own id is known of. */
export interface OrderLookup {
  /** The newest orders of the instrument. */
  recent(): Promise<readonly OrderWord[]>
  one(id: VenueOrderId): Promise<OrderWord | undefined>
}

/** Client ids by the exchange's own ids: lists of executions know only the latter. */
export class OrderNames {
  readonly #names = new OrderMemory<string, OrderId>()

  note(word: Pick<OrderWord, 'instrumentId' | 'venueOrderId' | 'state'>, name: OrderId): void {
    this.#names.set(`${word.instrumentId} ${word.venueOrderId}`, name, !isOpen(word))
  }

  nameOf(instrumentId: InstrumentId, id: VenueOrderId): OrderId | undefined {
    return this.#names.get(`${instrumentId} ${id}`)
  }

  /** Gives each execution its order's client id, and asks for those that are not known: all at once, then one by one. */
  async resolve(listed: readonly ListedExecution[], lookup: OrderLookup): Promise<VenueExecution[]> {
    if (listed.some((execution) => this.#of(execution) === undefined)) await lookup.recent()
    const executions: VenueExecution[] = []
    for (const execution of listed) executions.push(executionOf(execution, await this.#find(execution, lookup)))
    return executions
  }

  #of({ instrumentId, venueOrderId }: ListedExecution): OrderId | undefined {
    return this.nameOf(instrumentId, venueOrderId)
  }

  /** An order that the exchange has forgotten is named by its own id: it is not one of ours that is still of interest. */
  async #find(execution: ListedExecution, lookup: OrderLookup): Promise<OrderId> {
    const known = this.#of(execution)
    if (known !== undefined) return known
    const word = await lookup.one(execution.venueOrderId)
    const name = word?.orderId ?? orderId(`venue-${execution.venueOrderId}`)
    this.note({ ...execution, state: word?.state ?? 'expired' }, name)
    return name
  }
}
