import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type {
  AccountView,
  AlertView,
  ConnectionView,
  OrderView,
  PositionView,
  QuoteView,
  StatusView,
  TradedAccountView,
} from '../../../src-contract/index.ts'
import { type EngineAccess, onAccount } from '../../support/engine-access.ts'
import { EngineProcess, newFolder, until } from '../../support/engine-process.ts'
import { BTC, draft, freshQuote, placeOrder } from '../../support/hand-orders.ts'
import { TRADING_KEY } from '../../venue/index.ts'
import { useVenue } from '../../venue/testing/rig.ts'
import { urlsAt } from './testing/account-bench.ts'

const KEYS = { BINANCE_API_KEY: TRADING_KEY.apiKey, BINANCE_SECRET_KEY: TRADING_KEY.secret }
const PERPETUAL = 'binance-usdm:BTC-USDT'
const SPOT = 'binance:BTC-USDT'

const folders: string[] = []
const engines: EngineProcess[] = []
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.kill()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

async function start(config: object, home = newFolder()): Promise<EngineProcess> {
  folders.push(home)
  const engine = new EngineProcess({ home, args: ['--quiet'], config: { ...config }, environment: KEYS })
  engines.push(engine)
  await engine.ready()
  return engine
}

const statusOf = (engine: EngineAccess): Promise<StatusView> => engine.get<StatusView>('/status')
const positionsOf = async (engine: EngineAccess): Promise<PositionView[]> =>
  (await engine.get<{ positions: PositionView[] }>('/positions')).positions
const ordersOf = async (engine: EngineAccess): Promise<OrderView[]> =>
  (await engine.get<{ orders: OrderView[] }>('/orders')).orders

/** A port that nobody listens on. */
async function closedPort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The account as the engine tells of it, once it is in this state. */
async function traded(
  engine: EngineAccess,
  name: string,
  state: TradedAccountView['state'],
): Promise<TradedAccountView> {
  const { tradedAccounts } = await until(
    () => statusOf(engine),
    (status) => status.tradedAccounts.some((account) => account.name === name && account.state === state),
    30_000,
  )
  const account = tradedAccounts.find((each) => each.name === name)
  if (!account) throw new Error(`no account ${name}`)
  return account
}

async function bidOf(engine: EngineAccess, instrumentId: string): Promise<number> {
  const { quotes } = await until(
    () => engine.get<{ quotes: QuoteView[] }>('/quotes'),
    (answer) => answer.quotes?.some((quote) => quote.instrumentId === instrumentId && quote.bid !== null),
  )
  return quotes.find((quote) => quote.instrumentId === instrumentId)?.bid ?? 0
}

