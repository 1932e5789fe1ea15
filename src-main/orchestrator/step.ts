import { type Clock, type Disposable, DisposableStore } from '../base/index.ts'

export interface StepOptions {
  readonly clock: Clock
  readonly limitMs: number
  /** Names the culprit when the limit is reached. */
  readonly timeoutText: string
  /** Rejects to give the step up before its limit. */
  readonly abandoned?: Promise<never>
  /** Hears of a step that failed after it was given up; nobody waits for it any more. */
  readonly onLateFailure: (error: unknown) => void
}

/** Runs one start or stop and waits for it no longer than the limit. */
export async function runStep(action: () => Promise<void>, options: StepOptions): Promise<void> {
  const timers = new DisposableStore()
  let waiting = true
  const work = invoke(action)
  work.catch((error: unknown) => {
    if (!waiting) options.onLateFailure(error)
  })
  try {
    const limit = timeLimit(options, timers)
    await Promise.race(options.abandoned ? [work, limit, options.abandoned] : [work, limit])
  } finally {
    waiting = false
    timers.dispose()
  }
}

/** Turns what a component throws before its first await into a rejection. */
async function invoke(action: () => Promise<void>): Promise<void> {
  await action()
}

function timeLimit(options: StepOptions, timers: { add(timer: Disposable): Disposable }): Promise<never> {
  return new Promise((_, reject) => {
    timers.add(options.clock.setTimer(options.limitMs, () => reject(new Error(options.timeoutText))))
  })
}
