import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountView, FillView, OrderView, PositionView, StatusView } from '../../src-contract/index.ts'
import { logLines } from '../support/data-folder.ts'
import { EngineProcess, newFolder, until } from '../support/engine-process.ts'
import { BTC, BY_HAND, draft, freshQuote, placeOrder, priceNear } from '../support/hand-orders.ts'

/** An orderly stop is over by then; the engine ends itself hard later. */
const STOP_LIMIT_MS = 5_000
const MINUTE_MS = 60_000

/** Trades often, on a book so thin that orders fill in parts. */
const BUSY = {
  paper: { maxBookShare: 0.05 },
  risk: { maxDailyLossFraction: 1 },
  market: { simulated: { speed: 1000 } },
  strategies: { 'ema-cross': { parameters: { fastPeriod: 2, slowPeriod: 4, atrPeriod: 5, stopAtrMultiple: 1.5 } } },
} as const

let home: string
beforeEach(() => {
  home = newFolder()
})
afterEach(async () => {
  await EngineProcess.killAll()
  rmSync(home, { recursive: true, force: true })
})

const ordersOf = async (engine: EngineProcess): Promise<OrderView[]> =>
  (await engine.get<{ orders: OrderView[] }>('/orders?limit=1000')).orders
const positionsOf = async (engine: EngineProcess): Promise<PositionView[]> =>
  (await engine.get<{ positions: PositionView[] }>('/positions')).positions
const fillsOf = async (engine: EngineProcess): Promise<FillView[]> =>
  (await engine.get<{ fills: FillView[] }>('/fills?limit=1000')).fills

/** Names of the components that reached a state, in the order in which they did. */
function reached(state: string): unknown[] {
  return logLines(home)
    .filter((line) => line['msg'] === 'component changed' && line['state'] === state)
    .map(({ component }) => component)
}

describe('stopping', () => {
  const ways: [string, (engine: EngineProcess) => Promise<unknown>][] = [
    ['SIGTERM', async (engine) => engine.child.kill('SIGTERM')],
    ['SIGINT', async (engine) => engine.child.kill('SIGINT')],
    ['the interface', (engine) => engine.call('POST', '/system/shutdown', {})],
  ]

  it.each(ways)('by %s while orders work: in time, with code 0, the last started first', async (_, ask) => {
    const engine = await EngineProcess.start({ home, config: BUSY, args: ['--quiet'] })
    await until(
      () => engine.get<AccountView>('/account'),
      ({ workingOrders }) => workingOrders > 0,
    )
    const askedAt = performance.now()
    await ask(engine)
    const { code, signal, stderr } = await engine.exited
    expect(performance.now() - askedAt).toBeLessThan(STOP_LIMIT_MS)
    expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: '' })
    const started = reached('running')
    expect(started.length).toBeGreaterThan(4)
    expect(reached('stopped')).toEqual(started.toReversed())
    expect(logLines(home).filter(({ level }) => level === 'error')).toEqual([])
  })
})