describe('an engine with several accounts', { timeout: 90_000 }, () => {
  const rig = useVenue(() => ({ stepMs: 200, balances: { USDT: 100_000 } }))
  const configOf = (port: number, trading: object): object => ({
    accounts: {
      perps: { venue: 'binance-usdm', environment: 'testnet', urls: urlsAt(port).usdm },
      coins: { venue: 'binance', environment: 'testnet', urls: urlsAt(port).spot },
    },
    market: { exchange: { symbols: ['BTC-USDT'] }, simulated: { speed: 1 } },
    strategies: { 'ema-cross': { enabled: false } },
    trading,
  })

  it('trades on paper, spot and futures side by side, each with books of its own that outlive a kill', async () => {
    const config = configOf(rig.venue.port, { account: 'paper', otherAccounts: ['perps', 'coins'] })
    const engine = await start(config)
    const [perps, coins] = [onAccount(engine, 'perps'), onAccount(engine, 'coins')]
    expect(await traded(engine, 'perps', 'open')).toMatchObject({ environment: 'testnet', marketVenue: 'binance-usdm' })
    expect(await traded(engine, 'coins', 'open')).toMatchObject({ marketVenue: 'binance', tradingState: 'active' })
    expect(await statusOf(engine)).toMatchObject({ account: 'paper', environment: 'paper' })
    expect(await statusOf(perps)).toMatchObject({ account: 'perps', accountId: 'perps', environment: 'testnet' })

    await freshQuote(engine)
    await bidOf(coins, SPOT)
    const stopLossPrice = String(Math.floor((await bidOf(perps, PERPETUAL)) * 0.97))
    expect(await placeOrder(engine, draft({ instrumentId: BTC }))).toMatchObject({ status: 201 })
    expect(await placeOrder(perps, draft({ instrumentId: PERPETUAL, stopLossPrice }))).toMatchObject({ status: 201 })
    expect(await placeOrder(coins, draft({ instrumentId: SPOT }))).toMatchObject({ status: 201 })
    const heldBy = async (access: EngineAccess): Promise<string[]> =>
      (await positionsOf(access)).map(({ instrumentId }) => instrumentId)
    const holdings = [
      [engine, BTC],
      [perps, PERPETUAL],
      [coins, SPOT],
    ] as const
    for (const [access, instrumentId] of holdings) {
      expect(
        await until(
          () => heldBy(access),
          (held) => held.length > 0,
        ),
      ).toEqual([instrumentId])
    }
    const cash = Number((await perps.get<AccountView>('/account')).cash)
    expect(cash).toBeLessThan(100_000)
    await until(
      () => ordersOf(perps),
      (orders) => orders.some(({ role, state }) => role === 'stopLoss' && state === 'working'),
    )
    await engine.kill()

    const again = await start(config, engine.home)
    await traded(again, 'perps', 'open')
    await traded(again, 'coins', 'open')
    for (const [access, instrumentId] of holdings) {
      const { account } = await statusOf(
        access === engine ? again : onAccount(again, access === perps ? 'perps' : 'coins'),
      )
      expect(await heldBy(onAccount(again, account))).toEqual([instrumentId])
    }
    const { exposed, positions } = await again.get<{ exposed: boolean; positions: { instrumentId: string }[] }>(
      '/system/departure',
    )
    expect(exposed).toBe(true)
    expect(positions.map(({ instrumentId }) => instrumentId).toSorted()).toEqual([SPOT, PERPETUAL, BTC].toSorted())
  })

  it('says which accounts there are where another is asked for', async () => {
    const engine = await start(configOf(rig.venue.port, { account: 'paper', otherAccounts: ['perps'] }))
    const answer = await onAccount(engine, 'coins').call<{ code: string; data: unknown }>('GET', '/status')
    expect(answer).toMatchObject({
      status: 404,
      body: { code: 'ACCOUNT_NOT_TRADED', data: { known: ['paper', 'perps'] } },
    })
  })

  it('leaves the others alone where one is halted, or its venue does not answer', async () => {
    const trading = { account: 'paper', otherAccounts: ['perps', 'coins'] }
    const config = configOf(rig.venue.port, trading) as { accounts: { coins: { urls: object } } }
    const nowhere = await closedPort()
    config.accounts.coins.urls = urlsAt(nowhere).spot
    const engine = await start(config)
    const perps = onAccount(engine, 'perps')
    await traded(engine, 'perps', 'open')
    const away = await traded(engine, 'coins', 'opening')
    expect(away.problem).toContain('Binance')
    expect(await onAccount(engine, 'coins').call('GET', '/orders')).toMatchObject({ status: 503 })

    expect((await perps.call('POST', '/system/kill', { reason: 'a test' })).status).toBeLessThan(300)
    expect(await statusOf(perps)).toMatchObject({ tradingState: 'halted' })
    expect(await traded(engine, 'perps', 'open')).toMatchObject({ tradingState: 'halted' })
    const { alerts } = await engine.get<{ alerts: AlertView[] }>('/alerts')
    expect(alerts.map(({ title }) => title)).toContainEqual(expect.stringMatching(/^perps: .*halted/i))

    await freshQuote(engine)
    expect(await statusOf(engine)).toMatchObject({ tradingState: 'active' })
    expect((await placeOrder(engine, draft({ instrumentId: BTC }))).status).toBe(201)
  })

  it('asks no more of a venue that has forbidden it, whichever connection was told so', async () => {
    const { spot: urls } = urlsAt(rig.venue.port)
    const config = {
      ...configOf(rig.venue.port, { account: 'paper', otherAccounts: ['coins'] }),
      market: { venue: 'binance', exchange: { symbols: ['BTC-USDT'], environment: 'testnet', urls } },
    }
    const engine = await start(config)
    const coins = onAccount(engine, 'coins')
    await traded(engine, 'coins', 'open')
    await bidOf(coins, SPOT)
    const pauses = async (): Promise<(readonly [string, boolean])[]> =>
      (await engine.get<{ connections: ConnectionView[] }>('/connections')).connections
        .map(({ name, pausedBecause }) => [name, pausedBecause === 'banned'] as const)
        .toSorted(([left], [right]) => left.localeCompare(right))
    expect(await pauses()).toEqual([
      ['binance', false],
      ['coins', false],
    ])
    rig.venue.faults.onRequest({ kind: 'ban', status: 418, forMs: 60_000 }, { matching: 'POST /api/v3/order' })
    expect(await placeOrder(coins, draft({ instrumentId: SPOT }))).toMatchObject({ status: 201 })
    const both = await until(pauses, (list) => list.some(([, isBanned]) => isBanned))
    expect(both).toEqual([
      ['binance', true],
      ['coins', true],
    ])
  })

  it('fails an account without keys for good, and says what to do', async () => {
    const config = configOf(rig.venue.port, { account: 'paper', otherAccounts: ['perps'] })
    const home = newFolder()
    folders.push(home)
    const engine = new EngineProcess({ home, args: ['--quiet'], config: { ...config } })
    engines.push(engine)
    await engine.ready()
    const failed = await traded(engine, 'perps', 'failed')
    expect(failed.problem).toContain('account.perps.api-key')
    expect(await onAccount(engine, 'perps').call('GET', '/status')).toMatchObject({
      status: 503,
      body: { code: 'NOT_READY', message: expect.stringContaining('account.perps.api-key') },
    })
    expect(await statusOf(engine)).toMatchObject({ tradingState: 'active' })
  })
})
