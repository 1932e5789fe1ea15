import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureDefined, ManualClock, silentLogger } from '../base/index.ts'
import { accountId, type MarketEvent, type MarketVenue } from '../domain/index.ts'
import { describeMarketVenue, type MarketVenueFixture } from './market-venue-conformance.ts'
import { nextTurn } from './next-turn.ts'
import { PAPER_CAPABILITIES } from './paper/index.ts'
import { MARKET_VENUES, type OpenTradingVenue, TRADING_VENUES, type TradingVenueEntry } from './registry.ts'
import { TEST_INSTRUMENT } from './testing/orders.ts'
import {
  describeTradingVenue,
  type TradingVenueFixture,
  type TradingVenueSubject,
} from './trading-venue-conformance.ts'
import { MarketConfig, PaperConfig } from './venues-config.ts'

const START_MS = Date.UTC(2026, 10, 20, 12)
const systemClock = new ManualClock(0)
const openVenues: OpenTradingVenue[] = []
let folder = ''
let fileNumber = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'venues-'))
  const rows = Array.from({ length: 20 }, (_, minute) => `${START_MS + minute * 60_000},100,101.5,99.5,101,${minute}`)
  await writeFile(join(folder, 'candles.csv'), ['ts_ms,open,high,low,close,volume', ...rows].join('\n'))
})
afterAll(async () => {
  for (const opened of openVenues) await opened.close()
  await rm(folder, { recursive: true })
})

async function createMarket(config: Parameters<typeof MarketConfig.parse>[0]): Promise<MarketVenue> {
  const parsed = MarketConfig.parse(config)
  const entry = ensureDefined(
    MARKET_VENUES.find(({ id }) => id === parsed.venue),
    'market venue',
  )
  const opened = await entry.create({ config: parsed, startMs: START_MS, systemClock, onError: () => undefined })
  return opened.venue
}

/** Eleven minutes at full speed, a second of the system at a time, with turns for what waits at the barrier. */
async function runPaced(): Promise<void> {
  for (let step = 0; step < 14; step++) {
    systemClock.advanceBy(50)
    await nextTurn()
  }
}

const MARKET_FIXTURES: Readonly<Record<string, MarketVenueFixture>> = {
  simulated: { create: () => createMarket({ simulated: { speed: 1_000 } }), run: runPaced },
  replay: {
    create: () =>
      createMarket({ venue: 'replay', replay: { file: join(folder, 'candles.csv'), tickSize: '0.5', speed: 'max' } }),
    run: (venue) => venue.finished,
  },
}

interface Opened {
  readonly opened: OpenTradingVenue
  readonly clock: ManualClock
}

async function createTrading(entry: TradingVenueEntry, file: string | undefined, clock: ManualClock): Promise<Opened> {
  const opened = await entry.create({
    config: PaperConfig.parse({ startingCash: '10000', slippageBps: 0 }),
    file,
    accountId: accountId('test'),
    currency: 'USDT',
    instruments: [TEST_INSTRUMENT],
    clock,
    environment: 'paper',
    logger: silentLogger,
    onFailed: (error) => {
      throw error
    },
  })
  openVenues.push(opened)
  return { opened, clock }
}

function subjectOf({ opened, clock }: Opened, reopen: () => Promise<Opened>): TradingVenueSubject {
  const { venue } = opened
  const { instrumentId } = TEST_INSTRUMENT
  const deliver = async (event: MarketEvent): Promise<void> => {
    venue.handleMarketEvent(event)
    await venue.drained()
  }
  return {
    venue,
    settled: () => venue.drained(),
    quote: (bid, ask, size = 1_000) =>
      deliver({
        kind: 'quote',
        instrumentId,
        quote: { timeMs: clock.nowMs(), bid, bidSize: size, ask, askSize: size },
      }),
    fund: (rate, markPrice) => deliver({ kind: 'funding', instrumentId, rate, markPrice, timeMs: clock.nowMs() }),
    async pass(durationMs) {
      clock.advanceBy(durationMs)
    },
    async reopen() {
      await opened.close()
      return subjectOf(await reopen(), reopen)
    },
  }
}

function tradingFixture(entry: TradingVenueEntry, isDurable: boolean): TradingVenueFixture {
  return {
    instrument: TEST_INSTRUMENT,
    capabilities: PAPER_CAPABILITIES,
    isDurable,
    async create() {
      const file = isDurable ? join(folder, `${entry.id}-${++fileNumber}.db`) : undefined
      const clock = new ManualClock(START_MS)
      const open = (): Promise<Opened> => createTrading(entry, file, clock)
      return subjectOf(await open(), open)
    },
  }
}

const TRADING_FIXTURES: Readonly<
  Record<string, (entry: TradingVenueEntry, isDurable: boolean) => TradingVenueFixture>
> = {
  paper: tradingFixture,
}

describe('Venue registries', () => {
  it('have a fixture for every entry, and an id of its own for each', () => {
    const market = MARKET_VENUES.map(({ id }) => id)
    const trading = TRADING_VENUES.map(({ id }) => id)
    expect(market.toSorted()).toEqual(Object.keys(MARKET_FIXTURES).toSorted())
    expect(trading.toSorted()).toEqual(Object.keys(TRADING_FIXTURES).toSorted())
  })
})

for (const { id } of MARKET_VENUES) {
  const fixture = MARKET_FIXTURES[id]
  if (fixture) describeMarketVenue(id, fixture)
}

for (const entry of TRADING_VENUES) {
  const fixtureOf = TRADING_FIXTURES[entry.id]
  if (!fixtureOf) continue
  describeTradingVenue(`${entry.id} in memory`, fixtureOf(entry, false))
  if (entry.isDurable) describeTradingVenue(`${entry.id} on disk`, fixtureOf(entry, true))
}
