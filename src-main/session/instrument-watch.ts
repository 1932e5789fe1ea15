import type { Instrument } from '../domain/index.ts'
import type { Execution } from '../execution/index.ts'

const REASONS = {
  maintenance: 'the venue has taken it into maintenance and takes no orders',
  delisted: 'the venue has delisted it; positions stay until they are closed there',
} as const

const CAUSES = ['maintenance', 'delisted'] as const

export interface InstrumentWatchPorts {
  readonly reconciliation: Pick<Execution['reconciliation'], 'quarantine' | 'lift'>
  /** Exits that the venue refused may be taken now. */
  readonly refusedExits: Pick<Execution['refusedExits'], 'handleInstrument'>
}

/** Keeps instruments back that the venue does not let trade; their positions can still be closed, the others go on. */
export class InstrumentWatch {
  readonly #ports: InstrumentWatchPorts

  constructor(ports: InstrumentWatchPorts) {
    this.#ports = ports
  }

  /** To be told of every instrument at the start, and of each change of its rules. */
  handle({ instrumentId, status }: Instrument): void {
    const { reconciliation, refusedExits } = this.#ports
    // Its rules are those of this word: what was refused for older ones may be asked for again.
    reconciliation.lift(instrumentId, 'rules')
    for (const cause of CAUSES) if (cause !== status) reconciliation.lift(instrumentId, cause)
    if (status === 'trading') refusedExits.handleInstrument(instrumentId)
    else reconciliation.quarantine(instrumentId, status, REASONS[status])
  }
}
