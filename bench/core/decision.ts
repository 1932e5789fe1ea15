import { performance } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { ManualClock, silentLogger } from '../../src-main/base/index.ts'
import { EventBus } from '../../src-main/bus/index.ts'
import { accountId, type Journal, type JournalRecord, money, type OrderRole } from '../../src-main/domain/index.ts'
import { ExecutionConfig, MemoryJournal } from '../../src-main/execution/index.ts'
import { MarketDataConfig, MemoryCandleStore } from '../../src-main/market-data/index.ts'
import { RiskConfig } from '../../src-main/risk/index.ts'
import { NEW_LEDGER, TradingSession } from '../../src-main/session/index.ts'
import { ABC, HandMarket, MINUTE_MS, minuteAt } from '../../src-main/session/testing/hand-market.ts'
import { StrategiesConfig } from '../../src-main/strategies/index.ts'
import { PaperConfig, PaperTradingVenue } from '../../src-main/venues/index.ts'
import { type BenchRow, benchRow, percentile, type RowInput } from '../bench-row.ts'
import { BareWork } from './bare-work.ts'

const INDICATORS = ['sma', 'ema', 'rsi', 'macd', 'bollinger', 'atr', 'stochastic', 'adx']
/** The optimising compiler has taken all of the path by then: a third of the bars lead to an order. */
const WARM_UP_BARS = 16_000
const BARS = 6_000
const ROUNDS = 7
const MOST_US = 50
/** Of the price: up for half of its bars, then down. */
const WAVE_BARS = 12
const STEP = 3
/** Bars after which the event loop gets a turn, as it does between two candles. */
const BARS_PER_TURN = 20

/** Bars that led to an order, by what it was for. Entries meet every rule and guard, closes those that may refuse them. */
type Timings = Record<'entry' | 'close', number[]>

/** A round's timings, and those of as many calls of bare work that takes as long. */
interface Round {
  readonly ours: Timings
  readonly bare: Timings
}

/**
 * From the closed candle as it is handed in to the intent as it is handed to the journal: feed, candle store, aggregation,
 * eight indicators that are listened to, strategy, sizing, every rule and guard of risk, execution. Only bars that led to an
 * order count. Timers that the minute made due have run before, and what becomes of the intent on disk is another bench.
 * Bare work of the same median tells how much of the slowest hundredth is the machine's doing.
 */
export async function decisionRows(): Promise<BenchRow[]> {
  const bench = await openDecisionBench()
  const work = new BareWork()
  await bench.play(WARM_UP_BARS)
  const rounds: Round[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const ours = await bench.play(BARS)
    rounds.push({ ours, bare: { entry: await playBare(work, ours.entry), close: await playBare(work, ours.close) } })
  }
  return [...rowsOf('entry', rounds), ...rowsOf('close', rounds)]
}

function rowsOf(role: keyof Timings, rounds: readonly Round[]): BenchRow[] {
  const fewest = Math.min(...rounds.map(({ ours }) => ours[role].length))
  if (fewest < BARS / 10) throw new Error(`only ${fewest} of ${BARS} bars led to an order of role ${role}`)
  const row = (percent: number): RowInput => ({
    name: `candle to intent (${role}) p${percent}, beside the limit of p99`,
    unit: 'us',
    ours: rounds.map(({ ours }) => percentile(ours[role], percent)),
    peer: rounds.map(() => MOST_US),
  })
  const besideBare = {
    ...row(99),
    name: `candle to intent (${role}) p99, beside bare work of the same p50`,
    peer: rounds.map(({ bare }) => percentile(bare[role], 99)),
  }
  return [
    benchRow(row(50)),
    benchRow(row(90)),
    benchRow({ ...row(99), bound: (ratio) => ratio < 1 }),
    benchRow(besideBare),
  ]
}

/** Bare work as often and as long as what was timed, with the same turns of the event loop between. */
async function playBare(work: BareWork, timed: readonly number[]): Promise<number[]> {
  work.lastAbout(percentile(timed, 50))
  const took: number[] = []
  for (let count = 0; count < timed.length; count++) {
    took.push(work.call())
    if (count % BARS_PER_TURN === 0) await nextTurn()
  }
  return took
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
  play(bars: number): Promise<Timings>
}

/** Tells the moment at which an intent is handed over. */
class TimingJournal implements Journal {
  intendedAtMs = 0
  role: OrderRole | undefined
  readonly #journal = new MemoryJournal()

  get pending(): number {
    return this.#journal.pending
  }

  append(record: JournalRecord, onStored: () => void): void {
    if (record.fact.kind === 'orderIntended' && this.intendedAtMs === 0) {
      this.intendedAtMs = performance.now()
      this.role = record.fact.terms.role
    }
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
  const step = (timings: Timings): void => {
    // A wave with legs long enough for a trade to earn something: a losing account would be stopped, and nothing measured.
    const phase = bar % WAVE_BARS
    const close = 1_000 + STEP * (phase < WAVE_BARS / 2 ? phase : WAVE_BARS - phase)
    bar += 1
    market.quote(close)
    const candle = minuteAt(market.clock.nowMs(), close)
    market.clock.advanceBy(MINUTE_MS)
    journal.intendedAtMs = 0
    const started = performance.now()
    market.say({ kind: 'candle', instrumentId: ABC.instrumentId, candle, closed: true })
    if (journal.intendedAtMs === 0) return
    timings[journal.role === 'entry' ? 'entry' : 'close'].push((journal.intendedAtMs - started) * 1_000)
  }
  return {
    async play(bars) {
      const timings: Timings = { entry: [], close: [] }
      for (let count = 0; count < bars; count++) {
        step(timings)
        if (count % BARS_PER_TURN === 0) await nextTurn()
      }
      return timings
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
