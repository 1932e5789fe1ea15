import { type Clock, Decimal, type Disposable, DisposableStore, type Logger, type TimeMs, ZERO } from '../base/index.ts'
import type { EventBus } from '../bus/index.ts'
import {
  type Fill,
  type InstrumentId,
  isTerminal,
  type Order,
  type OrderId,
  type Owner,
  type Position,
  type Quantity,
} from '../domain/index.ts'
import { type Execution, remainingQuantity } from '../execution/index.ts'
import type { Portfolio } from '../portfolio/index.ts'
import { advanceGap, type Cover, type GapTimes, missingStop, openMs, uncovered } from './protection-gap.ts'

export interface ProtectionMeterPorts {
  readonly bus: EventBus
  readonly portfolio: Pick<Portfolio, 'openPositions'>
  readonly execution: Pick<Execution, 'openOrders' | 'exitParts'>
  /** The venue takes no order that would close the position, or any of it. */
  readonly isDust: (position: Position) => boolean
  /** Longest session time that part of a position may stand without the stop that was decided for it. */
  readonly boundMs: () => number
  /** Session clock. */
  readonly clock: Clock
  readonly logger: Logger
}

/** One net position and what protects it, as a screen shows it. */
export interface ProtectionState {
  readonly instrumentId: InstrumentId
  /** Signed net of all owners. */
  readonly quantity: Quantity
  readonly owners: readonly Owner[]
  readonly coveredAtVenue: Quantity
  /** By stops that only this engine watches. */
  readonly coveredByEngine: Quantity
  /** Held without any stop that stands. */
  readonly uncovered: Quantity
  /** Part of it for which a stop was decided. */
  readonly missing: Quantity
  /** False: nobody decided a stop for any of it. */
  readonly isIntended: boolean
  readonly unprotectedMs: number
  readonly longestMs: number
  /** Since the position was opened, the gap that stands now included. */
  readonly totalMs: number
  readonly boundMs: number
  readonly isOverdue: boolean
}

/** How long part of a net position has stood without its stop, for whoever asks often. */
export type StandingGap = Pick<ProtectionState, 'instrumentId' | 'unprotectedMs' | 'boundMs' | 'isOverdue'>

interface Watched {
  /** Signed, of each owner. */
  readonly held: Map<Owner, Position>
  readonly stops: Map<OrderId, Order>
  times: GapTimes | undefined
  timer: Disposable | undefined
}

/**
 * Measures how long positions stand without the stop that was decided for them: from the fill that opened the gap to the
 * venue's confirmation that closed it, both by the times in their facts. It follows what was stored, in its order, so what
 * came of a fact meanwhile does not hide a gap. A position for which nobody decided a stop is bare by intention: shown,
 * and never overdue; nor is one that is too small for any order, so that no stop can stand for it. Time in which the engine
 * did not run is not counted, since nobody can tell what stood then.
 */
export class ProtectionMeter implements Disposable {
  readonly #ports: ProtectionMeterPorts
  readonly #watched = new Map<InstrumentId, Watched>()
  readonly #subscriptions = new DisposableStore()
  /** Time of the newest fill of an owner, until its position is announced. */
  readonly #fillTimes = new Map<string, TimeMs>()

  constructor(ports: ProtectionMeterPorts) {
    this.#ports = ports
    const { bus } = ports
    this.#subscriptions.add(bus.subscribe('order.updated', ({ order }) => this.#handleOrder(order)))
    this.#subscriptions.add(bus.subscribe('fill.booked', ({ fill }) => this.#fillTimes.set(keyOf(fill), fill.timeMs)))
    this.#subscriptions.add(bus.subscribe('position.updated', ({ position }) => this.#handlePosition(position)))
    this.#subscriptions.add(bus.subscribe('position.closed', ({ position }) => this.#handlePosition(position)))
  }

