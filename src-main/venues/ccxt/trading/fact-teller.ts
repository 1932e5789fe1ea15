import { type Disposable, Emitter, errorText, type Event, type Logger, type TimeMs } from '../../../base/index.ts'
import type { OrderId, RejectionCause, VenueCommand, VenueFact, VenueOrderRequest } from '../../../domain/index.ts'
import { MissingExecutions, type MissingExecutionsParts } from './missing-executions.ts'
import type { OrderName, OrderNews, OrderWord } from './order-gateway.ts'
import { OrderMemory } from './order-memory.ts'
import { OrderStory } from './order-story.ts'

export interface FactTellerParts extends Pick<MissingExecutionsParts, 'clock' | 'fetch'> {
  readonly logger: Logger
  /** Venue's time, for facts that the venue did not date. */
  readonly nowMs: () => TimeMs
}

/** Tells the facts of all orders, each once and each order's in their order, whoever brings the word. */
export class FactTeller implements Disposable {
  readonly #parts: FactTellerParts
  readonly #facts: Emitter<VenueFact>
  readonly #stories = new OrderMemory<OrderId, OrderStory>()
  readonly #missing: MissingExecutions

  constructor(parts: FactTellerParts) {
    this.#parts = parts
    this.#facts = new Emitter((error) =>
      parts.logger.error('a listener to facts of a venue failed', { error: errorText(error) }),
    )
    this.#missing = new MissingExecutions({
      ...parts,
      find: (orderId) => this.#stories.get(orderId),
      hear: (news) => this.hear(news),
      giveUp: (orderId) => this.#go(orderId, (story) => story.release()),
    })
  }

  get onFact(): Event<VenueFact> {
    return this.#facts.event
  }

  /** An order is about to be sent. @returns False where its id was used before. */
  begin(request: VenueOrderRequest): boolean {
    if (this.#stories.get(request.orderId)) return false
    this.#stories.set(request.orderId, new OrderStory(request), false)
    return true
  }

  /** What was said of an order so far, newest word first; undefined for one that is not known here. */
  latestOf(orderId: OrderId): OrderWord | undefined {
    return this.#stories.get(orderId)?.latest
  }

  nameOf(orderId: OrderId): OrderName | undefined {
    const story = this.#stories.get(orderId)
    const known = story?.latest ?? story?.request
    return known && { orderId, instrumentId: known.instrumentId }
  }

  isHeard(orderId: OrderId): boolean {
    return this.#stories.get(orderId)?.isHeard === true
  }

  isEnded(orderId: OrderId): boolean {
    return this.#stories.get(orderId)?.isEnded === true
  }

  /** The venue has said something of an order. */
  hear(news: OrderNews): void {
    const { orderId } = news.word
    const story = this.#stories.get(orderId) ?? new OrderStory(undefined)
    const facts = story.hear(news)
    // One that is spoken of is not forgotten.
    this.#stories.set(orderId, story, story.isEnded)
    this.#tell(facts)
    if (story.isIncomplete) this.#missing.await(orderId)
  }

  reject(orderId: OrderId, reason: string, cause?: RejectionCause): void {
    const fact: VenueFact = { kind: 'rejected', orderId, reason, ...(cause && { cause }), timeMs: this.#parts.nowMs() }
    this.#go(orderId, (story) => story.refuse(fact))
  }

  /** The id was used before: that this one is refused says nothing of the order that has it. */
  rejectRepeated(orderId: OrderId): void {
    const reason = `the order id ${orderId} was used before`
    this.#tell([{ kind: 'rejected', orderId, reason, timeMs: this.#parts.nowMs() }])
  }

  rejectCommand(kind: 'cancelRejected' | 'amendRejected', orderId: OrderId, reason: string): void {
    this.#tell([{ kind, orderId, reason, timeMs: this.#parts.nowMs() }])
  }

  /** Nobody can tell what came of a command, unless the venue has spoken meanwhile. */
  leaveUnknown(orderId: OrderId, command: VenueCommand, reason: string): void {
    const isAnswered = command === 'submit' ? this.isHeard(orderId) : this.isEnded(orderId)
    if (!isAnswered) this.#tell([{ kind: 'unknown', orderId, command, reason, timeMs: this.#parts.nowMs() }])
  }

  dispose(): void {
    this.#missing.dispose()
  }

  #go(orderId: OrderId, on: (story: OrderStory) => VenueFact[]): void {
    const story = this.#stories.get(orderId)
    if (!story) return
    const facts = on(story)
    this.#stories.set(orderId, story, story.isEnded)
    this.#tell(facts)
  }

  #tell(facts: readonly VenueFact[]): void {
    for (const fact of facts) this.#facts.fire(fact)
  }
}
