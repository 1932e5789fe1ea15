import type { Clock, Disposable, Logger } from '../base/index.ts'
import { changesInPlace, type Order, type OrderId, type Standing, type TradingVenue } from '../domain/index.ts'
import type { ProtectionAction } from './leg-orders.ts'
import { legKey } from './leg-statuses.ts'
import { isHeld } from './order-machine.ts'
import type { ProtectionDesk } from './protector-ports.ts'
import { legTerms } from './protective-terms.ts'
import { ReplacementLimit } from './replacement-limit.ts'
import { standingKey } from './standing.ts'

export interface ProtectionCommandsPorts {
  readonly desk: Pick<ProtectionDesk, 'placeProtection' | 'cancelProtection' | 'amendProtection'>
  readonly venue: Pick<TradingVenue, 'capabilities'>
  /** Session clock. */
  readonly clock: Clock
  readonly logger: Logger
  /** What had to wait may be planned anew. */
  readonly planAgain: (standing: Standing) => void
}

type Change = Exclude<ProtectionAction, { kind: 'cancel' }>

/** Sends what a plan asks for, except what the venue has just refused and what would replace one exit over and over. */
export class ProtectionCommands implements Disposable {
  readonly #ports: ProtectionCommandsPorts
  readonly #limit = new ReplacementLimit()
  /** Orders whose cancel or change the venue refused; not asked again before the next attempt is due. */
  readonly #refusedCancels = new Set<OrderId>()
  readonly #refusedAmends = new Set<OrderId>()
  readonly #waiting = new Map<string, Disposable>()

  constructor(ports: ProtectionCommandsPorts) {
    this.#ports = ports
  }

  execute(action: ProtectionAction): void {
    const { desk, venue } = this.#ports
    if (action.kind === 'cancel') {
      if (!this.#refusedCancels.has(action.orderId)) desk.cancelProtection(action.orderId)
      return
    }
    if (action.isReplacement && this.#mustWait(action)) return
    if (action.kind === 'place') desk.placeProtection(legTerms(action, venue.capabilities))
    else desk.amendProtection?.(action.orderId, action.terms)
  }

  canAmend({ terms }: Order): boolean {
    const { desk, venue } = this.#ports
    const isPossible = isHeld(terms) || changesInPlace(venue.capabilities, terms.type)
    return isPossible && desk.amendProtection !== undefined && !this.#refusedAmends.has(terms.orderId)
  }

  refuseCancel(orderId: OrderId): void {
    this.#refusedCancels.add(orderId)
  }

  /** From here on a new order takes its place. */
  refuseAmend(orderId: OrderId): void {
    this.#refusedAmends.add(orderId)
  }

  /** What was refused may be tried again. */
  retry(): void {
    this.#refusedCancels.clear()
    this.#refusedAmends.clear()
  }

  /** Somebody decided by hand: nothing of that position waits. */
  forget(standing: Standing): void {
    this.#limit.forget(standing)
    this.#waiting.get(standingKey(standing))?.dispose()
    this.#waiting.delete(standingKey(standing))
  }

  clear(): void {
    this.retry()
    this.dispose()
    this.#limit.clear()
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) timer.dispose()
    this.#waiting.clear()
  }

  #mustWait({ bracket, role, leg }: Change): boolean {
    const { clock, logger } = this.#ports
    const { instrumentId, owner, parentOrderId } = bracket
    const nowMs = clock.nowMs()
    const key = legKey({ instrumentId, owner, parentOrderId, role, index: leg.index })
    const untilMs = this.#limit.take({ instrumentId, owner }, key, nowMs)
    if (untilMs === undefined) return false
    logger.warn('an exit was replaced too often and waits; the earlier one still stands', { instrumentId, owner, role })
    this.#wait({ instrumentId, owner }, untilMs - nowMs)
    return true
  }

  #wait(standing: Standing, delayMs: number): void {
    const key = standingKey(standing)
    if (this.#waiting.has(key)) return
    const timer = this.#ports.clock.setTimer(delayMs, () => {
      this.#waiting.delete(key)
      this.#ports.planAgain(standing)
    })
    this.#waiting.set(key, timer)
  }
}
