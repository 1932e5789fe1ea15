import { type Disposable, DisposableStore, type Event } from '../base/index.ts'
import type { EventBus } from '../bus/index.ts'
import type { Journal, JournalRecord, MarketEvent, OrderId, OrderTerms, VenueFact } from '../domain/index.ts'
import { LatencyWindow } from './latency-window.ts'
import { WindowCount } from './window-count.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Orders that wait for the venue's word; the oldest are given up, because they may never have been sent. */
const MAX_WAITING = 1_000

/** What is listened to while a session is open. */
export interface TradingSources {
  /** Heard before the session works on it. */
  readonly onMarketEvent: Event<MarketEvent>
  readonly onVenueFact: Event<VenueFact>
  readonly bus: EventBus
}

/** Counts what comes in and measures how long orders take, on a clock that never goes back. */
export class TradingWatch {
  /** From a strategy's market event to its order. */
  readonly candleToIntent = new LatencyWindow()
  /** From an order's intent to the venue's first word. */
  readonly orderAck = new LatencyWindow()
  /** From the journal's `append` to the disk. */
  readonly journalCommit = new LatencyWindow()
  readonly candles = new WindowCount(MINUTE_MS)
  readonly denials = new WindowCount(HOUR_MS)
  readonly rejections = new WindowCount(HOUR_MS)
  readonly #monotonicMs: () => number
  readonly #intendedAtMs = new Map<OrderId, number>()
  #marketEvents = 0
  #newsAtMs: number | undefined

  constructor(monotonicMs: () => number) {
    this.#monotonicMs = monotonicMs
  }

  /** Events of the market since the start. */
  get marketEvents(): number {
    return this.#marketEvents
  }

  follow({ onMarketEvent, onVenueFact, bus }: TradingSources): Disposable {
    const following = new DisposableStore()
    following.add(onMarketEvent((event) => this.#handleMarketEvent(event)))
    following.add(onVenueFact((fact) => this.#handleVenueFact(fact)))
    following.add(bus.subscribe('candle.stored', () => this.candles.add(this.#monotonicMs())))
    following.add(bus.subscribe('order.denied', () => this.denials.add(this.#monotonicMs())))
    return following
  }

  /** The journal with its times measured. */
  measured(journal: Journal): Journal {
    return {
      append: (record, onStored) => this.#append(journal, record, onStored),
      get pending() {
        return journal.pending
      },
      drained: () => journal.drained(),
      close: () => journal.close(),
    }
  }

  #append(journal: Journal, record: JournalRecord, onStored: () => void): void {
    const fromMs = this.#monotonicMs()
    journal.append(record, () => {
      const nowMs = this.#monotonicMs()
      this.journalCommit.add(nowMs, nowMs - fromMs)
      onStored()
    })
    if (record.fact.kind === 'orderIntended') this.#handleIntent(record.fact.terms, fromMs)
  }

  /** Order books come only while somebody looks at them, and nothing is decided by them. */
  #handleMarketEvent({ kind }: MarketEvent): void {
    if (kind === 'book') return
    this.#marketEvents += 1
    this.#newsAtMs = this.#monotonicMs()
  }

  #handleIntent({ orderId, source }: OrderTerms, nowMs: number): void {
    this.#intendedAtMs.set(orderId, nowMs)
    if (this.#intendedAtMs.size > MAX_WAITING) {
      for (const oldest of this.#intendedAtMs.keys()) {
        this.#intendedAtMs.delete(oldest)
        break
      }
    }
    if (source === 'strategy' && this.#newsAtMs !== undefined) {
      this.candleToIntent.add(nowMs, nowMs - this.#newsAtMs)
    }
  }

  #handleVenueFact({ kind, orderId }: VenueFact): void {
    const nowMs = this.#monotonicMs()
    if (kind === 'rejected') this.rejections.add(nowMs)
    const intendedAtMs = this.#intendedAtMs.get(orderId)
    if (intendedAtMs === undefined) return
    this.#intendedAtMs.delete(orderId)
    this.orderAck.add(nowMs, nowMs - intendedAtMs)
  }
}
