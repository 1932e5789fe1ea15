import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { silentLogger, SystemClock } from '../src-main/base/index.ts'
import { type ReplaySettings, runReplay } from '../src-main/cli/replay-run.ts'
import { type Candle, TIMEFRAME_MS } from '../src-main/domain/index.ts'
import { SimulatedMarketVenue, loadCandleFile } from '../src-main/venues/index.ts'
import { type BenchRow, benchRow } from './bench-row.ts'

const RECORDED = join(import.meta.dirname, '../../shared/fixtures/market/BTC-PERP_1m.csv.gz')
const REPEATS = 20
const ROUNDS = 5
/** Candles that the whole path must carry in a second. */
const WANTED_PER_SECOND = 150_000

/**
 * The whole path (feed, store, aggregation, indicators, strategy, risk, execution, matching, books) beside the bare cost of
 * walking the same bars with the same two averages and nothing else.
 */
export async function run(): Promise<BenchRow[]> {
  const candles = repeated(await recordedCandles(), REPEATS)
  const settings: ReplaySettings = {
    candles,
    symbol: 'BTC-PERP',
    tick: '1',
    lot: '0.001',
    cash: '100000',
    feeBps: 5,
    strategyId: 'ema-cross',
    parameters: {},
    timeframe: '1m',
    speed: Infinity,
    logger: silentLogger,
  }
  const ours: number[] = []
  const peer: number[] = []
  let report = await runReplay(settings)
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now()
    const again = await runReplay(settings)
    ours.push(perSecond(candles.length, started))
    if (JSON.stringify(again) !== JSON.stringify(report)) throw new Error('two replays of the same bars differ')
    report = again
    const peerStarted = performance.now()
    bareCrosses(candles)
    peer.push(perSecond(candles.length, peerStarted))
  }
  process.stderr.write(`${report.orders} orders, ${report.fills} fills, ledger balanced: ${report.ledgerBalanced}\n`)
  const row = benchRow({ name: 'replay, whole path beside a bare loop', unit: 'candles/s', ours, peer })
  return [{ ...row, ok: row.ours >= WANTED_PER_SECOND && report.ledgerBalanced }]
}

function perSecond(count: number, startedMs: number): number {
  return (count / (performance.now() - startedMs)) * 1000
}

/** Recorded bars where they are at hand, else as many of the simulated market. */
async function recordedCandles(): Promise<readonly Candle[]> {
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
function repeated(candles: readonly Candle[], times: number): Candle[] {
  const first = candles[0]
  const last = candles.at(-1)
  if (!first || !last) throw new Error('no bars')
  const spanMs = last.openTimeMs - first.openTimeMs + TIMEFRAME_MS['1m']
  return Array.from({ length: times }, (_, time) =>
    candles.map((candle) => ({ ...candle, openTimeMs: (candle.openTimeMs + time * spanMs) as Candle['openTimeMs'] })),
  ).flat()
}

/** The least that the strategy needs: two averages and the sign of their difference. */
function bareCrosses(candles: readonly Candle[]): number {
  let fast = 0
  let slow = 0
  let crosses = 0
  let above = false
  for (const { close } of candles) {
    fast += (close - fast) * (2 / 10)
    slow += (close - slow) * (2 / 22)
    if (fast > slow !== above) {
      above = !above
      crosses += 1
    }
  }
  return crosses
}
