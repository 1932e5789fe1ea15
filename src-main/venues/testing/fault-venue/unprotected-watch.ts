import { type Clock, Decimal, ZERO } from '../../../base/index.ts'
import type { InstrumentId } from '../../../domain/index.ts'
import { type BookedOrder, type FaultBooks, remaining } from './fault-books.ts'

/** A time during which a net position had less stop quantity at the venue than it was large. */
export interface UnprotectedInterval {
  readonly instrumentId: InstrumentId
  readonly fromMs: number
  /** Undefined while it lasts. */
  toMs: number | undefined
}

const STOPS = new Set<string>(['stop', 'stopLimit', 'trailingStop'])

/** Measures protection where it counts, in the venue's own books. */
export class UnprotectedWatch {
  readonly intervals: UnprotectedInterval[] = []
  readonly #books: FaultBooks
  readonly #clock: Clock

  constructor(books: FaultBooks, clock: Clock) {
    this.#books = books
    this.#clock = clock
  }

  check(): void {
    const nowMs = this.#clock.nowMs()
    const held = new Map(this.#books.positions().map((position) => [position.instrumentId, position.quantity]))
    const bare = new Set([...held.keys()].filter((instrumentId) => this.missing(instrumentId).gt(ZERO)))
    for (const interval of this.intervals) {
      if (interval.toMs === undefined && !bare.delete(interval.instrumentId)) interval.toMs = nowMs
    }
    for (const instrumentId of bare) this.intervals.push({ instrumentId, fromMs: nowMs, toMs: undefined })
  }

  /** How much of the net position no working stop covers. */
  missing(instrumentId: InstrumentId): Decimal {
    const net = this.#books.net(instrumentId)
    const stops = this.#books.open(instrumentId).filter((order) => protects(order, net))
    const covered = stops.reduce<Decimal>((sum, order) => sum.add(remaining(order)), ZERO)
    return Decimal.max(net.abs().sub(covered), ZERO)
  }

  /** Longest time without all of the stop, up to now. */
  longestMs(instrumentId?: InstrumentId): number {
    const nowMs = this.#clock.nowMs()
    return this.intervals
      .filter((interval) => instrumentId === undefined || interval.instrumentId === instrumentId)
      .reduce((longest, { fromMs, toMs }) => Math.max(longest, (toMs ?? nowMs) - fromMs), 0)
  }
}

function protects({ terms }: BookedOrder, net: Decimal): boolean {
  return STOPS.has(terms.type) && terms.side === (net.isPositive() ? 'sell' : 'buy')
}
