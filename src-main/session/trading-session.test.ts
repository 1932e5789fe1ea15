import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { SystemClock, ZERO } from '../base/index.ts'
import type { JournalRecord } from '../domain/index.ts'
import { ReplayMarketVenue, SimulatedMarketVenue } from '../venues/index.ts'
import { HandMarket, minuteAt, MINUTE_MS, START_MS } from './testing/hand-market.ts'
import { handIntent } from './testing/intents.ts'
import { openBench, openHandBench, type SessionBench } from './testing/session-bench.ts'

const HOUR_MS = 60 * MINUTE_MS
const BUSY = { 'ema-cross': { parameters: { fastPeriod: 2, slowPeriod: 4, atrPeriod: 5, stopAtrMultiple: 1.5 } } }

/** A session that runs on the simulated market, as fast as it is told to. */
async function openSimulated(seed: number): Promise<SessionBench<SimulatedMarketVenue>> {
  const market = new SimulatedMarketVenue({
    seed,
    speed: Infinity,
    startMs: START_MS,
    systemClock: new SystemClock(),
    onError: (error) => {
      throw error
    },
  })
  const bench = await openBench({ market, settings: { strategies: BUSY, paper: { takerFeeBps: 5 } } })
  await bench.session.open()
  await bench.session.startMarket()
  bench.session.startStrategies()
  return bench
}

async function trade(seed: number, hours: number): Promise<SessionBench<SimulatedMarketVenue>> {
  const bench = await openSimulated(seed)
  await bench.market.runFor(hours * HOUR_MS)
  await bench.session.stopMarket()
  expect(bench.errors).toEqual([])
  return bench
}

function storedText(records: readonly JournalRecord[]): string {
  return records.map((record) => JSON.stringify(record)).join('\n')
}

describe('TradingSession at its start', () => {
  it('sizes by volatility from the first order on where enough bars are stored', async () => {
    const market = new HandMarket((error) => {
      throw error
    })
    market.history = Array.from({ length: 90 }, (_, minute) =>
      minuteAt(START_MS - (90 - minute) * MINUTE_MS, 100 + (minute % 2)),
    )
    const { session } = await openHandBench({ market })
    expect(session.snapshots.take(handIntent())?.annualVolatility).toBeGreaterThan(1)
  })
})

describe('TradingSession on a replay that plays by itself', () => {
  it('plays nothing before the strategies decide, and the whole of it afterwards, as often as the market starts', async () => {
    const market = new ReplayMarketVenue({
      symbol: 'BTC-USDT',
      tick: '0.5',
      lot: '0.001',
      candles: Array.from({ length: 120 }, (_, minute) => minuteAt(START_MS + minute * MINUTE_MS, 100 + (minute % 20))),
      speed: Infinity,
      systemClock: new SystemClock(),
      onError: (error) => {
        throw error
      },
    })
    const { session, payloads } = await openBench({ market, settings: { strategies: BUSY } })
    const played = (): number => payloads('candle.stored').filter(({ timeframe }) => timeframe === '1m').length
    await session.open()
    await session.startMarket()
    for (let turn = 0; turn < 5; turn++) await setImmediate()
    expect(played()).toBe(0)
    await session.stopMarket()
    await session.startMarket()
    for (let turn = 0; turn < 5; turn++) await setImmediate()
    expect(played()).toBe(0)
    session.startStrategies()
    await market.finished
    await session.stopMarket()
    expect(played()).toBe(120)
    expect(payloads('signal.generated')).not.toEqual([])
  })

  it('goes on without the strategies once they have begun', async () => {
    const bench = await openSimulated(7)
    await bench.market.runFor(HOUR_MS)
    bench.session.stopStrategies()
    await bench.market.runFor(HOUR_MS)
    expect(bench.market.clock.nowMs()).toBe(START_MS + 2 * HOUR_MS)
  })
})

describe('TradingSession after sleep', () => {
  it('connects the account anew also where the market cannot be asked', async () => {
    const { session, market, trading } = await openHandBench()
    let woken = 0
    Object.assign(trading, { handleWake: async () => void (woken += 1) })
    Object.assign(market, { handleWake: () => Promise.reject(new Error('no network yet')) })
    await expect(session.handleWake()).rejects.toThrow('no network yet')
    expect(woken).toBe(1)
  })
})

