import { afterEach, describe, expect, it } from 'vitest'
import {
  HAND,
  type InstrumentId,
  type OrderIntent,
  parseInstrumentId,
  price,
  type SimulatedTradingVenue,
} from '../domain/index.ts'
import { type PaperTradingVenue, SimulatedMarketVenue } from '../venues/index.ts'
import { SleepGuard } from './sleep-guard.ts'
import { ABC, MINUTE_MS, START_MS } from './testing/hand-market.ts'
import { handIntent } from './testing/intents.ts'
import { openBench, openHandBench, type SessionBench } from './testing/session-bench.ts'
import { SleepingClock } from './testing/sleeping-clock.ts'

const SPEED = 60
const PACE_MS = 50
const HOUR_MS = 60 * MINUTE_MS
const BTC = parseInstrumentId('simulated:BTC-PERP')
const BUSY = { 'ema-cross': { parameters: { fastPeriod: 2, slowPeriod: 4, atrPeriod: 5, stopAtrMultiple: 1.5 } } }

const guards: SleepGuard[] = []
afterEach(() => {
  for (const guard of guards.splice(0)) guard.dispose()
})

function guardOf({ session, systemClock }: Pick<SessionBench<never>, 'session' | 'systemClock'>): SleepGuard {
  const logger = { debug: ignore, info: ignore, warn: ignore, error: ignore, child: () => logger }
  const judge = ({ isConsistent }: { isConsistent: boolean }): void => {
    if (!isConsistent) session.tradingState.halt('ledger and venue differ')
  }
  const guard = new SleepGuard({ session, systemClock, logger, judge, onAwake: ignore })
  guards.push(guard)
  return guard
}

function ignore(): void {
  // Nothing follows from it here.
}

/** A session on the simulated market at 60 times real time, with everything the engine has around it. */
async function openSimulated() {
  const systemClock = new SleepingClock(START_MS)
  const market = new SimulatedMarketVenue({
    seed: 7,
    speed: SPEED,
    startMs: START_MS,
    systemClock,
    onError: (error) => {
      throw error
    },
  })
  const bench = await openBench({ market, systemClock, settings: { strategies: BUSY } })
  await bench.session.open()
  const guard = guardOf(bench)
  await guard.startMarket()
  guard.startStrategies()
  const run = async (durationMs: number): Promise<void> => {
    for (let leftMs = durationMs; leftMs > 0; leftMs -= PACE_MS) {
      systemClock.advanceBy(PACE_MS)
      await new Promise(setImmediate)
      await bench.session.settle()
    }
  }
  await run(1_000)
  return { ...bench, systemClock, guard, run }
}

/** Buys Bitcoin by hand with a stop that the market does not reach. */
function buyWithStop({ session }: Pick<SessionBench<never>, 'session'>): void {
  const stop = Math.round((session.marketData.lastPrice(BTC) ?? 0) * 0.7)
  session.desk.submit(
    handIntent({ instrumentId: BTC, size: { kind: 'quantity', quantity: '0.01' }, stopLossPrice: price(stop) }),
  )
}

async function stopsAtVenue({
  trading,
  session,
}: Pick<SessionBench<never>, 'trading' | 'session'>): Promise<unknown[]> {
  const ours = session.execution
    .openOrders({ instrumentId: BTC, owner: HAND })
    .filter(({ terms }) => terms.role === 'stopLoss')
  const theirs = await trading.queryOpenOrders()
  return theirs.filter(({ orderId }) => ours.some(({ terms }) => terms.orderId === orderId))
}

function missingMinutes({ candles }: SessionBench<never>['session'], instrumentId: InstrumentId): number[] {
  const times = candles.before(instrumentId, '1m', { limit: 10_000 }).map(({ openTimeMs }) => openTimeMs)
  return times.filter((openTimeMs, index) => index > 0 && openTimeMs - (times[index - 1] ?? 0) !== MINUTE_MS)
}

