import { type Clock, errorText, type Logger } from '../base/index.ts'
import type { Instrument, MarketVenue, VenueFact } from '../domain/index.ts'
import { InstrumentWatch, type InstrumentWatchPorts } from './instrument-watch.ts'

/** A venue that goes on refusing is asked no more often, in system time: its rules are megabytes. */
export const REFRESH_PAUSE_MS = 60_000

export interface VenueRulesPorts {
  readonly market: Pick<MarketVenue, 'refreshInstruments'>
  readonly instruments: () => readonly Instrument[]
  readonly execution: InstrumentWatchPorts
  /** The system clock. */
  readonly clock: Pick<Clock, 'nowMs'>
  readonly logger: Logger
}

/**
 * What the venue demands of orders, and which instruments it does not let trade. It is asked anew when somebody wants that,
 * and when it refuses an order for rules that we do not know.
 */
export class VenueRules {
  readonly #ports: VenueRulesPorts
  readonly #watch: InstrumentWatch
  #askedAtMs = Number.NEGATIVE_INFINITY

  constructor(ports: VenueRulesPorts) {
    this.#ports = ports
    this.#watch = new InstrumentWatch(ports.execution)
  }

  /** To be told of every instrument at the start, and of each change of its rules. */
  handle(instrument: Instrument): void {
    this.#watch.handle(instrument)
  }

  /** Resolves once the rules of now hold. @throws what the venue answers instead. */
  async refresh(): Promise<void> {
    const { market, instruments } = this.#ports
    await market.refreshInstruments?.()
    for (const instrument of instruments()) this.handle(instrument)
  }

  handleFact(fact: VenueFact): void {
    if (fact.kind !== 'rejected' || fact.cause !== 'rules') return
    const { clock, logger } = this.#ports
    const nowMs = clock.nowMs()
    if (nowMs - this.#askedAtMs < REFRESH_PAUSE_MS) return
    this.#askedAtMs = nowMs
    this.refresh().catch((error: unknown) =>
      logger.warn('the rules of the venue could not be read again', { error: errorText(error) }),
    )
  }
}
