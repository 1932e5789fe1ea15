import { setImmediate as nextTurn } from 'node:timers/promises'
import { EngineError } from '../../../src-main/base/index.ts'
import {
  type Order,
  type OrderIntent,
  strategyId,
  strategyOwner,
  type VenueCapabilities,
} from '../../../src-main/domain/index.ts'
import type { ReconciliationReport } from '../../../src-main/execution/index.ts'
import { brokenOff } from '../../faults/rig/broken-off.ts'
import { ABC, faultInstrument } from '../../faults/rig/fault-market.ts'
import { RigCore } from '../../faults/rig/rig-core.ts'
import { withDatabase } from '../../faults/rig/sqlite-file.ts'
import type { JournalKind, VenueKind } from '../sequence.ts'
import { InlineDisk } from './inline-disk.ts'
import { LedgerView } from './ledger-view.ts'

/** Deployed and never deciding by itself: orders in its name are part of the sequence. */
export const STRATEGY = strategyOwner(strategyId('ema-cross'))

/** Bought with the account's cash, not on margin. */
export const SPOT = faultInstrument('XYZ', { kind: 'spot' })

const CAPABILITIES: Readonly<Record<VenueKind, Partial<VenueCapabilities>>> = {
  complete: {},
  withoutAmend: { amend: false },
  plain: { amend: false, orderTypes: ['market', 'limit'], timesInForce: ['GTC', 'IOC', 'FOK'] },
}

export interface SequenceRigOptions {
  readonly journal: JournalKind
  readonly venue: VenueKind
  /** An empty ledger. */
  readonly template: string
}

/** How a crash meets the ledger's disk: what waits for it is lost, or stored without anybody being told. */
export type CrashOnDisk = 'lost' | 'stored'

/** A session under a random sequence: what is wished, what was refused, and a disk that can be held up. */
export class SequenceRig extends RigCore {
  /** Wishes that became orders, newest last. */
  readonly placed: OrderIntent[] = []
  /** Ids of orders placed elsewhere that a person has adopted, or asked the venue to cancel. */
  readonly notForeign = new Set<string>()
  /** Wishes that risk denied or that cannot be. */
  refusals = 0
  restarts = 0
  /** Of the step under way: part of every idempotency key. */
  stepIndex = 0
  readonly #disk: InlineDisk | undefined
  #isDiskHeld = false

  constructor({ journal, venue, template }: SequenceRigOptions) {
    const opened: { disk?: InlineDisk } = {}
    super({
      instruments: [ABC, SPOT],
      capabilities: CAPABILITIES[venue],
      strategies: { 'ema-cross': { enabled: true, timeframe: '1h' } },
      ...(journal === 'inline' ? { openWriter: (options) => disk(opened).open(options) } : {}),
    })
    if (journal === 'inline') opened.disk = new InlineDisk(this.ledgerFile, template)
    this.#disk = opened.disk
  }

  /** A wish that may be refused; any other failure is a finding. */
  attempt<T>(wish: () => T): T | undefined {
    try {
      return wish()
    } catch (error) {
      if (error instanceof EngineError) this.refusals += 1
      else this.findings.push(`a command broke off: ${brokenOff(error)}`)
      return undefined
    }
  }

  place(intent: OrderIntent): Order | undefined {
    const answer = this.attempt(() => this.session.desk.submit(intent))
    if (answer?.kind === 'denied') this.refusals += 1
    if (answer?.kind !== 'placed') return undefined
    this.placed.push(intent)
    return answer.order
  }

  /** Keys are new with every step, and the same where a sequence is played again. */
  key(name = 'wish'): string {
    return `${name}-${this.stepIndex}`
  }

  /** What is recorded from here on waits for the disk. */
  holdDisk(): void {
    this.#disk?.hold()
    this.#isDiskHeld = this.#disk !== undefined
  }

  /** A power cut. @param stored how many of the records that wait are on the disk all the same. */
  async cutPower(stored: number): Promise<void> {
    this.#disk?.crash(stored)
    this.#isDiskHeld = false
    await this.crash()
    // What the venue tells now finds nobody.
    this.venue.stream.release()
    await nextTurn()
  }

  /** Where the venue cannot be asked the engine does not trade: it is started again once it can. */
  async comeBack(): Promise<void> {
    this.restarts += 1
    try {
      await this.start()
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      await this.cutPower(0)
      this.venue.script.clear()
      await this.start()
    }
  }

  async reconcile(): Promise<ReconciliationReport | undefined> {
    try {
      this.report = await this.whileTimePasses(this.session.reconcile())
    } catch (error) {
      if (!(error instanceof EngineError)) this.findings.push(`comparing broke off: ${brokenOff(error)}`)
      return undefined
    }
    await this.settle()
    return this.report
  }

  /** Without a thread everything is done once the promises under way are. */
  override async settle(): Promise<void> {
    if (!this.#disk) return super.settle()
    do await nextTurn()
    while (this.venue.pending > 0 || (this.#disk.pending > 0 && !this.#isDiskHeld))
  }

  get isDiskHeld(): boolean {
    return this.#isDiskHeld
  }

  /** Looks into the ledger. */
  look<T>(use: (ledger: LedgerView) => T): T {
    if (this.#disk) return use(this.#disk.view)
    return withDatabase(this.ledgerFile, (database) => use(new LedgerView(database)))
  }

  override dispose(): void {
    this.#disk?.close()
    super.dispose()
  }
}

function disk({ disk }: { readonly disk?: InlineDisk }): InlineDisk {
  if (!disk) throw new Error('the ledger is opened before its disk is there')
  return disk
}
