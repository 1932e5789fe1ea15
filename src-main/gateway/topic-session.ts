import { ORPCError } from '@orpc/server'
import { type ErrorCode, type Role, type TopicClientMessage, type TopicName } from '../../src-contract/index.ts'
import { type Clock, type Disposable, EngineError, ensureNever, errorText, type Logger } from '../base/index.ts'
import type { EngineGate } from './engine-gate.ts'
import { tableError } from './errors.ts'
import { badRequest, checkMessage, checkSubscription, parseJson, refusal, subscriptionOf } from './topic-messages.ts'
import { TopicPace } from './topic-pace.ts'
import { TopicSubscription } from './topic-subscription.ts'

/** Deltas that may wait for one subscription before its client counts as lost. */
export const MAX_BEHIND = 10_000
/** Subscriptions one client may have. */
const MAX_SUBSCRIPTIONS = 200
/** Deltas of one subscription in one batch, so that a client that was away is not stopped by one huge message. */
const MAX_DELTAS_PER_BATCH = 500
/** Credit a client can save up. */
const MAX_CREDIT = 16
/** A client that takes nothing for this long is away: nothing is kept for it, and it begins anew when it is back. */
export const AWAY_AFTER_MS = 30_000

/** What carries a session: a WebSocket, a message port. */
export interface TopicTransport {
  send(text: string): void
  /** Ends the connection and says why. */
  close(reason: string): void
}

export interface TopicSessionOptions {
  readonly transport: TopicTransport
  readonly role: Role
  readonly gate: EngineGate
  readonly clock: Clock
  readonly logger: Logger
  /** Checks snapshots and deltas against the contract; for development and tests. */
  readonly validateOutput: boolean
}

/**
 * The streams of one client. The client pays for each batch with one credit and gets the next when it has digested
 * the last, so a slow client gets fewer and merged deltas and never a growing queue of messages.
 */
export class TopicSession implements Disposable {
  readonly #options: TopicSessionOptions
  readonly #subscriptions = new Map<number, TopicSubscription>()
  readonly #pace = new TopicPace()
  readonly #following: Disposable
  #credit = 1
  /** When the last credit was used up. */
  #spentAtMs = 0
  #wakeUp: { readonly atMs: number; readonly timer: Disposable } | undefined

  constructor(options: TopicSessionOptions) {
    this.#options = options
    this.#following = options.gate.onChange(() => this.#beginAnew([...this.#subscriptions.values()]))
  }

  /** Deltas that wait for the client, over all its subscriptions. */
  get behind(): number {
    let waiting = 0
    for (const { pendingCount } of this.#subscriptions.values()) waiting += pendingCount
    return waiting
  }

  handleMessage(text: string): void {
    const raw = parseJson(text)
    try {
      this.#obey(checkMessage(raw))
    } catch (error) {
      this.#refuse(subscriptionOf(raw), error)
    }
  }

  dispose(): void {
    this.#following.dispose()
    this.#sleep()
    for (const subscription of this.#subscriptions.values()) subscription.dispose()
    this.#subscriptions.clear()
  }

  #obey(message: TopicClientMessage): void {
    switch (message.t) {
      case 'subscribe':
        return this.#subscribe(message)
      case 'unsubscribe':
        return this.#end(message.sub)
      case 'credit':
        return this.#handleCredit()
      case 'pace':
        this.#pace.isHidden = message.hidden
        return this.#wakeForAll()
      case 'ping':
        return this.#send(`{"t":"pong","engineTimeMs":${this.#options.clock.nowMs()}}`)
      default:
        return ensureNever(message, 'message of a client')
    }
  }

  #subscribe({ sub, topic, params }: Extract<TopicClientMessage, { t: 'subscribe' }>): void {
    const { role, gate, validateOutput } = this.#options
    if (this.#subscriptions.has(sub)) throw badRequest(`sub: ${sub} is in use; unsubscribe it first.`)
    if (this.#subscriptions.size >= MAX_SUBSCRIPTIONS) {
      throw tableError('TOO_MANY_REQUESTS', { message: `One client may have ${MAX_SUBSCRIPTIONS} subscriptions.` })
    }
    const checked = checkSubscription(topic, params, role)
    const { topics } = gate.engine()
    const subscription = new TopicSubscription({
      sub,
      topic,
      params: checked,
      validateOutput,
      onPending: (pending) => this.#handlePending(pending),
      onFault: (faulty, error) => this.#handleFault(faulty, error),
    })
    this.#subscriptions.set(sub, subscription)
    subscription.open(topics)
  }

  #handleCredit(): void {
    this.#credit = Math.min(MAX_CREDIT, this.#credit + 1)
    this.#beginAnew([...this.#subscriptions.values()].filter(({ isParked }) => isParked))
    this.#wakeForAll()
  }

