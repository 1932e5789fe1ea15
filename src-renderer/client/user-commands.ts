import type { FrameScheduler } from './frame-scheduler.ts'
import { latencies } from './latency.ts'
import type { Timers } from './timers.ts'

/** Calls that a user waits for. */
const COMMANDS: ReadonlySet<string> = new Set([
  'orders.create',
  'orders.cancel',
  'orders.cancelAll',
  'positions.close',
  'positions.protect',
  'strategies.enable',
  'strategies.disable',
  'system.pause',
  'system.resume',
  'system.kill',
])
/** What has come from the market waits no longer than this for an answer. */
const LONGEST_WAIT_MS = 50

/** Commands on their way to the engine and back: they are measured, and their answers go before prices. */
export class UserCommands {
  #unanswered = 0
  readonly #waiting = new Set<() => void>()

  /** Carries out a call, and measures it where it is a command that was accepted. */
  async carryOut<Result>(path: readonly string[], call: () => Promise<Result>): Promise<Result> {
    if (!COMMANDS.has(path.join('.'))) return call()
    const startedMs = performance.now()
    this.#unanswered += 1
    try {
      const result = await call()
      latencies.clickToAck.add(performance.now() - startedMs)
      return result
    } finally {
      this.#unanswered -= 1
      if (this.#unanswered === 0) this.#endWaiting()
    }
  }

  /**
   * The same frames, but none while an answer is on its way: it would have to wait until the frame is drawn. Where no answer
   * comes, the frame comes all the same.
   */
  goingBefore(schedule: FrameScheduler, timers: Timers): FrameScheduler {
    return (callback) => {
      let cancel = schedule(() => {
        if (this.#unanswered === 0) callback()
        else cancel = this.#afterAnswers(timers, () => (cancel = schedule(callback)))
      })
      return () => cancel()
    }
  }

  #afterAnswers(timers: Timers, proceed: () => void): () => void {
    const cancel = (): void => {
      cancelTimer()
      this.#waiting.delete(end)
    }
    const end = (): void => {
      cancel()
      proceed()
    }
    const cancelTimer = timers.after(LONGEST_WAIT_MS, end)
    this.#waiting.add(end)
    return cancel
  }

  #endWaiting(): void {
    for (const end of this.#waiting) end()
  }
}
