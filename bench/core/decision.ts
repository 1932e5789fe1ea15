import { performance } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { ManualClock, silentLogger } from '../../src-main/base/index.ts'
import { EventBus } from '../../src-main/bus/index.ts'
import { accountId, type Journal, type JournalRecord, money } from '../../src-main/domain/index.ts'
import { ExecutionConfig, MemoryJournal } from '../../src-main/execution/index.ts'
import { MarketDataConfig, MemoryCandleStore } from '../../src-main/market-data/index.ts'
import { RiskConfig } from '../../src-main/risk/index.ts'
import { NEW_LEDGER, TradingSession } from '../../src-main/session/index.ts'
import { ABC, HandMarket } from '../../src-main/session/testing/hand-market.ts'
import { StrategiesConfig } from '../../src-main/strategies/index.ts'
import { PaperConfig, PaperTradingVenue } from '../../src-main/venues/index.ts'
import { type BenchRow, benchRow } from '../bench-row.ts'

const INDICATORS = ['sma', 'ema', 'rsi', 'macd', 'bollinger', 'atr', 'stochastic', 'adx']
const WARM_UP_BARS = 6_000
const BARS = 4_000
const ROUNDS = 5
const MOST_US = 50
/** Of the price: up for half of its bars, then down. */
const WAVE_BARS = 12
const STEP = 3
/** Bars after which the event loop gets a turn, as it does between two candles. */
const BARS_PER_TURN = 20

/**
 * From a closed candle to the intent in the journal's hands: feed, candle store, aggregation, eight indicators, strategy,
 * every rule and guard of risk, execution. Only bars that led to an order count.
 */
export async function decisionRows(): Promise<BenchRow[]> {
  const bench = await openDecisionBench()
  await bench.play(WARM_UP_BARS)
  const p99: number[] = []
  const medians: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const sorted = (await bench.play(BARS)).toSorted((left, right) => left - right)
    if (sorted.length < BARS / 10) throw new Error(`only ${sorted.length} of ${BARS} bars led to an order`)
    p99.push(sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN)
    medians.push(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN)
  }
  const limit = p99.map(() => MOST_US)
  const bound = (ratio: number): boolean => ratio < 1
  return [
    benchRow({ name: 'candle to intent p99, beside its limit', unit: 'us', ours: p99, peer: limit, bound }),
    benchRow({ name: 'candle to intent p50, beside the limit of p99', unit: 'us', ours: medians, peer: limit }),
  ]
}

/** All kinds of guards at work, with limits that this market does not reach: what is measured is that they look. */
const GUARDS = {
  dailyLoss: { kind: 'dailyLoss', limitFraction: 1 },
  weeklyLoss: { kind: 'weeklyLoss', limitFraction: 1 },
  drawdown: { kind: 'drawdown', limitFraction: 1 },
  losingStreak: { kind: 'losingStreak', limitTrades: 1_000 },
  cooldown: { kind: 'cooldown', action: 'warn' },
  stopLosses: { kind: 'stopLosses', limitTrades: 1_000 },
  lowProfit: { kind: 'lowProfit', minProfitFraction: -1 },
  volatility: { kind: 'volatility', limitAnnual: 1_000 },
  spread: { kind: 'spread', limitFraction: 1 },
  staleData: { kind: 'staleData' },
}
const RISK = { maxDailyLossFraction: 1, maxEntriesPerMinute: 10_000, guards: GUARDS }

interface DecisionBench {
  /** Microseconds from candle to intent, of every bar that led to one. */
  play(bars: number): Promise<number[]>
}

/** Tells the moment at which an intent is handed over. */
class TimingJournal implements Journal {
  intendedAtMs = 0
  readonly #journal = new MemoryJournal()

  get pending(): number {
    return this.#journal.pending
  }

  append(record: JournalRecord, onStored: () => void): void {
    if (record.fact.kind === 'orderIntended' && this.intendedAtMs === 0) this.intendedAtMs = performance.now()
    this.#journal.append(record, onStored)
  }

  drained(): Promise<void> {
    return this.#journal.drained()
  }

  close(): Promise<void> {
    return this.#journal.close()
  }
}

async function openDecisionBench(): Promise<DecisionBench> {
  const market = new HandMarket(rethrow)
  const journal = new TimingJournal()
  const session = await openSession(market, journal)
  await session.open()
  await session.startMarket()
  session.startStrategies()
  for (const indicator of INDICATORS) {
    const query = { instrumentId: ABC.instrumentId, timeframe: '1m', indicator, parameters: {} } as const
    session.indicators.subscribe(query, () => undefined)
  }
  let bar = 0
  const step = (): number | undefined => {
    // A wave with legs long enough for a trade to earn something: a losing account would be stopped, and nothing measured.
    const phase = bar % WAVE_BARS
    const close = 1_000 + STEP * (phase < WAVE_BARS / 2 ? phase : WAVE_BARS - phase)
    bar += 1
    market.quote(close)
    journal.intendedAtMs = 0
    const started = performance.now()
    market.closeMinute(close)
    return journal.intendedAtMs === 0 ? undefined : (journal.intendedAtMs - started) * 1_000
  }
  return {
    async play(bars) {
      const took: number[] = []
      for (let count = 0; count < bars; count++) {
        const us = step()
        if (us !== undefined) took.push(us)
        if (count % BARS_PER_TURN === 0) await nextTurn()
      }
      return took
    },
  }
}

async function openSession(market: HandMarket, journal: Journal): Promise<TradingSession> {
  const paper = PaperConfig.parse({ startingCash: '1000000', takerFeeBps: 0, slippageBps: 0 })
  const instruments = await market.instruments()
  const trading = await PaperTradingVenue.open({
    file: undefined,
    accountId: accountId('bench'),
    startingCash: money(paper.startingCash),
    currency: 'USDT',
    instruments,
    clock: market.clock,
    model: paper,
    logger: silentLogger,
    onFailed: rethrow,
  })
  const strategies = StrategiesConfig.parse({
    'ema-cross': {
      enabled: true,
      timeframe: '1m',
      instruments: ['ABC'],
      parameters: { fastPeriod: 2, slowPeriod: 3, allowShort: true, riskFraction: 0.0001 },
    },
  })
  return new TradingSession({
    market,
    trading,
    instruments,
    journal,
    candles: new MemoryCandleStore(),
    ledger: NEW_LEDGER,
    currency: 'USDT',
    bus: new EventBus(rethrow),
    systemClock: new ManualClock(1_000),
    logger: silentLogger,
    settings: { risk: RiskConfig.parse(RISK), execution: ExecutionConfig.parse({}), strategies, paper },
    marketData: MarketDataConfig.parse({ historyBars: 500 }),
    storeEquity: () => undefined,
  })
}

function rethrow(error: unknown): never {
  throw error
}
