import type { Clock } from '../base/index.ts'
import type { TradingSession } from './trading-session.ts'

/** What happens to orders and positions when the engine stops. */
export type LeavePolicy = 'leave' | 'cancelEntries' | 'flatten'

/** Longest wait for the venue's answers, in system time. */
const ANSWER_LIMIT_MS = 2_000
const LOOK_AGAIN_MS = 10

const REASON = 'the engine stops'

export type Leaving = Pick<TradingSession, 'execution' | 'portfolio' | 'killSwitch' | 'settle'>

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
    const deadlineMs = this.#clock.nowMs() + ANSWER_LIMIT_MS
    if (policy === 'flatten') await this.#flatten(deadlineMs)
    else await this.#cancelEntries(deadlineMs)
    await this.#session.settle()
  }

  async #cancelEntries(deadlineMs: number): Promise<void> {
    const { execution } = this.#session
    execution.cancelWhere(REASON, ({ terms }) => terms.role === 'entry')
    await this.#until(deadlineMs, () => execution.openOrders().every(({ terms }) => terms.role !== 'entry'))
  }

  /** Positions are closed once nothing is being cancelled any more: until then it is not known how much is left. */
  async #flatten(deadlineMs: number): Promise<void> {
    const { execution, killSwitch, portfolio } = this.#session
    killSwitch.cancelOpening(REASON)
    await this.#until(deadlineMs, () => execution.openOrders().every(({ state }) => state.kind !== 'cancelling'))
    killSwitch.flatten(REASON)
    await this.#until(deadlineMs, () => portfolio.openPositions().length === 0)
  }

  /** Looks again and again until it is so, or the time is over. */
  async #until(deadlineMs: number, isSo: () => boolean): Promise<void> {
    while (!isSo() && this.#clock.nowMs() < deadlineMs) {
      await new Promise<void>((resolve) => {
        this.#clock.setTimer(LOOK_AGAIN_MS, resolve)
      })
    }
  }
}
