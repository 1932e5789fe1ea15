import { type TopicName, TOPICS } from '../../src-contract/index.ts'
import type { Disposable } from '../base/index.ts'
import { deltaText } from './delta-text.ts'
import type { TopicSource } from './ports.ts'
import { createPendingDeltas, type PendingDeltas } from './pending-deltas.ts'

/** How far the client is with the stream. */
type Stage =
  /** The source has been asked for the state. */
  | { readonly kind: 'opening' }
  /** The state waits for credit, as text. */
  | { readonly kind: 'ready'; readonly text: string }
  /** The client has the state, and gets what changes. */
  | { readonly kind: 'live' }
  /** Nothing is kept for the client until it begins anew. */
  | { readonly kind: 'parked' }
  | { readonly kind: 'ended' }

export interface SubscriptionOptions {
  /** The client's own number. */
  readonly sub: number
  readonly topic: TopicName
  /** Parameters, checked. */
  readonly params: unknown
  readonly validateOutput: boolean
  /** There is something new to send. */
  readonly onPending: (subscription: TopicSubscription) => void
  /** The source refuses, or what it delivers does not have the shape that the contract says. */
  readonly onFault: (subscription: TopicSubscription, error: unknown) => void
}

/** One stream of one client: its snapshot, the deltas that wait, and the numbering. */
export class TopicSubscription implements Disposable {
  readonly sub: number
  readonly topic: TopicName
  readonly #options: SubscriptionOptions
  readonly #pending: PendingDeltas
  #stage: Stage = { kind: 'parked' }
  #seq = 0
  #source: Disposable | undefined
  /** Grows with every opening; what an older one still brings is ignored. */
  #round = 0

  constructor(options: SubscriptionOptions) {
    this.sub = options.sub
    this.topic = options.topic
    this.#options = options
    const { merge, ...definition } = TOPICS[options.topic]
    const keyOf = 'key' in definition ? (definition.key as (delta: object) => string) : () => ''
    this.#pending = createPendingDeltas(merge, keyOf)
  }

  get pendingCount(): number {
    return this.#pending.size
  }

  get snapshotReady(): boolean {
    return this.#stage.kind === 'ready'
  }

  /** There are deltas, and the client has the snapshot they build on. */
  get deltasReady(): boolean {
    return this.#stage.kind === 'live' && this.#pending.size > 0
  }

  get isParked(): boolean {
    return this.#stage.kind === 'parked'
  }

  /**
   * Asks the source for the state, also again after {@link park}: the client then gets a snapshot in the middle of its
   * stream. Deltas that come before it has been sent belong after it: they wait.
   */
  open(source: TopicSource): void {
    this.park()
    this.#stage = { kind: 'opening' }
    const round = this.#round
    this.#begin(source, round).catch((error: unknown) => {
      if (round === this.#round) this.#options.onFault(this, error)
    })
  }

  /** Forgets what waits and follows the source no longer. */
  park(): void {
    if (this.#stage.kind === 'ended') return
    this.#release()
    this.#stage = { kind: 'parked' }
  }

  /** Takes out what may go into the next batch, numbered: the snapshot first, then at most `limit` deltas. */
  takeItems(limit: number): string[] {
    const items: string[] = []
    if (this.#stage.kind === 'ready') {
      items.push(this.#item('snapshot', this.#stage.text))
      this.#stage = { kind: 'live' }
    }
    for (const { delta, skipped } of this.#pending.take(limit)) {
      items.push(this.#item('delta', deltaText(delta), skipped))
    }
    return items
  }

  dispose(): void {
    this.#release()
    this.#stage = { kind: 'ended' }
  }

  async #begin(source: TopicSource, round: number): Promise<void> {
    const { topic, params } = this.#options
    const { snapshot, subscription } = await source.open(topic, params as never, (delta) =>
      this.#handleDelta(delta, round),
    )
    if (round !== this.#round) {
      subscription.dispose()
      return
    }
    this.#source = subscription
    this.#assertShape('snapshot', snapshot)
    this.#stage = { kind: 'ready', text: JSON.stringify(snapshot) }
    this.#options.onPending(this)
  }

  #handleDelta(delta: object, round: number): void {
    if (round !== this.#round) return
    try {
      this.#assertShape('delta', delta)
    } catch (error) {
      this.#options.onFault(this, error)
      return
    }
    this.#pending.add(delta)
    this.#options.onPending(this)
  }

  #release(): void {
    this.#round += 1
    this.#source?.dispose()
    this.#source = undefined
    this.#pending.clear()
  }

  #item(kind: 'snapshot' | 'delta', data: string, skipped = 0): string {
    const gap = skipped === 0 ? '' : `,"skipped":${skipped}`
    return `{"sub":${this.sub},"seq":${this.#seq++},"kind":"${kind}"${gap},"data":${data}}`
  }

  #assertShape(kind: 'snapshot' | 'delta', value: unknown): void {
    if (this.#options.validateOutput) TOPICS[this.topic][kind].parse(value)
  }
}
