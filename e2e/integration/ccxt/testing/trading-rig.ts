import { afterEach } from 'vitest'
import { type Logger, SeededRandom, silentLogger, SystemClock } from '../../../../src-main/base/index.ts'
import {
  accountId,
  type OrderId,
  type VenueAdjustment,
  type VenueConnection,
  type VenueFact,
  type VenueFill,
  type VenueOrderReport,
  type VenueOrderRequest,
} from '../../../../src-main/domain/index.ts'
import type { ExchangeConnection } from '../../../../src-main/venues/ccxt/connection/exchange-connection.ts'
import { InstrumentTable } from '../../../../src-main/venues/ccxt/instruments/instrument-table.ts'
import type { VenueEnvironment } from '../../../../src-main/venues/ccxt/profiles/venue-profile.ts'
import { CcxtTradingVenue } from '../../../../src-main/venues/ccxt/trading/index.ts'
import { nextTurn } from '../../../../src-main/venues/next-turn.ts'
import { type OrderWords, testOrder } from '../../../../src-main/venues/testing/orders.ts'
import type { VenueOptions, VenueSide } from '../../../venue/index.ts'
import { Quiet } from './quiet.ts'
import { type ConnectionWishes, type ExchangeRig, useExchange } from './exchange-rig.ts'

/** A trading venue with everything it says written down. */
export interface OpenedDesk {
  readonly venue: CcxtTradingVenue
  readonly connection: ExchangeConnection
  readonly facts: VenueFact[]
  readonly adjustments: VenueAdjustment[]
  readonly connections: VenueConnection[]
  /** The order as the venue gets it: 0.01 BTC unless told otherwise. */
  order(words: OrderWords): VenueOrderRequest
  submit(words: OrderWords): OrderId
  kinds(orderId: string): string[]
  fills(orderId?: string): VenueFill[]
  /** The venue's word on an order. */
  report(orderId: OrderId): Promise<VenueOrderReport | undefined>
  /** Resolves once no request is under way and everything that the simulator has said in the stream was heard. */
  settled(): Promise<void>
  close(): Promise<void>
}

export interface TradingRig extends ExchangeRig {
  /** Opens a venue whose stream is there. */
  desk(side: VenueSide, wishes?: ConnectionWishes): Promise<OpenedDesk>
}

/** The simulator for each test, and trading venues on it. */
export function useTrading(optionsOf?: () => VenueOptions, logger: Logger = silentLogger): TradingRig {
  const rig = useExchange(optionsOf)
  const desks: OpenedDesk[] = []
  afterEach(async () => {
    for (const desk of desks.splice(0)) await desk.close()
  })
  return {
    get venue() {
      return rig.venue
    },
    open: (side, options) => rig.open(side, options),
    connect: (side, wishes) => rig.connect(side, wishes),
    async desk(side, wishes) {
      const { connection } = await rig.connect(side, { logger, ...wishes })
      const opened = await openDesk(connection, { logger, rig, side, environment: wishes?.environment ?? 'testnet' })
      desks.push(opened)
      return opened
    },
  }
}

interface DeskTools {
  readonly logger: Logger
  readonly rig: ExchangeRig
  readonly side: VenueSide
  readonly environment: VenueEnvironment
}

async function openDesk(
  connection: ExchangeConnection,
  { logger, rig, side, environment }: DeskTools,
): Promise<OpenedDesk> {
  const instruments = await InstrumentTable.load(connection)
  const venue = new CcxtTradingVenue({
    accountId: accountId('test'),
    environment,
    connection,
    instruments,
    systemClock: new SystemClock(),
    random: new SeededRandom(1),
    logger,
  })
  // It has to see what the venue takes of the stream.
  const quiet = new Quiet(connection, rig, side)
  const facts: VenueFact[] = []
  const adjustments: VenueAdjustment[] = []
  const connections: VenueConnection[] = []
  venue.onFact((fact) => facts.push(fact))
  venue.onAdjustment((adjustment) => adjustments.push(adjustment))
  venue.onConnection((change) => connections.push(change))
  await venue.start()
  const instrument = instruments.all().find(({ symbol }) => symbol === 'BTC-USDT')
  const order = (words: OrderWords): VenueOrderRequest =>
    testOrder({ quantity: '0.01', ...(instrument && { instrument }), ...words })
  return {
    venue,
    connection,
    facts,
    adjustments,
    connections,
    order,
    submit(words) {
      const request = order(words)
      venue.submit(request)
      return request.orderId
    },
    kinds: (id) => facts.filter((fact) => fact.orderId === id).map(({ kind }) => kind),
    fills: (id) =>
      facts.filter((fact) => fact.kind === 'filled').filter((fact) => id === undefined || fact.orderId === id),
    report: (id) => venue.queryOrder(id, order({}).instrumentId),
    settled: () => quiet.reached(),
    async close() {
      await venue.stop()
      venue.dispose()
    },
  }
}

/** Waits until it holds; the test's own timeout ends one that never does. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await nextTurn()
}
