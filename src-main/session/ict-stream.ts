import type { IctRecordView } from '../../src-contract/index.ts'
import { Emitter, type Event } from '../base/index.ts'
import type { Candle, InstrumentId, Timeframe } from '../domain/index.ts'
import { type IctRecord, isEnded } from '../indicators/index.ts'
import type { CandleStore } from '../market-data/index.ts'
import { type BarTaker, BarTrack } from './bar-track.ts'
import { ICT_WARM_UP_BARS, IctState, settledFrom } from './ict-state.ts'
import type { Series } from './series.ts'

/** Newest ended records that a stream keeps in memory. */
export const ENDED_IN_MEMORY = 500

/**
 * How far the ended records of a series are in the store; outlives its streams. Up to there the store knows best: what a later
 * warm-up finds begins with other bars, and may know less of what was before them.
 */
export interface IctStorage {
  storedUpToMs: number
  /** The store could not keep what was put: it will keep nothing any more. */
  hasRefused?: boolean
}

export interface IctStreamPorts {
  readonly candles: CandleStore
  readonly onError: (error: unknown) => void
  readonly storage: IctStorage
}

/**
 * The ICT records of one series, found once however many follow them. Those that have ended go to the store; the newest of
 * them also stay here, so that a store that cannot be written costs nothing at first. Where the detectors throw, nothing more is found.
 */
export class IctStream implements Series, BarTaker {
  readonly instrumentId: InstrumentId
  readonly timeframe: Timeframe
  readonly state: IctState
  readonly #ports: IctStreamPorts
  readonly #track: BarTrack
  readonly #records: Emitter<IctRecordView>
  /** By id, the newest last. */
  readonly #ended = new Map<string, IctRecord>()
  #unstored: IctRecord[] = []
  #hasFailed = false
  #hasRestarted = false

  constructor(series: Series, ports: IctStreamPorts) {
    this.instrumentId = series.instrumentId
    this.timeframe = series.timeframe
    this.state = new IctState(series)
    this.#ports = ports
    this.#records = new Emitter(ports.onError)
    this.#track = new BarTrack({ series, candles: ports.candles, warmUpBars: ICT_WARM_UP_BARS, taker: this })
  }

  /** Each record that is published or gets a later time, as it stands then. It goes to every listener and must not be changed. */
  get onRecord(): Event<IctRecordView> {
    return this.#records.event
  }

  /** The newest ended records that were found while it was open, and those that are active. They go on to change. */
  *inMemory(): Iterable<IctRecord> {
    yield* this.#ended.values()
    yield* this.state.active()
  }

  markStale(): void {
    this.#track.markStale()
  }

  catchUp(): void {
    this.#guard(() => this.#track.catchUp())
  }

  handleClosed(candle: Candle): void {
    this.#guard(() => this.#track.handleClosed(candle))
  }

  take(candle: Candle, _gap: boolean, isNews: boolean): void {
    this.state.take(candle)
    const isUnstored = candle.openTimeMs > this.#ports.storage.storedUpToMs
    for (const record of this.state.news) {
      if (isUnstored && isEnded(record)) this.#keepEnded(record)
      if (isNews && this.#records.listenerCount > 0) this.#records.fire({ ...record })
    }
  }

  restart(warmUp: readonly Candle[]): void {
    this.#ended.clear()
    this.state.restart(settledFrom(warmUp))
    this.#hasRestarted = true
  }

  #keepEnded(record: IctRecord): void {
    this.#unstored.push(record)
    this.#ended.set(record.id, record)
    if (this.#ended.size <= ENDED_IN_MEMORY) return
    for (const oldest of this.#ended.keys()) {
      this.#ended.delete(oldest)
      return
    }
  }

  #guard(step: () => void): void {
    if (this.#hasFailed) return
    try {
      step()
      this.#store()
      this.#tellRestart()
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Nobody may act on records that nothing follows any more; what was found can still be asked for. */
  #fail(error: unknown): void {
    this.#hasFailed = true
    for (const record of this.state.active()) this.#ended.set(record.id, record)
    this.state.restart(Infinity)
    this.#ports.onError(error)
  }

  /** Who listens hears of what was found in a new warm-up, too. */
  #tellRestart(): void {
    if (!this.#hasRestarted) return
    this.#hasRestarted = false
    if (this.#records.listenerCount === 0) return
    for (const record of this.inMemory()) this.#records.fire({ ...record })
  }

  /** A whole warm-up at once. */
  #store(): void {
    const { candles, storage } = this.#ports
    const unstored = this.#unstored
    this.#unstored = []
    if (unstored.length > 0 && !candles.ictRecords.put(this.instrumentId, this.timeframe, unstored))
      storage.hasRefused = true
    // What a failed file did not take is found anew by the next stream.
    if (storage.hasRefused === true) return
    storage.storedUpToMs = Math.max(storage.storedUpToMs, this.#track.last?.openTimeMs ?? 0)
  }
}
