import { describe, expect, it } from 'vitest'
import type { PriceAlertDelta } from '../../src-contract/index.ts'
import { EngineError, ManualClock, timeMs } from '../base/index.ts'
import {
  type Candle,
  type Instrument,
  type InstrumentId,
  money,
  parseInstrumentId,
  price,
  quantity,
  type Quote,
  venueId,
} from '../domain/index.ts'
import { MAX_PRICE_ALERTS, PriceAlertBook, type PriceReached } from './price-alert-book.ts'
import { failOnError } from './testing/alert-causes.ts'

const BTC = parseInstrumentId('simulated:BTC-PERP')
const OTHER = parseInstrumentId('simulated:ETH-PERP')
const SESSION_MS = 1_800_000_000_000

function instrumentOf(instrumentId: InstrumentId): Instrument {
  return {
    instrumentId,
    venueId: venueId('simulated'),
    symbol: 'BTC-PERP',
    name: 'Bitcoin',
    base: 'BTC',
    quote: 'USDT',
    tickSize: price('0.5'),
    lotSize: quantity('0.001'),
    minQuantity: quantity('0.001'),
    minNotional: money('1'),
    kind: 'linearPerpetual',
    status: 'trading',
  }
}

function quoteOf(bid: number, ask: number): Quote {
  return { timeMs: timeMs(SESSION_MS), bid, bidSize: 1, ask, askSize: 1 }
}

function rig() {
  const world = { last: 100 as number | undefined, forming: undefined as Candle | undefined, nowMs: SESSION_MS }
  const book = new PriceAlertBook({
    clock: new ManualClock(5_000),
    onError: failOnError,
    market: {
      instrument(text) {
        if (text === BTC || text === OTHER) return instrumentOf(parseInstrumentId(text))
        throw new EngineError('UNKNOWN_INSTRUMENT', `There is no instrument ${text}`)
      },
      lastPrice: () => world.last,
      formingMinute: () => world.forming,
      nowMs: () => world.nowMs,
    },
  })
  const changes: PriceAlertDelta[] = []
  const reached: PriceReached[] = []
  book.onChange((change) => changes.push(change))
  book.onReached((each) => reached.push(each))
  const create = (text: string, instrumentId: string = BTC) => book.create({ instrumentId, price: text, note: '' })
  return { world, book, changes, reached, create }
}

describe('PriceAlertBook', () => {
  it('waits from the side on which the price stands, on the session clock and on the tick', () => {
    const { book, changes } = rig()
    const above = book.create({ instrumentId: BTC, price: '110.3', note: 'breakout' })
    expect(above).toMatchObject({
      price: '110.5',
      direction: 'above',
      note: 'breakout',
      createdAtMs: SESSION_MS,
      instrumentId: BTC,
    })
    const below = book.create({ instrumentId: BTC, price: '90', note: '' })
    expect(below.direction).toBe('below')
    expect(book.list()).toEqual([below, above])
    expect(changes.map(({ alert }) => alert)).toEqual([above, below])
  })

  it('refuses an unknown instrument, a market without a price, and a price that is there already', () => {
    const { world, create } = rig()
    expect(() => create('110', 'simulated:NONE')).toThrow(expect.objectContaining({ code: 'UNKNOWN_INSTRUMENT' }))
    expect(() => create('100.1')).toThrow(
      expect.objectContaining({ code: 'BAD_REQUEST', message: expect.stringMatching(/100 already/) }),
    )
    expect(() => create('0.2')).toThrow(
      expect.objectContaining({ code: 'BAD_REQUEST', message: expect.stringMatching(/rounds to 0/) }),
    )
    world.last = undefined
    expect(() => create('110')).toThrow(expect.objectContaining({ code: 'PRICE_UNAVAILABLE' }))
  })

  it('refuses more than can wait, and takes another once one is gone', () => {
    const { book, create } = rig()
    const alerts = Array.from({ length: MAX_PRICE_ALERTS }, (_, index) => create(String(101 + index)))
    expect(() => create('99')).toThrow(
      expect.objectContaining({ code: 'BAD_REQUEST', message: expect.stringMatching(/at most 200/) }),
    )
    book.remove(alerts[0]?.priceAlertId ?? '')
    expect(create('99').direction).toBe('below')
  })

  it('comes true once, by a price of its own instrument, and is gone then', () => {
    const { book, changes, reached, create } = rig()
    const alert = create('110')
    book.handlePrice(OTHER, 120, undefined)
    book.handlePrice(BTC, 109.5, undefined)
    expect(reached).toEqual([])
    book.handlePrice(BTC, 111, undefined)
    book.handlePrice(BTC, 112, undefined)
    expect(reached).toEqual([{ alert, price: 111 }])
    expect(book.list()).toEqual([])
    expect(changes.at(-1)).toEqual({ priceAlertId: alert.priceAlertId, alert: null })
  })

  it('comes true by a bid at the price waited for above and by an offer at the one below', () => {
    const { book, reached, create } = rig()
    create('110')
    create('90')
    book.handlePrice(BTC, 100, quoteOf(109.5, 110.5))
    book.handlePrice(BTC, 100, quoteOf(90.5, 91))
    expect(reached).toEqual([])
    book.handlePrice(BTC, 100, quoteOf(110, 110.5))
    book.handlePrice(BTC, 100, quoteOf(89.5, 90))
    expect(reached.map(({ alert, price: at }) => [alert.direction, at])).toEqual([
      ['above', 110],
      ['below', 90],
    ])
  })

  it('comes true by the high or low of a bar, and not by what the bar had seen before', () => {
    const { world, book, reached, create } = rig()
    const openTimeMs = timeMs(SESSION_MS)
    world.forming = { openTimeMs, open: 100, high: 112, low: 99, close: 100, volume: 1 }
    create('110')
    create('95')
    book.handleBar(BTC, world.forming)
    expect(reached).toEqual([])
    book.handleBar(BTC, { ...world.forming, low: 94 })
    book.handleBar(BTC, { ...world.forming, openTimeMs: timeMs(SESSION_MS + 60_000), high: 110 })
    expect(reached.map(({ alert, price: at }) => [alert.price, at])).toEqual([
      ['95', 94],
      ['110', 110],
    ])
  })

  it('lets several come true by one price', () => {
    const { book, reached, create } = rig()
    for (const text of ['101', '102', '103']) create(text)
    book.handlePrice(BTC, 102, undefined)
    expect(reached.map(({ alert }) => alert.price)).toEqual(['101', '102'])
    expect(book.list().map((alert) => alert.price)).toEqual(['103'])
  })

  it('forgets one that is removed, and says so where there is none', () => {
    const { book, reached, create } = rig()
    const { priceAlertId } = create('110')
    book.remove(priceAlertId)
    book.handlePrice(BTC, 120, undefined)
    expect(reached).toEqual([])
    expect(() => book.remove(priceAlertId)).toThrow(expect.objectContaining({ code: 'UNKNOWN_ALERT' }))
  })

  it('goes on after a restart with what was waited for before', () => {
    const before = rig()
    before.create('110')
    before.create('90')
    const { book, changes, reached } = rig()
    book.restore(before.book.stored())
    expect(book.list()).toEqual(before.book.list())
    expect(changes).toHaveLength(2)
    book.handlePrice(BTC, 110, undefined)
    expect(reached).toHaveLength(1)
  })
})
