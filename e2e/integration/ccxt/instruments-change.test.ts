import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type {
  InstrumentView,
  OrderView,
  PositionView,
  QuoteView,
  ReconciliationView,
  StatusView,
} from '../../../src-contract/index.ts'
import { Decimal } from '../../../src-main/base/index.ts'
import { EngineProcess, newFolder, until } from '../../support/engine-process.ts'
import { draft, newKey, ordersOf, placeOrder } from '../../support/hand-orders.ts'
import { TopicListener } from '../../support/topic-listener.ts'
import { TRADING_KEY } from '../../venue/index.ts'
import { useVenue } from '../../venue/testing/rig.ts'
import { urlsAt } from './testing/account-bench.ts'

const KEYS = { BINANCE_API_KEY: TRADING_KEY.apiKey, BINANCE_SECRET_KEY: TRADING_KEY.secret }
const BTC = 'binance-usdm:BTC-USDT'
const ETH = 'binance-usdm:ETH-USDT'
const OLD_TICK = '0.1'
const NEW_TICK = '5'
/** The engine has the rules read again when the venue refuses an order for them. */
const BACK_LIMIT_MS = 15_000

const positionsOf = async (engine: EngineProcess): Promise<PositionView[]> =>
  (await engine.get<{ positions: PositionView[] }>('/positions')).positions

/** What holds the instrument back; undefined while nothing does. */
async function quarantineOf(engine: EngineProcess, instrumentId: string): Promise<string | undefined> {
  const { instruments } = await engine.get<ReconciliationView>('/reconciliation')
  const held = instruments.find((each) => each.instrumentId === instrumentId)?.quarantine
  return held === null || held === undefined ? undefined : JSON.stringify(held)
}

/** Has the venue asked for its rules, and answers with those of the instrument. */
async function refresh(engine: EngineProcess): Promise<InstrumentView | undefined> {
  const { status, body } = await engine.call('POST', '/instruments/refresh', {})
  expect(status).toBe(200)
  return (body as { instruments: InstrumentView[] }).instruments.find(({ instrumentId }) => instrumentId === BTC)
}

async function bidOf(engine: EngineProcess, instrumentId: string): Promise<number> {
  const quoteOf = ({ quotes }: { quotes: QuoteView[] }) => quotes.find((quote) => quote.instrumentId === instrumentId)
  const answer = await until(
    () => engine.get<{ quotes: QuoteView[] }>('/quotes'),
    (told) => quoteOf(told)?.bid !== null && quoteOf(told)?.stale === false,
  )
  return quoteOf(answer)?.bid ?? 0
}

/** Buys some of it with a stop, and waits until that works at the venue. */
async function hold(engine: EngineProcess, instrumentId = BTC): Promise<PositionView> {
  const stopLossPrice = String(Math.floor((await bidOf(engine, instrumentId)) * 0.97))
  const size = { kind: 'quantity', quantity: '0.1' } as const
  expect((await placeOrder(engine, draft({ instrumentId, size, stopLossPrice }))).status).toBe(201)
  const isHeld = (positions: readonly PositionView[]): boolean =>
    positions.some((position) => position.instrumentId === instrumentId && position.stopPrice !== null)
  const positions = await until(() => positionsOf(engine), isHeld)
  const position = positions.find((each) => each.instrumentId === instrumentId)
  if (!position) throw new Error('nothing is held')
  return position
}

const close = (engine: EngineProcess, { positionId }: PositionView, fraction = 1) =>
  engine.call('POST', `/positions/${encodeURIComponent(positionId)}/close`, { idempotencyKey: newKey(), fraction })

async function closed(engine: EngineProcess, position: PositionView): Promise<void> {
  expect((await close(engine, position)).status).toBeLessThan(300)
  await until(
    () => positionsOf(engine),
    (positions) => positions.every(({ positionId }) => positionId !== position.positionId),
  )
}

/** A limit order that waits below the market. */
async function limitBelow(engine: EngineProcess, limitPrice: string, instrumentId = BTC) {
  const size = { kind: 'quantity', quantity: '0.1' } as const
  return placeOrder(engine, draft({ instrumentId, type: 'limit', limitPrice, size }))
}

