import { EngineError, type Logger } from '../base/index.ts'
import type { Denial, Order, OrderIntent, Position } from '../domain/index.ts'
import type { Execution } from '../execution/index.ts'
import type { Portfolio } from '../portfolio/index.ts'
import type { GuardReach, TradingHold, TradingStateMachine } from '../risk/index.ts'
import type { OrderDesk } from './order-desk.ts'

/** What a tripped guard can have done. Each may be asked for again and again until nothing is left to do. */
export interface GuardActing {
  /** Cancels entries within reach that are on their way or working; says how many. */
  cancelEntries(reach: GuardReach, reason: string): number
  /** Has every position within reach closed at market, what is in the way cancelled; says how many are on their way out. */
  flatten(reach: GuardReach, reason: string): number
  hasEntries(reach: GuardReach): boolean
  hasPositions(reach: GuardReach): boolean
  /** Keeps trading reducing until it is disposed of. */
  hold(reason: string): TradingHold
}

export interface GuardActionPorts {
  readonly execution: Pick<Execution, 'cancelWhere' | 'openOrders'>
  readonly portfolio: Pick<Portfolio, 'openPositions'>
  readonly desk: Pick<OrderDesk, 'submit' | 'closeIntent' | 'isClosing' | 'isKnown'>
  readonly tradingState: Pick<TradingStateMachine, 'hold'>
  readonly logger: Logger
}

/** Carries out on orders and positions what guards of risk decide. */
export class GuardActions implements GuardActing {
  readonly #ports: GuardActionPorts

  constructor(ports: GuardActionPorts) {
    this.#ports = ports
  }

  cancelEntries(reach: GuardReach, reason: string): number {
    return this.#cancel(reach, reason, ({ terms }) => terms.role === 'entry')
  }

  flatten(reach: GuardReach, reason: string): number {
    this.#cancel(reach, reason, isInTheWay)
    return this.#positions(reach).filter((position) => this.#close(position, reason)).length
  }

  hasEntries(reach: GuardReach): boolean {
    return this.#ports.execution.openOrders().some(({ terms }) => terms.role === 'entry' && isWithin(reach, terms))
  }

  hasPositions(reach: GuardReach): boolean {
    return this.#positions(reach).length > 0
  }

  hold(reason: string): TradingHold {
    return this.#ports.tradingState.hold(reason)
  }

  #positions(reach: GuardReach): Position[] {
    return this.#ports.portfolio.openPositions().filter((position) => isWithin(reach, position))
  }

  /** One order that cannot be cancelled keeps no position from being closed. */
  #cancel(reach: GuardReach, reason: string, isMeant: (order: Order) => boolean): number {
    const { execution, logger } = this.#ports
    try {
      return execution.cancelWhere(reason, (order) => isWithin(reach, order.terms) && isMeant(order))
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      logger.error('a guard could not cancel an order', { reason: error.message })
      return 0
    }
  }

  #close(position: Position, reason: string): boolean {
    const { desk, logger } = this.#ports
    const { instrumentId, owner } = position
    if (desk.isClosing(instrumentId, owner)) return true
    const idempotencyKey = this.#freshKey(position)
    const request = { instrumentId, owner, fraction: 1, source: 'risk', idempotencyKey, reason } as const
    try {
      const intent = desk.closeIntent(request)
      const answer = desk.submit(intent, (denial) => closeThatFits(intent, denial))
      if (answer.kind === 'placed') return true
      logger.error('a guard could not close a position', { instrumentId, owner, reason: answer.denial.message })
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      logger.error('a guard could not close a position', { instrumentId, owner, reason: error.message })
    }
    return false
  }

  /** Each attempt is an order of its own, also after a restart that no longer knows how many there were. */
  #freshKey({ instrumentId, owner, openedAtMs }: Position): string {
    let attempt = 1
    const key = (): string => `guard-${instrumentId}-${owner}-${openedAtMs}-${attempt}`
    while (this.#ports.desk.isKnown('risk', key())) attempt += 1
    return key()
  }
}

/** The part of a close that one order may have at the venue; the rest is closed by the next. */
export function closeThatFits(intent: OrderIntent, { code, quantityThatFits }: Denial): OrderIntent | undefined {
  if (quantityThatFits === undefined || (code !== 'MAX_QUANTITY' && code !== 'MAX_NOTIONAL')) return undefined
  return { ...intent, size: { kind: 'quantity', quantity: quantityThatFits.toFixed() } }
}

function isWithin({ owner, instrumentId }: GuardReach, what: Pick<Position, 'owner' | 'instrumentId'>): boolean {
  return (owner ?? what.owner) === what.owner && (instrumentId ?? what.instrumentId) === what.instrumentId
}

/** Entries would open again what is closed, and a close that waits at a price keeps one at market from closing all. */
function isInTheWay({ terms }: Order): boolean {
  if (terms.source === 'protection') return false
  return terms.role === 'entry' || (terms.role === 'close' && terms.type !== 'market')
}
