import { type Clock, EngineError } from '../base/index.ts'
import type { AccountId, Handover, Journal, JournalRecord, Standing } from '../domain/index.ts'
import { isSamePosition } from './brackets.ts'
import type { MovedExits } from './moved-exits.ts'
import type { Books, ExecutionObserver } from './ports.ts'
import type { Protector } from './protector.ts'

/** A handover as the caller decides it; execution adds the exits that go along, and the time. */
export type NewHandover = Omit<Handover, 'exits' | 'timeMs'>

export interface HandoversPorts {
  readonly accountId: AccountId
  readonly journal: Journal
  /** Session clock. */
  readonly clock: Clock
  readonly books: Pick<Books, 'ownerQuantity' | 'handOver'>
  readonly movedExits: MovedExits
  readonly protector: Pick<Protector, 'partsToHand' | 'handleHandover'>
  readonly observer: ExecutionObserver
}

/** Gives parts of positions to other owners, their exits with them. */
export class Handovers {
  readonly #ports: HandoversPorts

  constructor(ports: HandoversPorts) {
    this.#ports = ports
  }

  /**
   * False where this handover was made before.
   * @throws EngineError `BAD_REQUEST` where the books cannot do it; the books' error; then nothing has changed.
   */
  handOver(wish: NewHandover): boolean {
    const { accountId, journal, clock, books, protector, observer } = this.#ports
    if (!books.handOver) throw new EngineError('BAD_REQUEST', 'This account cannot give positions to another owner.')
    const { instrumentId, quantity } = wish
    const from: Standing = { instrumentId, owner: wish.from }
    const to: Standing = { instrumentId, owner: wish.to }
    const parts = protector.partsToHand(from, quantity)
    const handover: Handover = { ...wish, exits: parts, timeMs: clock.nowMs() }
    const booking = books.handOver(handover)
    if (booking.entries.length === 0) return false
    const fact = { kind: 'handedOver', accountId, handover, timeMs: handover.timeMs } as const
    journal.append(this.#record({ fact, booking }, from, handover), () => observer.handedOver?.(handover, booking))
    protector.handleHandover(from, to, parts)
    return true
  }

  /** What was decided for a position that is given away as a whole went along with it. */
  #record(record: JournalRecord, from: Standing, { quantity }: Handover): JournalRecord {
    const { books, movedExits } = this.#ports
    const after = books.ownerQuantity(from.instrumentId, from.owner)
    const before = after.add(quantity) as typeof after
    const ended = isSamePosition({ before, after }) ? undefined : movedExits.end(from)
    return ended ? { ...record, endedExits: from } : record
  }
}
