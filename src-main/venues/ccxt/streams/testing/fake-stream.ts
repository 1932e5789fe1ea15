import { SeededRandom, silentLogger } from '../../../../base/index.ts'
import { instrumentId, venueId } from '../../../../domain/index.ts'
import type { StreamLoopParts, StreamStatus } from '../ports.ts'
import { StreamLoop } from '../stream-loop.ts'
import { CountingClock } from './counting-clock.ts'

export const STALE_AFTER_MS = 30_000

/** Everything that waits in promises is done. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve()
}

/** A venue with one stream of words, which a test plays. */
export class FakeStream {
  readonly clock = new CountingClock(1_000_000)
  readonly taken: string[] = []
  readonly states: string[] = []
  readonly drops: number[] = []
  resyncs = 0
  watches = 0
  unwatches = 0
  /** What the next gap fill does. */
  resync: () => Promise<void> = () => Promise.resolve()
  /** What the venue answers to the end of a subscription; unset, nothing. */
  unwatch: () => Promise<unknown> = () => Promise.resolve()
  readonly loop: StreamLoop<string>
  #pending: PromiseWithResolvers<string> | undefined

  constructor(overrides: Partial<StreamLoopParts<string>> = {}) {
    this.loop = new StreamLoop<string>({
      name: 'words',
      kind: 'trades',
      instrumentId: instrumentId(venueId('binance'), 'BTC-USDT'),
      source: {
        mode: 'stream',
        watch: () => this.#watch(),
        unwatch: () => {
          this.unwatches++
          return this.unwatch()
        },
        drop: async () => {
          this.drops.push(this.clock.nowMs())
        },
        staleAfterMs: STALE_AFTER_MS,
      },
      take: (word) => this.taken.push(word),
      resync: () => {
        this.resyncs++
        return this.resync()
      },
      clock: this.clock,
      random: new SeededRandom(1),
      logger: silentLogger,
      explain: (error) => (error as Error).message,
      ...overrides,
    })
    this.loop.onState(({ state }) => this.states.push(state))
  }

  get isWatched(): boolean {
    return this.#pending !== undefined
  }

  get view(): StreamStatus {
    return this.loop.view()
  }

  async say(word: string): Promise<void> {
    this.#take()?.resolve(word)
    await settled()
  }

  async fail(reason = 'cut'): Promise<void> {
    this.#take()?.reject(new Error(reason))
    await settled()
  }

  async pass(durationMs: number): Promise<void> {
    this.clock.advanceBy(durationMs)
    await settled()
  }

  #take(): PromiseWithResolvers<string> | undefined {
    const pending = this.#pending
    this.#pending = undefined
    return pending
  }

  #watch(): Promise<string> {
    this.watches++
    this.#pending = Promise.withResolvers<string>()
    return this.#pending.promise
  }
}
