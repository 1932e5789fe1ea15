import type { TopicName, TopicParams, TopicSnapshot } from '../../../src-contract/index.ts'
import { type Disposable, toDisposable } from '../../base/index.ts'
import type { EngineApi, TopicSource } from '../ports.ts'
import { FakeEngine } from './fake-engine.ts'

type Listener = (delta: never) => void
interface Opening {
  readonly settle: () => void
}

/** A source whose snapshots are taken at once and delivered when the test says so. */
export class ScriptedSource implements TopicSource {
  readonly #listeners = new Map<TopicName, Set<Listener>>()
  readonly #openings: Opening[] = []
  readonly #snapshotOf: (topic: TopicName) => unknown

  constructor(snapshotOf: (topic: TopicName) => unknown) {
    this.#snapshotOf = snapshotOf
  }

  get listenerCount(): number {
    return [...this.#listeners.values()].reduce((sum, { size }) => sum + size, 0)
  }

  /** Snapshots under way. */
  get openingCount(): number {
    return this.#openings.length
  }

  announce(topic: TopicName, delta: object): void {
    for (const listener of this.#listeners.get(topic) ?? []) listener(delta as never)
  }

  /** Delivers the oldest snapshot that is under way. */
  settleNext(): void {
    this.#openings.shift()?.settle()
  }

  open<Name extends TopicName>(
    topic: Name,
    _params: TopicParams<Name>,
    onDelta: (delta: never) => void,
  ): Promise<{ snapshot: TopicSnapshot<Name>; subscription: Disposable }> {
    const listeners = this.#listeners.get(topic) ?? new Set()
    this.#listeners.set(topic, listeners)
    listeners.add(onDelta)
    const snapshot = structuredClone(this.#snapshotOf(topic)) as TopicSnapshot<Name>
    const subscription = toDisposable(() => listeners.delete(onDelta))
    return new Promise((resolve) => {
      this.#openings.push({ settle: () => resolve({ snapshot, subscription }) })
    })
  }
}

/** The fake engine with these streams. */
export function engineWith(topics: TopicSource): EngineApi {
  return Object.assign(new FakeEngine(), { topics })
}
