import type { Clock } from '../../base/index.ts'
import type { AccountId, InstrumentId, Journal } from '../../domain/index.ts'

/**
 * Why an instrument is held. `differs` and `notAsked` come from the comparison and go with it; the others come from
 * outside, and whoever set them takes them back.
 */
export type QuarantineCause = 'differs' | 'notAsked' | 'maintenance' | 'delisted' | 'permission' | 'rules' | 'person'

/** Nothing may be opened on the instrument; exits, stops and cancels go on. */
export interface Quarantine {
  readonly instrumentId: InstrumentId
  readonly cause: QuarantineCause
  /** For a person: what is wrong and what to do. */
  readonly reason: string
  /** Session time. */
  readonly sinceMs: number
}

export interface QuarantineBookPorts {
  readonly accountId: AccountId
  readonly journal: Journal
  /** Session clock. */
  readonly clock: Clock
  /** What holds the instrument now; undefined: nothing does any more. Called once that is on disk. */
  readonly onChange: (instrumentId: InstrumentId, reason: string | undefined) => void
}

/** Instruments on which nothing may be opened, each for one or more causes, kept in the ledger. */
export class QuarantineBook {
  readonly #ports: QuarantineBookPorts
  readonly #held = new Map<InstrumentId, Map<QuarantineCause, Quarantine>>()
  #accountReason: string | undefined

  constructor(ports: QuarantineBookPorts, stored: readonly Quarantine[] = []) {
    this.#ports = ports
    for (const quarantine of stored) this.#put(quarantine)
  }

  /** Why nothing may be opened there; undefined where it may. */
  reasonOf(instrumentId: InstrumentId): string | undefined {
    const [first] = this.#held.get(instrumentId)?.values() ?? []
    return first?.reason ?? this.#accountReason
  }

  list(): readonly Quarantine[] {
    return [...this.#held.values()].flatMap((causes) => Array.from(causes.values()))
  }

  /** Instruments that are held for this cause. */
  heldFor(cause: QuarantineCause): readonly InstrumentId[] {
    return [...this.#held].filter(([, causes]) => causes.has(cause)).map(([instrumentId]) => instrumentId)
  }

  /** Holding again for the same cause changes the reason and nothing in the ledger. */
  hold(instrumentId: InstrumentId, cause: QuarantineCause, reason: string): void {
    const before = this.#held.get(instrumentId)?.get(cause)
    const sinceMs = before?.sinceMs ?? this.#ports.clock.nowMs()
    this.#put({ instrumentId, cause, reason, sinceMs })
    if (!before) this.#record(instrumentId, cause, reason)
  }

  /** Does nothing where it is not held for this cause. */
  lift(instrumentId: InstrumentId, cause: QuarantineCause): void {
    const causes = this.#held.get(instrumentId)
    if (!causes?.delete(cause)) return
    if (causes.size === 0) this.#held.delete(instrumentId)
    this.#record(instrumentId, cause, undefined)
  }

  /**
   * Nothing may be opened on any instrument; undefined: it may again. Not kept: the comparison at the next start, which comes
   * before all trading, finds it anew.
   */
  holdAccount(reason: string | undefined): void {
    this.#accountReason = reason
  }

  get accountReason(): string | undefined {
    return this.#accountReason
  }

  #put(quarantine: Quarantine): void {
    const { instrumentId, cause } = quarantine
    const causes = this.#held.get(instrumentId)
    if (causes) causes.set(cause, quarantine)
    else this.#held.set(instrumentId, new Map([[cause, quarantine]]))
  }

  #record(instrumentId: InstrumentId, cause: QuarantineCause, reason: string | undefined): void {
    const { accountId, journal, clock, onChange } = this.#ports
    const fact = { kind: 'quarantined', accountId, instrumentId, cause, reason, timeMs: clock.nowMs() } as const
    journal.append({ fact }, () => onChange(instrumentId, this.reasonOf(instrumentId)))
  }
}
