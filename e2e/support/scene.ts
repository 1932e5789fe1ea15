import type {
  AlertView,
  FillView,
  OrderView,
  PositionView,
  PriceAlertView,
  SignalView,
} from '../../src-contract/index.ts'
import type { EngineAccess } from './engine-access.ts'
import { until } from './engine-process.ts'
import { BTC, draft, freshQuote, placeOrder, priceNear } from './hand-orders.ts'

const BUSY_SPEED = 120

/** A market fast enough that the strategy trades within seconds. */
export const BUSY_MARKET = {
  market: { simulated: { seed: 7, speed: BUSY_SPEED } },
  // Nobody trades on them: without keys nothing leaves this machine.
  accounts: { main: { venue: 'binance', environment: 'live' }, practice: { venue: 'binance-usdm' } },
} as const

export interface SceneOptions {
  readonly fills: number
  readonly positions: number
  /** How fast the market goes until then, in session time per real time; as the busy market does unless said. */
  readonly speed?: number
}

const TRADE_LIMIT_MS = 120_000

export interface Traded {
  readonly fills: readonly FillView[]
  readonly positions: readonly PositionView[]
  readonly signals: readonly SignalView[]
}

export async function tradedSoFar(engine: EngineAccess): Promise<Traded> {
  const [{ fills }, { positions }, { signals }] = await Promise.all([
    engine.get<{ fills: FillView[] }>('/fills'),
    engine.get<{ positions: PositionView[] }>('/positions'),
    engine.get<{ signals: SignalView[] }>('/signals'),
  ])
  return { fills, positions, signals }
}

export const isProtectedBitcoin = ({ instrumentId, stopPrice, targetPrice }: PositionView): boolean =>
  instrumentId === BTC && stopPrice !== null && targetPrice !== null

/** Lets the strategy trade until there is something to see, then sees to it that the situation stays. */
export async function tradeForAWhile(engine: EngineAccess, { fills, positions, speed }: SceneOptions): Promise<void> {
  const isThere = (traded: Traded): boolean =>
    traded.fills.length >= fills && traded.positions.length >= positions && traded.positions.some(isProtectedBitcoin)
  do {
    await setScene(engine, { speed: speed ?? BUSY_SPEED, timeframe: '1m' })
    await until(() => tradedSoFar(engine), isThere, TRADE_LIMIT_MS)
    // The market goes slowly then, and the strategy decides by bars that do not close while one looks.
    await setScene(engine, { speed: 1, timeframe: '1h' })
    // A fast market may have ended a position before it was slowed down.
  } while (!isThere(await tradedSoFar(engine)))
}

async function setScene(
  engine: EngineAccess,
  { speed, timeframe }: { speed: number; timeframe: string },
): Promise<void> {
  const patch = { market: { simulated: { speed } }, strategies: { 'ema-cross': { timeframe } } }
  const { status } = await engine.call('PUT', '/config', { patch })
  if (status !== 200) throw new Error(`the market's speed was answered with ${status}`)
}

/** What a hand adds to it: an entry that waits, an order that was denied, a price that is waited for, a changed limit. */
export async function addByHand(engine: EngineAccess): Promise<void> {
  const quote = await freshQuote(engine)
  const waiting = {
    type: 'limit',
    limitPrice: priceNear(quote, -0.02),
    size: { kind: 'quantity', quantity: '0.05' },
  } as const
  await placeOrder(engine, draft({ ...waiting, stopLossPrice: priceNear(quote, -0.03) }))
  await placeOrder(engine, draft({ size: { kind: 'quantity', quantity: '50' } }))
  const { status } = await engine.call('POST', '/alerts/prices', {
    instrumentId: BTC,
    price: priceNear(quote, 0.015),
    note: 'Yesterday’s high',
  })
  if (status !== 201) throw new Error(`the price alert was answered with ${status}`)
  await engine.call('PUT', '/config', { patch: { risk: { maxOpenPositions: 6 } } })
  await until(
    async () => (await engine.get<{ orders: OrderView[] }>('/orders')).orders,
    (orders) => orders.some(({ state, owner }) => state === 'working' && owner === 'hand'),
  )
}

/** An alert in force: prices close above and below are waited for until one of them comes. */
export async function raiseAlert(engine: EngineAccess): Promise<void> {
  const quote = await freshQuote(engine)
  for (const share of [0.0001, -0.0001]) {
    await engine.call('POST', '/alerts/prices', { instrumentId: BTC, price: priceNear(quote, share) })
  }
  await until(
    async () => (await engine.get<{ alerts: AlertView[] }>('/alerts')).alerts,
    (alerts) => alerts.some(({ code }) => code === 'PRICE_REACHED'),
  )
  const { priceAlerts } = await engine.get<{ priceAlerts: PriceAlertView[] }>('/alerts/prices')
  for (const { priceAlertId, note } of priceAlerts) {
    if (note === '') await engine.call('DELETE', `/alerts/prices/${priceAlertId}`)
  }
}
