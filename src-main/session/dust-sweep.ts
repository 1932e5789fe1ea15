import { type Clock, type Decimal, type Disposable, DisposableStore, type Logger } from '../base/index.ts'
import type { EventBus } from '../bus/index.ts'
import {
  type Adjustment,
  type Instrument,
  type InstrumentId,
  isTerminal,
  type Position,
  price as priceOf,
  type Quantity,
  type Standing,
  UNASSIGNED,
} from '../domain/index.ts'
import type { Execution } from '../execution/index.ts'
import { dustAdjustments, type DustCause, dustCause, type Portfolio } from '../portfolio/index.ts'

/** What is left of positions that no order could close, and whether one could by now. */
export interface Residue {
  readonly instrumentId: InstrumentId
  /** Signed. */
  readonly quantity: Quantity
  readonly isSellable: boolean
}

export interface DustSweepPorts {
  readonly bus: EventBus
  readonly portfolio: Pick<Portfolio, 'position' | 'openPositions'>
  readonly execution: Pick<Execution, 'openOrders'>
  /** Books a change that no order made, once for each id. */
  readonly book: (adjustment: Adjustment) => void
  /** Undefined where the market does not know it any more. */
  readonly instrument: (instrumentId: InstrumentId) => Instrument | undefined
  readonly lastPrice: (instrumentId: InstrumentId) => number | undefined
  /** The venue keeps reduce-only orders apart from others. */
  readonly hasReduceOnly: () => boolean
  /** Session clock. */
  readonly clock: Clock
  readonly logger: Logger
}

/**
 * Ends trades of which the venue leaves a remainder that it takes no order for: after a stop or a close that filled in
 * part. The remainder is still at the venue, so it goes on in the books as unassigned, at the price it was bought for, and
 * can be sold once the venue's rules, or more of it, allow that. Only looked at while the owner has no order in the
 * instrument: what works may still close it.
 */
export class DustSweep implements Disposable {
  readonly #ports: DustSweepPorts
  readonly #subscriptions = new DisposableStore()

  constructor(ports: DustSweepPorts) {
    this.#ports = ports
    const { bus } = ports
    this.#subscriptions.add(bus.subscribe('position.updated', ({ position }) => this.#look(position)))
    this.#subscriptions.add(
      bus.subscribe('order.updated', ({ order }) => {
        if (isTerminal(order.state)) this.#look(order.terms)
      }),
    )
  }

  /** Looks at everything that is held; after a start. */
  sweep(): void {
    for (const position of this.#ports.portfolio.openPositions()) this.#look(position)
  }

  /** True where the venue takes no order that would close the position, or any of it. */
  isDust(position: Pick<Position, 'instrumentId' | 'quantity' | 'entryPrice'>): boolean {
    return this.cause(position) !== undefined
  }

  /** Which of the venue's rules the position is too small for, all of it; undefined where an order can close it, or a part. */
  cause(position: Pick<Position, 'instrumentId' | 'quantity' | 'entryPrice'>): DustCause | undefined {
    const { instrument, lastPrice, hasReduceOnly } = this.#ports
    const rules = instrument(position.instrumentId)
    if (!rules) return undefined
    const last = lastPrice(position.instrumentId)
    const price: Decimal = last === undefined ? position.entryPrice : priceOf(last)
    // A reduce-only order may be worth less than others: a perpetual can be closed to the last lot.
    const reduceOnlyExempt = rules.kind === 'linearPerpetual' && hasReduceOnly()
    return dustCause(position.quantity, { price, instrument: rules, reduceOnlyExempt })
  }

  /** What was left at the venue; a sellable one can be closed like any position that nobody has taken. */
  residues(): readonly Residue[] {
    return this.#ports.portfolio
      .openPositions()
      .filter(({ owner }) => owner === UNASSIGNED)
      .map((position) => ({
        instrumentId: position.instrumentId,
        quantity: position.quantity,
        isSellable: !this.isDust(position),
      }))
  }

  dispose(): void {
    this.#subscriptions.dispose()
  }

  #look({ instrumentId, owner }: Standing): void {
    const { portfolio, execution, book, clock, logger } = this.#ports
    const position = portfolio.position(instrumentId, owner)
    const cause = position && owner !== UNASSIGNED ? this.cause(position) : undefined
    if (!position || !cause || execution.openOrders({ instrumentId, owner }).length > 0) return
    const closing = { price: position.entryPrice, cause, residue: 'kept', timeMs: clock.nowMs() } as const
    logger.warn('a remainder that the venue takes no order for was closed in the books', {
      instrumentId,
      owner,
      quantity: position.quantity,
      cause,
    })
    for (const adjustment of dustAdjustments(position, closing)) book(adjustment)
  }
}
