import { describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import type { Candle } from '../domain/index.ts'
import { type EmaCross, emaCross } from './ema-cross.ts'
import { EmaCrossParameters } from './ema-cross-parameters.ts'
import type { StrategyDecision, StrategyStanding } from './strategy.ts'
import { FixedMarket } from './testing/fixed-market.ts'

const FLAT: StrategyStanding = { quantity: 0, orderInFlight: false }
const BUSY: StrategyStanding = { quantity: 0, orderInFlight: true }
const LONG: StrategyStanding = { quantity: 2, orderInFlight: false }
const SHORT: StrategyStanding = { quantity: -2, orderInFlight: false }

/** EMA 1 is the close itself and EMA 3 is easy to follow by hand; every bar reaches 1 above and below its close. */
function create(overrides: Partial<EmaCrossParameters> = {}, market = new FixedMarket()): EmaCross {
  const parameters = EmaCrossParameters.parse({ fastPeriod: 1, slowPeriod: 3, atrPeriod: 2, ...overrides })
  return emaCross.create(parameters, 'simulated:BTC-PERP' as never, market) as EmaCross
}

let minute = 0
function close(price: number): Candle {
  minute++
  return { openTimeMs: timeMs(minute * 60_000), open: price, high: price + 1, low: price - 1, close: price, volume: 1 }
}

/** Feeds closes while flat and gives the decision of each. */
function feed(strategy: EmaCross, closes: readonly number[], standing = FLAT): (StrategyDecision | undefined)[] {
  return closes.map((price) => strategy.handleCandle(close(price), standing))
}

function actions(decisions: readonly (StrategyDecision | undefined)[]): (string | undefined)[] {
  return decisions.map((decision) => decision?.action)
}

describe('EmaCross', () => {
  it('enters long at a cross up, with stop, target, size and reasons in numbers', () => {
    const strategy = create()
    feed(strategy, [100, 100, 97])
    expect(strategy.handleCandle(close(105), FLAT)).toEqual({
      // EMA 3: 99, then 99 + (105 - 99) / 2 = 102. ATR 2: (2 + 4) / 2 = 3, then 3 + (9 - 3) / 2 = 6.
      action: 'enterLong',
      stopLossPrice: 105 - 2 * 6,
      takeProfitPrice: 105 + 4 * 6,
      size: { kind: 'riskToStop', fraction: 0.005 },
      reasons: ['EMA 1 105 crossed above EMA 3 102', 'stop 93 is 2 x ATR 2 6 from the close 105, target 129 is 4 x'],
    })
  })

  it('enters short at a cross down, with the stop above', () => {
    const strategy = create()
    feed(strategy, [100, 100, 103])
    expect(strategy.handleCandle(close(95), FLAT)).toMatchObject({
      action: 'enterShort',
      stopLossPrice: 95 + 2 * 6,
      takeProfitPrice: 95 - 4 * 6,
      reasons: [expect.stringContaining('EMA 1 95 crossed below EMA 3 98'), expect.stringContaining('stop 107')],
    })
  })

  it('places no target when its multiple is 0', () => {
    const strategy = create({ takeProfitAtrMultiple: 0 })
    feed(strategy, [100, 100, 97])
    const decision = strategy.handleCandle(close(105), FLAT)
    expect(decision?.takeProfitPrice).toBeUndefined()
    expect(decision?.reasons[1]).toBe('stop 93 is 2 x ATR 2 6 from the close 105, no target')
  })

  it('never sells short when that is switched off', () => {
    expect(actions(feed(create({ allowShort: false }), [100, 100, 103, 95, 94]))).toEqual(Array(5).fill(undefined))
  })

  it('decides nothing on the first side it sees, because nothing was crossed', () => {
    expect(actions(feed(create(), [100, 100, 110, 120]))).toEqual(Array(4).fill(undefined))
  })

  it('enters once per cross, even when it is flat again inside the window', () => {
    const decisions = feed(create(), [100, 100, 97, 105, 106, 107, 108])
    expect(actions(decisions).filter((action) => action !== undefined)).toEqual(['enterLong'])
  })

  it('enters again at the next cross', () => {
    const decisions = feed(create(), [100, 100, 97, 105, 106, 90, 89, 110])
    expect(actions(decisions).filter((action) => action !== undefined)).toEqual([
      'enterLong',
      'enterShort',
      'enterLong',
    ])
  })

  it('exits a long at a cross down, and enters short only once it is flat', () => {
    const strategy = create()
    feed(strategy, [100, 100, 103])
    expect(strategy.handleCandle(close(95), LONG)).toMatchObject({
      action: 'exit',
      size: undefined,
      reasons: ['EMA 1 95 crossed below EMA 3 98, against the long position'],
    })
    expect(strategy.handleCandle(close(94), { quantity: 2, orderInFlight: true })).toBeUndefined()
    expect(strategy.handleCandle(close(93), FLAT)).toMatchObject({
      action: 'enterShort',
      reasons: [expect.stringContaining('since it crossed 2 bars ago'), expect.any(String)],
    })
  })

  it('exits a short at a cross up', () => {
    const strategy = create()
    feed(strategy, [100, 100, 97])
    expect(strategy.handleCandle(close(105), SHORT)).toMatchObject({ action: 'exit' })
  })

  it('repeats the exit at every close while it still holds against the direction', () => {
    const strategy = create()
    feed(strategy, [100, 100, 103])
    expect(actions(feed(strategy, [95, 94, 93, 92, 91, 90], LONG))).toEqual(Array(6).fill('exit'))
  })

  it('holds a position that stands in the direction of the averages', () => {
    const strategy = create()
    feed(strategy, [100, 100, 97])
    expect(actions(feed(strategy, [105, 106, 107], LONG))).toEqual(Array(3).fill(undefined))
  })

  it('may enter up to the last bar of the window and not one later', () => {
    const enteredAfter = (waiting: number): (string | undefined)[] => {
      const strategy = create({ entryWindowBars: 3 })
      feed(strategy, [100, 100, 97])
      feed(
        strategy,
        Array.from({ length: waiting }, (_, index) => 105 + index),
        BUSY,
      )
      return actions(feed(strategy, [120]))
    }
    expect(enteredAfter(3)).toEqual(['enterLong'])
    expect(enteredAfter(4)).toEqual([undefined])
  })

  it('decides nothing while an order is in flight', () => {
    expect(actions(feed(create(), [100, 100, 97, 105], BUSY))).toEqual(Array(4).fill(undefined))
  })

  it('takes above, equal, above for no cross', () => {
    // 100, 100, 100 makes EMA 3 exactly 100; 104 stands above (102); 102 ties; 105 stands above again.
    const strategy = create()
    expect(actions(feed(strategy, [100, 100, 100, 104, 102, 105]))).toEqual(Array(6).fill(undefined))
  })

  it('takes above, equal, below for a cross at the bar that is below', () => {
    const decisions = feed(create(), [100, 100, 100, 104, 102, 101])
    expect(actions(decisions)).toEqual([...Array(5).fill(undefined), 'enterShort'])
  })

  it('decides nothing on a tie, although it holds against the last direction', () => {
    const strategy = create()
    feed(strategy, [100, 100, 100, 104])
    expect(strategy.handleCandle(close(102), SHORT)).toBeUndefined()
    expect(strategy.handleCandle(close(103), SHORT)?.action).toBe('exit')
  })

  it('stays out where the stop would not be above zero', () => {
    const strategy = create({ stopAtrMultiple: 20 })
    expect(actions(feed(strategy, [100, 100, 97, 105]))).toEqual(Array(4).fill(undefined))
  })

  it('is ready once every indicator has a value, after the bars it asks for', () => {
    const parameters = EmaCrossParameters.parse({})
    const strategy = emaCross.create(parameters, 'simulated:BTC-PERP' as never, new FixedMarket())
    expect(emaCross.warmUpBars(parameters)).toBe(21)
    for (let bar = 1; bar <= 21; bar++) {
      expect(strategy.ready).toBe(false)
      strategy.handleCandle(close(100), FLAT)
    }
    expect(strategy.ready).toBe(true)
    expect(emaCross.warmUpBars({ ...parameters, atrPeriod: 50 })).toBe(51)
  })

  it('tells the averages apart in its reasons, however close they are', () => {
    const strategy = create({ stopAtrMultiple: 0.1, takeProfitAtrMultiple: 0 })
    feed(strategy, [64_000, 64_000, 63_999.9999])
    const reason = strategy.handleCandle(close(64_000.0001), FLAT)?.reasons[0] ?? ''
    const [, fast, slow] = /EMA 1 (\S+) crossed above EMA 3 (\S+)/.exec(reason) ?? []
    expect(fast).toMatch(/^64,000\.000/)
    expect(fast).not.toBe(slow)
  })
})

describe('EmaCross with a trend timeframe', () => {
  const HOURLY = { trendTimeframe: '1h', trendPeriod: 20 } as const

  it('asks for nothing while it is off', () => {
    const market = new FixedMarket()
    create({}, market)
    expect(market.asked).toEqual([])
  })

  it('reads the EMA of that timeframe on its own instrument', () => {
    const market = new FixedMarket()
    create(HOURLY, market)
    expect(market.asked).toEqual([{ id: 'ema', parameters: { period: 20 }, series: { timeframe: '1h' } }])
  })

  it('enters in the direction of the trend, and says so in numbers', () => {
    const market = new FixedMarket()
    const strategy = create(HOURLY, market)
    market.set(104, 101.5)
    feed(strategy, [100, 100, 97])
    expect(strategy.handleCandle(close(105), FLAT)).toMatchObject({
      action: 'enterLong',
      reasons: [
        'EMA 1 105 crossed above EMA 3 102',
        'the last 1h bar closed at 104, above its EMA 20 101.5',
        expect.stringContaining('stop 93'),
      ],
    })
  })

  it('enters short below the trend average only', () => {
    const market = new FixedMarket()
    market.set(99, 101.5)
    const decisions = feed(create(HOURLY, market), [100, 100, 103, 95])
    expect(actions(decisions)).toEqual([undefined, undefined, undefined, 'enterShort'])
    expect(decisions[3]?.reasons[1]).toBe('the last 1h bar closed at 99, below its EMA 20 101.5')
  })

  it.each([
    ['against it', 99],
    ['exactly on the average', 101.5],
  ])('stays out %s', (_, trendClose) => {
    const market = new FixedMarket()
    market.set(trendClose, 101.5)
    expect(actions(feed(create(HOURLY, market), [100, 100, 97, 105]))).toEqual(Array(4).fill(undefined))
  })

  it('may still enter inside the window once the trend turns', () => {
    const market = new FixedMarket()
    market.set(99, 101.5)
    const strategy = create(HOURLY, market)
    expect(actions(feed(strategy, [100, 100, 97, 105]))).toEqual(Array(4).fill(undefined))
    market.set(103, 101.5)
    expect(actions(feed(strategy, [106, 107]))).toEqual(['enterLong', undefined])
  })

  it('leaves whatever the trend says', () => {
    const market = new FixedMarket()
    market.set(104, 101.5)
    const strategy = create(HOURLY, market)
    feed(strategy, [100, 100, 103])
    expect(strategy.handleCandle(close(95), LONG)).toMatchObject({ action: 'exit', reasons: [expect.any(String)] })
  })

  it('is ready and enters only once the trend average is warm', () => {
    const market = new FixedMarket()
    const strategy = create(HOURLY, market)
    expect(actions(feed(strategy, [100, 100, 97, 105]))).toEqual(Array(4).fill(undefined))
    expect(strategy.ready).toBe(false)
    market.set(104, 101.5)
    expect(strategy.ready).toBe(true)
  })
})
