import { type Clock, EngineError } from '../base/index.ts'
import type { AccountId, ExitMove, Journal, Quantity } from '../domain/index.ts'
import { EXIT_ROLES, type MovedExit, type MovedExits, movedExit, planDecidedBy, planResumed } from './moved-exits.ts'
import type { Books } from './ports.ts'
import type { Protector } from './protector.ts'

/** A decision about exits as the caller makes it; execution adds which entries were there. */
export interface NewExitMove extends Omit<ExitMove, 'beforeOrderNumber' | 'sinceMs' | 'resumesBefore'> {
  /** Of a plan: what the price did before does not move the stop any more, also after a restart. */
  readonly resumesPlan?: boolean
}

export interface ExitDecisionsPorts {
  readonly accountId: AccountId
  readonly journal: Journal
  /** Session clock. */
  readonly clock: Clock
  readonly books: Pick<Books, 'ownerQuantity'>
  readonly movedExits: MovedExits
  readonly protector: Pick<Protector, 'handleMove'>
  /** Number of the order that will be made next. */
  readonly nextOrderNumber: () => number
}

/** Where exits of whole positions are decided anew: written down first, then followed. */
export class ExitDecisions {
  readonly #ports: ExitDecisionsPorts

  constructor(ports: ExitDecisionsPorts) {
    this.#ports = ports
  }

  /** @throws EngineError `UNKNOWN_POSITION` where nothing is held; the journal's error. Then nothing was decided. */
  move({ resumesPlan = false, ...asked }: NewExitMove): void {
    const { accountId, journal, clock, books, movedExits, protector, nextOrderNumber } = this.#ports
    const { instrumentId, owner } = asked
    const held = books.ownerQuantity(instrumentId, owner)
    if (held.isZero()) throw new EngineError('UNKNOWN_POSITION', `${owner} holds nothing in ${instrumentId}.`)
    const known = movedExits.of(asked)
    const isStaying = isLoosening(asked, known?.planStop, held)
    if (isStaying && !resumesPlan) return
    const { stopPrice, ...others } = asked
    const wish = isStaying || stopPrice === undefined ? others : { ...others, stopPrice }
    const timeMs = clock.nowMs()
    const plan = resumesPlan ? planResumed(known) : planDecidedBy(wish, known)
    const move: ExitMove = { ...plan, ...wish, sinceMs: timeMs, beforeOrderNumber: nextOrderNumber() }
    journal.append({ fact: { kind: 'exitsMoved', accountId, move, timeMs } }, () => undefined)
    movedExits.move(move)
    const roles = EXIT_ROLES.filter((role) => movedExit(move, role) !== undefined)
    protector.handleMove({ instrumentId, owner }, roles, wish.by)
  }
}

/** A plan only ever brings a stop nearer to the price. */
function isLoosening({ by, stopPrice }: NewExitMove, before: MovedExit | undefined, held: Quantity): boolean {
  if (by !== 'plan' || !stopPrice || !before?.price) return false
  return held.isPositive() ? stopPrice.lt(before.price) : stopPrice.gt(before.price)
}
