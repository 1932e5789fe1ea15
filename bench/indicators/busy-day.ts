import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { type Candle, type InstrumentId, instrumentId, type Timeframe, venueId } from '../../src-main/domain/index.ts'
import { CandleAggregator, SqliteCandleStore } from '../../src-main/market-data/index.ts'
import { IctStreams, IndicatorHub } from '../../src-main/session/index.ts'
import { minuteBars } from './bars.ts'
import { peerOf, type Step } from './peers.ts'

const INSTRUMENTS = 10
/** All of them close at 00:00 UTC. */
const TIMEFRAMES = ['1m', '5m', '15m', '1h', '4h'] as const satisfies readonly Timeframe[]
/** The eight of the composite, and four that are dear. */
const KINDS = [
  'sma',
  'ema',
  'rsi',
  'macd',
  'bollinger',
  'atr',
  'stochastic',
  'adx',
  'wma',
  'cci',
  'williamsR',
  'ichimoku',
]
const DAY_MINUTES = 1_440
/** Of history, before the day that is measured. */
const HISTORY_MINUTES = 3 * DAY_MINUTES

/** Milliseconds that each minute of the day took, all instruments together; the first minute is that of 00:00 UTC. */
export interface BusyDayResult {
  readonly ours: readonly number[]
  /** The same bars through the same indicators of trading-signals, without ICT objects. */
  readonly peer: readonly number[]
  readonly feeds: number
}

interface Market {
  readonly instrumentId: InstrumentId
  readonly minutes: readonly Candle[]
}

/** Takes a closed minute of an instrument. */
type TakeMinute = (market: Market, minute: Candle) => void

async function busyDay(): Promise<BusyDayResult> {
  const markets = Array.from({ length: INSTRUMENTS }, (_, index) => ({
    instrumentId: instrumentId(venueId('bench'), `C${index}-PERP`),
    minutes: minuteBars(HISTORY_MINUTES + DAY_MINUTES, index + 1),
  }))
  const folder = mkdtempSync(join(tmpdir(), 'wheelhouse-bench-'))
  try {
    const candles = await SqliteCandleStore.open({ file: join(folder, 'market.db'), onFailed: fail })
    const { take, feeds } = openHub(markets, candles)
    const ours = await timeDay(markets, take)
    await candles.close()
    return { ours, peer: await timeDay(markets, openPeer()), feeds }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function fail(error: unknown): never {
  throw error
}

/** What a session does with a closed minute, from the aggregation on. */
function openHub(markets: readonly Market[], candles: SqliteCandleStore): { take: TakeMinute; feeds: number } {
  const hub = new IndicatorHub({ candles, onError: fail })
  const ict = new IctStreams({ candles, onError: fail })
  const handle = (id: InstrumentId, timeframe: Timeframe, candle: Candle): void => {
    candles.append(id, timeframe, candle)
    hub.handleClosed(id, timeframe, candle)
    ict.handleClosed(id, timeframe, candle)
  }
  const aggregators = new Map(
    markets.map(({ instrumentId: id }) => [
      id,
      new CandleAggregator((timeframe, candle) => handle(id, timeframe, candle)),
    ]),
  )
  for (const { instrumentId: id } of markets) {
    for (const timeframe of TIMEFRAMES) {
      for (const indicator of KINDS) hub.open({ instrumentId: id, timeframe, indicator, parameters: {} })
      ict.open({ instrumentId: id, timeframe })
    }
  }
  const take: TakeMinute = ({ instrumentId: id }, minute) => {
    handle(id, '1m', minute)
    aggregators.get(id)?.handleClosed(minute)
  }
  return { take, feeds: hub.feedCount + ict.streamCount }
}

function openPeer(): TakeMinute {
  const steps = new Map<string, readonly Step[]>()
  const stepsOf = (id: InstrumentId, timeframe: Timeframe): readonly Step[] => {
    const key = `${id}|${timeframe}`
    const known = steps.get(key) ?? KINDS.map((kind) => peerOf(kind, 'trading-signals').make())
    steps.set(key, known)
    return known
  }
  const aggregators = new Map<InstrumentId, CandleAggregator>()
  const handle = (id: InstrumentId, timeframe: Timeframe, candle: Candle): void => {
    if (!TIMEFRAMES.some((known) => known === timeframe)) return
    for (const step of stepsOf(id, timeframe)) step(candle)
  }
  return ({ instrumentId: id }, minute) => {
    const aggregator = aggregators.get(id) ?? new CandleAggregator((timeframe, candle) => handle(id, timeframe, candle))
    aggregators.set(id, aggregator)
    handle(id, '1m', minute)
    aggregator.handleClosed(minute)
  }
}

/** The minute that ends at 00:00 UTC, with which every timeframe closes, comes first. Between two minutes the store may write. */
async function timeDay(markets: readonly Market[], take: TakeMinute): Promise<number[]> {
  const tookMs: number[] = []
  for (let minute = 0; minute < HISTORY_MINUTES - 1 + DAY_MINUTES; minute += 1) {
    const startedMs = performance.now()
    for (const market of markets) {
      const candle = market.minutes[minute]
      if (candle !== undefined) take(market, candle)
    }
    tookMs.push(performance.now() - startedMs)
    await nextTurn()
  }
  return tookMs.slice(-DAY_MINUTES)
}

parentPort?.postMessage(await busyDay())
