import { type Decimal, timeMs, ZERO } from '../../base/index.ts'
import type {
  Adjustment,
  InstrumentId,
  JournalRecord,
  Money,
  Quantity,
  Standing,
  VenueAdjustment,
} from '../../domain/index.ts'
import { isSamePosition } from '../brackets.ts'
import { largestHolderFirst } from './adjustment-split.ts'
import type { PassTally } from './pass-tally.ts'
import type { OwnerShare, ReconciliationPorts } from './ports.ts'
import type { BookedAdjustment } from './stored-findings.ts'
import type { VenueQuestions } from './venue-questions.ts'

/** Begins the id of everything that a person had repaired. */
export const REPAIR_PREFIX = 'repair:'

/** Venues list late, and by their own clock. */
const OVERLAP_MS = 3_600_000

/** What has been booked of one adjustment of the venue. */
interface BookedParts {
  readonly parts: number
  readonly quantity: Decimal
  readonly cash: Decimal
}

/** Books what changed without an order of ours, once by its id, and tells whoever protects the position. */
export class AdjustmentDesk {
  readonly #ports: ReconciliationPorts
  readonly #booked = new Map<string, BookedParts>()
  readonly #told = new Map<string, string>()
  /** Told, and put off until executions were looked for. */
  readonly #putOff = new Map<string, VenueAdjustment>()
  /** Session time; what the venue did before is in the cash that the account was opened with. */
  #floorMs: number
  #askedMs: number | undefined

  constructor(ports: ReconciliationPorts) {
    this.#ports = ports
    this.#floorMs = ports.findings.accountSinceMs ?? ports.clock.nowMs()
    for (const adjustment of ports.findings.adjustments) this.#restore(adjustment)
  }

  /** The account begins anew: nothing of before concerns it. */
  handleAccountReset(): void {
    this.#floorMs = this.#ports.clock.nowMs()
  }

