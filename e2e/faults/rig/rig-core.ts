import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  type Clock,
  errorText,
  type LogFields,
  type Logger,
  ManualClock,
  SeededRandom,
  timeMs,
} from '../../../src-main/base/index.ts'
import { type BusEvent, EventBus } from '../../../src-main/bus/index.ts'
import { accountId, type Instrument, type VenueCapabilities } from '../../../src-main/domain/index.ts'
import {
  ExecutionConfig,
  loadLedger,
  newOrderIdPrefix,
  readLedgerHistory,
  type ReconciliationReport,
  SqliteJournal,
  type SqliteJournalOptions,
} from '../../../src-main/execution/index.ts'
import { type CandleStore, MarketDataConfig, MemoryCandleStore } from '../../../src-main/market-data/index.ts'
import { RiskConfig } from '../../../src-main/risk/index.ts'
import { type SessionSettings, TradingSession } from '../../../src-main/session/index.ts'
import { SleepingClock } from '../../../src-main/session/testing/sleeping-clock.ts'
import { StrategiesConfig } from '../../../src-main/strategies/index.ts'
import { FaultVenue } from '../../../src-main/venues/testing/fault-venue/index.ts'
import { ABC, FaultMarket, START_MS, XYZ } from './fault-market.ts'
import type { Leave } from './judge.ts'
import { JournalLink, VenueLink } from './links.ts'

const ACCOUNT = accountId('fault-01')
const STEP_MS = 250
/** Turns of the event loop in a row without anything under way: then nothing moves any more by itself. */
const QUIET_TURNS = 6
/** Steps of time after which something that waits for time is given up. */
const MOST_TURNS = 400

export interface RigOptions {
  readonly instruments?: readonly Instrument[]
  readonly capabilities?: Partial<VenueCapabilities>
  readonly risk?: object
  readonly strategies?: object
  readonly marketData?: object
  /** How far the venue's clock is ahead of the session's. */
  readonly venueAheadMs?: number
  readonly startMs?: number
  /** What writes the ledger; a thread of its own unless named. */
  readonly openWriter?: SqliteJournalOptions['openWriter']
  /** Happens at the venue before the first session opens. */
  readonly before?: (rig: RigCore) => void
}

/** What one run of the engine on the rig consists of. */
interface Run {
  readonly session: TradingSession
  readonly journal: SqliteJournal
  readonly venueLink: VenueLink
  readonly journalLink: JournalLink
}

/**
 * A real session with a real ledger on disk, on a market and a venue that do what the scenario says. Market, venue,
 * folder and clocks outlive each restart of the session, as they outlive a crash.
 */
export class RigCore {
  readonly folder = mkdtempSync(join(tmpdir(), 'wheelhouse-fault-'))
  readonly market: FaultMarket
  readonly venue: FaultVenue
  /** The machine's clock; goes with the session's in {@link advance}. */
  readonly systemClock: SleepingClock
  readonly events: BusEvent[] = []
  readonly logs: { readonly level: string; readonly message: string; readonly fields: LogFields }[] = []
  /** What a listener or a callback has thrown, and failures of the ledger. */
  readonly errors: string[] = []
  readonly leave = new Set<Leave>()
  /** Scenario findings. */
  readonly findings: string[] = []
  /** Longest time without a stop; undefined while no entry had one. */
  unprotectedMs: number | undefined
  /** What the newest reconciliation said. */
  report: ReconciliationReport | undefined
  bid = 100
  readonly candles: CandleStore = new MemoryCandleStore()
  readonly #options: RigOptions
  readonly #random = new SeededRandom(1)
  #run: Run | undefined

  constructor(options: RigOptions = {}) {
    this.#options = options
    const instruments = options.instruments ?? [ABC, XYZ]
    const onError = (error: unknown): void => void this.errors.push(errorText(error))
    const { startMs = START_MS, venueAheadMs = 0 } = options
    this.systemClock = new SleepingClock(startMs)
    this.market = new FaultMarket(instruments, onError, new ManualClock(startMs))
    this.venue = new FaultVenue({
      accountId: ACCOUNT,
      clock: aheadOf(this.market.clock, venueAheadMs),
      instruments,
      onError,
      ...(options.capabilities ? { capabilities: options.capabilities } : {}),
    })
    this.#setTops()
  }

