import type { StreamState } from '../../../../src-contract/index.ts'
import { type Disposable, Emitter, errorText, type Event, type TimeMs, toDisposable } from '../../../base/index.ts'
import { backOffMs } from './back-off.ts'
import type { PushSource, StreamLoopParts, StreamStatus } from './ports.ts'
import { Resync } from './resync.ts'
import { SilenceWatch } from './silence-watch.ts'

/** After so long without a failure a stream counts as subscribed, though nothing has come: the market may be quiet. */
export const SETTLE_MS = 2_000
/**
 * Longest wait for the venue's word that a subscription has ended, and for a connection to close. Where many streams go at
 * once, the messages wait for each other.
 */
export const RELEASE_TIMEOUT_MS = 15_000

/**
 * Keeps one stream of a venue going: watches again and again, connects anew with growing pauses when it fails, closes it
 * when it is silent for too long, and has what was missed fetched. Nothing that fails here is thrown.
 */
export class StreamLoop<News> implements Disposable {
  readonly #parts: StreamLoopParts<News>
  readonly #changes: Emitter<StreamStatus>
  /** Tells the connection of now from those before it, whose answers come too late. */
  #number = 0
  #state: StreamState = 'stopped'
  #sinceMs: TimeMs
  #newestMs: TimeMs | null = null
  #failures = 0
  #reconnects = 0
  #silences = 0
  #failure: string | null = null
  /** Of the connection of now. */
  #silence: SilenceWatch | undefined
  #resync: Resync | undefined
  #settling: Disposable | undefined
  #next: Disposable | undefined
  /** The end of a subscription that the venue has not confirmed yet. */
  #leaving: Promise<void> | undefined
  #hasNews = false
  /** The venue was asked for the stream, so that a subscription has to be ended. */
  #isWatching = false

