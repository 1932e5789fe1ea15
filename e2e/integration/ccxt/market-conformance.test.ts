import type { MarketVenue } from '../../../src-main/domain/index.ts'
import { describeMarketVenue, type MarketVenueFixture } from '../../../src-main/venues/market-venue-conformance.ts'
import type { CcxtMarketVenue } from '../../../src-main/venues/ccxt/market/ccxt-market-venue.ts'
import type { VenueSide } from '../../venue/index.ts'
import { PROFILES } from './testing/exchange-rig.ts'
import { type FollowedMarket, until, marketRig } from './testing/market-rig.ts'

const STEP_MS = 10_000
const STEPS = 40

const rig = marketRig()

/** Everybody who watches has been told of this moment: every instrument has a trade of it. */
function hasCome({ venue, events }: FollowedMarket, nowMs: number): boolean {
  const told = new Set(
    events.filter((event) => event.kind === 'trade' && event.trade.timeMs === nowMs).map((event) => event.instrumentId),
  )
  return told.size === 3 || !isRunning(venue)
}

function isRunning(venue: CcxtMarketVenue): boolean {
  return venue.streams().some(({ state }) => state !== 'stopped')
}

const STREAMS = ['btc', 'eth', 'sol'].flatMap((base) =>
  ['kline_1m', 'aggTrade', 'bookTicker'].map((channel) => `${base}usdt@${channel}`),
)

/** Nothing is moved before the venue hears of it. */
async function heard(side: VenueSide, { venue }: FollowedMarket): Promise<void> {
  const watched = venue.streams().some(({ kind }) => kind === 'book') ? ['btcusdt@depth@100ms'] : []
  for (const stream of [...STREAMS, ...watched]) await rig.venue.connections.heard(side, stream)
}

async function unheard(side: VenueSide): Promise<void> {
  await until(() => !STREAMS.some((stream) => rig.venue.connections.isHeard(side, stream)), 'the end of the streams')
}

function fixtureOf(side: VenueSide): MarketVenueFixture {
  const followed = new Map<MarketVenue, FollowedMarket>()
  const run = async (venue: MarketVenue): Promise<void> => {
    const market = followed.get(venue)
    if (!market) throw new Error('a venue of this fixture')
    await heard(side, market)
    for (let step = 0; step < STEPS && isRunning(market.venue); step++) {
      rig.clock.advanceBy(STEP_MS)
      rig.venue[side].step()
      const nowMs = rig.clock.nowMs()
      await until(() => hasCome(market, nowMs), `news of ${new Date(nowMs).toISOString()}`)
    }
  }
  return {
    isRealTime: true,
    async create() {
      // Of a venue before it in the same test, which must not be taken for this one's.
      await unheard(side)
      const market = await rig.follow(side)
      followed.set(market.venue, market)
      return market.venue
    },
    run,
    async runUntilStopped(venue) {
      await run(venue)
      await unheard(side)
    },
  }
}

for (const side of ['spot', 'usdm'] as const) describeMarketVenue(PROFILES[side].venueId, fixtureOf(side))
