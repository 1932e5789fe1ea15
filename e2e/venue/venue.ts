import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { type Decimal, type Disposable, SeededRandom, SystemClock } from '../../src-main/base/index.ts'
import { Exchange, type ExchangeOptions } from './books/exchange.ts'
import { Perpetuals } from './books/perpetuals.ts'
import { SpotAccount } from './books/spot-account.ts'
import { FaultPlan } from './faults/fault-plan.ts'
import { algoRoutes } from './rest/algo-routes.ts'
import { Authenticator } from './rest/authenticator.ts'
import { FrontDesk } from './rest/front-desk.ts'
import { futuresAccountRoutes } from './rest/futures-account-routes.ts'
import { futuresOrderRoutes } from './rest/futures-order-routes.ts'
import { futuresQueryRoutes } from './rest/futures-query-routes.ts'
import { openHttpDoor } from './rest/http-door.ts'
import { listenKeyRoutes } from './rest/listen-key-routes.ts'
import { marketRoutes } from './rest/market-routes.ts'
import { RateMeter } from './rest/rate-limits.ts'
import type { Route } from './rest/route.ts'
import { spotOrderRoutes } from './rest/spot-order-routes.ts'
import { spotQueryRoutes } from './rest/spot-query-routes.ts'
import { walletRoutes } from './rest/wallet-routes.ts'
import type { VenueSide } from './side.ts'
import { MarketStreams } from './streams/market-streams.ts'
import { StreamDoor } from './streams/stream-door.ts'
import { FuturesUserStream, SpotUserStream } from './streams/user-streams.ts'
import { WsApi } from './streams/ws-api.ts'
import { READING_KEY, settingsOf, TRADING_KEY, type VenueOptions, type VenueSettings } from './venue-options.ts'

const HOST = '127.0.0.1'

/** A venue that answers like Binance, spot and USD-M, on the loopback: its books, its faults, and its two doors. */
export class VenueSimulator {
  readonly spot: Exchange<SpotAccount>
  readonly perpetuals: Perpetuals
  readonly faults: FaultPlan
  readonly spotUser: SpotUserStream
  readonly futuresUser: FuturesUserStream
  readonly meters: Readonly<Record<VenueSide, RateMeter>>
  readonly connections: StreamDoor
  readonly #settings: VenueSettings
  readonly #doorClock = new SystemClock()
  readonly #server: FastifyInstance
  #skewMs = 0
  #orders = 0
  #walk: Disposable | undefined

  constructor(options: VenueOptions = {}) {
    const settings = settingsOf(options)
    this.#settings = settings
    this.faults = new FaultPlan(new SeededRandom(settings.seed), settings.onError)
    const exchangeOptions: ExchangeOptions = {
      clock: settings.clock,
      seed: settings.seed,
      historyMinutes: settings.historyMinutes,
      listings: settings.listings,
      onError: settings.onError,
      nextFillShare: (side, { symbol, type }) => this.faults.nextFillShare(`${side} ${symbol} ${type}`),
    }
    this.spot = new Exchange('spot', exchangeOptions, (parts) => new SpotAccount(parts))
    for (const [asset, total] of Object.entries(settings.balances)) this.spot.account.setBalance(asset, total)
    this.perpetuals = new Perpetuals(exchangeOptions)
    this.perpetuals.exchange.account.setWallet(settings.futuresWallet)
    this.meters = { spot: new RateMeter(settings.limits.spot), usdm: new RateMeter(settings.limits.usdm) }
    this.spotUser = new SpotUserStream(this.spot)
    this.futuresUser = new FuturesUserStream(this.perpetuals, () => this.nowMs())
    const desk = this.#frontDesk()
    this.connections = this.#streamDoor(desk)
    this.#server = openHttpDoor(desk)
  }

  /** The futures side: its markets, orders and account. */
  get usdm(): Perpetuals['exchange'] {
    return this.perpetuals.exchange
  }

  /** Only while it listens. */
  get port(): number {
    return (this.#server.server.address() as AddressInfo).port
  }

  /** The door's time, by which requests are judged: the machine's, shifted by {@link skewClock}. */
  nowMs(): number {
    return this.#doorClock.nowMs() + this.#skewMs
  }

  /** Shifts the door's time against the machine's. */
  skewClock(skewMs: number): void {
    this.#skewMs = skewMs
  }

  async listen(): Promise<void> {
    this.connections.listenOn(this.#server.server)
    await this.#server.listen({ host: HOST, port: this.#settings.port })
    if (this.#settings.stepMs !== undefined) this.startWalk(this.#settings.stepMs)
  }

  /** Money comes to the spot wallet. */
  deposit(asset: string, amount: Decimal.Value): void {
    this.spotUser.tellDeposit(this.spot.account.deposit(asset, amount))
  }

  /** A step of the walk in every symbol of both sides. */
  step(): void {
    this.spot.step()
    this.usdm.step()
  }

  startWalk(everyMs: number): void {
    this.stopWalk()
    this.#walk = this.#settings.clock.setRepeating(everyMs, () => this.step())
  }

  stopWalk(): void {
    this.#walk?.dispose()
    this.#walk = undefined
  }

  async close(): Promise<void> {
    this.stopWalk()
    this.connections.close()
    await this.#server.close()
    this.spot.dispose()
    this.perpetuals.dispose()
  }

  #frontDesk(): FrontDesk {
    const { onError } = this.#settings
    return new FrontDesk({
      routes: this.#routes(),
      meters: this.meters,
      authenticator: new Authenticator([TRADING_KEY, READING_KEY]),
      faults: this.faults,
      nowMs: () => this.nowMs(),
      onError,
    })
  }

  #streamDoor(desk: FrontDesk): StreamDoor {
    const nextFundingMs = (): number => this.perpetuals.nextFundingMs()
    return new StreamDoor({
      faults: this.faults,
      streams: {
        spot: new MarketStreams(this.spot, nextFundingMs),
        usdm: new MarketStreams(this.usdm, nextFundingMs),
      },
      spotUser: this.spotUser,
      futuresUser: this.futuresUser,
      wsApi: new WsApi(desk, this.spotUser),
      onError: this.#settings.onError,
    })
  }

  #routes(): Route[] {
    const freshId = (): string => `venue${String(++this.#orders).padStart(17, '0')}`
    return [
      ...marketRoutes(this.spot, '/api/v3', this.meters.spot.limits),
      ...marketRoutes(this.usdm, '/fapi/v1', this.meters.usdm.limits),
      ...spotOrderRoutes(this.spot, freshId),
      ...spotQueryRoutes(this.spot),
      ...walletRoutes(this.spot, this.#settings.restrictions),
      ...futuresOrderRoutes(this.perpetuals, freshId),
      ...futuresQueryRoutes(this.perpetuals),
      ...algoRoutes(this.perpetuals, freshId),
      ...futuresAccountRoutes(this.perpetuals),
      ...listenKeyRoutes(this.futuresUser),
    ]
  }
}

/** @returns A venue that listens. The caller closes it. */
export async function startVenue(options: VenueOptions = {}): Promise<VenueSimulator> {
  const venue = new VenueSimulator(options)
  await venue.listen()
  return venue
}
