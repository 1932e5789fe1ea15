import { describe, expect, it } from 'vitest'
import { EngineError, ManualClock, silentLogger, timeMs } from '../base/index.ts'
import {
  type Candle,
  HAND,
  type Instrument,
  instrumentId,
  money,
  type Position,
  price,
  quantity,
  venueId,
  accountId,
} from '../domain/index.ts'
import type { ExitPart, NewExitMove, StandingPlan } from '../execution/index.ts'
import { ExitPlanWatch } from './exit-plan-watch.ts'

const MINUTE_MS = 60_000
const OPENED_MS = 10 * MINUTE_MS + 30_000
const BTC = instrumentId(venueId('fake'), 'BTC')
const INSTRUMENT: Instrument = {
  instrumentId: BTC,
  venueId: venueId('fake'),
  symbol: 'BTC',
  name: 'BTC',
  base: 'BTC',
  quote: 'USDT',
  tickSize: price('0.5'),
  lotSize: quantity('0.001'),
  minQuantity: quantity('0.001'),
  minNotional: money(10),
  kind: 'linearPerpetual',
  status: 'trading',
}

function bar(minute: number, high: number, [low, close = low]: readonly [number, number?]): Candle {
  return { openTimeMs: timeMs(minute * MINUTE_MS), open: low, high, low, close, volume: 1 }
}

/** A long position of 1 from 100 with a stop at 90, which trails by 5. */
class Bench {
  readonly clock = new ManualClock(OPENED_MS)
  readonly moves: NewExitMove[] = []
  bars: Candle[] = []
  plan: Partial<StandingPlan> = {}
  side: 'buy' | 'sell' = 'buy'
  stops: ExitPart[] = [{ quantity: quantity(1), price: price(90) }]
  isPlanned = true
  entryPrice = 100
  refuses = false
  watch = this.restarted()

  restarted(): ExitPlanWatch {
    return new ExitPlanWatch({
      execution: {
        exitPlans: () => (this.isPlanned ? [this.#plan()] : []),
        exitParts: () => this.stops,
        moveExits: (move) => this.#move(move),
      },
      portfolio: { position: () => this.#position() },
      candles: {
        before: (_id, timeframe, { beforeMs = Number.POSITIVE_INFINITY, limit }) =>
          timeframe === '1m' ? this.bars.filter(({ openTimeMs }) => openTimeMs < beforeMs).slice(-limit) : [],
      },
      instrument: () => INSTRUMENT,
      takerFee: () => 0,
      clock: this.clock,
      logger: silentLogger,
    })
  }

  trade(at: number, afterMs = 1_000): void {
    this.clock.advanceBy(afterMs)
    this.watch.handleTrade(BTC, at)
  }

  prices(): (string | undefined)[] {
    return this.moves.map(({ stopPrice }) => stopPrice?.toFixed())
  }

  #plan(): StandingPlan {
    return {
      instrumentId: BTC,
      owner: HAND,
      side: this.side,
      trailing: { kind: 'price', distance: price(5) },
      breakEven: undefined,
      sinceMs: undefined,
      hasFilledFirstTarget: false,
      isOneEntry: true,
      ...this.plan,
    }
  }

  #move(move: NewExitMove): void {
    if (this.refuses) throw new EngineError('NOT_READY', 'the machine sleeps')
    this.moves.push(move)
    if (move.resumesPlan) this.plan = { ...this.plan, sinceMs: this.clock.nowMs() }
    if (move.stopPrice) this.stops = [{ quantity: quantity(1), price: move.stopPrice }]
  }

  #position(): Position {
    return {
      accountId: accountId('a'),
      instrumentId: BTC,
      owner: HAND,
      quantity: quantity(this.side === 'buy' ? 1 : -1),
      entryPrice: price(this.entryPrice),
      realisedPnl: money(0),
      fees: money(0),
      openedAtMs: timeMs(OPENED_MS),
    }
  }
}

