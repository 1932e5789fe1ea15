import { type Disposable, toDisposable } from '../base/index.ts'
import type { InstrumentId, Timeframe } from '../domain/index.ts'
import type { Series } from './series.ts'

const NONE: readonly never[] = []
const NO_TIMEFRAMES: ReadonlyMap<Timeframe, readonly never[]> = new Map()

/** What somebody uses, until he gives it back. */
export interface Lease<Feed> extends Disposable {
  readonly feed: Feed
}

interface Entry<Feed> {
  readonly feed: Feed
  users: number
}

/**
 * Feeds that are made for their first user, shared by key, and dropped with the last one. They are found by instrument and
 * timeframe without looking at any other.
 */
export class SharedFeeds<Feed extends Series> {
  readonly #entries = new Map<string, Entry<Feed>>()
  /** Lists are replaced and never changed, so that one may be walked while users come and go. */
  readonly #series = new Map<InstrumentId, Map<Timeframe, readonly Feed[]>>()

  get size(): number {
    return this.#entries.size
  }

  /** The feed of this key, made where there is none. What `create` throws goes to the caller and leaves nothing behind. */
  lease(key: string, create: () => Feed): Lease<Feed> {
    const entry = this.#entries.get(key) ?? this.#open(key, create())
    entry.users++
    const release = toDisposable(() => {
      entry.users--
      if (entry.users === 0) this.#close(key, entry.feed)
    })
    return { feed: entry.feed, dispose: () => release.dispose() }
  }

  *all(): Iterable<Feed> {
    for (const { feed } of this.#entries.values()) yield feed
  }

  of(instrumentId: InstrumentId, timeframe: Timeframe): readonly Feed[] {
    return this.#series.get(instrumentId)?.get(timeframe) ?? NONE
  }

  /** Feeds of the instrument by timeframe; a timeframe without any may have an empty list. */
  ofInstrument(instrumentId: InstrumentId): ReadonlyMap<Timeframe, readonly Feed[]> {
    return this.#series.get(instrumentId) ?? NO_TIMEFRAMES
  }

  #open(key: string, feed: Feed): Entry<Feed> {
    const { instrumentId, timeframe } = feed
    const entry = { feed, users: 0 }
    this.#entries.set(key, entry)
    const timeframes = this.#series.get(instrumentId) ?? new Map<Timeframe, readonly Feed[]>()
    this.#series.set(instrumentId, timeframes)
    timeframes.set(timeframe, [...(timeframes.get(timeframe) ?? NONE), feed])
    return entry
  }

  #close(key: string, feed: Feed): void {
    this.#entries.delete(key)
    const timeframes = this.#series.get(feed.instrumentId)
    timeframes?.set(
      feed.timeframe,
      this.of(feed.instrumentId, feed.timeframe).filter((other) => other !== feed),
    )
  }
}
