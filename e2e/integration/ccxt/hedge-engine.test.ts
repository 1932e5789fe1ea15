import { rmSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type {
  AccountView,
  OrderView,
  PositionView,
  QuoteView,
  ReconciliationView,
} from '../../../src-contract/index.ts'
import { EngineProcess, newFolder, until } from '../../support/engine-process.ts'
import { draft, newKey, placeOrder } from '../../support/hand-orders.ts'
import { TRADING_KEY } from '../../venue/index.ts'
import { useVenue } from '../../venue/testing/rig.ts'
import { urlsAt } from './testing/account-bench.ts'

const KEYS = { BINANCE_API_KEY: TRADING_KEY.apiKey, BINANCE_SECRET_KEY: TRADING_KEY.secret }
const PERPETUAL = 'binance-usdm:BTC-USDT'
const STRATEGY = 'strategy:ema-cross'

const folders: string[] = []
const engines: EngineProcess[] = []
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.kill()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function hasEnded({ state }: OrderView): boolean {
  return ['filled', 'cancelled', 'rejected', 'expired', 'unsent'].includes(state)
}

function isExit({ role }: OrderView): boolean {
  return role === 'stopLoss' || role === 'takeProfit'
}

function sizes(positions: readonly PositionView[]): string[] {
  return positions.map(({ owner, side, quantity }) => `${owner} ${side} ${quantity}`).toSorted()
}

describe('an engine on an account in hedge mode', { timeout: 120_000 }, () => {
  // Prices move only where a test moves them.
  const rig = useVenue(() => ({ balances: { USDT: 100_000 } }))
  const ordersOf = async (engine: EngineProcess): Promise<OrderView[]> =>
    (await engine.get<{ orders: OrderView[] }>('/orders')).orders
  const positionsOf = async (engine: EngineProcess): Promise<PositionView[]> =>
    (await engine.get<{ positions: PositionView[] }>('/positions')).positions

  /** Both sides at the venue, long first. */
  const legs = (): string[] =>
    (['LONG', 'SHORT'] as const).map((side) => rig.venue.usdm.account.position('BTCUSDT', side).amount.toFixed())

  async function started(home = newFolder()): Promise<EngineProcess> {
    folders.push(home)
    const accounts = { demo: { venue: 'binance-usdm', environment: 'testnet', urls: urlsAt(rig.venue.port).usdm } }
    const config = {
      // It decides once a day.
      strategies: { 'ema-cross': { timeframe: '1d', instruments: ['BTC-USDT'] } },
      accounts,
      trading: { account: 'demo' },
      market: { exchange: { symbols: ['BTC-USDT'] } },
    }
    const engine = new EngineProcess({ home, args: ['--quiet'], config, environment: KEYS })
    engines.push(engine)
    await engine.ready()
    await until(
      () => {
        // Again and again: the engine may not have listened yet.
        rig.venue.usdm.setPrice('BTCUSDT', 60_000)
        return engine.get<{ quotes: QuoteView[] }>('/quotes')
      },
      ({ quotes }) => quotes.some(({ instrumentId, bid }) => instrumentId === PERPETUAL && bid !== null),
    )
    return engine
  }

  async function hedged(): Promise<EngineProcess> {
    await (await rig.open('usdm')).setPositionMode(true)
    return started()
  }

  async function enter(engine: EngineProcess, side: 'buy' | 'sell', quantity: string): Promise<void> {
    const sign = side === 'buy' ? 1 : -1
    const exits = { stopLossPrice: String(60_000 - sign * 1_000), takeProfitPrice: String(60_000 + sign * 2_000) }
    const before = (await positionsOf(engine)).length
    const placed = await placeOrder(
      engine,
      draft({ instrumentId: PERPETUAL, side, size: { kind: 'quantity', quantity }, ...exits }),
    )
    expect(placed.status).toBe(201)
    await until(
      () => ordersOf(engine),
      (orders) => orders.filter((order) => isExit(order) && order.state === 'working').length >= 2 * (before + 1),
    )
  }

  async function position(engine: EngineProcess, owner: string): Promise<string> {
    const found = (await positionsOf(engine)).find((each) => each.owner === owner)
    if (!found) throw new Error(`${owner} holds nothing`)
    return `/positions/${encodeURIComponent(found.positionId)}`
  }

  async function close(engine: EngineProcess, owner: string, fraction: number): Promise<void> {
    const path = await position(engine, owner)
    const closed = await engine.call('POST', `${path}/close`, { idempotencyKey: newKey(), fraction })
    expect(closed.status).toBeLessThan(300)
    await until(
      () => ordersOf(engine),
      (orders) => orders.filter(({ role }) => role === 'close').every(hasEnded),
    )
  }

  /** Asks the venue; by instrument, what came of it and what the ledger and the venue hold. */
  async function compared(engine: EngineProcess): Promise<string[]> {
    const { body } = await engine.call<ReconciliationView>('POST', '/reconciliation/run', { idempotencyKey: newKey() })
    expect(body.differences).toEqual([])
    return body.instruments.map(({ outcome, ledgerQuantity, venueQuantity }) =>
      [outcome, ledgerQuantity, venueQuantity].join(' '),
    )
  }

  it('has the hand long and a strategy short side by side, each with its exits, over a crash, until each is closed', async () => {
    const engine = await hedged()
    await enter(engine, 'sell', '0.02')
    const given = await engine.call('POST', `${await position(engine, 'hand')}/hand-over`, {
      to: STRATEGY,
      idempotencyKey: newKey(),
    })
    expect(given.status).toBe(200)
    await enter(engine, 'buy', '0.04')
    expect(sizes(await positionsOf(engine))).toEqual(['hand long 0.04', `${STRATEGY} short 0.02`])
    expect(legs()).toEqual(['0.04', '-0.02'])
    await engine.kill()

    const again = await started(engine.home)
    expect(await compared(again)).toEqual(['agreed 0.02 0.02'])
    expect((await again.get<AccountView>('/account')).positionMode).toBe('hedge')
    const exits = (await ordersOf(again)).filter((order) => isExit(order) && order.state === 'working')
    expect(exits.map(({ owner, side, role, quantity }) => `${owner} ${side} ${role} ${quantity}`).toSorted()).toEqual([
      'hand sell stopLoss 0.04',
      'hand sell takeProfit 0.04',
      `${STRATEGY} buy stopLoss 0.02`,
      `${STRATEGY} buy takeProfit 0.02`,
    ])
    await close(again, 'hand', 0.5)
    expect(legs()).toEqual(['0.02', '-0.02'])
    await close(again, STRATEGY, 1)
    expect(legs()).toEqual(['0.02', '0'])
    await close(again, 'hand', 1)
    expect(legs()).toEqual(['0', '0'])
    await until(
      () => ordersOf(again),
      (orders) => orders.every(hasEnded),
    )
    expect(await positionsOf(again)).toEqual([])
    await compared(again)
  })

  it.each([
    ['buy', 58_900],
    ['sell', 61_100],
  ] as const)('ends what a %s has opened at its stop', async (side, reached) => {
    const engine = await hedged()
    await enter(engine, side, '0.02')
    rig.venue.usdm.setPrice('BTCUSDT', reached)
    const orders = await until(
      () => ordersOf(engine),
      (known) => known.every(hasEnded),
    )
    expect(
      orders
        .filter(isExit)
        .map(({ role, state }) => `${role} ${state}`)
        .toSorted(),
    ).toEqual(['stopLoss filled', 'takeProfit cancelled'])
    expect(legs()).toEqual(['0', '0'])
  })

  it('denies an order that would turn a position, with what to do instead', async () => {
    const engine = await hedged()
    await enter(engine, 'buy', '0.01')
    const turning = draft({ instrumentId: PERPETUAL, side: 'sell', size: { kind: 'quantity', quantity: '0.03' } })
    const { status, body } = await placeOrder(engine, turning)
    expect({ status, message: body.message }).toEqual({
      status: 422,
      message: expect.stringContaining('close them first, then open the rest'),
    })
    expect(legs()).toEqual(['0.01', '0'])
  })
})
