import type { Execution, RecoveryReport } from '../execution/index.ts'
import type { AccountOpening } from './account-opening.ts'

export interface ReconciliationPorts {
  readonly execution: Pick<Execution, 'recover'>
  readonly opening: Pick<AccountOpening, 'reset' | 'resetting'>
}

/** Asks the venue about everything left open, and keeps a reset of the account from coming in between. */
export class Reconciliation {
  readonly #ports: ReconciliationPorts
  #underWay: Promise<unknown> | undefined

  constructor(ports: ReconciliationPorts) {
    this.#ports = ports
  }

  /** Resolves when the reconciliation under way has ended, however it does; undefined when there is none. */
  get underWay(): Promise<unknown> | undefined {
    return this.#underWay
  }

  /** Rejects where the venue cannot be asked; then nothing was assumed. */
  async run(): Promise<RecoveryReport> {
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
}

function ended(work: Promise<unknown>): Promise<unknown> {
  return work.catch(() => undefined)
}