describe('starting again on the same folder', () => {
  /** What is booked of a position; prices move on. */
  const booked = (position: PositionView): Partial<PositionView> => {
    const { markPrice: _mark, unrealisedPnl: _profit, notional: _notional, margin: _margin, ...rest } = position
    return rest
  }

  const byId = (a: Partial<PositionView>, b: Partial<PositionView>): number =>
    (a.positionId ?? '') < (b.positionId ?? '') ? -1 : 1

  async function readings(engine: EngineProcess, beforeMs: number): Promise<unknown> {
    const { cash, startingCash, realisedPnl, fees, feesToday, dayStartMs, accountId, openPositions, workingOrders } =
      await engine.get<AccountView>('/account')
    return {
      account: {
        cash,
        startingCash,
        realisedPnl,
        fees,
        feesToday,
        dayStartMs,
        accountId,
        openPositions,
        workingOrders,
      },
      orders: await ordersOf(engine),
      positions: (await positionsOf(engine)).map(booked).toSorted(byId),
      fills: await fillsOf(engine),
      candles: await engine.get(`/candles?instrumentId=${BTC}&limit=2000&beforeMs=${beforeMs}`),
      hours: await engine.get(`/candles?instrumentId=${BTC}&timeframe=1h&limit=40&beforeMs=${beforeMs}`),
      config: await engine.get('/config'),
    }
  }

  /** By how much the stops of each position are larger than it is, to nine decimals. */
  async function stopExcesses(engine: EngineProcess): Promise<number[]> {
    const [orders, positions] = await Promise.all([ordersOf(engine), positionsOf(engine)])
    const stops = orders.filter(({ state, role }) => state === 'working' && role === 'stopLoss')
    return positions.map(({ owner, instrumentId, quantity }) => {
      const own = stops.filter((stop) => stop.owner === owner && stop.instrumentId === instrumentId)
      const sum = own.reduce((total, stop) => total + Number(stop.quantity) - Number(stop.filledQuantity), 0)
      return Number((sum - Math.abs(Number(quantity))).toFixed(9))
    })
  }

  it('finds orders, positions, fills, account, bars, configuration and time as they were', {
    timeout: 3 * MINUTE_MS,
  }, async () => {
    const config = { ...BUSY, execution: { onShutdown: 'leave' } }
    const first = await EngineProcess.start({ home, config, args: ['--quiet'] })
    await until(
      () => fillsOf(first),
      (fills) => fills.length >= 5,
    )
    // So that a clock that resumed at the machine's time would be noticed.
    await until(
      () => first.get<StatusView>('/status'),
      ({ sessionTimeMs, timeMs }) => sessionTimeMs - timeMs > 10 * MINUTE_MS,
    )
    // A book that is no longer thin: what still closes is closed at the next quotes, and the hand's order is not kept waiting.
    const calm = {
      patch: {
        market: BY_HAND.market,
        strategies: BY_HAND.strategies,
        paper: { maxBookShare: 1 },
        risk: { maxOpenPositions: 20 },
      },
    }
    expect((await first.call('PUT', '/config', calm)).status).toBe(200)
    const quote = await freshQuote(first)
    const opened = await placeOrder(
      first,
      draft({ stopLossPrice: priceNear(quote, -0.2), takeProfitPrice: priceNear(quote, 0.2) }),
    )
    expect(opened.status).toBe(201)
    const isProtected = ({ owner, stopPrice, targetPrice }: PositionView): boolean =>
      owner === 'hand' && stopPrice !== null && targetPrice !== null
    await until(
      () => positionsOf(first),
      (positions) => positions.some(isProtected),
    )
    expect((await placeOrder(first, draft({ type: 'limit', limitPrice: priceNear(quote, -0.15) }))).status).toBe(201)
    const isOnItsWay = ({ state, type }: OrderView): boolean =>
      /pending|submitted|cancelling/.test(state) || (type === 'market' && /working|partiallyFilled/.test(state))
    const isSettled = (orders: OrderView[]): boolean => !orders.some(isOnItsWay)
    await until(() => ordersOf(first), isSettled)
    // A stop that has shrunk often with its position keeps what it is too large by for up to a minute.
    await until(
      () => stopExcesses(first),
      (excesses) => excesses.every((excess) => excess === 0),
      2 * MINUTE_MS,
    )
    const timeBefore = (await first.get<StatusView>('/status')).sessionTimeMs
    const lastBarMs = Math.floor(timeBefore / MINUTE_MS) * MINUTE_MS - MINUTE_MS
    const before = await readings(first, lastBarMs)
    expect((await first.stop()).code).toBe(0)

    const second = await EngineProcess.start({ home, args: ['--quiet'] })
    const status = await second.get<StatusView>('/status')
    expect(status).toMatchObject({ tradingState: 'active', tradingReason: null })
    expect(await readings(second, lastBarMs)).toEqual(before)
    expect(timeBefore - status.sessionTimeMs, 'no more than the unfinished minute is lost').toBeLessThanOrEqual(
      MINUTE_MS,
    )
    expect(status.sessionTimeMs - timeBefore, 'the market stood still meanwhile').toBeLessThan(10_000)
    await second.stop()
  })

  it('cancels entries when it leaves, keeps the protection of what is open', async () => {
    const first = await EngineProcess.start({ home, config: BY_HAND, args: ['--quiet'] })
    const quote = await freshQuote(first)
    await placeOrder(first, draft({ stopLossPrice: priceNear(quote, -0.2) }))
    await until(
      () => positionsOf(first),
      ([position]) => position?.stopPrice !== null && position !== undefined,
    )
    const resting = await placeOrder(first, draft({ type: 'limit', limitPrice: priceNear(quote, -0.1) }))
    await first.stop()

    const second = await EngineProcess.start({ home, args: ['--quiet'] })
    const orders = await ordersOf(second)
    const left = orders.find(({ orderId }) => orderId === resting.body.orderId)
    expect(left).toMatchObject({ state: 'cancelled' })
    expect(orders.filter(({ state }) => state === 'working')).toMatchObject([{ role: 'stopLoss', reduceOnly: true }])
    expect(await positionsOf(second)).toMatchObject([
      { quantity: '0.01', stopPrice: priceNear(quote, -0.2).replace(/\.0$/, '') },
    ])
    await second.stop()
  })

  it('gives a position its stop again where the venue has lost it', async () => {
    const first = await EngineProcess.start({ home, config: BY_HAND, args: ['--quiet'] })
    const quote = await freshQuote(first)
    await placeOrder(first, draft({ stopLossPrice: priceNear(quote, -0.2) }))
    const working = async (engine: EngineProcess): Promise<OrderView[]> =>
      (await ordersOf(engine)).filter(({ role, state }) => role === 'stopLoss' && state === 'working')
    const [lost] = await until(
      () => working(first),
      (stops) => stops.length === 1,
    )
    await first.kill()
    const venue = new DatabaseSync(join(home, 'paper.db'))
    const { changes } = venue
      .prepare("UPDATE orders SET state = 'cancelled', reason = 'lost by the venue' WHERE order_id = ?")
      .run(lost?.orderId ?? '')
    venue.close()
    expect(changes).toBe(1)

    const second = await EngineProcess.start({ home, args: ['--quiet'] })
    const [again, ...others] = await until(
      () => working(second),
      (stops) => stops.length > 0,
    )
    expect(others).toEqual([])
    expect(again?.orderId).not.toBe(lost?.orderId)
    expect(again).toMatchObject({ triggerPrice: lost?.triggerPrice, quantity: '0.01', reduceOnly: true })
    expect(await positionsOf(second)).toMatchObject([{ stopPrice: lost?.triggerPrice }])
    await second.stop()
  })
})