  /** Takes over what is held and what stands as it is now; also after a reset of the account. */
  restart(): void {
    for (const { timer } of this.#watched.values()) timer?.dispose()
    this.#watched.clear()
    const { portfolio, execution, clock } = this.#ports
    for (const position of portfolio.openPositions()) this.#of(position.instrumentId).held.set(position.owner, position)
    for (const order of execution.openOrders())
      if (isStop(order)) this.#of(order.terms.instrumentId).stops.set(order.terms.orderId, order)
    for (const instrumentId of this.#watched.keys()) this.#measure(instrumentId, clock.nowMs())
  }

  /** Exits were decided anew: what is meant to be covered may be more or less now. */
  handleMove(instrumentId: InstrumentId): void {
    this.#measure(instrumentId, this.#ports.clock.nowMs())
  }

  /** True while a gap of the instrument stands longer than allowed: nothing may be added to it. */
  overdue(instrumentId: InstrumentId): boolean {
    const times = this.#watched.get(instrumentId)?.times
    const { boundMs, clock } = this.#ports
    return times !== undefined && openMs(times, clock.nowMs()) > boundMs()
  }

  /** The gaps that stand now; nothing is reckoned but their age. */
  gaps(): readonly StandingGap[] {
    const gaps: StandingGap[] = []
    const boundMs = this.#ports.boundMs()
    for (const [instrumentId, { times }] of this.#watched) {
      if (times?.sinceMs === undefined) continue
      const unprotectedMs = openMs(times, this.#ports.clock.nowMs())
      gaps.push({ instrumentId, unprotectedMs, boundMs, isOverdue: unprotectedMs > boundMs })
    }
    return gaps
  }

  /** Every net position, those that nobody protects too. */
  snapshot(): readonly ProtectionState[] {
    return [...this.#watched.entries()].flatMap(([instrumentId, { times }]) =>
      times ? [this.#stateOf(instrumentId, times)] : [],
    )
  }

  dispose(): void {
    this.#subscriptions.dispose()
    for (const { timer } of this.#watched.values()) timer?.dispose()
    this.#watched.clear()
  }

  #handleOrder(order: Order): void {
    if (!isStop(order)) return
    const { instrumentId, orderId } = order.terms
    const { stops } = this.#of(instrumentId)
    if (isTerminal(order.state)) stops.delete(orderId)
    else stops.set(orderId, order)
    this.#measure(instrumentId, order.updatedAtMs)
  }

  #handlePosition(position: Position): void {
    const { instrumentId, owner } = position
    const { held } = this.#of(instrumentId)
    if (position.quantity.isZero()) held.delete(owner)
    else held.set(owner, position)
    this.#measure(instrumentId, this.#fillTimes.get(keyOf(position)) ?? this.#ports.clock.nowMs())
    this.#fillTimes.delete(keyOf(position))
  }

  #measure(instrumentId: InstrumentId, atMs: number): void {
    const watched = this.#of(instrumentId)
    const cover = this.#cover(instrumentId)
    const before = watched.times
    watched.times = advanceGap(before, cover, atMs)
    if (before?.sinceMs !== watched.times?.sinceMs) this.#setTimer(instrumentId, watched)
    if (!watched.times && watched.stops.size === 0) this.#watched.delete(instrumentId)
  }

  /** Looks again when the gap becomes too long. */
  #setTimer(instrumentId: InstrumentId, watched: Watched): void {
    watched.timer?.dispose()
    watched.timer = undefined
    if (watched.times?.sinceMs === undefined) return
    const { clock, boundMs } = this.#ports
    const delayMs = Math.max(0, watched.times.sinceMs + boundMs() - clock.nowMs()) + 1
    watched.timer = clock.setTimer(delayMs, () => this.#tell(instrumentId))
  }

  /** Once for each gap. */
  #tell(instrumentId: InstrumentId): void {
    const watched = this.#watched.get(instrumentId)
    const times = watched?.times
    if (!watched || times?.sinceMs === undefined || times.isTold) return
    const { bus, clock, boundMs, logger } = this.#ports
    const unprotectedMs = openMs(times, clock.nowMs())
    if (unprotectedMs <= boundMs()) return this.#setTimer(instrumentId, watched)
    watched.times = { ...times, isTold: true }
    const event = { instrumentId, unprotectedMs, boundMs: boundMs(), since: times.sinceMs }
    logger.error('a position stands without its stop for too long', event)
    bus.publish('protection.overdue', event)
  }

  /** Owners net at the venue: only stops that reduce the net cover, and all of them together at most it. */
  #cover(instrumentId: InstrumentId): Cover {
    const { held: positions, stops } = this.#of(instrumentId)
    const net = netOf(positions)
    const held = net.abs()
    const reducing = [...stops.values()].filter(({ terms }) => terms.side === (net.isPositive() ? 'sell' : 'buy'))
    const sum = (isMeant: (order: Order) => boolean): Decimal =>
      reducing.filter(isMeant).reduce<Decimal>((total, order) => total.add(remainingQuantity(order)), ZERO)
    const atVenue = Decimal.min(
      held,
      sum((order) => order.terms.handling === 'venue' && stands(order)),
    )
    const byEngine = Decimal.min(
      held.sub(atVenue),
      sum((order) => order.terms.handling === 'engine' && isArmed(order)),
    )
    return { held, atVenue, byEngine, intended: this.#intended(positions, net) }
  }

  #intended(positions: ReadonlyMap<Owner, Position>, net: Decimal): Decimal {
    const { execution } = this.#ports
    let intended: Decimal = ZERO
    for (const position of positions.values()) {
      if (position.quantity.isPositive() !== net.isPositive() || this.#ports.isDust(position)) continue
      for (const { quantity, price } of execution.exitParts(position, 'stopLoss')) {
        if (price) intended = intended.add(quantity)
      }
    }
    return intended
  }

  #stateOf(instrumentId: InstrumentId, times: GapTimes): ProtectionState {
    const { clock, boundMs } = this.#ports
    const cover = this.#cover(instrumentId)
    const unprotectedMs = openMs(times, clock.nowMs())
    const { held } = this.#of(instrumentId)
    return {
      instrumentId,
      quantity: netOf(held) as Quantity,
      owners: [...held.keys()],
      coveredAtVenue: cover.atVenue as Quantity,
      coveredByEngine: cover.byEngine as Quantity,
      uncovered: uncovered(cover) as Quantity,
      missing: missingStop(cover) as Quantity,
      isIntended: cover.intended.gt(ZERO),
      unprotectedMs,
      longestMs: Math.max(times.longestMs, unprotectedMs),
      totalMs: times.totalMs + unprotectedMs,
      boundMs: boundMs(),
      isOverdue: this.overdue(instrumentId),
    }
  }

  #of(instrumentId: InstrumentId): Watched {
    const known = this.#watched.get(instrumentId)
    if (known) return known
    const watched: Watched = { held: new Map(), stops: new Map(), times: undefined, timer: undefined }
    this.#watched.set(instrumentId, watched)
    return watched
  }
}

function isStop({ terms }: Order): boolean {
  return terms.role === 'stopLoss'
}

/** The venue has confirmed it; one that is being changed still stands with one of its terms. */
function stands({ state }: Order): boolean {
  return state.kind === 'working' || state.kind === 'partiallyFilled'
}

/** The engine holds it: written down, and waiting for its price. */
function isArmed(order: Order): boolean {
  return order.state.kind === 'submitted' || stands(order)
}

function netOf(positions: ReadonlyMap<Owner, Position>): Decimal {
  let net: Decimal = ZERO
  for (const { quantity } of positions.values()) net = net.add(quantity)
  return net
}

function keyOf({ instrumentId, owner }: Pick<Fill | Position, 'instrumentId' | 'owner'>): string {
  return `${instrumentId}|${owner}`
}
