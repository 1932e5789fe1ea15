import { Emitter, type TimeMs } from '../../../base/index.ts'
import type { VenueAdjustment, VenueConnection, VenueFact } from '../../../domain/index.ts'

/** `live`: facts come. `down`: they are missed, and the engine was told so. `deaf`: they are missed and nobody knows. */
type Line = 'live' | 'down' | 'deaf'

/** The venue's stream of facts, which can be cut, go deaf, be held back, lose or repeat. */
export class FaultStream {
  readonly facts: Emitter<VenueFact>
  readonly adjustments: Emitter<VenueAdjustment>
  readonly connections: Emitter<VenueConnection>
  /** Every fact that reached the engine. */
  readonly delivered: VenueFact[] = []
  /** Every fact that did not. */
  readonly missed: VenueFact[] = []
  readonly #now: () => TimeMs
  #line: Line = 'live'
  #held: VenueFact[] | undefined
  #outbox: (() => void)[] = []
  readonly #losing: ((fact: VenueFact) => boolean)[] = []

  constructor(now: () => TimeMs, onError: (error: unknown) => void) {
    this.#now = now
    this.facts = new Emitter(onError)
    this.adjustments = new Emitter(onError)
    this.connections = new Emitter(onError)
  }

  get isLive(): boolean {
    return this.#line === 'live'
  }

  /** Facts that are on their way. */
  get pending(): number {
    return this.#outbox.length
  }

  tell(fact: VenueFact): void {
    if (this.#held) this.#held.push(fact)
    else this.#send(fact)
  }

  tellAdjustment(adjustment: VenueAdjustment): void {
    if (this.#line === 'live') this.#post(() => this.adjustments.fire(adjustment))
  }

  /** From here on facts wait until {@link release}. */
  hold(): void {
    this.#held ??= []
  }

  /** What has waited goes out, in the order that `arrange` gives it. */
  release(arrange: (facts: readonly VenueFact[]) => readonly VenueFact[] = (facts) => facts): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const fact of arrange(held)) this.#send(fact)
  }

  /** The next fact that is meant is lost, on a stream that is well otherwise. */
  loseNext(isMeant: (fact: VenueFact) => boolean): void {
    this.#losing.push(isMeant)
  }

  /** From here on nothing is lost any more that was to be. */
  loseNoMore(): void {
    this.#losing.length = 0
  }

  /** Says a fact again, or one that is not true. */
  forge(fact: VenueFact): void {
    this.#send(fact)
  }

  drop(reason: string): void {
    this.#line = 'down'
    this.#post(() => this.connections.fire({ kind: 'interrupted', reason, timeMs: this.#now() }))
  }

  /** The socket looks open, nothing comes through it any more. */
  goDeaf(): void {
    this.#line = 'deaf'
  }

  reconnect(): void {
    this.#line = 'live'
    this.#post(() => this.connections.fire({ kind: 'connected', timeMs: this.#now() }))
  }

  #send(fact: VenueFact): void {
    const losing = this.#losing.findIndex((isMeant) => isMeant(fact))
    if (losing >= 0) this.#losing.splice(losing, 1)
    if (losing >= 0 || this.#line !== 'live') {
      this.missed.push(fact)
      return
    }
    this.#post(() => {
      this.delivered.push(fact)
      this.facts.fire(fact)
    })
  }

  /** Never inside the command that caused it. */
  #post(action: () => void): void {
    this.#outbox.push(action)
    queueMicrotask(() => this.#outbox.shift()?.())
  }
}