  get session(): TradingSession {
    if (!this.#run) throw new Error('no session runs')
    return this.#run.session
  }

  get journal(): JournalLink {
    if (!this.#run) throw new Error('no session runs')
    return this.#run.journalLink
  }

  get isRunning(): boolean {
    return this.#run !== undefined
  }

  get ledgerFile(): string {
    return join(this.folder, 'ledger.db')
  }

  settings(change: { risk?: object | undefined; strategies?: object | undefined } = {}): SessionSettings {
    const { risk, strategies } = this.#options
    return {
      risk: RiskConfig.parse(change.risk ?? risk ?? {}),
      strategies: StrategiesConfig.parse(change.strategies ?? strategies ?? { 'ema-cross': { enabled: false } }),
      execution: ExecutionConfig.parse({}),
      paper: { takerFeeBps: 4, makerFeeBps: 4, leverage: 5 },
    }
  }

  /** Opens a session on the folder, the market and the venue as they are. */
  async start(): Promise<void> {
    const { ledgerFile: file, market, systemClock } = this
    const onFailed = (error: Error): void => void this.errors.push(`the ledger failed: ${error.message}`)
    const { openWriter } = this.#options
    const journal = await SqliteJournal.open({
      file,
      accountId: ACCOUNT,
      onFailed,
      onCallbackError: onFailed,
      ...(openWriter ? { openWriter } : {}),
    })
    const bus = new EventBus((error) => this.errors.push(errorText(error)))
    bus.subscribeAll((event) => this.events.push(event))
    const venueLink = new VenueLink(this.venue)
    const journalLink = new JournalLink(journal)
    const session = new TradingSession({
      market,
      trading: venueLink,
      instruments: await market.instruments(),
      journal: journalLink,
      candles: this.candles,
      ledger: loadLedger({ file, accountId: ACCOUNT }),
      history: () => readLedgerHistory({ file, accountId: ACCOUNT }),
      random: this.#random,
      orderIdPrefix: newOrderIdPrefix(this.#random),
      currency: 'USDT',
      bus,
      systemClock,
      logger: this.#logger(),
      settings: this.settings(),
      marketData: MarketDataConfig.parse({ historyBars: 500, ...this.#options.marketData }),
      storeEquity: () => undefined,
    })
    this.#run = { session, journal, venueLink, journalLink }
    // A scenario may hold answers back: then opening waits for time that only the scenario lets pass.
    const opened = session.open()
    this.report = await this.whileTimePasses(opened)
    await session.startMarket()
    this.tick()
    session.startStrategies()
    await this.settle()
  }

  /** Ends the session in order. */
  async stop(): Promise<void> {
    const run = this.#run
    if (!run) return
    this.#run = undefined
    await run.session.stopMarket().catch((error: unknown) => this.errors.push(errorText(error)))
    await run.session.close()
    run.venueLink.cut()
    await run.journal.close()
  }

  /** Ends the session as a power cut does: nothing more is sent, heard or written. */
  async crash(): Promise<void> {
    const run = this.#run
    if (!run) return
    this.#run = undefined
    run.venueLink.cut()
    run.journalLink.cut()
    await run.session.marketData.stop()
    await run.session.close()
    await run.journal.close()
  }

  /** A new session on the same folder and venue. */
  async restart(how: 'orderly' | 'crash' = 'crash'): Promise<void> {
    await (how === 'crash' ? this.crash() : this.stop())
    await this.start()
  }

  /** The price moves at the venue, then in the feed. */
  async setPrice(bid: number): Promise<void> {
    this.bid = bid
    this.tick()
    await this.settle()
  }

  tick(): void {
    this.#setTops()
    for (const { instrumentId } of [ABC, XYZ]) {
      this.market.quote(this.bid, instrumentId)
      this.market.trade(this.bid, instrumentId)
    }
  }

  /** Lets session and machine time pass together, prices coming all the while. */
  async advance(durationMs: number, stepMs = STEP_MS): Promise<void> {
    for (let left = durationMs; left > 0; left -= stepMs) {
      this.pass(Math.min(stepMs, left))
      this.tick()
      await this.settle()
    }
  }

  /** Time passes at one go, and nothing comes. */
  pass(durationMs: number): void {
    this.systemClock.advanceBy(durationMs)
    this.market.clock.advanceBy(durationMs)
  }

  /** Resolves when nothing moves any more without time passing. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_TURNS; ) {
      const run = this.#run
      const failed = await run?.journalLink.drained().then(
        () => false,
        () => true,
      )
      await nextTurn()
      const isQuiet = failed === true || ((run?.journal.pending ?? 0) === 0 && this.venue.pending === 0)
      quiet = isQuiet ? quiet + 1 : 0
    }
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  #setTops(): void {
    for (const { instrumentId } of [ABC, XYZ]) this.venue.setTop(instrumentId, { bid: this.bid, ask: this.bid + 0.5 })
  }

  /** A question that the venue answers only after a while would wait for ever otherwise. */
  async whileTimePasses<T>(work: Promise<T>): Promise<T> {
    const progress = { isOver: false }
    const ended = work.finally(() => {
      progress.isOver = true
    })
    ended.catch(() => undefined)
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      await this.settle()
      if (progress.isOver) break
      this.pass(STEP_MS)
      this.tick()
    }
    return ended
  }

  #logger(): Logger {
    const at =
      (level: string) =>
      (message: string, fields: LogFields = {}): void => {
        this.logs.push({ level, message, fields })
      }
    const logger: Logger = {
      debug: at('debug'),
      info: at('info'),
      warn: at('warn'),
      error: at('error'),
      child: () => logger,
    }
    return logger
  }
}

/** The same time and timers, read off with a difference. */
function aheadOf(clock: Clock, aheadMs: number): Clock {
  return {
    nowMs: () => timeMs(clock.nowMs() + aheadMs),
    setTimer: (delayMs, action) => clock.setTimer(delayMs, action),
    setRepeating: (periodMs, action) => clock.setRepeating(periodMs, action),
  }
}
