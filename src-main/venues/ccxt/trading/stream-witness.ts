import type { Clock, Decimal, Disposable } from '../../../base/index.ts'
import type { OrderId } from '../../../domain/index.ts'
import { isOpen, type OrderWord } from './order-gateway.ts'
import { OrderMemory } from './order-memory.ts'

/** Longest that the stream may be behind an answer. */
export const WITNESS_MS = 5_000

/** How far the stream has told of an order. */
interface Heard {
  readonly filled: Decimal
  readonly isEnded: boolean
}

interface Awaited extends Heard {
  readonly orderId: OrderId
  readonly untilMs: number
}

export interface StreamWitnessParts {
  readonly clock: Clock
  /** The stream has not told what the venue has answered: it is open, and silent. */
  readonly onSilent: (orderId: OrderId) => void
}

/**
 * Finds a stream of the account that is alive and says nothing: what the venue answers about an order has to come through
 * the stream as well, some seconds later at most.
 */
export class StreamWitness implements Disposable {
  readonly #parts: StreamWitnessParts
  readonly #heard = new OrderMemory<OrderId, Heard>()
  #awaited: Awaited[] = []
  #timer: Disposable | undefined
  #openedMs = Number.POSITIVE_INFINITY

  constructor(parts: StreamWitnessParts) {
    this.#parts = parts
  }

  /** The stream has begun, at this time of the venue: nothing that happened before can be asked of it. */
  begin(venueMs: number): void {
    this.#openedMs = venueMs
  }

  /** The stream has ended, so that nothing is awaited of it. */
  end(): void {
    this.#openedMs = Number.POSITIVE_INFINITY
    this.#awaited = []
    this.#timer?.dispose()
    this.#timer = undefined
  }

  /** The stream has told this. */
  hear(word: OrderWord): void {
    const { orderId, filledQuantity } = word
    const before = this.#heard.get(orderId)
    const filled = before?.filled.gt(filledQuantity) ? before.filled : filledQuantity
    const isEnded = before?.isEnded === true || !isOpen(word)
    this.#heard.set(orderId, { filled, isEnded }, isEnded)
  }

  /** An answer has told this. @param sentMs venue's time at which that was asked for or changed. */
  expect(word: OrderWord, sentMs: number): void {
    const { orderId, filledQuantity: filled } = word
    const awaited = { orderId, filled, isEnded: !isOpen(word), untilMs: this.#nowMs + WITNESS_MS }
    if (sentMs < this.#openedMs || this.#hasTold(awaited)) return
    this.#awaited.push(awaited)
    this.#timer ??= this.#parts.clock.setTimer(WITNESS_MS, () => this.#look())
  }

  dispose(): void {
    this.end()
  }

  get #nowMs(): number {
    return this.#parts.clock.nowMs()
  }

  #hasTold({ orderId, filled, isEnded }: Awaited): boolean {
    const heard = this.#heard.get(orderId)
    if (!heard) return false
    return heard.filled.gte(filled) && (heard.isEnded || !isEnded)
  }

  #look(): void {
    this.#timer = undefined
    this.#awaited = this.#awaited.filter((one) => !this.#hasTold(one))
    const late = this.#awaited.find(({ untilMs }) => untilMs <= this.#nowMs)
    if (late) {
      this.#parts.onSilent(late.orderId)
      return
    }
    const [next] = this.#awaited
    if (next) this.#timer = this.#parts.clock.setTimer(next.untilMs - this.#nowMs, () => this.#look())
  }
}
