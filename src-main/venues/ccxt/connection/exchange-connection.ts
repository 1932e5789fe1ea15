import type { Exchange } from 'ccxt'
import {
  type Disposable,
  DisposableStore,
  Emitter,
  type Event,
  ensureDefined,
  errorText,
  type TimeMs,
} from '../../../base/index.ts'
import type { EndpointError } from '../../../endpoints/index.ts'
import { exchangeSettings } from '../profiles/exchange-settings.ts'
import type { VenueProfile } from '../profiles/venue-profile.ts'
import { ErrorClassifier } from './classify-error.ts'
import { connectedExchange, type ExchangeHooks } from './connected-exchange.ts'
import type { HttpAnswer } from './http-request.ts'
import { type ExchangeClass, loadExchangeClass } from './load-exchange.ts'
import type { ClockOffset, ConnectionStatus, ExchangeConnectionOptions, SocketChange } from './ports.ts'
import { connectionAgents } from './proxy.ts'
import type { RateBudget } from './rate-budget.ts'
import { type RateBudgetLease, RateBudgets } from './rate-budgets.ts'
import { pauseOf, usedWeightOf } from './rate-watch.ts'
import { Redaction } from './redaction.ts'
import { type RequestScope, RequestScopes } from './request-scope.ts'
import { RestTransport, type SentCall } from './rest-transport.ts'
import { handshakeAnswer, streamError } from './stream-error.ts'
import { StreamSockets } from './stream-sockets.ts'
import { TransportError } from './transport-error.ts'
import { CLOCK_REQUEST, isClockOff, VenueCalls } from './venue-calls.ts'
import { type ClockSample, VenueClock } from './venue-clock.ts'
import type { VenueError } from './venue-error.ts'
import type { VenueRequest } from './venue-request.ts'
import { shownHost, VenueRoutes } from './venue-routes.ts'

const HOUR_MS = 3_600_000

/** A socket that answers no ping is found within two of these: ccxt's own three minutes are too long to trade blind. */
const PING_EVERY_MS = 15_000
/** One ping may be late. */
const MISSED_PINGS = 1.5

const STREAM_REQUEST: VenueRequest = { name: 'follow a stream', urgency: 'market' }

/**
 * One account's way to an exchange, or the way of those who only look. Market and trading side share it, and with it the
 * rate budget, the clock and the hosts.
 */
export class ExchangeConnection implements Disposable {
  readonly profile: VenueProfile
  /**
   * For `watch` methods, parsing and symbols; requests go through {@link request}. A stream that fails rejects with a VenueError
   * or EndpointError, and is connected anew by the next `watch`, without a pause of its own.
   */
  readonly exchange: Exchange
  readonly #options: ExchangeConnectionOptions
  readonly #socketChanges: Emitter<SocketChange>
  readonly #statusChanges: Emitter<ConnectionStatus>
  readonly #budget: RateBudget
  readonly #clock: VenueClock
  readonly #calls: VenueCalls
  readonly #redaction: Redaction
  readonly #errors: ErrorClassifier
  readonly #scopes = new RequestScopes()
  readonly #transport: RestTransport
  readonly #sockets: StreamSockets
  readonly #owned = new DisposableStore()
  readonly #closing = new AbortController()
  #wasKeyAccepted = false
  #waking: Promise<void> | undefined

