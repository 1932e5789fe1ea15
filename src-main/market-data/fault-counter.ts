import type { Logger } from '../base/index.ts'
import type { EventFault } from './event-faults.ts'

/** Counts dropped events by what was wrong with them, and logs the first of each kind: a bad venue must not flood the log. */
export class FaultCounter {
  readonly #counts = new Map<EventFault, number>()
  readonly #logger: Logger

  constructor(logger: Logger) {
    this.#logger = logger
  }

  /** Events dropped so far, by kind. */
  get counts(): ReadonlyMap<EventFault, number> {
    return this.#counts
  }

  count(fault: EventFault, instrumentId: string, event: unknown): void {
    const count = (this.#counts.get(fault) ?? 0) + 1
    this.#counts.set(fault, count)
    if (count > 1) return
    this.#logger.warn('a market event was dropped; further ones of this kind are only counted', {
      fault,
      instrumentId,
      event,
    })
  }
}
