import { type Disposable, DisposableStore, Emitter, errorText, type Event } from '../../../base/index.ts'
import type { VenueConnection } from '../../../domain/index.ts'
import type { StreamPorts, StreamStatus } from '../streams/ports.ts'
import { StreamLoop } from '../streams/stream-loop.ts'
import type { AccountEvent, AccountStreamSource } from './order-gateway.ts'

/** Pause before a subscription that could not be kept alive is tried again. */
const KEEP_ALIVE_RETRY_MS = 60_000

export interface AccountStreamParts extends StreamPorts {
  readonly source: AccountStreamSource
  readonly onEvent: (event: AccountEvent) => void
}

/**
 * The stream of the account, which says when it is lost and when it is there again. Whoever needs what came in between has
 * to ask the venue.
 */
export class AccountStream implements Disposable {
  readonly #parts: AccountStreamParts
  readonly #loop: StreamLoop<unknown>
  readonly #connections: Emitter<VenueConnection>
  readonly #owned = new DisposableStore()
  #isOpen = false
  #isConnected = false
  /** Tells the subscription of now from those before it, whose ends come too late. */
  #number = 0
  #keepAlive: Disposable | undefined
  #firstWord: (() => void) | undefined

  constructor(parts: AccountStreamParts) {
    const { source, logger } = parts
    this.#parts = parts
    this.#connections = new Emitter((error) =>
      logger.error('a listener to the stream of an account failed', { error: errorText(error) }),
    )
    this.#loop = new StreamLoop({
      ...parts,
      name: 'the account',
      kind: 'account',
      instrumentId: undefined,
      source: { mode: 'stream', watch: () => this.#watch(), drop: () => source.drop() },
      // What comes is taken from the frames themselves.
      take: () => undefined,
    })
    this.#owned.add(source)
    this.#owned.add(this.#loop)
    this.#owned.add(source.listen((event) => this.#handle(event)))
  }

  get onConnection(): Event<VenueConnection> {
    return this.#connections.event
  }

  view(): StreamStatus {
    return this.#loop.view()
  }

  /** Begins, and resolves once the stream is there, or could not be opened at the first attempt: then it goes on trying. */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.#firstWord = resolve
      this.#loop.start()
    })
  }

  stop(): void {
    this.#close()
    this.#isConnected = false
    this.#loop.stop()
    this.#parts.source
      .drop()
      .catch((error: unknown) => this.#warn('the stream of the account could not be closed', error))
  }

  /** Opens it anew at once. */
  renew(reason: string): void {
    this.#interrupt(reason)
    this.#loop.renew()
  }

  dispose(): void {
    this.stop()
    this.#owned.dispose()
  }

  async #watch(): Promise<unknown> {
    const number = this.#number
    try {
      if (this.#isOpen) return await this.#parts.source.watch()
      await this.#parts.source.open()
      if (number === this.#number) this.#handleOpen()
      return undefined
    } catch (error) {
      if (number === this.#number) this.#interrupt(this.#parts.explain(error))
      throw error
    }
  }

  #handleOpen(): void {
    this.#isOpen = true
    this.#isConnected = true
    this.#keepAliveIn(this.#parts.source.keepAlive?.everyMs)
    this.#connections.fire({ kind: 'connected', timeMs: this.#parts.clock.nowMs() })
    this.#answerStart()
  }

  #interrupt(reason: string): void {
    const wasFirst = this.#firstWord !== undefined
    const wasConnected = this.#isConnected
    this.#close()
    this.#isConnected = false
    if (wasConnected || wasFirst)
      this.#connections.fire({ kind: 'interrupted', reason, timeMs: this.#parts.clock.nowMs() })
    this.#answerStart()
  }

  #answerStart(): void {
    this.#firstWord?.()
    this.#firstWord = undefined
  }

  #close(): void {
    this.#number++
    this.#isOpen = false
    this.#keepAlive?.dispose()
    this.#keepAlive = undefined
  }

  #handle(event: AccountEvent): void {
    if (event.kind === 'lost') this.renew(event.reason)
    else this.#parts.onEvent(event)
  }

  #keepAliveIn(delayMs: number | undefined): void {
    if (delayMs === undefined) return
    this.#keepAlive = this.#parts.clock.setTimer(delayMs, () => void this.#keep())
  }

  /** One that the venue no longer knows is closed by it as well; until then the next attempt may succeed. */
  async #keep(): Promise<void> {
    const { source } = this.#parts
    try {
      await source.keepAlive?.act()
      if (this.#isOpen) this.#keepAliveIn(source.keepAlive?.everyMs)
    } catch (error) {
      this.#warn('the stream of the account could not be kept alive', error)
      if (this.#isOpen) this.#keepAliveIn(KEEP_ALIVE_RETRY_MS)
    }
  }

  #warn(message: string, error: unknown): void {
    this.#parts.logger.warn(message, { error: this.#parts.explain(error) })
  }
}
