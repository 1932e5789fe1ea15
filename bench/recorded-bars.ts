import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { SystemClock } from '../src-main/base/index.ts'
import { type Candle, TIMEFRAME_MS } from '../src-main/domain/index.ts'
import { loadCandleFile, SimulatedMarketVenue } from '../src-main/venues/index.ts'

const RECORDED = join(import.meta.dirname, '../../shared/fixtures/market/BTC-PERP_1m.csv.gz')

/** Recorded bars where they are at hand, else as many of the simulated market. */
export async function recordedBars(): Promise<readonly Candle[]> {
  if (existsSync(RECORDED)) return loadCandleFile(RECORDED)
  process.stderr.write('recorded bars are not at hand, bars of the simulated market take their place\n')
  const count = 25_031
  const startMs = Date.UTC(2026, 0, 1) + count * TIMEFRAME_MS['1m']
  const market = new SimulatedMarketVenue({
    seed: 7,
    speed: Infinity,
    startMs,
    systemClock: new SystemClock(),
    onError: (error) => {
      throw error
    },
  })
  const [first] = await market.instruments()
  if (!first) throw new Error('the simulated market has no instruments')
  const { instrumentId } = first
  return market.fetchCandles({
    instrumentId,
    timeframe: '1m',
    fromMs: startMs - count * TIMEFRAME_MS['1m'],
    toMs: startMs,
  })
}

/** The same bars again and again, each time later: one long history. */
export function repeated(candles: readonly Candle[], times: number): Candle[] {
  const first = candles[0]
  const last = candles.at(-1)
  if (!first || !last) throw new Error('no bars')
  const spanMs = last.openTimeMs - first.openTimeMs + TIMEFRAME_MS['1m']
  return Array.from({ length: times }, (_, time) =>
    candles.map((candle) => ({ ...candle, openTimeMs: (candle.openTimeMs + time * spanMs) as Candle['openTimeMs'] })),
  ).flat()
}
