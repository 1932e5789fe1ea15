import { type TopicName, TOPICS } from '../../src-contract/index.ts'
import type { Disposable } from '../base/index.ts'
import { deltaText } from './delta-text.ts'
import type { TopicSource } from './ports.ts'
import { createPendingDeltas, type PendingDeltas } from './pending-deltas.ts'

/** Text of a snapshot, in its stages: not there, waiting for credit, gone out. */
type Snapshot =
  | { readonly kind: 'opening' }
  | { readonly kind: 'ready'; readonly text: string }
  | { readonly kind: 'sent' }

export interface SubscriptionOptions {
  /** The client's own number. */
  readonly sub: number
  readonly topic: TopicName
  readonly validateOutput: boolean
  /** There is something new to send. */
  readonly onPending: (subscription: TopicSubscription) => void
  /** A delta does not have the shape that the contract says. */
  readonly onFault: (subscription: TopicSubscription, error: unknown) => void
}

/** One stream of one client: its snapshot, the deltas that wait, and the numbering. */
export class TopicSubscription implements Disposable {
  readonly sub: number
  readonly topic: TopicName
  readonly #options: SubscriptionOptions
  readonly #pending: PendingDeltas
  #snapshot: Snapshot = { kind: 'opening' }
  #seq = 0
  #source: Disposable | undefined
  #disposed = false

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
    return this.#snapshot.kind === 'ready'
  }

  /** There are deltas, and the client has the snapshot they build on. */
  get deltasReady(): boolean {
    return this.#snapshot.kind === 'sent' && this.#pending.size > 0
  }

  /**
   * Asks the source for the state. Deltas that come before it has been sent belong after it: they wait.
   * Rejects where the source refuses.
   */
  async open(source: TopicSource, params: unknown): Promise<void> {
    const { snapshot, subscription } = await source.open(this.topic, params as never, (delta) =>
      this.#handleDelta(delta),
    )
    if (this.#disposed) {
      subscription.dispose()
      return
    }
    this.#source = subscription
    this.#assertShape('snapshot', snapshot)
    this.#snapshot = { kind: 'ready', text: JSON.stringify(snapshot) }
    this.#options.onPending(this)
  }

  /** Takes out what may go into the next batch, numbered: the snapshot first, then at most `limit` deltas. */
  takeItems(limit: number): string[] {
    const items: string[] = []
    if (this.#snapshot.kind === 'ready') {
      items.push(this.#item('snapshot', this.#snapshot.text))
      this.#snapshot = { kind: 'sent' }
    }
    for (const delta of this.#pending.take(limit)) items.push(this.#item('delta', deltaText(delta)))
    return items
  }

  dispose(): void {
    this.#disposed = true
    this.#source?.dispose()
  }

  #handleDelta(delta: object): void {
    if (this.#disposed) return
    try {
      this.#assertShape('delta', delta)
    } catch (error) {
      this.#options.onFault(this, error)
      return
    }
    this.#pending.add(delta)
    this.#options.onPending(this)
  }

  #item(kind: 'snapshot' | 'delta', data: string): string {
    return `{"sub":${this.sub},"seq":${this.#seq++},"kind":"${kind}","data":${data}}`
  }

  #assertShape(kind: 'snapshot' | 'delta', value: unknown): void {
    if (this.#options.validateOutput) TOPICS[this.topic][kind].parse(value)
  }
}
