import { type Clock, type Disposable, errorText, type Logger } from '../../../base/index.ts'
import type { OrderId, VenueExecution } from '../../../domain/index.ts'
import type { OrderNews, OrderWord } from './order-gateway.ts'
import type { OrderStory } from './order-story.ts'

/** The stream usually brings them sooner. */
const FIRST_MS = 1_000
const LONGEST_MS = 30_000
/** After so many the comparison with the venue has to find out. */
const MOST_ATTEMPTS = 8

export interface MissingExecutionsParts {
  readonly clock: Clock
  readonly logger: Logger
  readonly fetch: (word: OrderWord) => Promise<readonly VenueExecution[]>
  readonly find: (orderId: OrderId) => OrderStory | undefined
  readonly hear: (news: OrderNews) => void
  /** The venue counts them and does not list them. */
  readonly giveUp: (orderId: OrderId) => void
}

/** Asks for executions that the venue counts and that have not come. */
export class MissingExecutions implements Disposable {
  readonly #parts: MissingExecutionsParts
  readonly #attempts = new Map<OrderId, Disposable>()
  #isDisposed = false

  constructor(parts: MissingExecutionsParts) {
    this.#parts = parts
  }

  /** They are asked for, unless they come. */
  await(orderId: OrderId): void {
    if (!this.#attempts.has(orderId)) this.#askIn(orderId, 1)
  }

  dispose(): void {
    this.#isDisposed = true
    for (const timer of this.#attempts.values()) timer.dispose()
    this.#attempts.clear()
  }

  #askIn(orderId: OrderId, attempt: number): void {
    if (this.#isDisposed) return
    const delayMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1))
    this.#attempts.set(
      orderId,
      this.#parts.clock.setTimer(delayMs, () => void this.#ask(orderId, attempt)),
    )
  }

  async #ask(orderId: OrderId, attempt: number): Promise<void> {
    const { find, fetch, hear, giveUp, logger } = this.#parts
    const word = wanted(find(orderId))
    try {
      if (word) {
        const executions = await fetch(word)
        if (!this.#isDisposed) hear({ word, executions })
      }
    } catch (error) {
      logger.warn('executions of an order could not be asked for', { orderId, attempt, error: errorText(error) })
    }
    this.#attempts.delete(orderId)
    if (!wanted(find(orderId))) return
    if (attempt < MOST_ATTEMPTS) this.#askIn(orderId, attempt + 1)
    else giveUp(orderId)
  }
}

function wanted(story: OrderStory | undefined): OrderWord | undefined {
  return story?.isIncomplete ? story.latest : undefined
}
