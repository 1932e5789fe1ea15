import type { TimeMs } from '../../base/index.ts'
import type { InstrumentId, OrderId, VenueAdjustment, VenueExecution } from '../../domain/index.ts'
import type { PaperOrder } from './paper-order.ts'
import { adjustmentsOf, executionsOf, type PaperChange, type PaperStore, type StoredBooks } from './paper-store.ts'

/**
 * Keeps nothing beyond the process. Commits count as stored at the next {@link flush} or, where none comes, at the end
 * of the running task; one after the other, also those that are made meanwhile.
 */
export class MemoryPaperStore implements PaperStore {
  readonly #orders = new Map<OrderId, PaperOrder>()
  readonly #executions: VenueExecution[] = []
  readonly #adjustments: VenueAdjustment[] = []
  readonly #onFailed: (error: Error) => void
  #queue: (() => void)[] = []
  #isScheduled = false
  #isFlushing = false

  constructor(onFailed: (error: Error) => void) {
    this.#onFailed = onFailed
  }

  load(): StoredBooks | undefined {
    return undefined
  }

  findOrder(orderId: OrderId): PaperOrder | undefined {
    return this.#orders.get(orderId)
  }

  fillsSince(instrumentId: InstrumentId, sinceMs: TimeMs): readonly VenueExecution[] {
    return this.#executions.filter((fill) => fill.instrumentId === instrumentId && fill.timeMs >= sinceMs)
  }

  adjustmentsSince(sinceMs: TimeMs): readonly VenueAdjustment[] {
    return this.#adjustments.filter((adjustment) => adjustment.timeMs >= sinceMs)
  }

  commit(change: PaperChange, onStored: () => void): void {
    for (const order of change.orders) this.#orders.set(order.request.orderId, order)
    if (change.news.length > 0) {
      this.#executions.push(...executionsOf(change))
      this.#adjustments.push(...adjustmentsOf(change))
    }
    this.#queue.push(onStored)
    if (this.#isScheduled || this.#isFlushing) return
    this.#isScheduled = true
    queueMicrotask(() => {
      this.#isScheduled = false
      this.flush()
    })
  }

  flush(): void {
    if (this.#queue.length === 0 || this.#isFlushing) return
    this.#isFlushing = true
    for (let acknowledge = this.#queue.shift(); acknowledge; acknowledge = this.#queue.shift()) this.#run(acknowledge)
    this.#isFlushing = false
  }

  async drained(): Promise<void> {
    this.flush()
  }

  async close(): Promise<void> {
    this.flush()
  }

  #run(acknowledge: () => void): void {
    try {
      acknowledge()
    } catch (error) {
      this.#onFailed(error instanceof Error ? error : new Error(String(error)))
    }
  }
}
