import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parentPort } from 'node:worker_threads'
import { createIndicator, IctEngine, IctParameters, INDICATORS } from '../../src-main/indicators/index.ts'
import type { Candle } from '../../src-main/domain/index.ts'
import { recordedBars, repeated } from '../recorded-bars.ts'
import { minuteBars } from './bars.ts'

/** Bars that are fed; the same ones again and again at later times, so that they take no memory of their own. */
const UPDATES = 1_000_000
const WEEK = 1_440 * 7
/** Recorded minutes, so many times one after the other: half a million. */
const RECORDED_LAPS = 20

export interface MemoryResult {
  /** Heap that stays after a collection, in bytes, per million updates. */
  readonly indicators: number
  readonly ict: number
  /** Candles a second of the whole set of ICT objects, round by round. */
  readonly ictPerSecond: readonly number[]
}

async function measure(rounds: number): Promise<MemoryResult> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const candles = minuteBars(WEEK, 7)
  const heapAfter = (): number => {
    collect()
    return process.memoryUsage().heapUsed
  }
  const indicators = INDICATORS.map(({ id }) => createIndicator(id))
  const feedIndicators = (count: number): void =>
    eachBar(candles, count, (candle) => {
      for (const indicator of indicators) indicator.update(candle)
    })
  feedIndicators(20_000)
  const before = heapAfter()
  feedIndicators(UPDATES)
  const indicatorGrowth = heapAfter() - before
  const ict = newIct()
  eachBar(candles, 20_000, (candle) => ict.update(candle))
  const beforeIct = heapAfter()
  eachBar(candles, UPDATES, (candle) => ict.update(candle))
  const ictGrowth = heapAfter() - beforeIct
  return {
    indicators: indicatorGrowth,
    ict: ictGrowth,
    ictPerSecond: ictSpeed(repeated(await recordedBars(), RECORDED_LAPS), rounds),
  }
}

const newIct = (): IctEngine => new IctEngine({ timeframe: '1m', barMs: 60_000, parameters: IctParameters.parse({}) })

function ictSpeed(candles: readonly Candle[], rounds: number): number[] {
  return Array.from({ length: rounds + 2 }, () => {
    const engine = newIct()
    const startedMs = performance.now()
    for (const candle of candles) engine.update(candle)
    return (candles.length / (performance.now() - startedMs)) * 1000
  }).slice(2)
}

/** The bars over and over, each time at later times: one long history. */
function eachBar(candles: readonly Candle[], count: number, take: (candle: Candle) => void): void {
  const spanMs = candles.length * 60_000
  for (let index = 0; index < count; index += 1) {
    const candle = candles[index % candles.length]
    if (candle === undefined) return
    const lap = Math.floor(index / candles.length)
    take({ ...candle, openTimeMs: (candle.openTimeMs + lap * spanMs) as Candle['openTimeMs'] })
  }
}

parentPort?.postMessage(await measure(5))
