import type { OrderDraftInput, OrderView, QuoteView } from '../../src-contract/index.ts'
import type { EngineAccess } from './engine-access.ts'
import { until } from './engine-process.ts'
import type { ErrorAnswer } from './raw-requests.ts'

export const BTC = 'simulated:BTC-PERP'

/** No strategy, and a market that moves as slowly as a real one: what happens is what the test does. */
export const BY_HAND = {
  strategies: { 'ema-cross': { enabled: false } },
  market: { simulated: { speed: 1 } },
} as const

let keys = 0

/** A key that no other command of this run has. */
export function newKey(): string {
  keys += 1
  return `test-key-${String(keys).padStart(4, '0')}`
}

/** A market order to buy 0.01 BTC, with whatever is different. */
export function draft(change: Partial<OrderDraftInput> = {}): OrderDraftInput {
  return {
    instrumentId: BTC,
    side: 'buy',
    type: 'market',
    size: { kind: 'quantity', quantity: '0.01' },
    ...change,
  }
}

export interface OrderAnswer extends Partial<ErrorAnswer> {
  readonly orderId?: string
  readonly state?: string
}

export function placeOrder(
  engine: EngineAccess,
  order: OrderDraftInput | Record<string, unknown>,
  idempotencyKey: string = newKey(),
): Promise<{ status: number; body: OrderAnswer }> {
  return engine.call('POST', '/orders', { idempotencyKey, draft: order })
}

/** The newest price of Bitcoin, once there is a fresh one. */
export async function freshQuote(engine: EngineAccess): Promise<QuoteView> {
  const ask = async (): Promise<QuoteView | undefined> => {
    const { quotes } = await engine.get<{ quotes: QuoteView[] }>('/quotes')
    return quotes.find(({ instrumentId }) => instrumentId === BTC)
  }
  const quote = await until(ask, (known) => known?.stale === false)
  if (!quote) throw new Error(`no quote of ${BTC}`)
  return quote
}

export async function ordersOf(engine: EngineAccess): Promise<OrderView[]> {
  return (await engine.get<{ orders: OrderView[] }>('/orders')).orders
}

/** What the working orders of a role cover together: an entry that was filled in parts may have several of each. */
export async function coveredBy(engine: EngineAccess, role: OrderView['role']): Promise<number> {
  const working = (await ordersOf(engine)).filter((order) => order.role === role && order.state === 'working')
  return working.reduce((sum, { quantity }) => sum + Number(quantity), 0)
}

/** A price on the tick of 0.1, `share` above the market (or below it), written as the engine writes it. */
export function priceNear({ last }: QuoteView, share: number): string {
  return String(Number((last * (1 + share)).toFixed(1)))
}

/** Type, state and who sees to it, of every order of a group and of what has come of one, sorted. */
export function groupLines(orders: readonly OrderView[]): string[] {
  const members = new Set(orders.flatMap(({ orderId, ocoGroup }) => (ocoGroup === null ? [] : [orderId])))
  const own = orders.filter(({ orderId, parentOrderId }) => members.has(orderId) || members.has(parentOrderId ?? ''))
  return own.map(({ type, state, handling }) => `${type} ${state} ${handling}`).toSorted()
}
