import { type Clock, type Disposable, Emitter, errorText, type Event, type Logger, RingBuffer } from '../base/index.ts'
import type { EventBus } from '../bus/index.ts'
import type { StoredDenial } from '../execution/index.ts'

const KEPT = 500

/** A refusal with a number that tells it from others of the same moment. */
export interface Refusal extends StoredDenial {
  readonly refusalId: string
}

export interface RefusalLogPorts {
  readonly bus: EventBus
  /** Session clock. */
  readonly clock: Clock
  readonly logger: Logger
}

/** The newest orders that the risk check refused, those of earlier starts included. */
export class RefusalLog implements Disposable {
  readonly #refusals = new RingBuffer<Refusal>(KEPT)
  readonly #added: Emitter<Refusal>
  readonly #subscription: Disposable
  #count = 0

  constructor({ bus, clock, logger }: RefusalLogPorts) {
    this.#added = new Emitter((error) => logger.error('a listener of refusals failed', { error: errorText(error) }))
    this.#subscription = bus.subscribe('order.denied', ({ intent, denial }) =>
      this.#added.fire(this.#add({ intent, denial, timeMs: clock.nowMs() })),
    )
  }

  get onRefusal(): Event<Refusal> {
    return this.#added.event
  }

  /** Those that are stored, oldest first; before the first new one. */
  restore(stored: readonly StoredDenial[]): void {
    for (const denial of stored) this.#add(denial)
  }

  /** Newest last. */
  list(): readonly Refusal[] {
    return this.#refusals.toArray()
  }

  dispose(): void {
    this.#subscription.dispose()
  }

  #add(denial: StoredDenial): Refusal {
    this.#count += 1
    const refusal = { ...denial, refusalId: `${denial.timeMs}-${this.#count}` }
    this.#refusals.push(refusal)
    return refusal
  }
}
