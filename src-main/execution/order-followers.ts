import type { Clock, Disposable, Logger } from '../base/index.ts'
import { type InstrumentId, isTerminal, type Order, type OrderId, type TradingVenue } from '../domain/index.ts'
import type { FactRecorder, RecordedChange } from './fact-recorder.ts'
import { FundsTurns } from './funds-turns.ts'
import { OcoGroups } from './oco-groups.ts'
import { OrderAmends, type OrderChange } from './order-amends.ts'
import type { OrderOutbox } from './order-outbox.ts'
import { type CheckRelease, ReleaseDesk } from './order-release.ts'
import type { OrderStore } from './order-store.ts'
import { OrderWatch, type PriceSpan } from './order-watch.ts'
import type { OwnerHoldings } from './owner-holdings.ts'
import type { ProtectionTerms } from './protective-terms.ts'

export interface OrderFollowersPorts {
  readonly store: OrderStore
  readonly recorder: FactRecorder
  readonly outbox: OrderOutbox
  readonly venue: TradingVenue
  readonly holdings: Pick<OwnerHoldings, 'asClose'>
  /** Session clock. */
  readonly clock: Clock
  readonly logger: Logger
  readonly checkRelease?: CheckRelease
  readonly requireOpen: () => void
  readonly placeProtection: (terms: ProtectionTerms) => void
}

/** What follows from orders once they are made: other terms, groups that exclude each other, and what the engine sees to in the venue's place. */
export class OrderFollowers implements Disposable {
  readonly #amends: OrderAmends
  readonly #turns: FundsTurns
  readonly #watch: OrderWatch
  readonly #groups: OcoGroups

  constructor(ports: OrderFollowersPorts) {
    const release = new ReleaseDesk({ ...ports, check: ports.checkRelease ?? (() => undefined) })
    this.#turns = new FundsTurns({ ...ports, giveUp: (order, reason) => this.giveUp(order, reason) })
    this.#amends = new OrderAmends({ ...ports, release, turns: this.#turns })
    this.#watch = new OrderWatch({ ...ports, release, turns: this.#turns })
    this.#groups = new OcoGroups({ ...ports, turns: this.#turns })
  }

  /** Takes over the replacements that an earlier run had begun. */
  restore(replacing: readonly OrderId[]): void {
    this.#amends.restore(replacing)
  }

  /** From here on orders are placed and cancelled; what an earlier run left undone is done first. */
  begin(): void {
    this.#turns.begin()
    this.#groups.begin()
    this.#watch.begin()
    this.#amends.retry()
  }

  /** What orders have come to is told piece by piece until the returned function is called: none that waits is ended before. */
  pauseTurns(): () => void {
    return this.#turns.pause()
  }

  suspend(): void {
    this.#watch.suspend()
    this.#turns.suspend()
    this.#groups.suspend()
  }

  /** The account was set back. */
  handleReset(): void {
    this.#amends.handleReset()
    this.#groups.handleReset()
  }

  amend(order: Order, change: OrderChange, idempotencyKey: string): Order {
    return this.#amends.amend(order, change, idempotencyKey)
  }

  giveUp(order: Order, reason: string): void {
    this.#amends.giveUp(order, reason)
  }

  handlePrices(instrumentId: InstrumentId, span: PriceSpan): void {
    this.#watch.handlePrices(instrumentId, span)
    this.#amends.retry()
  }

  /** An order has left, or the engine holds it from here on. */
  handleSent({ terms }: Order): void {
    if (terms.handling === 'engine') this.#watch.schedule()
  }

  /** A fact about an order has been recorded. */
  handleChange(change: RecordedChange): void {
    const { terms, state } = change.order
    this.#groups.handleChange(change)
    this.#amends.handleChange(change.order)
    if (terms.ocoGroup !== undefined && isTerminal(state)) this.#watch.handleRoom(terms.instrumentId)
  }

  dispose(): void {
    this.#watch.dispose()
    this.#groups.dispose()
  }
}