describe('ExitPlanWatch', () => {
  it('moves the stop behind the price, by the plan, under a key of its own, and never back', () => {
    const bench = new Bench()
    for (const at of [101, 104, 110, 107, 111, 106]) bench.trade(at)
    expect(bench.prices()).toEqual(['96', '99', '105', '106'])
    expect(bench.moves.every(({ by }) => by === 'plan')).toBe(true)
    expect(new Set(bench.moves.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(4)
  })

  it('does so for a short position the other way round', () => {
    const bench = new Bench()
    bench.side = 'sell'
    bench.stops = [{ quantity: quantity(1), price: price(110) }]
    for (const at of [99, 95, 97]) bench.trade(at)
    expect(bench.prices()).toEqual(['104', '100'])
  })

  it('counts what a long position could be sold at, and a short one bought back', () => {
    const bench = new Bench()
    const quote = { timeMs: timeMs(0), bid: 110, bidSize: 1, ask: 120, askSize: 1 }
    bench.watch.handleQuote(BTC, quote)
    expect(bench.prices()).toEqual(['105'])
  })

  it('moves it once a second at most', () => {
    const bench = new Bench()
    for (let tick = 0; tick < 40; tick++) bench.trade(101 + tick, 100)
    expect(bench.moves.length).toBeLessThanOrEqual(5)
    bench.trade(141)
    expect(bench.prices().at(-1)).toBe('136')
  })

  it('takes the high of a bar that began after the position did, and only the close of one that began before', () => {
    const bench = new Bench()
    bench.watch.handleClosedMinute(BTC, bar(10, 130, [99, 101]))
    expect(bench.prices()).toEqual(['96'])
    bench.clock.advanceBy(MINUTE_MS)
    bench.watch.handleClosedMinute(BTC, bar(11, 112, [105, 108]))
    expect(bench.prices()).toEqual(['96', '107'])
  })

  it('finds the best price again after a restart from the bars since the entry', () => {
    const bench = new Bench()
    bench.bars = [bar(9, 200, [100]), bar(10, 190, [100]), bar(11, 115, [105]), bar(12, 112, [108])]
    bench.clock.advanceTo(13 * MINUTE_MS)
    bench.watch = bench.restarted()
    bench.trade(112)
    expect(bench.prices()).toEqual(['110'])
  })

  it('trails from the newest price where the price fell through the stop while nobody looked', () => {
    const bench = new Bench()
    bench.bars = [bar(11, 150, [105])]
    bench.clock.advanceTo(13 * MINUTE_MS)
    bench.trade(120)
    expect(bench.prices()).toEqual(['115'])
  })

  it('goes on from the newest price where that has fallen through a stop that did not stand there, also after a restart', () => {
    const bench = new Bench()
    bench.trade(94)
    bench.trade(96)
    expect(bench.prices()).toEqual([undefined, '91'])
    bench.entryPrice = 98
    bench.plan = { ...bench.plan, isOneEntry: false }
    bench.watch = bench.restarted()
    bench.trade(97)
    expect(bench.prices()).toEqual([undefined, '91', '92'])
  })

  it('takes the average of several entries for no price that it has seen', () => {
    const bench = new Bench()
    bench.trade(101)
    bench.entryPrice = 106
    bench.plan = { isOneEntry: false }
    bench.watch = bench.restarted()
    bench.trade(103)
    expect(bench.prices()).toEqual(['96', '98'])
  })

  it('sees in the stored bars what came while it was not in force', () => {
    const bench = new Bench()
    bench.trade(101)
    bench.isPlanned = false
    bench.trade(120)
    bench.bars = [bar(11, 120, [101])]
    bench.clock.advanceTo(12 * MINUTE_MS)
    bench.isPlanned = true
    bench.trade(118)
    expect(bench.prices()).toEqual(['96', '115'])
  })

  it('takes what came while the market stood still from the stored bars', () => {
    const bench = new Bench()
    bench.trade(101)
    bench.bars = [bar(11, 120, [101])]
    bench.clock.advanceTo(12 * MINUTE_MS)
    bench.watch.restart()
    bench.trade(118)
    expect(bench.prices()).toEqual(['96', '115'])
  })

  it('goes on from where a hand has put the stop, once the price has gone on', () => {
    const bench = new Bench()
    bench.trade(120)
    expect(bench.prices()).toEqual(['115'])
    bench.stops = [{ quantity: quantity(1), price: price(108) }]
    bench.plan = { sinceMs: bench.clock.nowMs() }
    bench.trade(112)
    expect(bench.prices()).toEqual(['115'])
    bench.trade(114)
    expect(bench.prices()).toEqual(['115', '109'])
  })

  it('never brings a part of the position nearer to its loss', () => {
    const bench = new Bench()
    bench.stops = [
      { quantity: quantity(1), price: price(90) },
      { quantity: quantity(1), price: price(106) },
    ]
    bench.trade(110)
    expect(bench.prices()).toEqual(['105'])
  })

  it('brings the stop to the entry price after the first target', () => {
    const bench = new Bench()
    bench.plan = { trailing: undefined, breakEven: { kind: 'afterFirstTarget' } }
    bench.trade(110)
    expect(bench.moves).toEqual([])
    bench.plan = { ...bench.plan, hasFilledFirstTarget: true }
    bench.trade(109)
    bench.trade(120)
    expect(bench.prices()).toEqual(['100'])
  })

  it('tries again with the next price where nothing can be decided now', () => {
    const bench = new Bench()
    bench.refuses = true
    bench.trade(110)
    bench.refuses = false
    bench.trade(109, 10)
    expect(bench.prices()).toEqual(['105'])
  })
})