  private constructor(options: ExchangeConnectionOptions, Base: ExchangeClass) {
    const { profile, endpoints, systemClock: clock, timeoutMs, logger } = options
    this.profile = profile
    this.#options = options
    const onError = (error: unknown): void =>
      logger.error('a listener to a venue connection failed', { error: errorText(error) })
    this.#socketChanges = new Emitter(onError)
    this.#statusChanges = new Emitter(onError)
    this.#redaction = new Redaction(options.credentials)
    this.#errors = this.#createClassifier()
    this.#clock = this.#createClock()
    this.#budget = this.#owned.add(options.leaseBudget?.() ?? this.#ownBudget()).budget
    this.#owned.add(this.#budget.onPause(() => this.#tellStatus()))
    this.#calls = this.#createCalls()
    const agents = this.#owned.add(connectionAgents(options.proxy))
    const routes = new VenueRoutes(profile, options.name)
    const shared = { endpoints, routes, agents, scopes: this.#scopes, clock, timeoutMs }
    this.#transport = new RestTransport({ ...shared, onAnswer: (answer, call) => this.#learn(answer, call) })
    this.exchange = this.#createExchange(Base)
    this.#sockets = new StreamSockets({
      ...shared,
      messageEveryMs: messageEveryMs(this.exchange),
      explain: (error) => this.#explainStream(error),
      onChange: (change) => this.#noteSocket(change),
    })
    this.#owned.add(clock.setRepeating(HOUR_MS, () => void this.#clock.refresh()))
  }

  /** Loads the exchange's file and makes its instance; nothing is sent. */
  static async open(options: ExchangeConnectionOptions): Promise<ExchangeConnection> {
    return new ExchangeConnection(options, await loadExchangeClass(options.profile.exchange))
  }

  /** A WebSocket opened, or closed for whatever reason. */
  get onSocket(): Event<SocketChange> {
    return this.#socketChanges.event
  }

  /** Something of {@link status} other than what is available has changed. */
  get onStatus(): Event<ConnectionStatus> {
    return this.#statusChanges.event
  }

  /**
   * Makes a request when its turn has come: those that are more urgent go first.
   * @throws VenueError; EndpointError where no host can be used, so that nothing has left this machine.
   */
  async request<T>(request: VenueRequest, act: (exchange: Exchange) => Promise<T>): Promise<T> {
    try {
      return await this.#scopes.run({ request }, async () => act(this.exchange))
    } catch (error) {
      throw this.#errors.classify(error, request)
    }
  }

  /** The venue's time, as far as it was measured. */
  venueNowMs(): TimeMs {
    return this.#clock.nowMs()
  }

  /**
   * Asks the venue for its time. It is asked by itself before the first request of an account, every hour, and when the
   * venue refuses a request for its time. @throws VenueError, EndpointError
   */
  async measureClock(): Promise<ClockOffset> {
    try {
      return await this.#clock.measure()
    } catch (error) {
      throw this.#errors.classify(error, CLOCK_REQUEST)
    }
  }

  /** The machine has slept: every socket is connected anew and the clock measured. Whoever else says so meanwhile joins in. */
  async handleWake(): Promise<void> {
    this.#waking ??= this.#wake()
    return this.#waking
  }

  status(): ConnectionStatus {
    return { clock: this.#clock.offset ?? null, rate: this.#budget.view(), sockets: this.#sockets.open }
  }

  /** Closes the sockets of the named part, or all: whoever watches is told and begins anew. */
  async dropSockets(part?: string): Promise<void> {
    await this.#sockets.drop(part, new TransportError('it is connected anew', { fault: 'closed', isSent: false }))
  }

  /** Closes everything; what waits is refused. */
  async close(): Promise<void> {
    this.#closing.abort()
    this.#transport.dispose()
    this.#owned.dispose()
    await this.#sockets.close()
  }

  dispose(): void {
    void this.close()
  }

  async #wake(): Promise<void> {
    try {
      await this.dropSockets()
      await this.#clock.refresh()
    } finally {
      this.#waking = undefined
    }
  }

  #createExchange(Base: ExchangeClass): Exchange {
    const { profile, environment, credentials, timeoutMs } = this.#options
    const { apiKey, secret, passphrase } = credentials ?? {}
    const settings = exchangeSettings(profile, environment)
    const Connected = connectedExchange(Base, this.#hooks())
    return new Connected({
      ...settings,
      ...(credentials && { apiKey, secret }),
      ...(passphrase !== undefined && { password: passphrase }),
      timeout: timeoutMs,
      // So that it asks for its turn, which the rate budget gives.
      enableRateLimit: true,
      newUpdates: true,
      streaming: { keepAlive: PING_EVERY_MS, maxPingPongMisses: MISSED_PINGS },
      // Whoever watches waits before the next attempt.
      options: { ...settings.options, ws: { ...asOptions(settings.options['ws']), backoff: { base: 0 } } },
    })
  }

  #hooks(): ExchangeHooks {
    const { systemClock } = this.#options
    return {
      send: async (address, call) => this.#transport.send(address, call),
      takeTurn: async (cost) => {
        const { urgency } = this.#scopes.currentOr('GET').request
        await this.#budget.take(cost, urgency, this.#closing.signal)
      },
      venueNowMs: () => this.venueNowMs(),
      adopt: (client) => this.#sockets.adopt(client),
      call: async (method, act) => this.#calls.call(method, act),
      later: (delayMs, action) => void this.#owned.add(systemClock.setTimer(delayMs, action)),
      log: (parts) => this.#log(parts),
      noteRefusal: (error, answer) => this.#errors.noteRefusal(error, answer),
    }
  }

  #createClassifier(): ErrorClassifier {
    const { profile, environment, proxy } = this.#options
    return new ErrorClassifier({
      profile,
      environment,
      proxy: proxy === undefined ? undefined : shownHost(proxy),
      redaction: this.#redaction,
      clock: () => this.#clock.offset,
      wasKeyAccepted: () => this.#wasKeyAccepted,
      pausedUntilMs: () => this.#budget.view().pausedUntilMs ?? undefined,
    })
  }

  #createClock(): VenueClock {
    const { systemClock: clock, logger, profile } = this.#options
    return new VenueClock({
      clock,
      ask: async () => this.#askTime(),
      onMeasured: ({ offsetMs }) => {
        this.#budget.noteOffset(offsetMs)
        this.#tellStatus()
      },
      onFailed: (error) =>
        logger.warn('the clock of a venue could not be measured', {
          venue: profile.venueId,
          error: errorText(this.#errors.classify(error, CLOCK_REQUEST)),
        }),
    })
  }

  #ownBudget(): RateBudgetLease {
    const { systemClock, logger, proxy } = this.#options
    return new RateBudgets(systemClock, logger).lease({ profile: this.profile, addresses: [], proxy })
  }

  #createCalls(): VenueCalls {
    return new VenueCalls({
      scopes: this.#scopes,
      venueClock: this.#clock,
      isSigned: this.#options.credentials !== undefined,
      classify: (error, request) => this.#errors.classify(error, request),
    })
  }

  async #askTime(): Promise<ClockSample> {
    const scope: RequestScope = { request: CLOCK_REQUEST }
    const venueTimeMs = await this.#scopes.run(scope, async () => this.exchange.fetchTime())
    return { venueTimeMs: ensureDefined(venueTimeMs, "the venue's time"), ...ensureDefined(scope.timing, 'its answer') }
  }

  /** What every answer says beside what was asked. */
  #learn(answer: HttpAnswer, call: SentCall): void {
    const { credentials, systemClock } = this.#options
    const weight = usedWeightOf(answer, this.profile.rateLimit)
    if (weight !== undefined) this.#budget.noteUsedWeight(weight, call.sentAtMs)
    const pause = pauseOf(answer, systemClock, this.#clock.offset?.offsetMs ?? 0)
    if (pause) this.#budget.pause(pause)
    const isOfKey = credentials !== undefined && Object.values(call.headers).includes(credentials.apiKey)
    if (isOfKey && answer.status < REFUSED) this.#wasKeyAccepted = true
  }

  #explainStream(event: unknown): VenueError | EndpointError {
    const error = streamError(event)
    const answer = handshakeAnswer(error)
    if (answer && error instanceof Error) this.#errors.noteRefusal(error, answer)
    const explained = this.#errors.classify(error, STREAM_REQUEST)
    if (isClockOff(explained)) void this.#clock.refresh()
    return explained
  }

  #log(parts: readonly unknown[]): void {
    const words = this.#redaction.clean(parts.map(errorText).join(' '))
    this.#options.logger.warn('ccxt has something to say', { venue: this.profile.venueId, words })
  }

  #noteSocket(change: SocketChange): void {
    this.#socketChanges.fire(change)
    this.#tellStatus()
  }

  #tellStatus(): void {
    this.#statusChanges.fire(this.status())
  }
}

const REFUSED = 400

/** The pace at which ccxt itself would send on one socket, from what it knows of the exchange. */
function messageEveryMs(exchange: Exchange): number {
  const { cost } = asOptions((exchange.options as Readonly<Record<string, unknown>>)['ws'])
  return (exchange.rateLimit ?? 0) * (typeof cost === 'number' ? cost : 1)
}

function asOptions(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
