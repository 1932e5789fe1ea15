import { monitorEventLoopDelay } from 'node:perf_hooks'

const RESOLUTION_MS = 10
const NS_PER_MS = 1e6

/** Measures how long the event loop keeps work waiting. */
export class EventLoopMonitor {
  readonly #delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS })

  start(): void {
    this.#delays.enable()
  }

  stop(): void {
    this.#delays.disable()
  }

  /** 99th percentile since the last call of {@link startWindow}, over what the sampling itself waits. */
  delayP99Ms(): number {
    const delayMs = this.#delays.percentile(99) / NS_PER_MS
    return Number.isFinite(delayMs) ? Math.max(0, delayMs - RESOLUTION_MS) : 0
  }

  /** Forgets the delays measured so far. */
  startWindow(): void {
    this.#delays.reset()
  }
}
