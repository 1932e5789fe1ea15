import { EngineError, errorText, FatalError, UnreachableError } from './base/index.ts'
import { PAPER } from './compose-venues.ts'
import type { EngineConfig } from './engine-config.ts'
import { findProfile, VenueError } from './venues/index.ts'

/** True where the same may go well a little later without anybody doing anything. */
export function isTransient(error: unknown): boolean {
  if (error instanceof VenueError) return TRANSIENT.has(error.kind)
  if (error instanceof EngineError) return PASSING_CODES.has(error.code)
  return error instanceof Error && !(error instanceof FatalError) && isTransient(error.cause)
}

/** What passes by itself, as whoever waits for it is told. */
export function unreachable(config: EngineConfig, error: unknown): UnreachableError {
  const wait =
    'It is tried again every few seconds; trading goes on by itself once it has answered and all was compared.'
  return new UnreachableError(`${exchangeOf(config)} cannot be reached: ${errorText(error)} ${wait}`, { cause: error })
}

/** The configuration to come up with instead, and why, for a person. */
export interface StoodBack {
  readonly config: EngineConfig
  readonly reason: string
}

/**
 * Paper and the simulated market where an exchange cannot be used and only a person can mend that; undefined where no
 * exchange is to blame, or the same may go well later.
 */
export function standBack(config: EngineConfig, error: unknown): StoodBack | undefined {
  const { trading, market } = config
  const isAtExchange = trading.account !== PAPER || findProfile(market.venue) !== undefined
  if (!isAtExchange || isTransient(error) || error instanceof FatalError) return undefined
  return {
    config: { ...config, trading: { ...trading, account: PAPER }, market: { ...market, venue: 'simulated' } },
    reason: `${exchangeOf(config)} could not be opened: ${errorText(error)} The engine came up on paper; restart the component "trading" when that is mended.`,
  }
}

function exchangeOf({ trading, market }: EngineConfig): string {
  return trading.account === PAPER ? `The market of ${market.venue}` : `The account ${trading.account}`
}

const PASSING_CODES: ReadonlySet<string> = new Set<EngineError['code']>([
  // The books could not be compared, because the venue was lost in the middle of it.
  'NOT_READY',
  'NO_HOST_AVAILABLE',
  'CONNECTION_LIMIT',
  'SIGNED_HOST_GONE',
])

const TRANSIENT: ReadonlySet<string> = new Set<VenueError['kind']>([
  'noNetwork',
  'rateLimited',
  'banned',
  'maintenance',
  'serverError',
  'noAnswer',
  'unreadable',
])
