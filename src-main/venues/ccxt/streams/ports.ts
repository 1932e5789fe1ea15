import type { StreamKind, StreamView } from '../../../../src-contract/index.ts'
import type { Clock, Logger, Random, TimeMs } from '../../../base/index.ts'
import type { InstrumentId } from '../../../domain/index.ts'

/** A stream of a venue, as far as it knows itself. */
export interface StreamStatus extends Omit<StreamView, 'connection' | 'instrumentId' | 'sinceMs'> {
  /** Such as "trades of BTC-USDT". */
  readonly name: string
  /** Undefined: it is about the whole account. */
  readonly instrumentId: InstrumentId | undefined
  readonly sinceMs: TimeMs
  /** When the newest news came; null before the first. */
  readonly newestMs: TimeMs | null
}

/** What the venue sends by itself. */
export interface PushSource<News> {
  readonly mode: 'stream'
  /** Subscribes where that is not done, and resolves with what is new. Called again as soon as it has resolved. */
  readonly watch: () => Promise<News>
  /** Ends the subscription, and resolves once the venue has said so; absent where the venue cannot. */
  readonly unwatch?: () => Promise<unknown>
  /** Closes the connection that it comes through, as the last resort against one that is silent. */
  readonly drop: () => Promise<void>
  /** Silence after which the stream counts as dead; absent where silence is ordinary, as of an account's orders. */
  readonly staleAfterMs?: number
}

/** What the venue has to be asked for. */
export interface PollSource<News> {
  readonly mode: 'polling'
  readonly ask: () => Promise<News>
  /** From an answer to the next question. */
  readonly everyMs: number
}

export interface StreamPorts {
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  /** What an error says, without secrets. */
  readonly explain: (error: unknown) => string
}

export interface StreamLoopParts<News> extends StreamPorts {
  readonly name: string
  readonly kind: StreamKind
  /** Undefined where it is about the whole account. */
  readonly instrumentId: InstrumentId | undefined
  readonly source: PushSource<News> | PollSource<News>
  /** Takes what came, in the order it came. What it throws is logged, and the stream goes on. */
  readonly take: (news: News) => void
  /**
   * Asks the venue for what the stream may have missed: after every connect but the first, once the subscription can be
   * counted on, and again with the first news after it. Never twice at once; a failed one is tried again. News go to
   * {@link take} meanwhile, so that whoever takes them has to put both in order.
   */
  readonly resync?: () => Promise<void>
}
