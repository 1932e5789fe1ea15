import type { Instrument } from '../domain/index.ts'
import type { Execution } from '../execution/index.ts'

const REASONS = {
  maintenance: 'the venue has taken it into maintenance and takes no orders',
  delisted: 'the venue has delisted it; positions stay until they are closed there',
} as const

const CAUSES = ['maintenance', 'delisted'] as const

/** Keeps instruments back that the venue does not let trade; their positions can still be closed, the others go on. */
export class InstrumentWatch {
  readonly #reconciliation: Pick<Execution['reconciliation'], 'quarantine' | 'lift'>

  constructor(reconciliation: Pick<Execution['reconciliation'], 'quarantine' | 'lift'>) {
    this.#reconciliation = reconciliation
  }

  /** To be told of every instrument at the start, and of each change of its rules. */
  handle({ instrumentId, status }: Instrument): void {
    // Its rules are those of this word: what was refused for older ones may be asked for again.
    this.#reconciliation.lift(instrumentId, 'rules')
    for (const cause of CAUSES) if (cause !== status) this.#reconciliation.lift(instrumentId, cause)
    if (status !== 'trading') this.#reconciliation.quarantine(instrumentId, status, REASONS[status])
  }
}
