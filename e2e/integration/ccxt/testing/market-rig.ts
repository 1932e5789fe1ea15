import { afterEach, vi } from 'vitest'
import { freshRandom, ManualClock, silentLogger, SystemClock } from '../../../../src-main/base/index.ts'
import { type InstrumentId, instrumentId, type MarketEvent } from '../../../../src-main/domain/index.ts'
import { InstrumentTable } from '../../../../src-main/venues/ccxt/instruments/instrument-table.ts'
import { CcxtMarketVenue } from '../../../../src-main/venues/ccxt/market/ccxt-market-venue.ts'
import type { VenueProfile } from '../../../../src-main/venues/ccxt/profiles/venue-profile.ts'
import type { VenueSide } from '../../../venue/index.ts'
import type { VenueOptions } from '../../../venue/venue-options.ts'
import { type ExchangeRig, PROFILES, useExchange } from './exchange-rig.ts'

/** In the middle of a minute. */
const START_MS = Date.UTC(2026, 10, 20, 12, 0, 20)
const LONGEST_WAIT_MS = 15_000

/** A venue on a market that moves only when the test says so, and what it has delivered. */
export interface FollowedMarket {
  readonly venue: CcxtMarketVenue
  readonly events: readonly MarketEvent[]
  readonly table: InstrumentTable
}

export interface MarketRig extends ExchangeRig {
  /** Time of the simulator's market and of the venues; the network goes by the machine's. */
  readonly clock: ManualClock
  /** Opens a venue that follows these symbols, all of the simulator's unless said; closed behind the test. */
  follow(side: VenueSide, symbols?: readonly string[], profile?: VenueProfile): Promise<FollowedMarket>
}

export function idOf(side: VenueSide, base: string): InstrumentId {
  return instrumentId(PROFILES[side].venueId, `${base}-USDT`)
}

/** Waits for the network, as long as it takes within reason. */
export async function until(isSo: () => boolean, what: string): Promise<void> {
  await vi.waitUntil(isSo, { timeout: LONGEST_WAIT_MS, interval: 2 }).catch((error: unknown) => {
    throw new Error(`waited in vain: ${what}`, { cause: error })
  })
}

/** The event loop turns so often, so that what is on the loopback comes. */
export async function turns(count = 5): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** A simulator on a clock of the test, and market venues on it, for each test. */
export function marketRig(options: VenueOptions = {}): MarketRig {
  let clock = new ManualClock(START_MS)
  const rig = useExchange(() => {
    clock = new ManualClock(START_MS)
    return { clock, ...options }
  })
  const opened: CcxtMarketVenue[] = []
  afterEach(() => {
    for (const venue of opened.splice(0)) venue.dispose()
  })
  return {
    get venue() {
      return rig.venue
    },
    get clock() {
      return clock
    },
    open: (side, options) => rig.open(side, options),
    connect: (side, wishes) => rig.connect(side, wishes),
    async follow(side, symbols = ['BTC', 'ETH', 'SOL'], profile = PROFILES[side]) {
      rig.venue.skewClock(clock.nowMs() - new SystemClock().nowMs())
      const wishes = { isAnonymous: true, systemClock: networkClock(clock), profile }
      const { connection } = await rig.connect(side, wishes)
      const table = await InstrumentTable.load(connection)
      const events: MarketEvent[] = []
      const venue = new CcxtMarketVenue({
        connection,
        table,
        follow: symbols.map((base) => idOf(side, base)),
        clock,
        random: freshRandom(),
        logger: silentLogger,
        onError: () => undefined,
      })
      opened.push(venue)
      venue.onEvent((event) => events.push(event))
      return { venue, events, table }
    },
  }
}

/** Requests and sockets take real time, whatever the market's clock says. */
function networkClock(market: ManualClock): SystemClock {
  return Object.assign(new SystemClock(), { nowMs: () => market.nowMs() })
}
