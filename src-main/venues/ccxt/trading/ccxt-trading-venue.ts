import { createHash } from 'node:crypto'
import {
  type Clock,
  DisposableStore,
  errorText,
  type Event,
  type Logger,
  type Random,
  type TimeMs,
} from '../../../base/index.ts'
import type {
  AccountId,
  InstrumentId,
  OrderId,
  PositionMode,
  TradingVenue,
  VenueAccountReport,
  VenueAdjustment,
  VenueAmendRequest,
  VenueCapabilities,
  VenueConnection,
  VenueExecution,
  VenueFact,
  VenueId,
  VenueOrderReport,
  VenueOrderRequest,
} from '../../../domain/index.ts'
import type { ExchangeConnection } from '../connection/exchange-connection.ts'
import type { InstrumentTable } from '../instruments/instrument-table.ts'
import type { VenueEnvironment } from '../profiles/venue-profile.ts'
import type { StreamStatus } from '../streams/ports.ts'
import { AccountStream } from './account-stream.ts'
import { AdjustmentWatch } from './adjustment-watch.ts'
import { FactTeller } from './fact-teller.ts'
import { openGateway } from './gateways.ts'
import { instrumentNames } from './instrument-names.ts'
import { OrderCommands } from './order-commands.ts'
import { orderFaults } from './order-faults.ts'
import type { AccountEvent, OrderGateway, OrderWord } from './order-gateway.ts'
import { StreamWitness } from './stream-witness.ts'
import { VenueQueries } from './venue-queries.ts'

export interface CcxtTradingOptions {
  readonly accountId: AccountId
  readonly environment: VenueEnvironment
  readonly connection: ExchangeConnection
  readonly instruments: InstrumentTable
  readonly systemClock: Clock
  readonly random: Random
  readonly logger: Logger
}

/**
 * An account at an exchange. What becomes of a command is told by whoever knows first, the answer or the account's stream,
 * and once; what nobody can tell is told as unknown. The instruments have to be loaded.
 */
export class CcxtTradingVenue implements TradingVenue {
  readonly venueId: VenueId
  readonly accountId: AccountId
  readonly environment: VenueEnvironment
  readonly capabilities: VenueCapabilities
  readonly fingerprint: string
  readonly #options: CcxtTradingOptions
  readonly #gateway: OrderGateway
  readonly #teller: FactTeller
  readonly #commands: OrderCommands
  readonly #queries: VenueQueries
  readonly #adjustments: AdjustmentWatch
  readonly #witness: StreamWitness
  readonly #stream: AccountStream
  readonly #owned = new DisposableStore()