  /** From a new snapshot, each in its own numbering. */
  #beginAnew(subscriptions: readonly TopicSubscription[]): void {
    for (const subscription of subscriptions) {
      try {
        subscription.open(this.#options.gate.engine().topics)
      } catch (error) {
        this.#handleFault(subscription, error)
      }
    }
  }

  #handleFault(subscription: TopicSubscription, error: unknown): void {
    if (this.#subscriptions.get(subscription.sub) !== subscription) return
    if (isNotReady(error)) {
      // The engine is being put together anew, and tells when it is there again.
      subscription.park()
      return
    }
    this.#end(subscription.sub)
    this.#refuse(subscription.sub, error)
  }

  #handlePending(subscription: TopicSubscription): void {
    if (subscription.pendingCount > MAX_BEHIND) {
      const reason = `fell more than ${MAX_BEHIND} behind on ${subscription.topic}`
      this.#options.logger.warn('A client was too slow and is disconnected', { topic: subscription.topic })
      this.dispose()
      this.#options.transport.close(reason)
      return
    }
    if (this.#isAway()) this.#park()
    else this.#wake(subscription)
  }

  #isAway(): boolean {
    return this.#credit === 0 && this.#options.clock.nowMs() - this.#spentAtMs > AWAY_AFTER_MS
  }

  /**
   * Nothing is lost by it: an event is stored before it is announced, so the snapshot that the client gets with its next
   * credit has it.
   */
  #park(): void {
    for (const subscription of this.#subscriptions.values()) subscription.park()
  }

  #end(sub: number): void {
    this.#subscriptions.get(sub)?.dispose()
    this.#subscriptions.delete(sub)
  }

  #flush(): void {
    const nowMs = this.#options.clock.nowMs()
    const items: string[] = []
    const topics = new Set<TopicName>()
    for (const subscription of this.#subscriptions.values()) {
      if ((this.#dueAtMs(subscription, nowMs) ?? Infinity) > nowMs) continue
      items.push(...subscription.takeItems(MAX_DELTAS_PER_BATCH))
      topics.add(subscription.topic)
    }
    // A timer may fire a little early by this clock.
    if (items.length === 0) return this.#wakeForAll()
    // Only now: subscriptions of one topic go into the same batch.
    this.#pace.noteSent(topics, nowMs)
    this.#credit -= 1
    this.#spentAtMs = nowMs
    this.#send(`{"t":"batch","engineTimeMs":${nowMs},"items":[${items.join(',')}]}`)
    this.#wakeForAll()
  }

  /** When the subscription may go into a batch: a snapshot at once, deltas at their pace. */
  #dueAtMs(subscription: TopicSubscription, nowMs: number): number | undefined {
    if (subscription.snapshotReady) return nowMs
    return subscription.deltasReady ? this.#pace.dueAtMs(subscription.topic, nowMs) : undefined
  }

  #wakeForAll(): void {
    for (const subscription of this.#subscriptions.values()) this.#wake(subscription)
  }

  /** Plans the next batch. Never sends at once: what belongs to one event of the engine goes out together. */
  #wake(subscription: TopicSubscription): void {
    if (this.#credit === 0) return
    const { clock } = this.#options
    // Read once: by a second look the clock may have passed the moment, and a timer has no negative delay.
    const nowMs = clock.nowMs()
    const atMs = this.#dueAtMs(subscription, nowMs)
    if (atMs === undefined || (this.#wakeUp !== undefined && this.#wakeUp.atMs <= atMs)) return
    this.#sleep()
    const timer = clock.setTimer(atMs - nowMs, () => {
      this.#wakeUp = undefined
      this.#flush()
    })
    this.#wakeUp = { atMs, timer }
  }

  #sleep(): void {
    this.#wakeUp?.timer.dispose()
    this.#wakeUp = undefined
  }

  #send(text: string): void {
    this.#options.transport.send(text)
  }

  #refuse(sub: number, error: unknown): void {
    this.#send(refusal(sub, this.#named(error)))
  }

  #named(error: unknown): { code: ErrorCode; message: string } {
    if (error instanceof EngineError) return error
    if (error instanceof ORPCError) return error as ORPCError<ErrorCode, unknown>
    this.#options.logger.error('A topic failed inside the engine', { error: errorText(error) })
    return tableError('INTERNAL_SERVER_ERROR')
  }
}

function isNotReady(error: unknown): boolean {
  return error instanceof EngineError && error.code === 'NOT_READY'
}
