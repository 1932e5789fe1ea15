import type {
  ErrorCode,
  TopicClientMessage,
  TopicDelta,
  TopicItem,
  TopicName,
  TopicParams,
  TopicServerMessage,
  TopicSnapshot,
} from '../../src-contract/index.ts'
import type { FrameScheduler } from './frame-scheduler.ts'
import type { PageLife } from './page-life.ts'
import type { TopicHandler } from './types.ts'

interface Subscription {
  /** Number on the wire. A new one is drawn for every start, so that late items of the old one are known and dropped. */
  sub: number
  readonly topic: TopicName
  readonly params: unknown
  nextSeq: number
  readonly handleSnapshot: (data: unknown) => void
  readonly handleDeltas: (data: readonly unknown[], skipped: number) => void
  readonly handleRefusal: (code: string, message: string) => void
}

const NOT_TRADED: ErrorCode = 'ACCOUNT_NOT_TRADED'

export interface TopicHubOptions {
  readonly schedule: FrameScheduler
  readonly page: PageLife
  /** Told of a handler that threw or of a message that is none; the stream goes on. */
  readonly onFault: (error: unknown) => void
  /** The engine does not trade on the account that the streams are about. */
  readonly onNotTraded: () => void
}

/** Consecutive items of one subscription that its handler gets in one call. */
interface DeltaRun {
  readonly deltas: unknown[]
  readonly skipped: number
}

interface WaitingBatch {
  readonly apply: () => void
  readonly cancelFrame: () => void
}

/**
 * The window's end of the topics protocol: keeps the subscriptions over reconnects, applies one batch in one
 * animation frame, and then gives the engine its credit for the next. While the window is hidden there are no frames:
 * the engine is told, sends less, and what comes is applied at once.
 */
export class TopicHub {
  readonly #options: TopicHubOptions
  readonly #subscriptions = new Map<number, Subscription>()
  #lastSub = 0
  #send: ((message: TopicClientMessage) => void) | undefined
  #waiting: WaitingBatch | undefined

  constructor(options: TopicHubOptions) {
    this.#options = options
    options.page.onVisibility(() => this.#handleVisibility())
    options.page.onWake(() => this.#startAll())
  }

  /** @returns what ends the subscription. */
  subscribe<Name extends TopicName>(topic: Name, params: TopicParams<Name>, handler: TopicHandler<Name>): () => void {
    const subscription: Subscription = {
      sub: 0,
      topic,
      params,
      nextSeq: 0,
      handleSnapshot: (data) => handler.snapshot(data as TopicSnapshot<Name>),
      handleDeltas: (data, skipped) => handler.deltas(data as readonly TopicDelta<Name>[], skipped),
      handleRefusal: (code, message) => handler.refused?.(code, message),
    }
    this.#start(subscription)
    return () => this.#end(subscription)
  }

  /** A socket is open: every subscription starts on it from its snapshot. */
  handleOpen(send: (message: TopicClientMessage) => void): void {
    this.#send = send
    if (this.#options.page.isHidden()) send({ t: 'pace', hidden: true })
    this.#forEach((subscription) => this.#start(subscription))
  }

  handleClose(): void {
    this.#send = undefined
    this.#waiting?.cancelFrame()
    this.#waiting = undefined
  }

  handleMessage(text: string): void {
    const message = JSON.parse(text) as TopicServerMessage
    switch (message.t) {
      case 'batch':
        this.#handleBatch(message.items)
        return
      case 'refused':
        this.#subscriptions.get(message.sub)?.handleRefusal(message.code, message.message)
        if (message.code === NOT_TRADED) this.#options.onNotTraded()
        return
      case 'pong':
        return
      default:
        this.#options.onFault(new Error(`Unknown message on the topics channel: ${text.slice(0, 200)}`))
    }
  }

  #handleBatch(items: readonly TopicItem[]): void {
    const apply = (): void => {
      this.#waiting = undefined
      this.#applyBatch(items)
    }
    if (this.#options.page.isHidden()) apply()
    else this.#waiting = { apply, cancelFrame: this.#options.schedule(apply) }
  }

  #handleVisibility(): void {
    const hidden = this.#options.page.isHidden()
    this.#send?.({ t: 'pace', hidden })
    const waiting = this.#waiting
    if (!hidden || waiting === undefined) return
    waiting.cancelFrame()
    waiting.apply()
  }

  /** What came while the page was stopped may be old, and some of it may be missing: all begin with a new snapshot. */
  #startAll(): void {
    if (this.#send === undefined) return
    this.#forEach((subscription) => this.#restart(subscription))
  }

  /** Of those that are there now: a start gives a subscription another place in the map. */
  #forEach(act: (subscription: Subscription) => void): void {
    const known = Array.from(this.#subscriptions.values())
    for (const subscription of known) act(subscription)
  }

  #start(subscription: Subscription): void {
    this.#subscriptions.delete(subscription.sub)
    this.#lastSub += 1
    subscription.sub = this.#lastSub
    subscription.nextSeq = 0
    this.#subscriptions.set(subscription.sub, subscription)
    const { sub, topic, params } = subscription
    this.#send?.({ t: 'subscribe', sub, topic, params })
  }

  #end(subscription: Subscription): void {
    if (this.#subscriptions.delete(subscription.sub)) this.#send?.({ t: 'unsubscribe', sub: subscription.sub })
  }

  #restart(subscription: Subscription): void {
    this.#send?.({ t: 'unsubscribe', sub: subscription.sub })
    this.#start(subscription)
  }

  #applyBatch(items: readonly TopicItem[]): void {
    for (const [sub, own] of Map.groupBy(items, (item) => item.sub)) this.#applyItems(sub, own)
    this.#send?.({ t: 'credit' })
  }

  #applyItems(sub: number, items: readonly TopicItem[]): void {
    const subscription = this.#subscriptions.get(sub)
    if (subscription === undefined) return
    let run: DeltaRun = { deltas: [], skipped: 0 }
    const flush = (skipped: number): void => {
      const ready = run
      run = { deltas: [], skipped }
      if (ready.deltas.length > 0) this.#guard(() => subscription.handleDeltas(ready.deltas, ready.skipped))
    }
    for (const item of items) {
      const follows = item.seq === subscription.nextSeq && (item.kind === 'snapshot' || item.seq > 0)
      if (!follows) {
        this.#restart(subscription)
        return
      }
      subscription.nextSeq += 1
      if (item.kind === 'snapshot') {
        flush(0)
        this.#guard(() => subscription.handleSnapshot(item.data))
        continue
      }
      if (item.skipped !== undefined) flush(item.skipped)
      run.deltas.push(item.data)
    }
    flush(0)
  }

  /** One handler's exception must not cost the others their data, nor the engine its credit. */
  #guard(apply: () => void): void {
    try {
      apply()
    } catch (error) {
      this.#options.onFault(error)
    }
  }
}
