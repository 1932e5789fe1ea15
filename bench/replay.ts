import { silentLogger } from '../src-main/base/index.ts'
import { type ReplaySettings, runReplay } from '../src-main/cli/replay-run.ts'
import type { Candle } from '../src-main/domain/index.ts'
import { type BenchRow, benchRow } from './bench-row.ts'
import { recordedBars, repeated } from './recorded-bars.ts'

const REPEATS = 20
const ROUNDS = 5
/** Candles that the whole path must carry in a second. */
const WANTED_PER_SECOND = 150_000

/**
 * The whole path (feed, store, aggregation, indicators, strategy, risk, execution, matching, books) beside the bare cost of
 * walking the same bars with the same two averages and nothing else.
 */
export async function run(): Promise<BenchRow[]> {
  const candles = repeated(await recordedBars(), REPEATS)
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
