import { describe, expect, it } from 'vitest'
import { Emitter, timeMs } from '../base/index.ts'
import { EventBus } from '../bus/index.ts'
import {
  type Candle,
  type EventMap,
  instrumentId,
  type Journal,
  type JournalRecord,
  type MarketEvent,
  orderId,
  type OrderTerms,
  venueId,
  type VenueFact,
} from '../domain/index.ts'
import { TradingWatch } from './trading-watch.ts'

const ABC = instrumentId(venueId('test'), 'ABC')
const QUOTE: MarketEvent = {
  kind: 'quote',
  instrumentId: ABC,
  quote: { timeMs: timeMs(1), bid: 1, bidSize: 1, ask: 2, askSize: 1 },
}
const CANDLE: Candle = { openTimeMs: timeMs(0), open: 1, high: 1, low: 1, close: 1, volume: 1 }

/** A journal whose disk a test moves. */
class HandJournal implements Journal {
  readonly records: JournalRecord[] = []
  readonly waiting: (() => void)[] = []
  isBroken = false

  get pending(): number {
    return this.waiting.length
  }

  append(record: JournalRecord, onStored: () => void): void {
    if (this.isBroken) throw new Error('the disk is full')
    this.records.push(record)
    this.waiting.push(onStored)
  }

  async drained(): Promise<void> {
    for (const onStored of this.waiting.splice(0)) onStored()
  }

  async close(): Promise<void> {
    await this.drained()
  }
}

function openWatch() {
  const onError = (error: unknown): void => {
    throw error
  }
  let nowMs = 1_000
  const market = new Emitter<MarketEvent>(onError)
  const facts = new Emitter<VenueFact>(onError)
  const bus = new EventBus(onError)
  const watch = new TradingWatch(() => nowMs)
  const inner = new HandJournal()
  const following = watch.follow({ onMarketEvent: market.event, onVenueFact: facts.event, bus })
  return {
    watch,
    market,
    facts,
    bus,
    inner,
    journal: watch.measured(inner),
    following,
    now: () => nowMs,
    wait: (durationMs: number) => void (nowMs += durationMs),
  }
}

function intended(id: string, source: OrderTerms['source'] = 'strategy'): JournalRecord {
  const terms = { orderId: orderId(id), source } as OrderTerms
  return { fact: { kind: 'orderIntended', terms, timeMs: timeMs(1) } }
}

function accepted(id: string): VenueFact {
  return { kind: 'accepted', orderId: orderId(id), venueOrderId: `v-${id}` as never, timeMs: timeMs(1) }
}

describe('the watch over trading', () => {
  it('measures from the market event to the order of a strategy, and of nobody else', () => {
    const { watch, market, journal, wait, now } = openWatch()
    market.fire(QUOTE)
    wait(3)
    journal.append(intended('wh-1'), () => undefined)
    wait(500)
    journal.append(intended('wh-2', 'hand'), () => undefined)
    expect(watch.candleToIntent.percentileMs(1, now())).toBe(3)
  })

  it("measures from an order's intent to the venue's first word", async () => {
    const { watch, facts, journal, wait, now } = openWatch()
    journal.append(intended('wh-1', 'hand'), () => undefined)
    wait(12)
    await journal.drained()
    wait(30)
    facts.fire(accepted('wh-1'))
    expect(watch.orderAck.percentileMs(1, now())).toBe(42)
    wait(1_000)
    facts.fire({ kind: 'cancelled', orderId: orderId('wh-1'), reason: 'by hand', timeMs: timeMs(2) })
    facts.fire(accepted('of another run'))
    expect(watch.orderAck.percentileMs(1, now())).toBe(42)
  })

  it('measures how long the journal takes, and leaves it as it is', async () => {
    const { watch, inner, journal, wait, now } = openWatch()
    const stored: string[] = []
    const record = intended('wh-1')
    journal.append(record, () => stored.push('wh-1'))
    expect({ pending: journal.pending, records: inner.records }).toEqual({ pending: 1, records: [record] })
    wait(8)
    await journal.drained()
    expect(stored).toEqual(['wh-1'])
    expect(watch.journalCommit.percentileMs(1, now())).toBe(8)
    inner.isBroken = true
    expect(() => journal.append(record, () => undefined)).toThrow('the disk is full')
  })

  it('counts what comes in', () => {
    const { watch, market, facts, bus, now } = openWatch()
    market.fire(QUOTE)
    market.fire(QUOTE)
    market.fire({ kind: 'book', instrumentId: ABC, book: { timeMs: timeMs(1), bids: [], asks: [] } })
    bus.publish('candle.stored', { instrumentId: ABC, timeframe: '1m', candle: CANDLE })
    bus.publish('order.denied', {} as EventMap['order.denied'])
    facts.fire({ kind: 'rejected', orderId: orderId('wh-1'), reason: 'margin', timeMs: timeMs(1) })
    expect(watch.marketEvents).toBe(2)
    expect([watch.candles, watch.denials, watch.rejections].map((count) => count.total(now()))).toEqual([1, 1, 1])
  })

  it('hears no more once it is disposed of', () => {
    const { watch, market, facts, bus, following, now } = openWatch()
    following.dispose()
    market.fire(QUOTE)
    facts.fire({ kind: 'rejected', orderId: orderId('wh-1'), reason: 'margin', timeMs: timeMs(1) })
    bus.publish('candle.stored', { instrumentId: ABC, timeframe: '1m', candle: CANDLE })
    expect([watch.marketEvents, watch.rejections.total(now()), watch.candles.total(now())]).toEqual([0, 0, 0])
  })

  it('remembers a thousand orders without an answer, and gives up the oldest beyond', () => {
    const { watch, facts, journal, wait, now } = openWatch()
    for (let index = 0; index <= 1_000; index += 1) journal.append(intended(`wh-${index}`), () => undefined)
    wait(5)
    facts.fire(accepted('wh-0'))
    expect(watch.orderAck.percentileMs(1, now())).toBeNull()
    facts.fire(accepted('wh-1'))
    expect(watch.orderAck.percentileMs(1, now())).toBe(5)
  })
})
