import type { PositionView } from '../../src-contract/index.ts'
import type { EngineAccess } from './engine-access.ts'
import { until } from './engine-process.ts'
import { BTC, freshQuote, ordersOf, placeOrder, priceNear } from './hand-orders.ts'

export const openPositions = async (engine: EngineAccess): Promise<PositionView[]> =>
  (await engine.get<{ positions: PositionView[] }>('/positions')).positions

export interface HeldOptions {
  readonly quantity: string
  /** Distance of stop and target from the price, as a share of it. */
  readonly exitShare: number
}

/** Buys Bitcoin at the market with a stop and a target, and waits until all of it is held and protected. */
export async function holdBitcoin(engine: EngineAccess, { quantity, exitShare }: HeldOptions): Promise<PositionView> {
  const quote = await freshQuote(engine)
  const { status, body } = await placeOrder(engine, {
    instrumentId: BTC,
    side: 'buy',
    type: 'market',
    size: { kind: 'quantity', quantity },
    stopLossPrice: priceNear(quote, -exitShare),
    takeProfitPrice: priceNear(quote, exitShare),
  })
  if (status !== 201) throw new Error(`the order was not made: ${JSON.stringify(body)}`)
  const isHeld = ([position]: PositionView[]): boolean =>
    Number(position?.quantity) === Number(quantity) && position?.stopPrice !== null && position?.targetPrice !== null
  const [position] = await until(() => openPositions(engine), isHeld)
  if (position === undefined) throw new Error('no position')
  return position
}

/** Prices at which the working orders of a role wait, each once. */
export async function exitPricesOf(engine: EngineAccess, role: 'stopLoss' | 'takeProfit'): Promise<number[]> {
  const working = (await ordersOf(engine)).filter((order) => order.role === role && order.state === 'working')
  return [...new Set(working.map(({ triggerPrice, limitPrice }) => Number(triggerPrice ?? limitPrice)))]
}

/** How fast the simulated market goes, in session time per real time. */
export async function setMarketSpeed(engine: EngineAccess, speed: number): Promise<void> {
  await engine.call('PUT', '/config', { patch: { market: { simulated: { speed } } } })
}
