import { type Clock, type Disposable, EngineError, type Logger } from '../base/index.ts'
import type { Order, Position } from '../domain/index.ts'
import type { Execution } from '../execution/index.ts'
import type { Portfolio } from '../portfolio/index.ts'
import { reasonOf, type TradingStateMachine } from '../risk/index.ts'
import { closeThatFits } from './guard-actions.ts'
import type { OrderDesk } from './order-desk.ts'

export interface KillReport {
  readonly cancelledOrders: number
  readonly closingPositions: number
}

export interface KillSwitchPorts {
  readonly execution: Execution
  readonly portfolio: Portfolio
  readonly desk: OrderDesk
  readonly tradingState: TradingStateMachine
  /** What the venue takes no order for keeps nobody from being halted; without it everything has to be closed. */
  readonly isDust?: (position: Position) => boolean
  /** Session clock. */
  readonly clock: Clock
  readonly logger: Logger
}

/** Session time between two looks at what a pulled kill switch has still to close. */
const PURSUE_EVERY_MS = 1_000

/**
 * Reducing until flat, then halted: entries are cancelled, those that only the engine holds too, every position is closed
 * at market, stops stay until then. What a venue refuses, or what an entry still filled on its way, is closed again until
 * nothing is left. Of an order whose state nobody knows the venue's word is awaited: no second close is sent beside it, and
 * an entry that may still fill keeps the switch from being over.
 */
export class KillSwitch implements Disposable {
  readonly #ports: KillSwitchPorts
  #pursuit: Disposable | undefined
  #reason = 'the kill switch was pulled'

  constructor(ports: KillSwitchPorts) {
    this.#ports = ports
  }

  pull(reason: string): KillReport {
    const { tradingState, logger } = this.#ports
    tradingState.kill(reason)
    const cancelledOrders = this.cancelOpening(reason)
    const closingPositions = this.flatten(reason)
    logger.warn('the kill switch was pulled', { reason, cancelledOrders, closingPositions })
    this.resume()
    return { cancelledOrders, closingPositions }
  }

  /** Goes on with what was pulled, here or before a restart; does nothing where nothing was. */
  resume(): void {
    const { tradingState, clock } = this.#ports
    this.handleChange()
    if (!tradingState.killing) return
    this.#reason = reasonOf(tradingState.decided) ?? this.#reason
    this.#pursuit ??= clock.setRepeating(PURSUE_EVERY_MS, () => this.#pursue())
  }

  /** An order or a position has changed: once everything is closed a pulled kill switch ends in halted. */
  handleChange(): void {
    const { tradingState } = this.#ports
    if (tradingState.killing && this.#isFlat) tradingState.handleFlat()
    if (!tradingState.killing) this.dispose()
  }

  /** Cancels entries, and closes that wait at a price: they would keep positions from being closed at market. */
  cancelOpening(reason: string): number {
    return this.#ports.execution.cancelWhere(reason, isInTheWay)
  }

  /** Has every position closed at market; says how many are on their way out. One that cannot be closed is logged. */
  flatten(reason: string): number {
    return this.#held().filter((position) => this.#close(position, reason)).length
  }

  dispose(): void {
    this.#pursuit?.dispose()
    this.#pursuit = undefined
  }

  #pursue(): void {
    this.handleChange()
    if (!this.#ports.tradingState.killing) return
    this.cancelOpening(this.#reason)
    this.flatten(this.#reason)
  }

  get #isFlat(): boolean {
    return this.#held().length === 0 && this.#ports.execution.openOrders().every(({ terms }) => terms.role !== 'entry')
  }

  /** What an order can close. */
  #held(): readonly Position[] {
    const { portfolio, isDust = () => false } = this.#ports
    return portfolio.openPositions().filter((position) => !isDust(position))
  }

  #close(position: Position, reason: string): boolean {
    const { desk, logger } = this.#ports
    const { instrumentId, owner } = position
    if (desk.isClosing(instrumentId, owner)) return true
    const idempotencyKey = this.#freshKey(position)
    const request = { instrumentId, owner, fraction: 1, source: 'killSwitch', idempotencyKey, reason } as const
    try {
      const intent = desk.closeIntent(request)
      const answer = desk.submit(intent, (denial) => closeThatFits(intent, denial))
      if (answer.kind === 'placed') return true
      logger.error('a position could not be closed', { instrumentId, owner, reason: answer.denial.message })
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      logger.error('a position could not be closed', { instrumentId, owner, reason: error.message })
    }
    return false
  }

  /** Each attempt is an order of its own, also after a restart that no longer knows how many there were. */
  #freshKey({ instrumentId, owner, openedAtMs }: Position): string {
    let attempt = 1
    const key = (): string => `flatten-${instrumentId}-${owner}-${openedAtMs}-${attempt}`
    while (this.#ports.desk.isKnown('killSwitch', key())) attempt += 1
    return key()
  }
}

function isInTheWay({ terms }: Order): boolean {
  if (terms.source === 'protection') return false
  return terms.role === 'entry' || (terms.role === 'close' && terms.type !== 'market')
}
