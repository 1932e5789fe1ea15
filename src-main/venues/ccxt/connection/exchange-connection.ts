import type { Exchange } from 'ccxt'
import { type Disposable, Emitter, type Event, errorText, type TimeMs, timeMs } from '../../../base/index.ts'
import type { VenueProfile } from '../profiles/venue-profile.ts'
import { loadExchangeClass } from './load-exchange.ts'
import type { ClockOffset, ConnectionStatus, ExchangeConnectionOptions, SocketChange } from './ports.ts'
import { VenueError } from './venue-error.ts'
import type { VenueRequest } from './venue-request.ts'

/**
 * One account's way to an exchange, or the way of those who only look. Market and trading side share it, and with it the
 * rate budget, the clock and the hosts.
 */
export class ExchangeConnection implements Disposable {
  readonly profile: VenueProfile
  /** For `watch` methods, parsing and symbols. Requests go through {@link request}. */
  readonly exchange: Exchange
  readonly #options: ExchangeConnectionOptions
  readonly #socketChanges: Emitter<SocketChange>
  readonly #statusChanges: Emitter<ConnectionStatus>

  private constructor(options: ExchangeConnectionOptions, exchange: Exchange) {
    this.profile = options.profile
    this.exchange = exchange
    this.#options = options
    const onError = (error: unknown): void =>
      options.logger.error('a listener to a venue connection failed', { error: errorText(error) })
    this.#socketChanges = new Emitter(onError)
    this.#statusChanges = new Emitter(onError)
  }

  /** Loads the exchange's file and makes its instance; nothing is sent. */
  static async open(options: ExchangeConnectionOptions): Promise<ExchangeConnection> {
    const ExchangeOf = await loadExchangeClass(options.profile.exchange)
    const exchange = new ExchangeOf({
      ...(options.credentials ?? {}),
      timeout: options.timeoutMs,
      enableRateLimit: false,
      newUpdates: true,
      options: options.profile.options,
    })
    return new ExchangeConnection(options, exchange)
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
      return await act(this.exchange)
    } catch (error) {
      throw new VenueError({
        kind: 'refused',
        what: `The request to ${request.name} failed: ${errorText(error)}.`,
        advice: 'Try again.',
        isOutcomeUnknown: true,
        cause: error,
      })
    }
  }

  /** The venue's time, as far as it was measured. */
  venueNowMs(): TimeMs {
    return timeMs(this.#options.systemClock.nowMs() + (this.status().clock?.offsetMs ?? 0))
  }

  /** Asks the venue for its time. @throws VenueError */
  async measureClock(): Promise<ClockOffset> {
    throw new Error('not there')
  }

  status(): ConnectionStatus {
    throw new Error('not there')
  }

  /** Closes the sockets of the named part, or all: whoever watches is told and begins anew. */
  async dropSockets(_part?: string): Promise<void> {
    await this.exchange.close()
  }

  /** Closes everything; what waits is refused. */
  async close(): Promise<void> {
    await this.exchange.close()
  }

  dispose(): void {
    void this.close()
  }
}
