import { type Decimal, sumOf, ZERO } from '../base/index.ts'
import type { Denial, OrderIntent } from '../domain/index.ts'
import { type Execution, handlingOf, isHeld } from '../execution/index.ts'
import { isReducing, type Verdict } from '../risk/index.ts'
import type { RiskSnapshotTaker } from './risk-snapshot.ts'
import type { WishBook } from './wish-book.ts'

/** Two orders of which the first that fills ends the other. */
export type OcoPair = readonly [OrderIntent, OrderIntent]

export interface OcoPairsPorts {
  readonly execution: Pick<Execution, 'capabilities' | 'order'>
  readonly snapshots: Pick<RiskSnapshotTaker, 'take' | 'freeHolding'>
  readonly wishes: Pick<WishBook, 'find'>
  readonly preview: (intent: OrderIntent) => Verdict
}

/**
 * Makes two orders one group. On spot each of two on one side keeps what it is to sell, or to pay with; where there is too
 * little for both, the engine waits with one of them.
 */
export class OcoPairs {
  readonly #ports: OcoPairsPorts

  constructor(ports: OcoPairsPorts) {
    this.#ports = ports
  }

  /**
   * Of a pair that was made before, if only in part, the part that is there decides.
   * @throws EngineError `IDEMPOTENCY_MISMATCH`, `PRICE_UNAVAILABLE`, `BAD_REQUEST` for what nobody here can do.
   */
  of(intents: OcoPair): OcoPair {
    const pair = grouped(intents)
    const made = pair.map((intent) => this.#isMade(intent))
    const missing = pair.filter((_, index) => !made[index])
    const waiting = this.#isOnOneSide(pair) ? this.#waitingOf(missing) : undefined
    const isPlain = waiting === undefined || this.#isTurnTaken(pair) || this.#findEnough(missing)
    return isPlain ? pair : [awaiting(pair[0], waiting), awaiting(pair[1], waiting)]
  }

  #isMade(intent: OrderIntent): boolean {
    return this.#ports.wishes.find(intent) !== undefined
  }

  /** One that was made before waits for the other one already. */
  #isTurnTaken(pair: OcoPair): boolean {
    const { wishes, execution } = this.#ports
    return pair.some((intent) => {
      const id = wishes.find(intent)
      return id !== undefined && execution.order(id).terms.awaitsFunds === true
    })
  }

  /** Two sides do not need the same; of two that the engine holds neither keeps anything at the venue. */
  #isOnOneSide(pair: OcoPair): boolean {
    const [first, second] = pair
    const isSame = first.side === second.side && first.instrumentId === second.instrumentId
    return isSame && !pair.every((intent) => this.#isHeldAnyway(intent))
  }

  #isHeldAnyway(intent: OrderIntent): boolean {
    return isHeld({ type: intent.type, handling: handlingOf(intent, this.#ports.execution.capabilities) })
  }

  /** Which one the engine waits with, if it can wait with any. */
  #waitingOf(missing: readonly OrderIntent[]): OrderIntent | undefined {
    const able = missing.filter(({ type }) => WAITING_FIRST.includes(type))
    const byPreference = able.toSorted((a, b) => WAITING_FIRST.indexOf(a.type) - WAITING_FIRST.indexOf(b.type))
    return able.find((intent) => this.#isHeldAnyway(intent)) ?? byPreference[0]
  }

  #findEnough(missing: readonly OrderIntent[]): boolean {
    const { execution, snapshots, preview } = this.#ports
    const [first] = missing
    if (!first) return true
    const { spot } = snapshots.take(first)
    const wishes = missing.map((intent) => ({ intent, verdict: preview(intent) }))
    if (wishes.some(({ verdict }) => !verdict.accepted && verdict.denial.code === SHORTAGE)) return false
    if (first.side === 'buy') return !spot || totalOf(wishes.map(costOf)).lte(spot.quote)
    const isCovered = !spot || totalOf(wishes.map(reserveOf)).lte(spot.base)
    if (!execution.capabilities.locksHoldings) return isCovered
    return isCovered && totalOf(wishes.map(quantityOf)).lte(snapshots.freeHolding(first.instrumentId))
  }
}

/** What an order is refused with that finds too little even alone. */
const SHORTAGE: Denial['code'] = 'INSUFFICIENT_BALANCE'

/**
 * Kinds that the engine can wait with, best first: a target that trades at market leaves the stop at the venue; what trades at a
 * limit may not trade at all once the other has gone.
 */
const WAITING_FIRST: readonly OrderIntent['type'][] = [
  'takeProfit',
  'stop',
  'trailingStop',
  'stopLimit',
  'takeProfitLimit',
]

function grouped([first, second]: OcoPair): OcoPair {
  const { idempotencyKey } = first
  const ocoGroup = `oco-${idempotencyKey}`
  return [
    { ...first, ocoGroup },
    { ...second, ocoGroup, idempotencyKey: `${idempotencyKey}-other` },
  ]
}

function awaiting(intent: OrderIntent, waiting: OrderIntent): OrderIntent {
  return intent === waiting ? { ...intent, awaitsFunds: true } : intent
}

interface PreviewedWish {
  readonly intent: OrderIntent
  readonly verdict: Verdict
}

/** What is denied for another reason costs nothing. */
function costOf({ verdict }: PreviewedWish): Decimal {
  return verdict.accepted ? sumOf(verdict.notional, verdict.estimatedFee) : ZERO
}

function quantityOf({ verdict }: PreviewedWish): Decimal {
  return verdict.quantity ?? ZERO
}

/** What only reduces takes nothing from what other orders find. */
function reserveOf(wish: PreviewedWish): Decimal {
  return isReducing(wish.intent) ? ZERO : quantityOf(wish)
}

function totalOf(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce<Decimal>(sumOf, ZERO)
}
