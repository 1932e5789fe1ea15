import type { InstrumentId, Order } from '../domain/index.ts'
import type { AlertBook } from './alert-book.ts'
import { numberText, ownerText, sentence, symbolText } from './alert-text.ts'

export interface OverdueProtectionEvent {
  readonly instrumentId: InstrumentId
  readonly unprotectedMs: number
  readonly boundMs: number
}

export interface GuardEvent {
  readonly guardId: string
  readonly scope: string
  readonly state: 'tripped' | 'armed'
  readonly message: string
}

export interface SafetyWatchPorts {
  readonly book: Pick<AlertBook, 'raise' | 'resolve' | 'standingOf'>
  /** Whether part of a position in the instrument still stands too long without its stop. */
  readonly isOverdue: (instrumentId: string) => boolean
  /** Why ledger and venue could not be compared the last time; undefined where they could. */
  readonly comparisonFault: () => string | undefined
}

/** Raises what keeps the account from being what the books say it is, or from being protected. */
export class SafetyWatch {
  readonly #ports: SafetyWatchPorts

  constructor(ports: SafetyWatchPorts) {
    this.#ports = ports
  }

  handleOrder({ terms, state }: Order): void {
    const { book } = this.#ports
    const key = { code: 'ORDER_UNKNOWN', subject: terms.orderId } as const
    if (state.kind !== 'unknown') {
      book.resolve(key)
      return
    }
    const { side, quantity, instrumentId } = terms
    book.raise({
      ...key,
      instrumentId,
      severity: 'warning',
      title: `Outcome unknown: ${side} ${quantity.toFixed()} ${symbolText(instrumentId)}`,
      detail: `Nobody can tell whether the venue has taken the ${state.command} of order ${terms.orderId} ${ownerText(terms.owner)}: ${sentence(state.reason)} It is being asked; entries of this owner on the instrument wait, exits and cancels do not. If it stays, look at the order at the venue.`,
    })
  }

  handleQuarantine(instrumentId: InstrumentId, reason: string | undefined): void {
    const { book } = this.#ports
    const key = { code: 'INSTRUMENT_QUARANTINED', subject: instrumentId } as const
    if (reason === undefined) {
      book.resolve(key)
      return
    }
    book.raise({
      ...key,
      instrumentId,
      severity: 'critical',
      title: `${symbolText(instrumentId)} is in quarantine`,
      detail: `${sentence(reason)} Nothing is opened on it; exits, stops and cancels go on, and other instruments trade. Look at the reconciliation, resolve the difference or release the instrument.`,
    })
  }

  handleOverdue({ instrumentId, unprotectedMs, boundMs }: OverdueProtectionEvent): void {
    this.#ports.book.raise({
      code: 'PROTECTION_OVERDUE',
      subject: instrumentId,
      instrumentId,
      severity: 'critical',
      title: `${symbolText(instrumentId)}: without its stop for too long`,
      detail: `Part of the position has stood for ${numberText(Math.round(unprotectedMs))} ms without the stop that was decided for it; ${numberText(boundMs)} ms are allowed. Entries are refused until it stands. Set the stop again or close the position.`,
    })
  }

  handleGuard({ guardId, scope, state, message }: GuardEvent): void {
    const { book } = this.#ports
    const key = { code: 'GUARD_TRIPPED', subject: `${guardId} ${scope}` } as const
    if (state === 'armed') {
      book.resolve(key)
      return
    }
    book.raise({
      ...key,
      instrumentId: null,
      severity: 'warning',
      title: `Guard ${guardId} has tripped`,
      detail: `${sentence(message)} The risk panel shows it and arms it again where that is allowed.`,
    })
  }

  /** Takes back what is over without an event that says so, and raises what has none. */
  review(): void {
    const { book, isOverdue, comparisonFault } = this.#ports
    for (const { subject } of book.standingOf('PROTECTION_OVERDUE')) {
      if (subject !== null && !isOverdue(subject)) book.resolve({ code: 'PROTECTION_OVERDUE', subject })
    }
    const fault = comparisonFault()
    const key = { code: 'RECONCILIATION_FAILED', subject: null } as const
    if (fault === undefined) book.resolve(key)
    else {
      book.raise({
        ...key,
        instrumentId: null,
        severity: 'warning',
        title: 'The venue could not be asked',
        detail: `Ledger and venue could not be compared: ${sentence(fault)} It is tried again by itself; until then differences are not seen.`,
      })
    }
  }
}