describe('TradingSession on the simulated market', { timeout: 30_000 }, () => {
  it('trades the whole path, and every book agrees with every other', async () => {
    const { session, trading, journal } = await trade(7, 2)
    const { portfolio, marks, execution } = session
    const fills = journal.records.flatMap(({ fill }) => fill ?? [])
    const entries = journal.records.flatMap(({ booking }) => booking?.entries ?? [])
    expect(fills.length).toBeGreaterThan(50)
    expect(entries.map(({ orderId, quantity }) => `${orderId} ${quantity.abs().toFixed()}`)).toEqual(
      fills.map(({ orderId, quantity }) => `${orderId} ${quantity.toFixed()}`),
    )
    expect(portfolio.ledgerBalanced()).toBe(true)
    const postings = journal.records.flatMap(({ booking }) => booking?.postings ?? [])
    expect(postings.reduce((sum, { amount }) => sum.add(amount), ZERO).toFixed()).toBe('0')
    expect(execution.counters.fills).toBe(fills.length)

    const venue = await trading.queryAccount()
    const nets = portfolio.openPositions().map(({ instrumentId, quantity }) => `${instrumentId} ${quantity.toFixed()}`)
    expect(
      venue.positions.map(({ instrumentId, quantity }) => `${instrumentId} ${quantity.toFixed()}`).toSorted(),
    ).toEqual(nets.toSorted())
    const cost = portfolio
      .openPositions()
      .reduce((sum, { quantity, entryPrice }) => sum.add(quantity.mul(entryPrice)), ZERO)
    expect(portfolio.cashLessCost.toFixed(8)).toBe(portfolio.cash.sub(cost).toFixed(8))
    expect(marks.equity).toBeCloseTo(portfolio.cash.toNumber() + marks.unrealisedPnl, 6)
  })

  it('has a stop at the venue for every position it holds', async () => {
    const { session, market } = await openSimulated(7)
    const { portfolio, execution } = session
    let held = 0
    for (let minute = 0; minute < 60; minute += 1) {
      await market.runFor(MINUTE_MS)
      await session.settle()
      const positions = portfolio.openPositions()
      held += positions.length
      const bare = positions.filter(
        ({ instrumentId, owner }) => execution.protectionOf(instrumentId, owner).stopPrice === undefined,
      )
      expect(bare.filter(({ instrumentId, owner }) => !session.desk.isClosing(instrumentId, owner))).toEqual([])
    }
    expect(held).toBeGreaterThan(10)
  })

  it('with the same seed stores the same facts byte for byte, and with another seed others', async () => {
    const [first, second, other] = [await trade(11, 1), await trade(11, 1), await trade(12, 1)]
    expect(first.journal.records.length).toBeGreaterThan(50)
    expect(storedText(second.journal.records)).toBe(storedText(first.journal.records))
    expect(second.session.marks.equity).toBe(first.session.marks.equity)
    expect(storedText(other.journal.records)).not.toBe(storedText(first.journal.records))
  })

  it('announces only what is stored already', async () => {
    const { events, journal } = await trade(7, 1)
    const booked = events.flatMap((event) => (event.name === 'fill.booked' ? [event.payload.fill.tradeId] : []))
    expect(booked).toEqual(journal.records.flatMap(({ fill }) => fill?.tradeId ?? []))
  })
})

describe('TradingSession', () => {
  it('opens the account once, and finds it again', async () => {
    const bench = await openHandBench()
    expect(bench.journal.facts('accountOpened')).toMatchObject([{ accountId: 'test-01', currency: 'USDT' }])
    expect(bench.session.startingCash.toFixed()).toBe('100000')
  })

  it('warms strategies with history, and decides from the next bar on', async () => {
    const market = new HandMarket(() => undefined)
    market.history = Array.from({ length: 60 }, (_, index) =>
      minuteAt(START_MS - (60 - index) * MINUTE_MS, 200 - index),
    )
    const bench = await openHandBench({ market, settings: { strategies: BUSY } })
    expect(bench.session.strategies.signalCount).toBe(0)
    expect([...bench.session.strategies.deployments.values()].map(({ definition }) => definition.id)).toEqual([
      'ema-cross',
    ])
    for (const close of [150, 160, 170]) {
      market.quote(close)
      market.closeMinute(close)
      await bench.session.settle()
    }
    expect(bench.session.strategies.signals().map(({ signal }) => signal.action)).toEqual(['enterLong'])
    bench.session.stopStrategies()
    market.closeMinute(50)
    expect(bench.session.strategies.signalCount).toBe(1)
  })

  it('applies new limits to the next order', async () => {
    const { session, settings } = await openHandBench()
    const marketData = { historyBars: 1, maxCatchUpBars: 1, staleAfterMs: 500, gapFillTimeoutMs: 100 }
    session.applySettings(settings({ risk: { maxOrderNotional: '10' } }), marketData)
    expect(session.desk.preview(handIntent())).toMatchObject({
      accepted: false,
      denial: { code: 'MAX_ORDER_NOTIONAL', limit: 10 },
    })
  })

  it('writes every change of the trading state down before it announces it', async () => {
    const { session, journal, payloads } = await openHandBench()
    session.tradingState.pause('lunch')
    session.tradingState.resume()
    expect(journal.facts('tradingState').map(({ state, reason }) => [state, reason])).toEqual([
      ['reducing', 'lunch'],
      ['active', 'resumed by hand'],
    ])
    expect(payloads('trading-state.changed').map(({ state }) => state)).toEqual(['reducing', 'active'])
  })
})