describe('a sleep of an hour on the simulated market', { timeout: 30_000 }, () => {
  it('leaves stop and time where they were, lets nobody enter, and then strategies decide again', async () => {
    const bench = await openSimulated()
    const { session, market, systemClock, guard, run } = bench
    buyWithStop(bench)
    await run(2_000)
    const [stop, ...others] = await stopsAtVenue(bench)
    expect([stop !== undefined, others]).toEqual([true, []])

    await guard.handlePower('suspend')
    const standsAtMs = market.clock.nowMs()
    const signals = session.strategies.signalCount
    systemClock.advanceBy(500)
    systemClock.sleepFor(HOUR_MS)
    expect(() => session.desk.submit(handIntent({ instrumentId: BTC, idempotencyKey: 'key-00000002' }))).toThrow(
      `There is no fresh price for ${BTC}: the machine sleeps.`,
    )
    const resumed = guard.handlePower('resume')
    expect(session.tradingState.reason).toMatch(/^waking up: /)
    await resumed
    expect(market.clock.nowMs()).toBe(standsAtMs)
    expect([session.tradingState.state, session.strategies.signalCount]).toEqual(['active', signals])

    await run(1_000)
    expect(market.clock.nowMs()).toBe(standsAtMs + 1_000 * SPEED)
    expect(await stopsAtVenue(bench)).toEqual([stop])
    await run(20_000)
    expect(session.strategies.signalCount).toBeGreaterThan(signals)
    expect(missingMinutes(session, BTC)).toEqual([])
    expect(session.marketData.condition).toEqual({ kind: 'well' })
    expect(bench.errors).toEqual([])
  })

  it('is the same without a word from the machine', async () => {
    const bench = await openSimulated()
    const { session, market, systemClock, run } = bench
    buyWithStop(bench)
    await run(2_000)
    const stops = await stopsAtVenue(bench)
    const standsAtMs = market.clock.nowMs()
    systemClock.sleepFor(HOUR_MS)
    await run(4_000)
    expect(session.tradingState.state).toBe('active')
    expect(market.clock.nowMs()).toBeGreaterThan(standsAtMs)
    expect(market.clock.nowMs()).toBeLessThanOrEqual(standsAtMs + 4_000 * SPEED)
    expect(await stopsAtVenue(bench)).toEqual(stops)
    await run(10_000)
    expect(missingMinutes(session, BTC)).toEqual([])
  })

  it('writes no trading state down', async () => {
    const { guard, journal, payloads } = await openSimulated()
    await guard.handlePower('suspend')
    await guard.handlePower('resume')
    expect(journal.facts('tradingState')).toEqual([])
    expect(payloads('trading-state.changed').at(0)).toEqual({ state: 'reducing', reason: 'the machine sleeps' })
    expect(payloads('trading-state.changed').at(-1)).toMatchObject({ state: 'active' })
  })
})

/** A paper venue that does not answer about its account while it is told not to. */
function silentVenue(): { wrap: (venue: PaperTradingVenue) => SimulatedTradingVenue; silence: () => () => void } {
  let gate: Promise<void> = Promise.resolve()
  const wrap = (venue: PaperTradingVenue): SimulatedTradingVenue =>
    new Proxy(venue, {
      get(target, name) {
        if (name === 'queryAccount') return () => gate.then(() => target.queryAccount())
        const member: unknown = Reflect.get(target, name, target)
        return typeof member === 'function' ? (member.bind(target) as unknown) : member
      },
    })
  const silence = (): (() => void) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    gate = promise
    return resolve
  }
  return { wrap, silence }
}

describe('while a session wakes up', () => {
  async function openWaking() {
    const venue = silentVenue()
    const bench = await openHandBench({ wrapTrading: venue.wrap })
    const guard = guardOf(bench)
    await guard.startMarket()
    bench.market.quote(100)
    bench.market.trade(100)
    bench.session.desk.submit(handIntent({ stopLossPrice: price(90) }))
    bench.market.quote(100)
    await bench.session.settle()
    await guard.handlePower('suspend')
    const answer = venue.silence()
    const resumed = guard.handlePower('resume')
    await new Promise(setImmediate)
    bench.market.quote(100)
    bench.market.trade(100)
    return { ...bench, answer, resumed }
  }

  const entry: OrderIntent = handIntent({ idempotencyKey: 'key-00000002' })

  it('denies entries though prices are fresh, and accepts them again afterwards', async () => {
    const { session, answer, resumed } = await openWaking()
    expect(session.tradingState.reason).toBe('waking up: reconciling with the venue')
    expect(session.marketData.condition).toEqual({ kind: 'degraded', reason: session.tradingState.reason })
    expect(session.desk.preview(entry)).toMatchObject({ accepted: false, denial: { code: 'TRADING_REDUCING' } })
    answer()
    await resumed
    expect(session.desk.preview(entry)).toMatchObject({ accepted: true })
  })

  it('lets positions be closed, and their stops go with them', async () => {
    const { session, market, trading, answer, resumed } = await openWaking()
    const { instrumentId } = ABC
    const request = { instrumentId, owner: HAND, fraction: 1, source: 'hand', reason: 'by hand' } as const
    const close = session.desk.closeIntent({ ...request, idempotencyKey: 'key-00000003' })
    expect(session.desk.submit(close)).toMatchObject({ kind: 'placed' })
    market.quote(100)
    answer()
    await resumed
    await session.settle()
    expect(session.portfolio.openPositions()).toEqual([])
    expect(await trading.queryOpenOrders()).toEqual([])
    expect(session.tradingState.state).toBe('active')
  })

  it('a kill switch that is pulled goes on, with its own reason', async () => {
    const { session, market, journal, answer, resumed } = await openWaking()
    session.killSwitch.pull('fire drill')
    expect(session.tradingState.reason).toMatch(/^fire drill; waking up/)
    market.quote(100)
    answer()
    await resumed
    await session.settle()
    expect([session.tradingState.state, session.tradingState.reason]).toEqual(['halted', 'fire drill'])
    expect(journal.facts('tradingState').map(({ reason }) => reason)).toEqual(['fire drill', 'fire drill'])
  })

  it('resets of the account wait until it is compared with the venue', async () => {
    const { session, answer, resumed } = await openWaking()
    const reset = session.resetAccount()
    await new Promise(setImmediate)
    expect(session.portfolio.openPositions()).toHaveLength(1)
    answer()
    await Promise.all([resumed, reset])
    await session.settle()
    expect(session.portfolio.openPositions()).toEqual([])
    expect(session.tradingState.state).toBe('active')
  })
})
