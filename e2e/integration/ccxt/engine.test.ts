import { rmSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type {
  AccountAtVenueView,
  AccountView,
  InstrumentView,
  OrderView,
  PositionView,
  ProtectionMeterView,
  QuoteView,
  StatusView,
} from '../../../src-contract/index.ts'
import { EngineProcess, newFolder, until } from '../../support/engine-process.ts'
import { draft, placeOrder } from '../../support/hand-orders.ts'
import { TRADING_KEY } from '../../venue/index.ts'
import { useVenue } from '../../venue/testing/rig.ts'
import { urlsAt } from './testing/account-bench.ts'

const KEYS = { BINANCE_API_KEY: TRADING_KEY.apiKey, BINANCE_SECRET_KEY: TRADING_KEY.secret }
const PERPETUAL = 'binance-usdm:BTC-USDT'
const STRATEGIES = { 'ema-cross': { enabled: false } }

const folders: string[] = []
const engines: EngineProcess[] = []
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.kill()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

async function start(config: object, environment: Readonly<Record<string, string>> = KEYS, home = newFolder()) {
  folders.push(home)
  const engine = new EngineProcess({
    home,
    args: ['--quiet'],
    config: { strategies: STRATEGIES, ...config },
    environment,
  })
  engines.push(engine)
  await engine.ready()
  return { engine, home }
}

async function bidOf(engine: EngineProcess): Promise<number> {
  const { quotes } = await until(
    () => engine.get<{ quotes: QuoteView[] }>('/quotes'),
    (answer) => answer.quotes.some(({ instrumentId, bid }) => instrumentId === PERPETUAL && bid !== null),
  )
  return quotes.find(({ instrumentId }) => instrumentId === PERPETUAL)?.bid ?? 0
}

function isWorkingStop({ role, state }: OrderView): boolean {
  return role === 'stopLoss' && state === 'working'
}

function hasWorkingStop(orders: readonly OrderView[]): boolean {
  return orders.some(isWorkingStop)
}

describe('an engine at an exchange', { timeout: 60_000 }, () => {
  const rig = useVenue(() => ({ stepMs: 200, balances: { USDT: 100_000 } }))
  const ordersOf = async (engine: EngineProcess): Promise<OrderView[]> =>
    (await engine.get<{ orders: OrderView[] }>('/orders')).orders
  const positionsOf = async (engine: EngineProcess): Promise<PositionView[]> =>
    (await engine.get<{ positions: PositionView[] }>('/positions')).positions

  it('trades on paper by the prices of the exchange, with books of its own', async () => {
    const exchange = { urls: urlsAt(rig.venue.port).usdm, symbols: ['BTC-USDT'] }
    const { engine } = await start({ market: { venue: 'binance-usdm', exchange } }, {})
    const status = await engine.get<StatusView>('/status')
    expect(status).toMatchObject({ environment: 'paper', marketVenue: 'binance-usdm', accountId: 'paper-binance-usdm' })
    const listed = await engine.get<{ instruments: InstrumentView[] }>('/instruments')
    expect(listed.instruments.map(({ instrumentId }) => instrumentId)).toEqual([PERPETUAL])
    await bidOf(engine)
    expect((await placeOrder(engine, draft({ instrumentId: PERPETUAL }))).status).toBe(201)
    await until(
      () => positionsOf(engine),
      (positions) => positions.length === 1,
    )
  })

  it('trades on the account that the configuration names, with a stop at the venue that outlives a kill', async () => {
    const accounts = { demo: { venue: 'binance-usdm', environment: 'testnet', urls: urlsAt(rig.venue.port).usdm } }
    const config = { accounts, trading: { account: 'demo' }, market: { exchange: { symbols: ['BTC-USDT'] } } }
    const { engine, home } = await start(config)
    expect(await engine.get<StatusView>('/status')).toMatchObject({ environment: 'testnet', accountId: 'demo' })
    const account = await engine.get<AccountView>('/account')
    expect(Number(account.cash)).toBe(100_000)
    const stopLossPrice = String(Math.floor((await bidOf(engine)) * 0.97))
    const placed = await placeOrder(engine, draft({ instrumentId: PERPETUAL, stopLossPrice }))
    expect(placed.status).toBe(201)
    const orders = await until(() => ordersOf(engine), hasWorkingStop)
    const [listed] = (await engine.get<{ accounts: AccountAtVenueView[] }>('/accounts')).accounts
    expect(listed).toMatchObject({ name: 'demo', inUse: true })
    await engine.kill()

    const again = await start(config, KEYS, home)
    const kept = await until(() => ordersOf(again.engine), hasWorkingStop)
    expect(kept.filter(isWorkingStop)).toMatchObject(orders.filter(isWorkingStop).map(({ orderId }) => ({ orderId })))
    expect(await positionsOf(again.engine)).toMatchObject([{ quantity: '0.01', side: 'long' }])
  })

  it('has a stop stand for what was bought on spot, of which the venue has taken its fee', async () => {
    const accounts = { demo: { venue: 'binance', environment: 'testnet', urls: urlsAt(rig.venue.port).spot } }
    const { engine } = await start({ accounts, trading: { account: 'demo' } })
    const instrumentId = 'binance:ETH-USDT'
    const size = { kind: 'quantity', quantity: '0.2857' } as const
    await until(
      () => engine.get<{ quotes: QuoteView[] }>('/quotes'),
      ({ quotes }) => quotes.some((quote) => quote.instrumentId === instrumentId && quote.bid !== null),
    )
    expect((await placeOrder(engine, draft({ instrumentId, size, stopLossPrice: '2500' }))).status).toBe(201)
    const stop = (await until(() => ordersOf(engine), hasWorkingStop)).find(isWorkingStop)
    // 0.2857 less a thousandth, on the lot of 0.0001.
    expect(stop?.quantity).toBe('0.2854')
    const { meters } = await engine.get<{ meters: ProtectionMeterView[] }>('/protection/meters')
    expect(meters).toMatchObject([{ instrumentId, atVenue: '0.2854', exposedMs: 0, overdue: false }])
  })

  it('asks again at the start where the exchange is lost after the connection has come up', async () => {
    const accounts = { demo: { venue: 'binance-usdm', environment: 'testnet', urls: urlsAt(rig.venue.port).usdm } }
    const matching = /GET \/fapi\/v3\/account/
    // The first question opens the connection; with the second one the books are compared.
    rig.venue.faults.onRequest({ kind: 'delay', ms: 1 }, { matching })
    rig.venue.faults.onRequest({ kind: 'drop', taken: false }, { matching, times: 3 })
    const { engine } = await start({ accounts, trading: { account: 'demo' } })
    expect(await engine.get<StatusView>('/status')).toMatchObject({ environment: 'testnet', accountId: 'demo' })
  })

  it('comes up on paper, halted, and says why where the account has no keys', async () => {
    const accounts = { demo: { venue: 'binance', environment: 'testnet', urls: urlsAt(rig.venue.port).spot } }
    const { engine } = await start({ accounts, trading: { account: 'demo' } }, {})
    const status = await engine.get<StatusView>('/status')
    expect(status).toMatchObject({ environment: 'paper', marketVenue: 'simulated', tradingState: 'halted' })
    expect(status.tradingReason).toContain('has no account.demo.api-key and account.demo.secret')
  })
})
