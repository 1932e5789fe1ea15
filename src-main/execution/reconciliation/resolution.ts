import { type Decimal, EngineError, ensureNever, ZERO } from '../../base/index.ts'
import type { Adjustment, Fact, Money, OrderId } from '../../domain/index.ts'
import type { AdjustmentDesk } from './adjustment-desk.ts'
import { BookRepair, type PositionAfter } from './book-repair.ts'
import { type AccountDifference, type DifferenceAction, type DifferenceFinding, differenceKey } from './difference.ts'
import type { DifferenceBook } from './difference-book.ts'
import { OrderAdoption } from './order-adoption.ts'
import type { ReconciliationPorts } from './ports.ts'
import { reasonOf, type ResolutionWish } from './resolution-wish.ts'

/** What a person would get, before it is decided. */
export interface ResolutionPreview {
  readonly differenceId: string
  readonly action: DifferenceAction
  /** Exactly what would be written; times are those of the preview. */
  readonly facts: readonly Fact[]
  /** Orders that the venue would be asked to cancel. */
  readonly cancels: readonly OrderId[]
  /** The instrument afterwards, as far as the repair goes; undefined where none is concerned. */
  readonly position: PositionAfter | undefined
  /** By how much cash changes; profit that a change of quantity realises is left out. */
  readonly cashChange: Money
}

export interface ResolutionPorts extends ReconciliationPorts {
  readonly book: DifferenceBook
  readonly adjustments: AdjustmentDesk
}

/** Repairs differences the way a person decides; nothing here is ever done by itself. */
export class Resolution {
  readonly #ports: ResolutionPorts
  readonly #repair: BookRepair
  readonly #orders: OrderAdoption

  constructor(ports: ResolutionPorts) {
    this.#ports = ports
    this.#repair = new BookRepair(ports)
    this.#orders = new OrderAdoption(ports)
  }

  /** Changes nothing. @throws as {@link resolve} does. */
  preview(differenceId: string, action: DifferenceAction, wish: ResolutionWish): ResolutionPreview {
    const { finding } = this.#offered(differenceId, action)
    const repairs = action === 'adopt' ? this.#repair.adjustments(finding, wish) : []
    return {
      differenceId,
      action,
      facts: this.#facts(finding, action, wish),
      cancels: action === 'cancel' && 'report' in finding ? [finding.report.orderId] : [],
      position: finding.kind === 'cash' ? undefined : this.#repair.positionAfter(finding.instrumentId, repairs),
      cashChange: repairs.reduce<Decimal>((sum, { cash }) => sum.add(cash), ZERO) as Money,
    }
  }

  /**
   * Does it, once: a repeated call writes nothing more.
   * @throws EngineError `UNKNOWN_DIFFERENCE`, or `RESOLUTION_NOT_POSSIBLE` where it does not offer the action.
   */
  resolve(differenceId: string, action: DifferenceAction, wish: ResolutionWish): void {
    const known = this.#ports.book.get(differenceId)
    if (known && isDone(known, action)) return
    const difference = this.#offered(differenceId, action)
    switch (action) {
      case 'adopt':
        this.#adopt(difference.finding, wish)
        this.#ports.book.resolve(difference)
        return
      case 'cancel':
        if ('report' in difference.finding) this.#ports.venue.cancel(difference.finding.report.orderId)
        return
      case 'ignore':
        this.#ignore(difference, wish)
        return
      default:
        ensureNever(action, 'action')
    }
  }

  #offered(differenceId: string, action: DifferenceAction): AccountDifference {
    const difference = this.#ports.book.get(differenceId)
    if (!difference || difference.state === 'resolved') {
      throw new EngineError(
        'UNKNOWN_DIFFERENCE',
        `There is no open difference ${differenceId} any more: ledger and venue agree on it. Look at the list again.`,
      )
    }
    if (difference.actions.includes(action)) return difference
    const offered = difference.actions.join(' or ')
    throw new EngineError(
      'RESOLUTION_NOT_POSSIBLE',
      `${action} is not possible for ${differenceId}; choose ${offered}.`,
    )
  }

  #adopt(finding: DifferenceFinding, wish: ResolutionWish): void {
    if ('report' in finding) this.#orders.adopt(finding.report, wish)
    else for (const repair of this.#repair.adjustments(finding, wish)) this.#ports.adjustments.record(repair)
  }

  #facts(finding: DifferenceFinding, action: DifferenceAction, wish: ResolutionWish): Fact[] {
    switch (action) {
      case 'adopt':
        if ('report' in finding) return this.#orders.facts(finding.report, wish)
        return this.#repair.adjustments(finding, wish).map((repair) => this.#adjusted(repair))
      case 'ignore':
        return [this.#ignored(differenceKey(finding), wish)]
      case 'cancel':
        return []
      default:
        return ensureNever(action, 'action')
    }
  }

  #ignore(difference: AccountDifference, wish: ResolutionWish): void {
    const key = this.#ports.book.ignore(difference)
    this.#ports.journal.append({ fact: this.#ignored(key, wish) }, () => undefined)
  }

  #adjusted(adjustment: Adjustment): Fact {
    const { accountId, clock } = this.#ports
    return { kind: 'adjusted', accountId, adjustment, timeMs: clock.nowMs() }
  }

  #ignored(key: string, wish: ResolutionWish): Fact {
    const { accountId, clock } = this.#ports
    return {
      kind: 'differenceIgnored',
      accountId,
      differenceId: key,
      reason: reasonOf(wish),
      timeMs: clock.nowMs(),
    }
  }
}

function isDone({ state }: AccountDifference, action: DifferenceAction): boolean {
  return state === 'resolved' || (state === 'ignored' && action === 'ignore')
}
