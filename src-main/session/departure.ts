import type { Clock } from '../base/index.ts'
import type { TradingSession } from './trading-session.ts'

/** What happens to orders and positions when the engine stops. */
export type LeavePolicy = 'leave' | 'cancelEntries' | 'flatten'

/** Longest wait for the venue's answers, in system time. */
const ANSWER_LIMIT_MS = 2_000
const LOOK_AGAIN_MS = 10

type Leaving = Pick<TradingSession, 'execution' | 'portfolio' | 'killSwitch' | 'settle'>

/** The last orders before a stop: entries are cancelled or positions closed, and the venue's answers awaited for a while. */
export class Departure {
  readonly #session: Leaving
  readonly #clock: Clock

  constructor(session: Leaving, clock: Clock) {
    this.#session = session
    this.#clock = clock
  }

  async leave(policy: LeavePolicy): Promise<void> {
    if (policy === 'leave') return
    const { execution, killSwitch, portfolio } = this.#session
    execution.cancelAll({ includeProtection: false, reason: 'the engine stops' })
    if (policy === 'flatten') killSwitch.flatten('the engine stops')
    await this.#until(() => {
      const hasEntries = execution.openOrders().some(({ terms }) => terms.role === 'entry')
      return !hasEntries && (policy !== 'flatten' || portfolio.openPositions().length === 0)
    })
    await this.#session.settle()
  }

  /** Looks again and again until it is so, or the time is over. */
  async #until(isSo: () => boolean): Promise<void> {
    const deadlineMs = this.#clock.nowMs() + ANSWER_LIMIT_MS
    while (!isSo() && this.#clock.nowMs() < deadlineMs) {
      await new Promise<void>((resolve) => {
        this.#clock.setTimer(LOOK_AGAIN_MS, resolve)
      })
    }
  }
}
