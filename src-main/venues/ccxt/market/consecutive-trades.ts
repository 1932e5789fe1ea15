import type { Clock, Disposable, Random } from '../../../base/index.ts'
import { backOffMs } from '../streams/back-off.ts'
import type { NumberedTrade } from './readers.ts'
import type { DeliverTrade, TradeLine } from './trade-line.ts'

/** A trade that another has overtaken may still come within this time. */
export const OVERTAKEN_MS = 250
/** Trades of one answer. */
export const TRADES_PER_REQUEST = 1_000
/** Longest way that is caught up; a longer one is left out. */
const MOST_MISSING = 10_000
/** Questions that are answered without a trade before it is left out. */
const MOST_QUESTIONS = 5
/** Trades wait no longer than this for those before them where the venue cannot be asked: prices have to go on. */
export const LONGEST_WAIT_MS = 60_000

export interface ConsecutiveTradesParts {
  readonly clock: Clock
  readonly random: Random
  /** Up to {@link TRADES_PER_REQUEST} trades from this number on, oldest first. */
  readonly fetchFrom: (id: number) => Promise<readonly NumberedTrade[]>
  readonly deliver: DeliverTrade
  /** Trades from the one number up to the other, exclusive, never came. */
  readonly onMissing: (fromId: number, toId: number) => void
}

/**
 * Trades of a venue that numbers them without a hole: delivered in the order of their numbers, each once. Where one is
 * missing, those after it wait until it has come late or was asked for.
 */
export class ConsecutiveTrades implements TradeLine {
  readonly #parts: ConsecutiveTradesParts
  readonly #waiting = new Map<number, NumberedTrade>()
  #next: number | undefined
  #asking: Promise<void> | undefined
  #questions = 0
  #heldSinceMs: number | undefined
  #timer: Disposable | undefined
  /** Answers to questions from before a stop come too late. */
  #run = 0

  constructor(parts: ConsecutiveTradesParts) {
    this.#parts = parts
  }

  take(trades: readonly NumberedTrade[]): void {
    const run = this.#run
    for (const trade of trades) this.#add(trade)
    if (run === this.#run) this.#release()
    if (run === this.#run && this.#waiting.size > 0) this.#lookLater(OVERTAKEN_MS)
  }

  async resync(): Promise<void> {
    if (this.#next === undefined) return
    await this.#ask()
    if (this.#waiting.size > 0) this.#lookLater(OVERTAKEN_MS)
  }

  stop(): void {
    this.#run++
    this.#timer?.dispose()
    this.#timer = undefined
    this.#waiting.clear()
    this.#next = undefined
    this.#questions = 0
    this.#heldSinceMs = undefined
  }

  #add(trade: NumberedTrade): void {
    const id = Number(trade.id)
    this.#next ??= id
    if (id >= this.#next) this.#waiting.set(id, trade)
  }

  #release(): void {
    const run = this.#run
    for (let found = this.#take(); found && run === this.#run; found = this.#take()) {
      this.#questions = 0
      this.#heldSinceMs = undefined
      this.#parts.deliver(found.trade)
    }
  }

  #take(): NumberedTrade | undefined {
    if (this.#next === undefined) return undefined
    const found = this.#waiting.get(this.#next)
    if (found) {
      this.#waiting.delete(this.#next)
      this.#next++
    }
    return found
  }

  #lookLater(delayMs: number): void {
    this.#timer ??= this.#parts.clock.setTimer(delayMs, () => {
      this.#timer = undefined
      void this.#look()
    })
  }

  async #look(): Promise<void> {
    if (this.#waiting.size === 0) return
    if (this.#asking) {
      this.#lookLater(OVERTAKEN_MS)
      return
    }
    const run = this.#run
    const hasAnswered = await this.#ask().then(
      () => true,
      () => false,
    )
    if (run === this.#run && this.#waiting.size > 0) this.#handleHole(hasAnswered)
  }

  #handleHole(hasAnswered: boolean): void {
    const { clock, random } = this.#parts
    this.#questions++
    this.#heldSinceMs ??= clock.nowMs()
    const isGivenUp = hasAnswered
      ? this.#questions >= MOST_QUESTIONS
      : clock.nowMs() - this.#heldSinceMs >= LONGEST_WAIT_MS
    if (isGivenUp) this.#leaveOut()
    else this.#lookLater(backOffMs(this.#questions, random))
  }

  /** Goes on with the first one that is there. */
  #leaveOut(): void {
    const fromId = this.#next ?? 0
    this.#next = Math.min(...this.#waiting.keys())
    this.#parts.onMissing(fromId, this.#next)
    this.#release()
    if (this.#waiting.size > 0) this.#lookLater(OVERTAKEN_MS)
  }

  /** Whoever asks while it is asked waits for the same answer. */
  #ask(): Promise<void> {
    this.#asking ??= this.#fetch().finally(() => {
      this.#asking = undefined
    })
    return this.#asking
  }

  /** From the first missing one on, until there are no more. */
  async #fetch(): Promise<void> {
    const run = this.#run
    for (let fetched = 0; fetched < MOST_MISSING; fetched += TRADES_PER_REQUEST) {
      const before = this.#next
      if (before === undefined) return
      const trades = await this.#parts.fetchFrom(before)
      if (run !== this.#run) return
      for (const trade of trades) this.#add(trade)
      this.#release()
      if (trades.length < TRADES_PER_REQUEST || this.#next === before) return
    }
    if (run === this.#run) this.#giveUpTheRest()
  }

  #giveUpTheRest(): void {
    if (this.#waiting.size > 0) this.#leaveOut()
    // Nothing has come since: whatever comes next begins anew.
    else this.#next = undefined
  }
}
