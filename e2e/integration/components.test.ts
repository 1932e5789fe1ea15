import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type {
  AccountView,
  ComponentView,
  IndicatorView,
  OrderView,
  PositionView,
  StatusView,
} from '../../src-contract/index.ts'
import { logLines } from '../support/data-folder.ts'
import { EngineProcess, until } from '../support/engine-process.ts'
import {
  BTC,
  BY_HAND,
  coveredBy,
  draft,
  freshQuote,
  newKey,
  ordersOf,
  placeOrder,
  priceNear,
} from '../support/hand-orders.ts'
import { TopicListener } from '../support/topic-listener.ts'

let engine: EngineProcess
beforeEach(async () => {
  engine = await EngineProcess.start({ args: ['--quiet'], config: BY_HAND })
})
afterEach(() => engine.stop())

/** Undefined while the door is closed. */
async function components(): Promise<ComponentView[] | undefined> {
  try {
    return (await engine.get<{ components: ComponentView[] }>('/components')).components
  } catch {
    return undefined
  }
}

async function namesOfAll(): Promise<string[]> {
  return ((await components()) ?? []).map(({ name }) => name)
}

const restart = (name: string): Promise<{ status: number; body: ComponentView }> =>
  engine.call<ComponentView>('POST', `/components/${name}/restart`, {})

const statusOf = (): Promise<StatusView> => engine.get<StatusView>('/status')

const positionsOf = async (): Promise<PositionView[]> =>
  (await engine.get<{ positions: PositionView[] }>('/positions')).positions

/** A position with stop and target far from the market, and a limit order that waits. */
async function openPosition(): Promise<void> {
  const quote = await freshQuote(engine)
  const exits = { stopLossPrice: priceNear(quote, -0.2), takeProfitPrice: priceNear(quote, 0.2) }
  expect((await placeOrder(engine, draft(exits))).status).toBe(201)
  await until(positionsOf, (positions) => positions[0]?.stopPrice !== null && positions[0]?.targetPrice !== null)
  const waiting = draft({ type: 'limit', limitPrice: priceNear(quote, -0.15) })
  expect((await placeOrder(engine, waiting)).status).toBe(201)
  await until(
    () => ordersOf(engine),
    (orders) => orders.every(({ state }) => /working|filled/.test(state)),
  )
}

/** What a restart must leave as it was; prices move on. */
async function books(): Promise<unknown> {
  const { cash, fees, openPositions, workingOrders, startingCash, dayStartMs } =
    await engine.get<AccountView>('/account')
  const positions = (await positionsOf()).map(
    ({ markPrice: _mark, unrealisedPnl: _profit, notional: _notional, margin: _margin, ...booked }) => booked,
  )
  return {
    account: { cash, fees, openPositions, workingOrders, startingCash, dayStartMs },
    positions,
    orders: await ordersOf(engine),
    stop: await coveredBy(engine, 'stopLoss'),
    target: await coveredBy(engine, 'takeProfit'),
  }
}

/** The component has been restarted, everything runs again, and prices have come since. */
async function isUpAgain(name: string, restarts: number): Promise<void> {
  await until(components, (all) => all?.find((each) => each.name === name)?.restarts === restarts)
  const restartedAtMs = Date.now()
  await until(components, (all) => all?.every(({ state }) => state === 'running') ?? false)
  await until(
    () => freshQuote(engine),
    ({ receivedAtMs }) => receivedAtMs > restartedAtMs,
  )
}

