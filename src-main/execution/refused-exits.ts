import type { Clock, Disposable } from '../base/index.ts'
import type { InstrumentId, Order } from '../domain/index.ts'
import { type ExitLeg, legKey } from './leg-statuses.ts'
import type { Prices } from './ports.ts'

/** Session time after which a refused exit is tried again; twice as long after each further refusal. */
export const PROTECTION_RETRY_MS = 30_000
/** Refusals in a row from which time alone is no reason to try again. */
const MOST_REFUSALS = 6
/** Added to the reason of the last refusal that time alone is an answer to. */
export const EXHAUSTED =
  'it was refused several times in a row and is tried again only once the price, the funds or the instrument change: set it by hand or close the position'
/** Share by which the price has to move to be a reason. */
const MOVED_FRACTION = 0.002

/** Prices of a stretch of time. */
interface Span {
  readonly low: number
  readonly high: number
}

interface RefusedExit {
  readonly leg: ExitLeg
  readonly refusals: number
  readonly refusedAtMs: number
  /** Newest price at the refusal; undefined where none was known. */
  readonly price: number | undefined
  /** Where a stop would have gone off. */
  readonly trigger: number | undefined
  readonly dueMs: number
}

export interface RefusedExitsPorts {
  readonly prices: Prices
  /** Session clock. */
  readonly clock: Clock
  /** These exits may be tried again now. */
  readonly onDue: (legs: readonly ExitLeg[]) => void
}

/**
 * Exits that the venue has refused, and when each is tried again: a few times by time alone, then only where something has
 * changed: the price, the account's funds, the instrument. Changes are a reason at most once in {@link PROTECTION_RETRY_MS}, except that
 * the price has come to a stop.
 */
export class RefusedExits implements Disposable {
  readonly #ports: RefusedExitsPorts
  readonly #refused = new Map<string, RefusedExit>()
  #timer: Disposable | undefined

  constructor(ports: RefusedExitsPorts) {
    this.#ports = ports
  }

  /** Its order was refused, or ended by the venue. True where it is not tried again by time alone any more. */
  refuse(leg: ExitLeg, { terms }: Order): boolean {
    const { clock, prices } = this.#ports
    const refusals = (this.#refused.get(legKey(leg))?.refusals ?? 0) + 1
    const isExhausted = refusals >= MOST_REFUSALS
    const nowMs = clock.nowMs()
    this.#refused.set(legKey(leg), {
      leg,
      refusals,
      refusedAtMs: nowMs,
      price: prices.lastPrice(leg.instrumentId),
      trigger: terms.triggerPrice?.toNumber(),
      dueMs: isExhausted ? Number.POSITIVE_INFINITY : nowMs + PROTECTION_RETRY_MS * 2 ** (refusals - 1),
    })
    this.#schedule()
    return isExhausted
  }

  /** The venue has taken it, or it is decided anew: what was refused before does not count. */
  forget(isMeant: (leg: ExitLeg) => boolean): void {
    for (const [key, { leg }] of this.#refused) if (isMeant(leg)) this.#refused.delete(key)
  }

  clear(): void {
    this.#refused.clear()
    this.dispose()
  }

  handlePrices(instrumentId: InstrumentId, span: Span): void {
    if (this.#refused.size === 0) return
    for (const exit of this.#refused.values()) {
      if (exit.leg.instrumentId !== instrumentId) continue
      if (hasReached(exit, span)) this.#advance(exit, this.#ports.clock.nowMs())
      else if (hasMoved(exit, span)) this.#advance(exit, this.#nextMs(exit))
    }
  }

  /** Money has come, or is no longer bound. */
  handleFunds(): void {
    for (const exit of this.#refused.values()) this.#advance(exit, this.#nextMs(exit))
  }

  /** The venue has opened the instrument again, or given it other rules: earlier refusals do not count. */
  handleInstrument(instrumentId: InstrumentId): void {
    for (const exit of this.#refused.values()) {
      if (exit.leg.instrumentId === instrumentId) this.#advance({ ...exit, refusals: 0 }, this.#ports.clock.nowMs())
    }
  }

  /** Forgets no refusal. */
  dispose(): void {
    this.#timer?.dispose()
    this.#timer = undefined
  }

  #nextMs({ refusedAtMs }: RefusedExit): number {
    return Math.max(this.#ports.clock.nowMs(), refusedAtMs + PROTECTION_RETRY_MS)
  }

  #advance(exit: RefusedExit, dueMs: number): void {
    this.#refused.set(legKey(exit.leg), { ...exit, dueMs: Math.min(exit.dueMs, dueMs) })
    this.#schedule()
  }

  #schedule(): void {
    this.dispose()
    const dueMs = Math.min(...Array.from(this.#refused.values(), (exit) => exit.dueMs))
    if (!Number.isFinite(dueMs)) return
    const { clock } = this.#ports
    this.#timer = clock.setTimer(Math.max(0, dueMs - clock.nowMs()), () => this.#retry())
  }

  /** Each waits for what comes of the attempt: another refusal makes it due again. */
  #retry(): void {
    const nowMs = this.#ports.clock.nowMs()
    const due = [...this.#refused.values()].filter(({ dueMs }) => dueMs <= nowMs)
    for (const exit of due) this.#refused.set(legKey(exit.leg), { ...exit, dueMs: Number.POSITIVE_INFINITY })
    this.#schedule()
    this.#ports.onDue(due.map(({ leg }) => leg))
  }
}

function hasMoved({ price }: RefusedExit, { low, high }: Span): boolean {
  return price !== undefined && Math.max(high / price - 1, 1 - low / price) >= MOVED_FRACTION
}

/** The price of the refusal tells from which side it comes to the stop. */
function hasReached({ price, trigger }: RefusedExit, { low, high }: Span): boolean {
  if (price === undefined || trigger === undefined) return false
  return price > trigger ? low <= trigger : high >= trigger
}
