import { parentPort, workerData } from 'node:worker_threads'
import type { Candle } from '../../src-main/domain/index.ts'
import { minuteBars } from './bars.ts'
import { type Contestant, stepsOf } from './contestants.ts'
import type { Step } from './peers.ts'

/** Few enough to stay in the processor's cache: what is timed is the arithmetic, not the memory. */
const BARS = 10_000
/** They are walked through again and again for so long. */
const ROUND_MS = 150

const candles = minuteBars(BARS, 42)
let kept = 0

/** Candles a second. */
function perSecond(bars: readonly Candle[], step: Step): number {
  const startedMs = performance.now()
  let laps = 0
  let tookMs = 0
  for (; tookMs < ROUND_MS; laps += 1) {
    for (const candle of bars) kept += step(candle) ?? 0
    tookMs = performance.now() - startedMs
  }
  return ((bars.length * laps) / tookMs) * 1000
}

// One contestant has this thread for itself, so that no other has shaped the compiled code; a message asks for a round.
const make = stepsOf(workerData as Contestant)
parentPort?.on('message', () => {
  const speed = perSecond(candles, make())
  // What was computed is used, so that no compiler leaves it out.
  parentPort?.postMessage(kept === 0.5 ? -speed : speed)
})