describe('a component that is restarted by hand', () => {
  it('comes back whichever it is, and position, stop, orders and account are as they were', async () => {
    await openPosition()
    const before = await books()
    expect(before).toMatchObject({ stop: 0.01, target: 0.01, account: { openPositions: 1, workingOrders: 3 } })
    const names = await namesOfAll()
    expect(names).toEqual(expect.arrayContaining(['gateway', 'storage', 'trading', 'market-data', 'strategies']))

    const found: Record<string, unknown> = {}
    for (const name of names) {
      const { status, body } = await restart(name)
      await isUpAgain(name, 1)
      const { tradingState, tradingReason, health, sessionTimeMs } = await statusOf()
      found[name] = { status, name: body.name, tradingState, tradingReason, health, books: await books() }
      await until(statusOf, (later) => later.sessionTimeMs > sessionTimeMs)
    }
    const asBefore = { status: 200, tradingState: 'active', tradingReason: null, health: 'healthy', books: before }
    expect(found).toEqual(Object.fromEntries(names.map((name) => [name, { name, ...asBefore }])))
    console.info(`restarted with a position open: ${names.length} components (${names.join(', ')})`)

    const errors = logLines(engine.home).filter(({ level }) => level === 'error')
    expect(errors).toEqual([])
    const audit = logLines(engine.home).filter(({ msg }) => msg === 'a component is restarted by hand')
    expect(audit.map(({ component }) => component)).toEqual(names)

    // And all of it still trades.
    const positionId = (await positionsOf())[0]?.positionId ?? ''
    const closed = await engine.call<OrderView>('POST', `/positions/${encodeURIComponent(positionId)}/close`, {
      idempotencyKey: newKey(),
    })
    expect(closed.status).toBe(200)
    await until(positionsOf, (positions) => positions.length === 0)
    expect(await coveredBy(engine, 'stopLoss')).toBe(0)
  })

  it('that brings up a new session leaves streams and calls at the new one', async () => {
    const listener = await TopicListener.open<PositionView[] | { positionId: string; position: PositionView | null }>(
      engine,
      'positions',
    )
    await listener.next((item) => Array.isArray(item) && item.length === 0)
    expect((await restart('storage')).status).toBe(200)
    await openPosition()
    await listener.next((item) => !Array.isArray(item) && item.position?.stopPrice !== null)
    listener.close()
  })

  it.each([
    ['paused', '/system/pause', 'reducing'],
    ['killed', '/system/kill', 'halted'],
  ])('leaves trading %s that was so', async (_, path, state) => {
    expect((await engine.call('POST', path, { reason: 'a test' })).status).toBe(200)
    await until(statusOf, ({ tradingState }) => tradingState === state)
    for (const name of ['market-data', 'trading', 'storage']) {
      expect((await restart(name)).status).toBe(200)
      expect(await statusOf()).toMatchObject({ tradingState: state, tradingReason: 'a test' })
    }
  })

  it('is refused where there is none of the name, and while it is moved already', async () => {
    const unknown = await engine.call('POST', '/components/feed/restart', {})
    expect(unknown).toMatchObject({
      status: 404,
      body: { code: 'UNKNOWN_COMPONENT', data: { known: await namesOfAll() } },
    })
    const answers = await Promise.all([restart('storage'), restart('storage'), restart('trading')])
    expect(answers.map(({ status }) => status)).toEqual([200, 409, 409])
    expect(answers.slice(1).map(({ body }) => body)).toMatchObject([
      { code: 'COMPONENT_BUSY' },
      { code: 'COMPONENT_BUSY' },
    ])
    expect(await components()).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'storage', restarts: 1, state: 'running' })]),
    )
  })

  it('lets nothing in while trading is down, and says that it is not ready', async () => {
    await freshQuote(engine)
    const restarted = restart('storage')
    const seen: string[] = []
    const tryToBuy = async (): Promise<boolean> => {
      const { status, body } = await placeOrder(engine, draft())
      seen.push(`${status} ${body.code ?? body.state}`)
      return false
    }
    const isOver = restarted.then(() => true)
    while (!(await Promise.race([isOver, tryToBuy()]))) continue
    expect((await restarted).status).toBe(200)
    // Refused by the risk check because trading is held, or because there is no price or no session: never taken. The last
    // one may have come after it.
    const refusal = expect.stringMatching(/^(?:422 DENIED|409 PRICE_UNAVAILABLE|503 NOT_READY)$/)
    expect(seen.slice(0, -1)).toEqual(seen.slice(0, -1).map(() => refusal))
    expect(seen.length).toBeGreaterThan(3)
  })
})

describe('a restart by hand and the end of the engine', () => {
  it('do not get into each other’s way: entries are cancelled all the same, and the position keeps its stop', async () => {
    await openPosition()
    const restarted = restart('trading').catch(() => undefined)
    expect((await engine.call('POST', '/system/shutdown', {})).status).toBe(200)
    const { code, stderr } = await engine.exited
    await restarted
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const again = await EngineProcess.start({ home: engine.home, args: ['--quiet'] })
    const working = (await ordersOf(again)).filter(({ state }) => state === 'working')
    expect(working.map(({ role }) => role).toSorted()).toEqual(['stopLoss', 'takeProfit'])
    expect(await coveredBy(again, 'stopLoss')).toBe(0.01)
    await again.stop()
  })
})

describe('indicators over the interface', () => {
  it('are listed, computed with defaults filled in, and refused with the faulty parameter', async () => {
    const { indicators } = await engine.get<{ indicators: IndicatorView[] }>('/indicators')
    expect(indicators.map(({ indicatorId }) => indicatorId)).toEqual(expect.arrayContaining(['sma', 'macd', 'psar']))
    expect(indicators.find(({ indicatorId }) => indicatorId === 'ema')).toMatchObject({
      warmUpBars: 20,
      columns: [{ id: 'ema', scale: 'price', plot: 'line', lookAheadBars: 0, sparse: false }],
    })
    const path = `/indicators/series?instrumentId=${BTC}&limit=3&indicator=ema`
    expect(await engine.get(path)).toMatchObject({
      indicator: 'ema',
      parameters: { period: 20 },
      columns: ['ema'],
      points: [{ values: [expect.any(Number)] }, { values: [expect.any(Number)] }, { values: [expect.any(Number)] }],
    })
    const with9 = `${path}&parameters=${encodeURIComponent('{"period":9}')}`
    expect(await engine.get(with9)).toMatchObject({ parameters: { period: 9 } })
    const faulty = `${path}&parameters=${encodeURIComponent('{"period":0,"length":3}')}`
    expect(await engine.call('GET', faulty)).toMatchObject({
      status: 400,
      body: { code: 'BAD_REQUEST', message: expect.stringMatching(/period must be at least 1, got 0.*"length"/) },
    })
  })
})
