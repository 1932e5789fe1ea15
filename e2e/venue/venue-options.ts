import { type Clock, type Decimal, SystemClock } from '../../src-main/base/index.ts'
import type { Listing } from './market/symbol-rules.ts'
import type { RateLimits } from './rest/rate-limits.ts'
import type { ApiKey } from './rest/route.ts'

export interface VenueOptions {
  /** 0 takes a free port. */
  readonly port?: number
  /** Of walk, book, history and faults by chance: the same seed, the same market. */
  readonly seed?: number
  /** The market's time: bars, trades, good-till dates and funding. The machine's unless given. */
  readonly clock?: Clock
  /** Milliseconds between two steps of the walk; the market moves only when it is told to unless given. */
  readonly stepMs?: number
  /** Minutes of bars before the start. */
  readonly historyMinutes?: number
  readonly limits?: Partial<RateLimits>
  /** Spot holdings at the start, by asset. */
  readonly balances?: Readonly<Record<string, Decimal.Value>>
  /** USDT in the futures wallet at the start. */
  readonly futuresWallet?: Decimal.Value
  /** Symbols on both sides beside the usual ones. */
  readonly listings?: readonly Listing[]
  /** What the exchange says that a key may do, where that is not what is usual. */
  readonly restrictions?: Partial<KeyRestrictions>
  /** Told of what goes wrong in the simulator itself. */
  readonly onError?: (error: unknown) => void
}

/** Of `GET /sapi/v1/account/apiRestrictions`, by its names. */
export interface KeyRestrictions {
  readonly ipRestrict: boolean
  readonly enableReading: boolean
  readonly enableSpotAndMarginTrading: boolean
  readonly enableFutures: boolean
  readonly enableWithdrawals: boolean
  /** When the right to trade ends. */
  readonly tradingAuthorityExpirationTime: number
}

/** The keys that are known; nothing else is. */
export const TRADING_KEY: ApiKey = {
  apiKey: 'venueTradingKey0000000000000000000000000000000000000000000000001',
  secret: 'venueTradingSecret00000000000000000000000000000000000000000000001',
  canTrade: true,
}
export const READING_KEY: ApiKey = {
  apiKey: 'venueReadingKey0000000000000000000000000000000000000000000000001',
  secret: 'venueReadingSecret00000000000000000000000000000000000000000000001',
  canTrade: false,
}

export type VenueSettings = Required<Omit<VenueOptions, 'stepMs' | 'limits'>> & {
  readonly stepMs: number | undefined
  readonly limits: Readonly<Record<'spot' | 'usdm', RateLimits>>
}

const LIMITS: RateLimits = { weightPerMinute: 6_000, ordersPer10Seconds: 300, warningsBeforeBan: 5, banMs: 120_000 }

/** @returns The options with everything that was left out. */
export function settingsOf(options: VenueOptions): VenueSettings {
  return {
    port: options.port ?? 0,
    seed: options.seed ?? 1,
    clock: options.clock ?? new SystemClock(),
    stepMs: options.stepMs,
    historyMinutes: options.historyMinutes ?? 1_500,
    limits: {
      spot: { ...LIMITS, ...options.limits },
      usdm: { ...LIMITS, weightPerMinute: 2_400, ...options.limits },
    },
    balances: options.balances ?? { USDT: 100_000, BTC: 1, ETH: 10, SOL: 100, BNB: 10 },
    futuresWallet: options.futuresWallet ?? 100_000,
    listings: options.listings ?? [],
    restrictions: options.restrictions ?? {},
    onError: options.onError ?? ((error) => console.error(error)),
  }
}
