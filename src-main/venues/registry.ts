import type { Clock, Logger } from '../base/index.ts'
import {
  type AccountId,
  type Instrument,
  type MarketVenue,
  money,
  type SimulatedTradingVenue,
  TIMEFRAME_MS,
} from '../domain/index.ts'
import { PaperTradingVenue } from './paper/index.ts'
import { ReplayMarketVenue } from './replay/index.ts'
import { SimulatedMarketVenue } from './simulated/index.ts'
import type { MarketConfig, PaperConfig } from './venues-config.ts'

export interface MarketVenueContext {
  readonly config: MarketConfig
  /** Session time at which the books stand; undefined where nothing has happened yet. */
  readonly startMs: number | undefined
  readonly systemClock: Clock
  /** Hears of listeners, barriers and session timers that threw. */
  readonly onError: (error: unknown) => void
}

export interface OpenMarketVenue {
  readonly venue: MarketVenue
  /** Applies the keys of the configuration that act at once. */
  reconfigure(config: MarketConfig): void
}

export interface MarketVenueEntry {
  readonly id: MarketConfig['venue']
  readonly label: string
  /** @throws FatalError when the venue's data cannot be used. */
  create(context: MarketVenueContext): Promise<OpenMarketVenue>
}

export interface TradingVenueContext {
  readonly config: PaperConfig
  /** Where the venue keeps its books; `undefined` keeps them in memory. */
  readonly file: string | undefined
  readonly accountId: AccountId
  readonly currency: string
  readonly instruments: readonly Instrument[]
  /** The session clock. */
  readonly clock: Clock
  readonly environment: 'paper' | 'replay'
  readonly logger: Logger
  /** The books cannot be written any more, or a listener of facts threw. */
  readonly onFailed: (error: Error) => void
}

export interface OpenTradingVenue {
  readonly venue: SimulatedTradingVenue
  /** Applies the keys of the configuration that act at once. */
  reconfigure(config: PaperConfig): void
  /** Stores what was decided and lets go of the file. */
  close(): Promise<void>
}

export interface TradingVenueEntry {
  readonly id: string
  readonly label: string
  /** Its books outlive the process when a file is given. */
  readonly isDurable: boolean
  /** @throws FatalError when the books cannot be used. */
  create(context: TradingVenueContext): Promise<OpenTradingVenue>
}

/** Every source of prices that can be configured. */
export const MARKET_VENUES: readonly MarketVenueEntry[] = [
  { id: 'simulated', label: 'Simulated market', create: createSimulated },
  { id: 'replay', label: 'Replay of recorded bars', create: createReplay },
]

/** Every place that orders can go to. */
export const TRADING_VENUES: readonly TradingVenueEntry[] = [
  { id: 'paper', label: 'Paper trading', isDurable: true, create: createPaper },
]

async function createSimulated({ config, ...context }: MarketVenueContext): Promise<OpenMarketVenue> {
  const startMs = context.startMs ?? floorToMinute(context.systemClock.nowMs())
  const venue = new SimulatedMarketVenue({ ...context, ...config.simulated, startMs })
  return { venue, reconfigure: (changed) => venue.setSpeed(changed.simulated.speed) }
}

/** A simulated market that was never looked at begins on a full minute. */
function floorToMinute(timeMs: number): number {
  return Math.floor(timeMs / TIMEFRAME_MS['1m']) * TIMEFRAME_MS['1m']
}

async function createReplay({ config, startMs, systemClock, onError }: MarketVenueContext): Promise<OpenMarketVenue> {
  const { file, symbol, tickSize, lotSize, speed } = config.replay
  const venue = await ReplayMarketVenue.open({
    file,
    symbol,
    tick: tickSize,
    lot: lotSize,
    speed: speed === 'max' ? Infinity : speed,
    startMs,
    systemClock,
    onError,
  })
  // Every key of a replay acts only after a restart.
  return { venue, reconfigure: () => undefined }
}

async function createPaper({ config, ...context }: TradingVenueContext): Promise<OpenTradingVenue> {
  const venue = await PaperTradingVenue.open({ ...context, startingCash: money(config.startingCash), model: config })
  return {
    venue,
    reconfigure(changed) {
      venue.setModel(changed)
      venue.setStartingCash(money(changed.startingCash))
    },
    close: () => venue.close(),
  }
}
