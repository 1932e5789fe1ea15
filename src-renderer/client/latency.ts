/** What happened longer ago says nothing of how it is now. */
const WINDOW_MS = 60_000
const MAX_SAMPLES = 512

interface Sample {
  readonly atMs: number
  readonly tookMs: number
}

/** Durations of the last minute, for saying how slow the slow ones are. */
export class LatencyMeter {
  readonly #nowMs: () => number
  #samples: Sample[] = []

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  /** Takes a duration; what is none (a clock was set, a value is missing) is left out. */
  add(tookMs: number): void {
    if (!Number.isFinite(tookMs) || tookMs < 0) return
    this.#samples.push({ atMs: this.#nowMs(), tookMs })
    if (this.#samples.length > MAX_SAMPLES) this.#samples.shift()
  }

  /** 95 of 100 took at most so long; undefined while there was none in the last minute. */
  p95Ms(): number | undefined {
    const sinceMs = this.#nowMs() - WINDOW_MS
    this.#samples = this.#samples.filter(({ atMs }) => atMs >= sinceMs)
    const sorted = this.#samples.map(({ tookMs }) => tookMs).sort((one, two) => one - two)
    return sorted[Math.max(0, Math.ceil(sorted.length * 0.95) - 1)]
  }
}

/** How long the window takes, as the status bar shows it. */
export const latencies = {
  /** From the arrival of a price in the engine until it has been painted; only where both have the same clock. */
  tickToScreen: new LatencyMeter(() => performance.now()),
  /** From a command of the user until the engine has accepted it. */
  clickToAck: new LatencyMeter(() => performance.now()),
} as const

/** Engine and window run on the same machine, so that their clocks can be compared. */
const sharesClock = (): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(location.hostname) || isDesktop()
const isDesktop = (): boolean => !location.protocol.startsWith('http')

/**
 * Measures from the newest of these times until the frame that is being made is on the screen.
 *
 * @param receivedAtMs When the engine got them, in system time.
 */
export function measurePaint(receivedAtMs: readonly number[]): void {
  if (receivedAtMs.length === 0 || document.hidden || !sharesClock()) return
  const newestMs = Math.max(...receivedAtMs)
  // A task that is queued inside of a frame runs once that frame is painted.
  setTimeout(() => latencies.tickToScreen.add(Date.now() - newestMs), 0)
}
