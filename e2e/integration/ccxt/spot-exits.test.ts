import { rmSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type { OrderView, PositionView } from '../../../src-contract/index.ts'
import { ZERO } from '../../../src-main/base/index.ts'
import { EngineProcess, newFolder, until } from '../../support/engine-process.ts'
import { draft, groupLines, newKey, ordersOf, placeOrder } from '../../support/hand-orders.ts'
import { TRADING_KEY } from '../../venue/index.ts'
import { useVenue } from '../../venue/testing/rig.ts'
import { urlsAt } from './testing/account-bench.ts'
import { quoted } from './testing/quoted.ts'

const ENVIRONMENT = { BINANCE_API_KEY: TRADING_KEY.apiKey, BINANCE_SECRET_KEY: TRADING_KEY.secret }
const ETHER = 'binance:ETH-USDT'
const SIZE = { kind: 'quantity', quantity: '0.2857' } as const
const BOTH_EXITS = { stopLossPrice: '2900', takeProfitPrice: '3100' }
const SELL = { instrumentId: ETHER, side: 'sell', size: { kind: 'quantity', quantity: '0.2' } } as const

const folders: string[] = []
const engines: EngineProcess[] = []
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.kill()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function isOpen({ state }: OrderView): boolean {
  return state === 'working' || state === 'partiallyFilled' || state === 'pending' || state === 'submitted'
}

function isSettled({ state }: OrderView): boolean {
  return state !== 'pending' && state !== 'submitted'
}

/** Role and state of every exit so far, sorted. */
function exitsOf(orders: readonly OrderView[]): string[] {
  return orders
    .filter(({ side }) => side === 'sell')
    .map(({ role, state }) => `${role} ${state}`)
    .toSorted()
}

describe('an engine that holds a coin on spot', { timeout: 60_000 }, () => {
  // Prices move only where a test moves them.
  const rig = useVenue(() => ({ balances: { USDT: 80_000 } }))
  const positionsOf = async (engine: EngineProcess): Promise<PositionView[]> =>
    (await engine.get<{ positions: PositionView[] }>('/positions')).positions

  /** Bought with these exits, which stand. */
  async function holding(exits: object = BOTH_EXITS): Promise<EngineProcess> {
    const home = newFolder()
    folders.push(home)
    const accounts = { demo: { venue: 'binance', environment: 'testnet', urls: urlsAt(rig.venue.port).spot } }
    const config = { strategies: { 'ema-cross': { enabled: false } }, accounts, trading: { account: 'demo' } }
    const engine = new EngineProcess({ home, args: ['--quiet'], config, environment: ENVIRONMENT })
    engines.push(engine)
    await engine.ready()
    const setPrice = (price: number): void => rig.venue.spot.setPrice('ETHUSDT', price)
    await quoted(engine, { instrumentId: ETHER, price: 3_000, setPrice })
    const placed = await placeOrder(engine, draft({ instrumentId: ETHER, size: SIZE, ...exits }))
    expect(placed.status).toBe(201)
    const orders = await until(
      () => ordersOf(engine),
      (known) => exitsOf(known).length === Object.keys(exits).length && known.length > 0 && known.every(isSettled),
    )
    expect(exitsOf(orders)).toEqual(Object.keys(exits).map((key) => `${key.replace('Price', '')} working`))
    return engine
  }

  async function sold(engine: EngineProcess): Promise<string[]> {
    const orders = await until(
      () => ordersOf(engine),
      (known) => !known.some(isOpen),
    )
    expect(
      (await positionsOf(engine)).filter(
        ({ instrumentId, quantity }) => instrumentId === ETHER && Number(quantity) >= 0.0001,
      ),
    ).toEqual([])
    return exitsOf(orders)
  }

  it('has its stop stand there and waits with the target itself, which sells once it is reached', async () => {
    const engine = await holding()
    const open = await ordersOf(engine)
    expect(open.filter(isOpen).map(({ role, handling }) => [role, handling])).toEqual(
      expect.arrayContaining([
        ['stopLoss', 'venue'],
        ['takeProfit', 'engine'],
      ]),
    )
    rig.venue.spot.setPrice('ETHUSDT', 3_110)
    expect(await sold(engine)).toEqual(['close filled', 'stopLoss cancelled', 'takeProfit cancelled'])
  })

  it('closes it by hand though its stop stands there', async () => {
    const engine = await holding()
    const [position] = await positionsOf(engine)
    const closed = await engine.call('POST', `/positions/${encodeURIComponent(position?.positionId ?? '')}/close`, {
      idempotencyKey: newKey(),
    })
    expect(closed.status).toBeLessThan(300)
    expect(await sold(engine)).toEqual(['close filled', 'stopLoss cancelled', 'takeProfit cancelled'])
  })

  it('denies a sell at a price of coins that the stop keeps, and sends nothing', async () => {
    const engine = await holding()
    const sent = rig.venue.spot.store.open('ETHUSDT').length
    const refused = await placeOrder(engine, draft({ ...SELL, type: 'limit', limitPrice: '3050' }))
    expect(refused).toMatchObject({ status: 422, body: { code: 'DENIED', data: { code: 'HOLDING_LOCKED' } } })
    expect(refused.body).toMatchObject({ message: expect.stringContaining('the venue keeps 0.2854 ETH for orders') })
    expect(rig.venue.spot.store.open('ETHUSDT')).toHaveLength(sent)
    expect(exitsOf(await ordersOf(engine))).toEqual(['stopLoss working', 'takeProfit working'])
  })

  it('denies two sells of the coins that its stop keeps, of which one is to end the other, and sends neither', async () => {
    const engine = await holding()
    const standing = rig.venue.spot.store.open('ETHUSDT')
    const drafts = [
      draft({ ...SELL, type: 'limit', limitPrice: '3050' }),
      draft({ ...SELL, type: 'stop', triggerPrice: '2950' }),
    ]
    const refused = await engine.call('POST', '/orders/oco', { drafts, idempotencyKey: newKey() })
    expect(refused).toMatchObject({ status: 422, body: { data: { code: 'HOLDING_LOCKED' } } })
    expect(rig.venue.spot.store.open('ETHUSDT')).toEqual(standing)
    expect(exitsOf(await ordersOf(engine))).toEqual(['stopLoss working', 'takeProfit working'])
  })

  describe('and two sells of all of it, of which one is to end the other', () => {
    const STOP = { type: 'stop', triggerPrice: '2950' } as const
    const LIMIT = { type: 'limit', limitPrice: '3050' } as const
    const TARGET = { type: 'takeProfit', triggerPrice: '3050' } as const
    type Leg = typeof STOP | typeof LIMIT | typeof TARGET

    const groupOf = async (engine: EngineProcess): Promise<string[]> => groupLines(await ordersOf(engine))

    async function selling(...legs: readonly [Leg, Leg]): Promise<EngineProcess> {
      const engine = await holding({})
      const size = { kind: 'quantity', quantity: '0.2854' } as const
      const drafts = legs.map((leg) => draft({ ...SELL, size, ...leg }))
      const body = { drafts, idempotencyKey: newKey() }
      expect((await engine.call('POST', '/orders/oco', body)).status).toBe(201)
      await until(
        () => ordersOf(engine),
        (orders) => orders.every(isSettled),
      )
      expect(await engine.call('POST', '/orders/oco', body)).toMatchObject({ status: 201 })
      expect(await groupOf(engine)).toHaveLength(2)
      return engine
    }

    const standing = (): string[] => rig.venue.spot.store.open('ETHUSDT').map(({ terms }) => terms.type)

    it('has the limit stand there and waits with the stop, which sells once the limit has gone', async () => {
      const engine = await selling(LIMIT, STOP)
      expect(await groupOf(engine)).toEqual(['limit working venue', 'stop working engine'])
      expect(standing()).toEqual(['LIMIT'])
      rig.venue.spot.setPrice('ETHUSDT', 2_940)
      await sold(engine)
      expect(await groupOf(engine)).toEqual(['limit cancelled venue', 'market filled venue', 'stop cancelled engine'])
    })

    it('ends the stop once the limit has sold', async () => {
      const engine = await selling(STOP, LIMIT)
      rig.venue.spot.setPrice('ETHUSDT', 3_060)
      await sold(engine)
      expect(await groupOf(engine)).toEqual(['limit filled venue', 'stop cancelled engine'])
    })

    it('has the stop stand there and waits with a target, also after it was killed', async () => {
      const engine = await selling(STOP, TARGET)
      expect(await groupOf(engine)).toEqual(['stop working venue', 'takeProfit working engine'])
      expect(standing()).toEqual(['STOP_LOSS'])
      await engine.kill()
      const next = new EngineProcess({ home: engine.home, args: ['--quiet'], environment: ENVIRONMENT })
      engines.push(next)
      await next.ready()
      rig.venue.spot.setPrice('ETHUSDT', 3_060)
      await sold(next)
      expect(await groupOf(next)).toEqual([
        'market filled venue',
        'stop cancelled venue',
        'takeProfit cancelled engine',
      ])
    })

    it('buys alike where the money is enough for one of two: the limit goes, then the stop buys', async () => {
      const engine = await holding({})
      const buy = { instrumentId: ETHER, size: { kind: 'value', value: '45000' } } as const
      const drafts = [
        draft({ ...buy, type: 'limit', limitPrice: '2950' }),
        draft({ ...buy, type: 'stop', triggerPrice: '3050' }),
      ]
      const answer = await engine.call('POST', '/orders/oco', { drafts, idempotencyKey: newKey() })
      expect(answer).toMatchObject({ status: 201 })
      await until(
        () => ordersOf(engine),
        (orders) => orders.every(isSettled),
      )
      expect(await groupOf(engine)).toEqual(['limit working venue', 'stop working engine'])
      rig.venue.spot.setPrice('ETHUSDT', 3_060)
      await until(
        () => groupOf(engine),
        (orders) => orders.includes('market filled venue'),
      )
      expect(await groupOf(engine)).toEqual(['limit cancelled venue', 'market filled venue', 'stop cancelled engine'])
    })

    it('denies two limits, with the way out, and sends neither', async () => {
      const engine = await holding({})
      const size = { kind: 'quantity', quantity: '0.2854' } as const
      const drafts = ['3050', '3100'].map((limitPrice) => draft({ ...SELL, size, type: 'limit', limitPrice }))
      const refused = await engine.call('POST', '/orders/oco', { drafts, idempotencyKey: newKey() })
      expect(refused).toMatchObject({ status: 422, body: { data: { code: 'HOLDING_LOCKED' } } })
      expect(standing()).toEqual([])
    })
  })

  describe('and a sell at a price of its own that came first', () => {
    async function selling(amount: string) {
      const engine = await holding({})
      const [position] = await positionsOf(engine)
      const size = { kind: 'quantity', quantity: amount } as const
      const sell = await placeOrder(engine, draft({ ...SELL, size, type: 'limit', limitPrice: '3050' }))
      expect(sell.status).toBe(201)
      await until(
        () => ordersOf(engine),
        (orders) => orders.every(isSettled),
      )
      const protection = `/positions/${encodeURIComponent(position?.positionId ?? '')}/protection`
      const protect = () => engine.call('PUT', protection, { stopPrice: '2900', idempotencyKey: newKey() })
      const cancel = () => engine.call('POST', `/orders/${sell.body.orderId}/cancel`, {})
      return { engine, protect, cancel }
    }

    /** Quantity that stops stand for at the venue, once it is this. */
    async function stopped(quantity: string): Promise<void> {
      const standing = (): string =>
        rig.venue.spot.store
          .open('ETHUSDT')
          .filter(({ terms }) => terms.type === 'STOP_LOSS')
          .reduce((sum, { terms }) => sum.add(terms.quantity), ZERO)
          .toFixed()
      await until(
        () => Promise.resolve(standing()),
        (sum) => sum === quantity,
      )
    }

    it('has a stop for what that leaves, and for all of it once it is cancelled', async () => {
      const { engine, protect, cancel } = await selling('0.2')
      expect((await protect()).status).toBe(200)
      await stopped('0.0854')
      expect((await cancel()).status).toBeLessThan(300)
      await stopped('0.2854')
      expect(exitsOf(await ordersOf(engine)).filter((exit) => exit.includes('rejected'))).toEqual([])
    })

    it('is told where that leaves nothing, with the figures and the ways out', async () => {
      const { engine, protect, cancel } = await selling('0.2854')
      const answer = await protect()
      expect(answer).toMatchObject({ status: 422, body: { code: 'DENIED', data: { code: 'HOLDING_LOCKED' } } })
      expect(answer.body).toMatchObject({ message: expect.stringContaining('The venue keeps 0.2854 of the 0.2854') })
      expect(exitsOf(await ordersOf(engine))).toEqual(['entry working'])
      expect((await cancel()).status).toBeLessThan(300)
      await until(protect, ({ status }) => status === 200)
      await stopped('0.2854')
    })
  })

  it('ends the target once the stop has sold', async () => {
    const engine = await holding()
    rig.venue.spot.setPrice('ETHUSDT', 2_890)
    expect(await sold(engine)).toEqual(['stopLoss filled', 'takeProfit cancelled'])
  })
})
