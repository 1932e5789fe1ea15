/** System time and timers of the window, as an interface so that tests can move them by hand. */
export interface Timers {
  nowMs(): number
  /** Calls once after the delay; returns what calls it off. */
  after(delayMs: number, callback: () => void): () => void
}

export const windowTimers: Timers = {
  nowMs: () => Date.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs)
    return () => clearTimeout(timer)
  },
}