  constructor(parts: StreamLoopParts<News>) {
    this.#parts = parts
    this.#sinceMs = parts.clock.nowMs()
    this.#changes = new Emitter((error) =>
      parts.logger.error('a listener to a stream failed', { stream: parts.name, error: errorText(error) }),
    )
  }

  /** The stream has another {@link StreamStatus.state}. */
  get onState(): Event<StreamStatus> {
    return this.#changes.event
  }

  view(): StreamStatus {
    return {
      name: this.#parts.name,
      kind: this.#parts.kind,
      instrumentId: this.#parts.instrumentId,
      state: this.#state,
      sinceMs: this.#sinceMs,
      failures: this.#failures,
      reconnects: this.#reconnects,
      silences: this.#silences,
      failure: this.#failure,
      newestMs: this.#newestMs,
    }
  }

  /** Begins; one that runs goes on. */
  start(): void {
    if (this.#state !== 'stopped') return
    this.#failures = 0
    this.#enter('connecting')
    // Its end would take a new subscription with it.
    if (this.#leaving) void this.#connectOnceLeft(this.#leaving, this.#number)
    else this.#connect(false)
  }

  /** Ends at once: no timer is left, and nothing that still comes is taken. */
  stop(): void {
    if (this.#state === 'stopped') return
    const wasWatching = this.#isWatching
    this.#disconnect()
    this.#enter('stopped')
    const { source } = this.#parts
    if (wasWatching && source.mode === 'stream' && source.unwatch) this.#leave(source.unwatch)
  }

  /** Closes the stream and opens it again at once, with what was missed meanwhile, as after the machine has slept. */
  renew(): void {
    if (this.#state === 'stopped') return
    this.#reconnect()
  }

  dispose(): void {
    this.stop()
  }

  /** One that fails has ended in another way. */
  #leave(unwatch: () => Promise<unknown>): void {
    const end = (): void => {
      if (this.#leaving === leaving) this.#leaving = undefined
    }
    const leaving = promised(unwatch).then(end, end)
    this.#leaving = leaving
  }

  async #connectOnceLeft(leaving: Promise<void>, number: number): Promise<void> {
    await this.#hasEnded(() => leaving)
    if (number === this.#number) this.#connect(false)
  }

  #connect(isAgain: boolean): void {
    const { source, resync } = this.#parts
    if (isAgain && resync) this.#resync = new Resync({ ...this.#parts, act: resync })
    if (source.mode === 'stream') this.#watchOver(source)
    this.#isWatching = true
    this.#ask(this.#number)
  }

  #watchOver({ staleAfterMs }: PushSource<News>): void {
    const { clock } = this.#parts
    this.#settling = clock.setTimer(SETTLE_MS, () => this.#handleSettled())
    if (staleAfterMs === undefined) return
    this.#silence = new SilenceWatch({ clock, limitMs: staleAfterMs, onSilent: () => this.#handleSilence() })
  }

  #disconnect(): void {
    this.#number++
    for (const part of [this.#silence, this.#resync, this.#settling, this.#next]) part?.dispose()
    this.#silence = undefined
    this.#resync = undefined
    this.#hasNews = false
    this.#isWatching = false
  }

  #ask(number: number): void {
    const { source } = this.#parts
    promised(source.mode === 'stream' ? source.watch : source.ask).then(
      (news) => this.#handleNews(number, news),
      (error: unknown) => this.#handleFailure(number, error),
    )
  }

  #handleNews(number: number, news: News): void {
    if (number !== this.#number) return
    this.#newestMs = this.#parts.clock.nowMs()
    this.#silence?.note()
    if (!this.#hasNews) this.#handleFirst()
    this.#take(news)
    // Whoever took it may have stopped the stream.
    if (number === this.#number) this.#goOn(number)
  }

  #goOn(number: number): void {
    const { source, clock } = this.#parts
    if (source.mode === 'stream') this.#ask(number)
    else this.#next = clock.setTimer(source.everyMs, () => this.#ask(number))
  }

  #handleFirst(): void {
    this.#hasNews = true
    this.#failures = 0
    this.#enter(this.#parts.source.mode === 'stream' ? 'live' : 'polling')
    this.#resync?.request()
  }

  #handleSettled(): void {
    if (this.#hasNews) return
    // What was silent for too long has to speak before it is trusted again.
    if (this.#state !== 'stale') this.#enter('live')
    this.#resync?.request()
  }

  #handleFailure(number: number, error: unknown): void {
    if (number !== this.#number) return
    const { name, clock, random, logger, explain } = this.#parts
    this.#disconnect()
    this.#failures++
    this.#failure = explain(error)
    const delayMs = backOffMs(this.#failures, random)
    logger.info('a stream failed', { stream: name, error: this.#failure, failures: this.#failures, delayMs })
    this.#next = clock.setTimer(delayMs, () => this.#connectAgain())
    this.#enter('reconnecting')
  }

  #handleSilence(): void {
    const { name, source, logger } = this.#parts
    if (source.mode !== 'stream') return
    this.#silences++
    this.#failure = `Nothing has come for ${(source.staleAfterMs ?? 0) / 1_000} s.`
    logger.info('a stream is silent and is opened anew', { stream: name, silences: this.#silences })
    this.#reconnect()
    this.#enter('stale')
  }

  #reconnect(): void {
    const { source } = this.#parts
    const isOpen = this.#isWatching && source.mode === 'stream'
    this.#disconnect()
    if (!isOpen) this.#connectAgain()
    else void this.#reconnectOnceReleased(source, this.#number)
  }

  async #reconnectOnceReleased(source: PushSource<News>, number: number): Promise<void> {
    await this.#release(source)
    if (number === this.#number) this.#connectAgain()
  }

  #connectAgain(): void {
    this.#reconnects++
    this.#connect(true)
  }

  /**
   * A venue that does not even say that a subscription has ended is not there any more, so that the connection is closed. One
   * that failed to is: the subscription has ended with its connection.
   */
  async #release({ unwatch, drop }: PushSource<News>): Promise<void> {
    if (unwatch === undefined || !(await this.#hasEnded(unwatch))) await this.#hasEnded(drop)
  }

  /** Whether it came to an end in time, well or not. */
  async #hasEnded(act: () => Promise<unknown>): Promise<boolean> {
    const waiting = Promise.withResolvers<boolean>()
    const timer = this.#parts.clock.setTimer(RELEASE_TIMEOUT_MS, () => waiting.resolve(false))
    const giveUp = toDisposable(() => {
      timer.dispose()
      waiting.resolve(true)
    })
    this.#next = giveUp
    const end = (): boolean => true
    const hasEnded = await Promise.race([promised(act).then(end, end), waiting.promise])
    giveUp.dispose()
    return hasEnded
  }

  #take(news: News): void {
    const { name, take, logger } = this.#parts
    try {
      take(news)
    } catch (error) {
      logger.error('news of a stream could not be taken', { stream: name, error: errorText(error) })
    }
  }

  #enter(state: StreamState): void {
    if (state === this.#state) return
    this.#state = state
    this.#sinceMs = this.#parts.clock.nowMs()
    this.#changes.fire(this.view())
  }
}

/** Also what it throws at once becomes a rejection. */
async function promised<T>(act: () => Promise<T>): Promise<T> {
  return act()
}
