import type { Logger } from '../base/index.ts'
import type { Execution } from '../execution/index.ts'
import type { Portfolio } from '../portfolio/index.ts'
import type { TradingStateMachine } from '../risk/index.ts'
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
  readonly logger: Logger
}

/** Reducing until flat, then halted: entries are cancelled, every position is closed at market, stops stay until then. */
export class KillSwitch {
  readonly #ports: KillSwitchPorts
  #pulls = 0

  constructor(ports: KillSwitchPorts) {
    this.#ports = ports
  }

  pull(reason: string): KillReport {
    this.#pulls += 1
    const { execution, tradingState, logger } = this.#ports
    tradingState.kill(reason)
    const cancelledOrders = execution.cancelAll({ includeProtection: false, reason })
    const closingPositions = this.flatten(reason)
    logger.warn('the kill switch was pulled', { reason, cancelledOrders, closingPositions })
    this.handlePositionChange()
    return { cancelledOrders, closingPositions }
  }

  /** Closes every position at market; says how many. */
  flatten(reason: string): number {
    const { portfolio, desk, logger } = this.#ports
    let closing = 0
    for (const position of portfolio.openPositions()) {
      const { instrumentId, owner } = position
      const idempotencyKey = `flatten-${this.#pulls}-${instrumentId}-${owner}-${position.openedAtMs}`
      const answer = desk.submit(
        desk.closeIntent({ instrumentId, owner, fraction: 1, source: 'killSwitch', idempotencyKey, reason }),
      )
      if (answer.kind === 'placed') closing += 1
      else logger.error('a position could not be closed', { instrumentId, owner, denial: answer.denial.message })
    }
    return closing
  }

  /** Once everything is closed a pulled kill switch ends in halted. */
  handlePositionChange(): void {
    if (this.#ports.portfolio.openPositions().length === 0) this.#ports.tradingState.handleFlat()
  }
}