  constructor(options: CcxtTradingOptions) {
    const { connection, accountId, environment, systemClock: clock, random, logger } = options
    const { profile } = connection
    this.#options = options
    this.venueId = profile.venueId
    this.accountId = accountId
    this.environment = environment
    this.capabilities = profile.capabilities
    this.fingerprint = fingerprintOf(options)
    const nowMs = (): TimeMs => connection.venueNowMs()
    const gateway = this.#openGateway()
    this.#gateway = gateway
    const shared = { clock, logger, nowMs }
    this.#teller = this.#owned.add(new FactTeller({ ...shared, fetch: (word) => gateway.fetchOrderExecutions(word) }))
    this.#adjustments = this.#owned.add(
      new AdjustmentWatch({ ...shared, fetch: (sinceMs) => gateway.fetchAdjustments(sinceMs) }),
    )
    this.#witness = this.#owned.add(
      new StreamWitness({ clock, onSilent: (orderId) => this.#stream.renew(silence(orderId)) }),
    )
    const instrumentOf = (id: InstrumentId) => options.instruments.get(id)
    this.#commands = new OrderCommands({
      ...shared,
      gateway,
      teller: this.#teller,
      capabilities: profile.capabilities,
      faultOf: orderFaults({ profile, instrumentOf, nowMs }),
      witness: (word, sentMs) => this.#witness.expect(word, sentMs),
    })
    const witness = (word: OrderWord): void => this.#witness.expect(word, word.timeMs)
    this.#queries = new VenueQueries({ gateway, profile, accountId, witness })
    this.#stream = this.#owned.add(
      new AccountStream({
        clock,
        random,
        logger,
        explain: errorText,
        source: gateway.stream,
        onEvent: (event) => this.#handle(event),
      }),
    )
    this.#owned.add(this.#stream.onConnection((connected) => this.#handleConnection(connected)))
  }

  get positionMode(): PositionMode | undefined {
    return this.#gateway.positionMode
  }

  get onFact(): Event<VenueFact> {
    return this.#teller.onFact
  }

  get onAdjustment(): Event<VenueAdjustment> {
    return this.#adjustments.onAdjustment
  }

  get onConnection(): Event<VenueConnection> {
    return this.#stream.onConnection
  }

  /** The stream of the account, as the interface shows it. */
  streamView(): StreamStatus {
    return this.#stream.view()
  }

  submit(request: VenueOrderRequest): void {
    this.#run('submit', this.#commands.submit(request))
  }

  amend(request: VenueAmendRequest): void {
    this.#run('amend', this.#commands.amend(request))
  }

  cancel(orderId: OrderId): void {
    this.#run('cancel', this.#commands.cancel(orderId))
  }

  queryOrder(orderId: OrderId, instrumentId: InstrumentId): Promise<VenueOrderReport | undefined> {
    return this.#queries.order(orderId, instrumentId)
  }

  queryOpenOrders(instrumentId?: InstrumentId): Promise<readonly VenueOrderReport[]> {
    return this.#queries.openOrders(instrumentId)
  }

  queryFills(instrumentId: InstrumentId, sinceMs: TimeMs): Promise<readonly VenueExecution[]> {
    return this.#queries.fills(instrumentId, sinceMs)
  }

  async queryAdjustments(sinceMs: TimeMs): Promise<readonly VenueAdjustment[]> {
    const adjustments = await this.#queries.adjustments(sinceMs)
    this.#adjustments.noteAnswered(adjustments)
    return adjustments
  }

  queryAccount(): Promise<VenueAccountReport> {
    return this.#queries.account()
  }

  /** Opens the stream of the account. Where that fails it is told as interrupted, and tried again. */
  start(): Promise<void> {
    return this.#stream.start()
  }

  /** Nothing is told by itself any more; questions and commands still go out. */
  async stop(): Promise<void> {
    this.#witness.end()
    this.#stream.stop()
  }

  /** Measures the clocks anew and opens the stream anew: what happened meanwhile has to be asked for. */
  async handleWake(): Promise<void> {
    try {
      await this.#options.connection.measureClock()
    } finally {
      this.#stream.renew('the machine has slept')
    }
  }

  dispose(): void {
    this.#owned.dispose()
  }

  #openGateway(): OrderGateway {
    const { connection, instruments, environment, logger } = this.#options
    const { profile, exchange } = connection
    return openGateway(profile, {
      venueId: profile.venueId,
      environment,
      accountCurrency: profile.accountCurrency,
      connection,
      names: instrumentNames(exchange, instruments, profile.kind === 'spot' ? 'spot' : 'swap'),
      nowMs: () => connection.venueNowMs(),
      onError: (error) => logger.error('a message of an account could not be taken', { error: errorText(error) }),
    })
  }

  #handle(event: AccountEvent): void {
    switch (event.kind) {
      case 'order':
        this.#witness.hear(event.word)
        this.#teller.hear(event)
        this.#commands.noteHeard(event.word.orderId)
        break
      case 'unclear':
        if (!this.#teller.isEnded(event.name.orderId)) this.#run('ask', this.#commands.ask(event.name))
        break
      case 'adjustment':
        this.#adjustments.tell(event.adjustment)
        break
      case 'moneyMoved':
        this.#adjustments.handleMoved()
        break
      case 'lost':
        break
    }
  }

  #handleConnection({ kind }: VenueConnection): void {
    if (kind === 'connected') this.#witness.begin(this.#options.connection.venueNowMs())
    else this.#witness.end()
  }

  /** What fails here is told as a fact; this is the last resort, so that no rejection is left unheard. */
  #run(what: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      this.#options.logger.error('a command to the venue could not be followed', { what, error: errorText(error) })
    })
  }
}

function silence(orderId: OrderId): string {
  return `it has not told what became of order ${orderId}`
}

/** Tells accounts apart without telling the key. */
function fingerprintOf({ connection, environment }: CcxtTradingOptions): string {
  const { profile, exchange } = connection
  return createHash('sha256').update(`${profile.venueId}|${environment}|${exchange.apiKey}`).digest('hex')
}