describe('instruments that an exchange changes while they are held', { timeout: 90_000 }, () => {
  const rig = useVenue(() => ({ stepMs: 200 }))
  let home = ''
  let engine: EngineProcess
  beforeEach(async () => {
    home = newFolder()
    const accounts = { demo: { venue: 'binance-usdm', environment: 'testnet', urls: urlsAt(rig.venue.port).usdm } }
    const market = { exchange: { symbols: ['BTC-USDT', 'ETH-USDT'] } }
    const strategies = { 'ema-cross': { enabled: false } }
    engine = await EngineProcess.start({
      home,
      args: ['--quiet'],
      config: { accounts, trading: { account: 'demo' }, market, strategies },
      environment: KEYS,
    })
  })
  afterEach(async () => {
    await EngineProcess.killAll()
    rmSync(home, { recursive: true, force: true })
  })
  const marketOf = (symbol = 'BTCUSDT') => rig.venue.usdm.market(symbol)

  it('take orders by a new tick, and say what is wrong with one by the old tick', async () => {
    const position = await hold(engine)
    marketOf().changeRules({ tickSize: new Decimal(NEW_TICK) })
    expect(await refresh(engine)).toMatchObject({ tickSize: NEW_TICK })

    const below = Math.floor((await bidOf(engine, BTC)) * 0.98)
    const old = await limitBelow(engine, `${below - (below % 5)}${OLD_TICK.slice(1)}`)
    expect(old.status).toBe(422)
    expect(JSON.stringify(old.body)).toMatch(/tick|multiple|step/i)
    expect(JSON.stringify(old.body)).toContain(NEW_TICK)

    const order = await limitBelow(engine, String(below - (below % 5)))
    expect(order.status).toBe(201)
    await until(
      () => ordersOf(engine),
      (orders) => orders.some(({ orderId, state }) => orderId === order.body.orderId && state === 'working'),
    )
    expect((await close(engine, position, 0.5)).status).toBe(200)
    const isHalf = ({ role, state, quantity }: OrderView): boolean =>
      role === 'stopLoss' && state === 'working' && quantity === '0.05'
    const stops = await until(
      () => ordersOf(engine),
      (orders) => orders.some(isHalf),
    )
    expect(Number(stops.find(isHalf)?.triggerPrice) % Number(NEW_TICK)).toBe(0)
    await expect.poll(() => quarantineOf(engine, BTC), { timeout: BACK_LIMIT_MS }).toBeUndefined()
    await closed(engine, position)
  })

  it('are told to whoever follows them when tick or status change', async () => {
    const listener = await TopicListener.open<InstrumentView | InstrumentView[]>(engine, 'instruments')
    try {
      const isOfBtc = (item: InstrumentView | InstrumentView[]): item is InstrumentView =>
        !Array.isArray(item) && item.instrumentId === BTC
      const [first] = (await listener.next(Array.isArray)) as InstrumentView[]
      expect(first).toMatchObject({ instrumentId: BTC, tickSize: OLD_TICK, status: 'trading' })
      marketOf().changeRules({ tickSize: new Decimal(NEW_TICK) })
      await refresh(engine)
      expect(await listener.next(isOfBtc)).toMatchObject({ tickSize: NEW_TICK, status: 'trading' })
      marketOf().setStatus('BREAK')
      await refresh(engine)
      expect(await listener.next((item) => isOfBtc(item) && item.status !== 'trading')).toMatchObject({
        tickSize: NEW_TICK,
        status: 'maintenance',
      })
    } finally {
      listener.close()
    }
  })

  it('take orders by a new lot, and close what was bought in finer ones', async () => {
    const size = { kind: 'quantity', quantity: '0.105' } as const
    await bidOf(engine, BTC)
    expect((await placeOrder(engine, draft({ instrumentId: BTC, size }))).status).toBe(201)
    const [position] = await until(
      () => positionsOf(engine),
      (positions) => positions.length === 1,
    )
    if (!position) throw new Error('nothing is held')
    marketOf().changeRules({ stepSize: new Decimal('0.01'), minQuantity: new Decimal('0.01') })
    expect(await refresh(engine)).toMatchObject({ lotSize: '0.01' })
    const old = await placeOrder(engine, draft({ instrumentId: BTC, size }))
    expect([old.status, JSON.stringify(old.body)]).toEqual([422, expect.stringContaining('0.01')])
    expect((await placeOrder(engine, draft({ instrumentId: BTC }))).status).toBe(201)
    await until(
      () => positionsOf(engine),
      ([held]) => held?.quantity === '0.115',
    )
    expect((await close(engine, position)).status).toBe(200)
    // Less than a lot is left, which no order takes.
    await until(
      () => positionsOf(engine),
      (positions) => positions.every(({ owner, quantity }) => owner === 'unassigned' && quantity === '0.005'),
    )
    expect((await engine.get<StatusView>('/status')).tradingState).toBe('active')
  })

  it('are held back during maintenance, with the reason, while others go on; afterwards what is held can be closed', async () => {
    const position = await hold(engine)
    marketOf().setStatus('BREAK')
    await refresh(engine)
    await expect.poll(() => quarantineOf(engine, BTC)).toContain('maintenance')
    const entry = await limitBelow(engine, String(Math.floor((await bidOf(engine, BTC)) * 0.98)))
    expect([entry.status, JSON.stringify(entry.body)]).toEqual([422, expect.stringContaining('maintenance')])

    await hold(engine, ETH)
    expect((await close(engine, position)).status).toBe(200)
    const isRefused = ({ role, state }: OrderView): boolean => role === 'close' && state === 'rejected'
    const orders = await until(
      () => ordersOf(engine),
      (all) => all.some(isRefused),
    )
    expect(orders.find(isRefused)?.reason).toMatch(/symbol status|Market is closed/)
    expect((await positionsOf(engine)).map(({ instrumentId }) => instrumentId).toSorted()).toEqual([BTC, ETH])

    marketOf().setStatus('TRADING')
    await refresh(engine)
    await expect.poll(() => quarantineOf(engine, BTC)).toBeUndefined()
    await closed(engine, position)
    expect((await engine.get<StatusView>('/status')).tradingState).toBe('active')
  })

  it('are held back once they are delisted; the engine lives, and comes up again with what it holds', async () => {
    await hold(engine)
    marketOf().setStatus('SETTLING')
    await refresh(engine)
    await expect.poll(() => quarantineOf(engine, BTC)).toContain('delisted')
    const entry = await limitBelow(engine, String(Math.floor((await bidOf(engine, BTC)) * 0.98)))
    expect([entry.status, JSON.stringify(entry.body)]).toEqual([422, expect.stringContaining('delisted')])
    const other = await hold(engine, ETH)
    await closed(engine, other)

    await engine.kill()
    engine = await EngineProcess.start({ home, args: ['--quiet'], environment: KEYS })
    expect((await engine.get<StatusView>('/status')).environment).toBe('testnet')
    expect((await positionsOf(engine)).map(({ instrumentId }) => instrumentId)).toEqual([BTC])
    await expect.poll(() => quarantineOf(engine, BTC)).toContain('delisted')
    await closed(engine, await hold(engine, ETH))
  })
})