  /** Asks what was missed; only what was told and put off where that gets no answer: then nothing is assumed. */
  async find(questions: VenueQuestions, tally: PassTally): Promise<readonly VenueAdjustment[]> {
    const nowMs = this.#ports.clock.nowMs()
    const sinceMs = timeMs(Math.max(this.#floorMs, (this.#askedMs ?? this.#floorMs) - OVERLAP_MS))
    const answer = await questions.adjustments(sinceMs)
    tally.adjustmentsUnknown = answer.kind === 'failed'
    if (answer.kind === 'failed') {
      tally.failures.add(answer.reason)
      return [...this.#putOff.values()]
    }
    this.#askedMs = nowMs
    const listed = new Set(answer.value.map(({ adjustmentId }) => adjustmentId))
    return [...answer.value, ...[...this.#putOff.values()].filter(({ adjustmentId }) => !listed.has(adjustmentId))]
  }

  /**
   * Leaves one that takes more than anybody is known to hold to the next comparison: the execution that it took from may
   * still be on its way. False where there is no need to.
   */
  putOff(adjustment: VenueAdjustment): boolean {
    if (this.uncovered([adjustment]).size === 0) return false
    this.#putOff.set(adjustment.adjustmentId, adjustment)
    return true
  }

  /** Instruments of which these take more than anybody is known to hold. */
  uncovered(adjustments: readonly VenueAdjustment[]): ReadonlySet<InstrumentId> {
    const changes = new Map<InstrumentId, Decimal>()
    for (const adjustment of adjustments) {
      const { instrumentId } = adjustment
      if (instrumentId === undefined || !isTaking(adjustment) || adjustment.timeMs < this.#floorMs) continue
      changes.set(instrumentId, this.#left(adjustment).quantity.add(changes.get(instrumentId) ?? ZERO))
    }
    const isUncovered = ([instrumentId, change]: [InstrumentId, Decimal]): boolean =>
      change.abs().gt(this.#heldAgainst(instrumentId, change))
    return new Set([...changes].filter(isUncovered).map(([instrumentId]) => instrumentId))
  }

  /** Books what is not booked of it yet; false where that is nothing. */
  handle(adjustment: VenueAdjustment): boolean {
    this.#putOff.delete(adjustment.adjustmentId)
    if (adjustment.timeMs < this.#floorMs || this.#contradicts(adjustment)) return false
    const before = this.#bookedOf(adjustment)
    const { quantity, cash } = this.#left(adjustment)
    if (before.parts > 0 && quantity.isZero() && cash.isZero()) return false
    const { adjustmentId } = adjustment
    const shares = this.#shares({ ...adjustment, quantity, cash })
    shares.forEach((share, index) => {
      const isWhole = shares.length === 1 && before.parts === 0
      this.record({
        ...adjustment,
        ...share,
        adjustmentId: isWhole ? adjustmentId : partId(adjustmentId, before.parts + index + 1),
      })
    })
    return true
  }

  hasBooked(adjustmentId: string): boolean {
    return this.#ports.books.hasBooked(entryIdOf(adjustmentId))
  }

  /** Books one owner's part; does nothing where its id is booked. */
  record(adjustment: Adjustment): void {
    if (this.hasBooked(adjustment.adjustmentId)) return
    const { accountId, books, clock } = this.#ports
    const { instrumentId, owner } = adjustment
    const standing = instrumentId && { instrumentId, owner }
    const before = standing ? books.ownerQuantity(standing.instrumentId, owner) : (ZERO as Quantity)
    const { booking } = books.adjust(adjustment)
    this.#remember(adjustment)
    const after = standing ? books.ownerQuantity(standing.instrumentId, owner) : (ZERO as Quantity)
    const fact = { kind: 'adjusted', accountId, adjustment, timeMs: clock.nowMs() } as const
    this.#append({ fact, booking, ...this.#endedExits(standing, before, after) }, adjustment)
    if (standing && !before.eq(after)) this.#ports.onPositionChanged(standing, before, after)
  }

  #append(record: JournalRecord, adjustment: Adjustment): void {
    const { journal, observer, logger } = this.#ports
    const { adjustmentId, kind, instrumentId, owner, quantity, cash } = adjustment
    logger.warn('a position or cash changed without an order', {
      adjustmentId,
      kind,
      instrumentId,
      owner,
      quantity,
      cash,
    })
    journal.append(record, () => {
      if (record.booking) observer.adjusted?.(adjustment, record.booking)
    })
  }

  #bookedOf({ adjustmentId }: VenueAdjustment): BookedParts {
    return this.#booked.get(adjustmentId) ?? { parts: 0, quantity: ZERO, cash: ZERO }
  }

  /** What is not booked of it. */
  #left(adjustment: VenueAdjustment): { readonly quantity: Quantity; readonly cash: Money } {
    const before = this.#bookedOf(adjustment)
    return {
      quantity: adjustment.quantity.sub(before.quantity) as Quantity,
      cash: adjustment.cash.sub(before.cash) as Money,
    }
  }

  #heldAgainst(instrumentId: InstrumentId, change: Decimal): Decimal {
    return this.#holders(instrumentId)
      .filter(({ quantity }) => quantity.isPositive() !== change.isPositive())
      .reduce<Decimal>((sum, { quantity }) => sum.add(quantity.abs()), ZERO)
  }

  #endedExits(
    standing: Standing | undefined,
    before: Quantity,
    after: Quantity,
  ): Pick<JournalRecord, 'endedExits'> | undefined {
    if (!standing || before.eq(after) || isSamePosition({ before, after })) return undefined
    return this.#ports.movedExits.end(standing) && { endedExits: standing }
  }

  #shares(adjustment: VenueAdjustment): readonly OwnerShare[] {
    const { split = largestHolderFirst } = this.#ports
    return split(adjustment, this.#holders(adjustment.instrumentId))
  }

  #holders(instrumentId: InstrumentId | undefined): ReturnType<ReconciliationPorts['books']['openPositions']> {
    return this.#ports.books.openPositions().filter((position) => position.instrumentId === instrumentId)
  }

  /** The same id is told once or again, never another: the first word stays. */
  #contradicts({ adjustmentId, kind, quantity, cash }: VenueAdjustment): boolean {
    const numbers = `${kind} ${quantity.toFixed()} ${cash.toFixed()}`
    const told = this.#told.get(adjustmentId)
    this.#told.set(adjustmentId, told ?? numbers)
    if (told === undefined || told === numbers) return false
    this.#ports.logger.error('the venue tells the same event with other numbers; the first word stays', {
      adjustmentId,
      told,
      now: numbers,
    })
    return true
  }

  #restore(adjustment: BookedAdjustment): void {
    this.#remember(adjustment)
    if (adjustment.adjustmentId.startsWith(REPAIR_PREFIX)) return
    this.#askedMs = Math.max(this.#askedMs ?? 0, adjustment.timeMs)
  }

  #remember({ adjustmentId, quantity, cash }: Pick<Adjustment, 'adjustmentId' | 'quantity' | 'cash'>): void {
    const whole = adjustmentId.replace(/#part-\d+$/, '')
    const before = this.#booked.get(whole)
    this.#booked.set(whole, {
      parts: (before?.parts ?? 0) + 1,
      quantity: quantity.add(before?.quantity ?? ZERO),
      cash: cash.add(before?.cash ?? ZERO),
    })
  }
}

/** It closes what is held; a transfer may bring what nobody has. */
function isTaking({ kind }: VenueAdjustment): boolean {
  return kind === 'liquidation' || kind === 'adl'
}

/** Part of one that several owners share. */
export function partId(adjustmentId: string, part: number): string {
  return `${adjustmentId}#part-${part}`
}

/** The entry that books it, which is what the books know it by. */
export function entryIdOf(adjustmentId: string): string {
  return `adjustment:${adjustmentId}`
}
