import { beforeEach, describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import {
  accountId,
  type Instrument,
  type InstrumentId,
  money,
  parseInstrumentId,
  price,
  quantity,
  type VenueMargin,
  type VenuePosition,
} from '../domain/index.ts'
import { Marks, Portfolio } from '../portfolio/index.ts'
import { ACCOUNT, BTC, ETH, fillOf, TREND } from '../portfolio/testing/fills.ts'
import { MarginBook } from './margin-book.ts'

const CROSS: VenueMargin = { mode: 'cross', leverage: 10, maintenanceFraction: 0.01 }
const SPOT = parseInstrumentId('simulated:SPOT')

const perpetual = { instrumentId: BTC, kind: 'linearPerpetual' } as Instrument

let portfolio: Portfolio
let marks: Marks
let own: VenueMargin | undefined
let book: MarginBook

beforeEach(() => {
  portfolio = new Portfolio({ accountId: ACCOUNT, currency: 'USDT' })
  portfolio.openAccount(money(1_000), timeMs(0))
  marks = new Marks(portfolio)
  own = undefined
  book = new MarginBook({
    portfolio,
    marks,
    instrumentOf: (instrumentId) =>
      ({ instrumentId, kind: instrumentId === SPOT ? 'spot' : 'linearPerpetual' }) as Instrument,
    ownTerms: () => own,
  })
})

const held = (text: string, change: Partial<VenuePosition> = {}): VenuePosition => ({
  instrumentId: BTC,
  quantity: quantity(text),
  entryPrice: price(100),
  margin: CROSS,
  ...change,
})
const say = (...positions: VenuePosition[]): void =>
  book.handleReport({ accountId: accountId('a'), currency: 'USDT', cash: money(1_000), positions })

const liquidationOf = (instrumentId: InstrumentId): number | undefined => book.position(instrumentId)?.liquidationPrice

describe('MarginBook', () => {
  it('says nothing without perpetuals', () => {
    expect([book.account(), book.position(BTC)]).toEqual([undefined, undefined])
    portfolio.book(fillOf({ instrumentId: SPOT }))
    expect([book.account(), book.position(SPOT)]).toEqual([undefined, undefined])
  })

  it('says nothing until the terms of every perpetual are known', () => {
    portfolio.book(fillOf())
    portfolio.book(fillOf({ instrumentId: ETH }))
    say(held('1'))
    expect([book.account(), book.position(BTC)]).toEqual([undefined, undefined])
    say(held('1'), held('1', { instrumentId: ETH }))
    expect(book.account()).toMatchObject({ equity: 1_000, initialMargin: 20 })
    expect(book.position(BTC)).toMatchObject({ mode: 'cross', leverage: 10 })
  })

  it('takes the terms that are set here, whatever is told', () => {
    own = { ...CROSS, leverage: 5 }
    portfolio.book(fillOf())
    say(held('1'))
    expect(book.account()?.initialMargin).toBe(20)
    expect(book.initialFraction(perpetual)).toBe(0.2)
  })

  it('knows what opening a perpetual takes once the venue has told', () => {
    expect(book.initialFraction(perpetual)).toBeUndefined()
    say(held('1'))
    expect(book.initialFraction(perpetual)).toBe(0.1)
    expect(book.initialFraction({ ...perpetual, kind: 'spot' })).toBeUndefined()
  })

  it('keeps the terms of an instrument that was closed and opened again', () => {
    portfolio.book(fillOf())
    say(held('1'))
    portfolio.book(fillOf({ side: 'sell' }))
    say()
    expect(book.account()).toBeUndefined()
    portfolio.book(fillOf())
    expect(book.position(BTC)).toMatchObject({ mode: 'cross', leverage: 10 })
  })

  it('goes by the mark prices of now, over all owners', () => {
    portfolio.book(fillOf({ quantity: '20' }))
    portfolio.book(fillOf({ quantity: '5', side: 'sell', price: '110', owner: TREND }))
    say(held('15'))
    marks.mark(BTC, 120)
    // 20 × 20 for the hand, −5 × 10 for the strategy.
    expect(book.account()).toMatchObject({
      equity: 1_350,
      initialMargin: 180,
      maintenanceMargin: 18,
      freeMargin: 1_170,
    })
    // 1000 + 15 P − (2000 − 550) = 0.01 × 15 P
    expect(liquidationOf(BTC)).toBeCloseTo(450 / 14.85, 9)
  })

  it('names the figure of the venue as long as the position is the one it was told of', () => {
    portfolio.book(fillOf({ quantity: '20' }))
    say(held('20', { liquidationPrice: price('51.5') }))
    expect(liquidationOf(BTC)).toBe(51.5)
    portfolio.book(fillOf())
    expect(liquidationOf(BTC)).toBeCloseTo(1_100 / 20.79, 9)
    say(held('21', { liquidationPrice: price('53') }))
    expect(liquidationOf(BTC)).toBe(53)
    say(held('21'))
    expect(liquidationOf(BTC)).toBeCloseTo(1_100 / 20.79, 9)
  })

  it('works the price out where the terms are set here: what was told is of earlier prices', () => {
    own = CROSS
    portfolio.book(fillOf({ quantity: '20' }))
    say(held('20', { liquidationPrice: price('51.5') }))
    expect(liquidationOf(BTC)).toBeCloseTo(1_000 / 19.8, 9)
  })

  it('works the price out where the venue keeps long and short apart', () => {
    portfolio.book(fillOf({ quantity: '20' }))
    say(held('21', { liquidationPrice: price('51.5') }), held('-1', { liquidationPrice: price(500) }))
    expect(liquidationOf(BTC)).toBeCloseTo(1_000 / 19.8, 9)
  })

  it('names no price where nothing can liquidate the position', () => {
    portfolio.book(fillOf())
    say(held('1'))
    expect(book.position(BTC)).toEqual({ mode: 'cross', leverage: 10, liquidationPrice: undefined })
  })
})
