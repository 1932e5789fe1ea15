import type { Timers } from './timers.ts'

/** Runs a callback at the next moment when the window can show its result; returns what calls it off. */
export type FrameScheduler = (callback: () => void) => () => void

const HIDDEN_WINDOW_MS = 1_000

export interface FramePorts {
  readonly timers: Timers
  readonly requestFrame: (callback: () => void) => number
  readonly cancelFrame: (handle: number) => void
}

/**
 * The next animation frame, or one second when there is none: a hidden window gets no frames, and must still take
 * what comes, or the engine would keep collecting for it.
 */
export function createFrameScheduler({ timers, requestFrame, cancelFrame }: FramePorts): FrameScheduler {
  return (callback) => {
    const cancel = (): void => {
      cancelFrame(frame)
      cancelTimer()
    }
    const run = (): void => {
      cancel()
      callback()
    }
    const frame = requestFrame(run)
    const cancelTimer = timers.after(HIDDEN_WINDOW_MS, run)
    return cancel
  }
}
