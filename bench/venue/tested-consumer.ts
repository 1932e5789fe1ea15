import { freshRandom, silentLogger, SystemClock } from '../../src-main/base/index.ts'
import { accountId, type MarketEvent, type VenueFact } from '../../src-main/domain/index.ts'
import { EndpointRegistry, EndpointsConfig, NETWORK_PROBES } from '../../src-main/endpoints/index.ts'
import { ExchangeConnection } from '../../src-main/venues/ccxt/connection/exchange-connection.ts'
import { venueServices } from '../../src-main/venues/ccxt/connection/services.ts'
import { InstrumentTable } from '../../src-main/venues/ccxt/instruments/instrument-table.ts'
import { CcxtMarketVenue } from '../../src-main/venues/ccxt/market/ccxt-market-venue.ts'
import { BINANCE_SPOT } from '../../src-main/venues/ccxt/profiles/binance.ts'
import type { VenueProfile } from '../../src-main/venues/ccxt/profiles/venue-profile.ts'
import { CcxtTradingVenue } from '../../src-main/venues/ccxt/trading/index.ts'
import { testOrder } from '../../src-main/venues/testing/orders.ts'
import { TRADING_KEY } from '../../e2e/venue/index.ts'
import { answerParent } from './conversation.ts'
import { beginStrain, endStrain } from './loop-delay.ts'
import { Recorder } from './recorder.ts'
import type { Tally } from './tally.ts'

/** An account of the program at the exchange of the bench: both sides of the venue, and somebody who looks at every book. */

interface Addresses {
  readonly rest: string
  readonly streams: string
}

/** What the exchange allows is not measured: to subscribe and to ask for fifty books would take half a minute of it. */
const PROFILE: VenueProfile = {
  ...BINANCE_SPOT,
  rateLimit: { capacity: 5_000, refillPerSecond: 1_000 },
  options: { ...BINANCE_SPOT.options, ws: { cost: 0.1 } },
}
const FILLED = 'BTC-USDT'

const systemClock = new SystemClock()
const recorder = new Recorder()
let market: CcxtMarketVenue | undefined

answerParent({
  follow,
  /** Books that stand. */
  books: () => recorder.books,
  beginStrain,
  endStrain,
  tally: (): Tally => recorder.tally(),
  /** Streams that were connected again. */
  interrupted: () => market?.streams().filter(({ reconnects }) => reconnects > 0).length,
})

async function follow({ rest, streams }: Addresses): Promise<void> {
  const connection = await connect({ rest, streams })
  const table = await InstrumentTable.load(connection)
  const instruments = table.all()
  market = new CcxtMarketVenue({
    connection,
    table,
    follow: instruments.map(({ instrumentId }) => instrumentId),
    clock: systemClock,
    random: freshRandom(),
    logger: silentLogger,
    onError: fail,
  })
  const symbols = new Map(instruments.map(({ instrumentId, symbol }) => [instrumentId, symbol]))
  market.onEvent((event: MarketEvent) => recorder.take(symbols.get(event.instrumentId) ?? '', event))
  await market.start()
  for (const { instrumentId } of instruments) market.watchBook(instrumentId)
  await restOrder(connection, table)
}

async function connect({ rest, streams }: Addresses): Promise<ExchangeConnection> {
  const urls = { rest: `http://${rest}`, streams: `ws://${streams}/stream`, 'account-streams': `ws://${rest}` }
  const hosts = venueServices({ profile: PROFILE, environment: 'testnet', name: 'account', urls })
  const ports = { clock: systemClock, random: freshRandom(), probes: NETWORK_PROBES, onError: fail }
  return ExchangeConnection.open({
    profile: PROFILE,
    environment: 'testnet',
    name: 'account',
    credentials: TRADING_KEY,
    timeoutMs: 10_000,
    endpoints: EndpointRegistry.open(EndpointsConfig.parse({ services: hosts }), ports),
    systemClock,
    random: freshRandom(),
    logger: silentLogger,
  })
}

/** The order that is filled bit by bit. */
async function restOrder(connection: ExchangeConnection, table: InstrumentTable): Promise<void> {
  const instrument = table.all().find(({ symbol }) => symbol === FILLED)
  if (!instrument) throw new Error(`${FILLED} is not listed`)
  const trading = new CcxtTradingVenue({
    accountId: accountId('bench'),
    environment: 'testnet',
    connection,
    instruments: table,
    systemClock,
    random: freshRandom(),
    logger: silentLogger,
  })
  const isAccepted = Promise.withResolvers<void>()
  trading.onFact((fact: VenueFact) => {
    if (fact.kind === 'accepted') isAccepted.resolve()
    else if (fact.kind === 'filled') recorder.takeFill(fact)
    else isAccepted.reject(new Error(`the order was ${fact.kind}`))
  })
  await trading.start()
  trading.submit(testOrder({ instrument, side: 'buy', limit: '30000', quantity: '100' }))
  await isAccepted.promise
}

function fail(error: unknown): never {
  throw error
}
