import { describe, expect, it } from 'vitest'
import { type Disposable, timeMs, toDisposable } from '../base/index.ts'
import type { BookLevel, InstrumentId, OrderBook, Trade } from '../domain/index.ts'
import { OrderFlow } from './order-flow.ts'
import { BTC, ETH } from './testing/candles.ts'
import { FakeVenue } from './testing/fake-venue.ts'
import { RecordingLogger } from './testing/recording-logger.ts'
import { TAPE_LENGTH } from './trade-tape.ts'

const trade = (atMs: number): Trade => ({ timeMs: timeMs(atMs), price: 100, quantity: 1, takerSide: 'buy' })
const book = (atMs: number, ...bids: BookLevel[]): OrderBook => ({ timeMs: timeMs(atMs), bids, asks: [[101, 1]] })

/** A venue with books, which delivers the one that stands as soon as it is asked. */
class BookVenue extends FakeVenue {
  readonly watched: InstrumentId[] = []
  onWatch: () => void = () => undefined

  watchBook(instrumentId: InstrumentId): Disposable {
    this.watched.push(instrumentId)
    this.onWatch()
    return toDisposable(() => this.watched.splice(this.watched.indexOf(instrumentId), 1))
  }
}

function create() {
  const venue = new BookVenue()
  const logger = new RecordingLogger()
  const flow = new OrderFlow({ venue, logger })
  venue.onWatch = () => flow.handleBook(BTC, book(1, [100, 1]))
  return { venue, logger, flow }
}

describe('public trades', () => {
  it('are numbered per instrument, and the newest are kept, oldest first', () => {
    const { flow } = create()
    for (let count = 1; count <= TAPE_LENGTH + 3; count += 1) flow.handleTrade(BTC, trade(count))
    flow.handleTrade(ETH, trade(7))
    const kept = flow.trades(BTC)
    expect(kept).toHaveLength(TAPE_LENGTH)
    expect(kept[0]).toEqual({ ...trade(4), tradeSeq: 4 })
    expect(kept.at(-1)?.tradeSeq).toBe(TAPE_LENGTH + 3)
    expect(flow.trades(ETH).map(({ tradeSeq }) => tradeSeq)).toEqual([1])
  })

  it('are told to those who follow the instrument, each once', () => {
    const { flow } = create()
    const heard: number[] = []
    const following = flow.onTrade(BTC, ({ tradeSeq }) => heard.push(tradeSeq))
    flow.handleTrade(BTC, trade(1))
    flow.handleTrade(ETH, trade(1))
    flow.handleTrade(BTC, trade(2))
    following.dispose()
    flow.handleTrade(BTC, trade(3))
    expect(heard).toEqual([1, 2])
  })

  it('reach the others although one listener throws, and that is logged', () => {
    const { flow, logger } = create()
    const heard: number[] = []
    flow.onTrade(BTC, () => {
      throw new Error('broken')
    })
    flow.onTrade(BTC, ({ tradeSeq }) => heard.push(tradeSeq))
    flow.handleTrade(BTC, trade(1))
    expect(heard).toEqual([1])
    expect(logger.lines).toEqual(['error a listener of trades or books failed'])
  })
})

describe('an order book', () => {
  it('is asked of the venue while somebody looks at it, once for all of them', () => {
    const { flow, venue } = create()
    expect(venue.watched).toEqual([])
    const first = flow.watchBook(BTC, () => undefined)
    const second = flow.watchBook(BTC, () => undefined)
    expect(venue.watched).toEqual([BTC])
    first.subscription.dispose()
    first.subscription.dispose()
    expect(venue.watched).toEqual([BTC])
    second.subscription.dispose()
    expect(venue.watched).toEqual([])
  })

  it('is given as it stands, and then the levels that change', () => {
    const { flow } = create()
    const changes: OrderBook[] = []
    const { book: first } = flow.watchBook(BTC, (change) => changes.push(change))
    expect(first).toEqual(book(1, [100, 1]))
    flow.handleBook(BTC, book(2, [100, 1]))
    flow.handleBook(BTC, book(3, [100, 2], [99, 1]))
    expect(changes).toEqual([
      {
        timeMs: 3,
        bids: [
          [100, 2],
          [99, 1],
        ],
        asks: [],
      },
    ])
    expect(flow.watchBook(BTC, () => undefined).book).toEqual(book(3, [100, 2], [99, 1]))
  })

  it('is forgotten when nobody looks at it any more, also one that comes late', () => {
    const { flow, venue } = create()
    flow.watchBook(BTC, () => undefined).subscription.dispose()
    flow.handleBook(BTC, book(9, [98, 1]))
    flow.handleBook(ETH, book(9, [98, 1]))
    venue.onWatch = () => undefined
    expect(flow.watchBook(BTC, () => undefined).book).toEqual({ timeMs: 0, bids: [], asks: [] })
  })

  it('is asked for again where the venue could not give it', () => {
    const { flow, venue } = create()
    const deliver = venue.onWatch
    venue.onWatch = () => {
      throw new Error('too many books')
    }
    expect(() => flow.watchBook(BTC, () => undefined)).toThrow('too many books')
    venue.onWatch = deliver
    expect(flow.watchBook(BTC, () => undefined).book).toEqual(book(1, [100, 1]))
  })

  it('is empty on a venue that has none', () => {
    const flow = new OrderFlow({ venue: new FakeVenue(), logger: new RecordingLogger() })
    const { book: empty, subscription } = flow.watchBook(BTC, () => undefined)
    expect(empty).toEqual({ timeMs: 0, bids: [], asks: [] })
    subscription.dispose()
  })
})
