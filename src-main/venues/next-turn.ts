import { setImmediate } from 'node:timers/promises'

/** Resolves after the event loop has served whatever else waits; the one place here that gives way to it. */
export function nextTurn(): Promise<void> {
  return setImmediate()
}
