import { type Clock, type Disposable, DisposableStore, type Logger, type Random } from '../base/index.ts'
import type { TradingVenue } from '../domain/index.ts'
import {
  type Execution,
  type PassScope,
  Reconciler,
  type ReconciliationReport,
  type ReconciliationSettings,
} from '../execution/index.ts'
import type { AccountOpening } from './account-opening.ts'

/** What the comparison while trading goes on needs; left out, only whole ones are made. */
export interface ContinuousPorts {
  readonly trading: Pick<TradingVenue, 'environment' | 'onConnection'>
  readonly systemClock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly settings: () => ReconciliationSettings
  /** A comparison has ended by itself, whole or of one kind; decide as at the start. */
  readonly onReport: (report: ReconciliationReport) => void
}

export interface ReconciliationPorts {
  readonly execution: Pick<Execution, 'recover' | 'reconciliation'>
  readonly opening: Pick<AccountOpening, 'reset' | 'resetting'>
  readonly continuous?: ContinuousPorts
}

/**
 * Asks the venue about everything left open, before trading and again and again while it goes on, and keeps a reset of the
 * account from coming in between.
 */
export class Reconciliation implements Disposable {
  readonly #ports: ReconciliationPorts
  readonly #reconciler: Reconciler | undefined
  readonly #listening = new DisposableStore()
  #underWay: Promise<unknown> | undefined

  constructor(ports: ReconciliationPorts) {
    this.#ports = ports
    const { continuous } = ports
    // A replay has one truth and no time of its own: what is compared would depend on how fast it runs.
    if (!continuous || continuous.trading.environment === 'replay') return
    const reconciler = new Reconciler({
      ...continuous,
      check: (scope) => this.#check(scope, continuous),
      checkWhole: async () => continuous.onReport(await this.run()),
    })
    this.#reconciler = reconciler
    this.#listening.add(continuous.trading.onConnection((connection) => reconciler.handleConnection(connection)))
  }

  /** Resolves when the whole reconciliation under way has ended, however it does; undefined when there is none. */
  get underWay(): Promise<unknown> | undefined {
    return this.#underWay
  }

  /** From here on ledger and venue are compared by themselves. Doing it twice does nothing. */
  start(): void {
    this.#reconciler?.start()
  }

  stop(): void {
    this.#reconciler?.stop()
  }

  /** Compares now what is compared periodically: something was done that may have settled a difference. */
  recheck(): void {
    this.#reconciler?.requestAll()
  }

  /** A whole one. Rejects where the venue cannot be asked; then nothing was assumed. */
  async run(): Promise<ReconciliationReport> {
    const { execution, opening } = this.#ports
    while (opening.resetting) await ended(opening.resetting)
    const recovery = execution.recover()
    const underWay = ended(recovery)
    this.#underWay = underWay
    try {
      return await recovery
    } finally {
      if (this.#underWay === underWay) this.#underWay = undefined
    }
  }

  /** Resets the account once no reconciliation compares it any more. */
  async resetAccount(): Promise<void> {
    while (this.#underWay) await this.#underWay
    await this.#ports.opening.reset()
  }

  dispose(): void {
    this.#reconciler?.dispose()
    this.#listening.dispose()
  }

  /** Never holds up the market: what happens meanwhile defers the verdict on what it touches. */
  async #check(scope: PassScope, { onReport }: ContinuousPorts): Promise<void> {
    const { execution, opening } = this.#ports
    while (opening.resetting) await ended(opening.resetting)
    const result = await execution.reconciliation.run(scope)
    const isTelling = scope !== 'inFlight' || result.recoveredFacts > 0
    if (isTelling) onReport(execution.reconciliation.report(result, 0))
  }
}

function ended(work: Promise<unknown>): Promise<unknown> {
  return work.catch(() => undefined)
}
