import type { OrderId, VenueFact, VenueFill } from '../../../../src-main/domain/index.ts'
import { ZERO } from '../../../../src-main/base/index.ts'
import { FuturesAccount } from '../../../venue/books/futures-account.ts'
import type { VenueOrder } from '../../../venue/books/venue-order.ts'
import type { VenueSide, VenueSimulator } from '../../../venue/index.ts'
import type { OpenedDesk } from './trading-rig.ts'

/** How an order ended up: its state and what was executed, `quantity @ price fee`. */
export interface Outcome {
  readonly state: string
  readonly executions: readonly string[]
}

const STATES = {
  NEW: 'working',
  PARTIALLY_FILLED: 'partiallyFilled',
  FILLED: 'filled',
  CANCELED: 'cancelled',
  EXPIRED: 'expired',
}

/** What the simulator's own books say of an order; undefined where it never came. Twice the same id is an error. */
export function booked(venue: VenueSimulator, side: VenueSide, id: OrderId): Outcome | undefined {
  const { orders } = (side === 'spot' ? venue.spot : venue.usdm).store
  const found = orders.filter(({ terms }) => terms.clientOrderId === id)
  if (found.length > 1) throw new Error(`order ${id} is ${found.length} times in the books`)
  const [order] = found
  return order && { state: STATES[order.status], executions: order.executions.map(executionWords) }
}

function executionWords({ quantity, price, commission }: VenueOrder['executions'][number]): string {
  return `${quantity.toFixed()} @ ${price.toFixed()} ${commission.toFixed()}`
}

/**
 * What was told of an order, completed as the engine does it: where the facts leave it open the venue is asked, and executions
 * that it lists are added by their ids. Facts that were told twice, or out of order, are an error.
 */
export async function known(desk: OpenedDesk, id: OrderId): Promise<Outcome | undefined> {
  const facts = desk.facts.filter((fact) => fact.orderId === id)
  requireOrdered(facts)
  const fills = new Map<string, VenueFill>()
  for (const fact of facts) if (fact.kind === 'filled') fills.set(fact.tradeId, fact)
  const report = await desk.report(id)
  for (const fill of report?.fills ?? []) fills.set(fill.tradeId, fill)
  const end = facts.find(({ kind }) => kind === 'cancelled' || kind === 'expired')?.kind
  const state = end ?? report?.state
  return state === undefined ? undefined : { state, executions: [...fills.values()].map(fillWords) }
}

function fillWords({ quantity, price, fee }: VenueFill): string {
  return `${quantity.toFixed()} @ ${price.toFixed()} ${fee.toFixed()}`
}

function requireOrdered(facts: readonly VenueFact[]): void {
  const kinds = facts.map(({ kind }) => kind)
  const trades = facts.flatMap((fact) => (fact.kind === 'filled' ? [fact.tradeId] : []))
  const once = ['accepted', 'rejected', 'cancelled', 'expired'] as const
  const isDoubled = once.some((kind) => kinds.filter((each) => each === kind).length > 1)
  const end = kinds.findIndex((kind) => kind === 'cancelled' || kind === 'expired')
  const isLate = end >= 0 && kinds.lastIndexOf('filled') > end
  const isEarly =
    kinds.includes('filled') && !(kinds.indexOf('accepted') < kinds.indexOf('filled') && kinds.includes('accepted'))
  if (isDoubled || isLate || isEarly || new Set(trades).size !== trades.length)
    throw new Error(`facts in no legal order: ${kinds.join(' ')}`)
}

/** What of BTC and of USDT is held. */
interface Holdings {
  readonly bitcoin: string
  readonly cash: string
}

/** What the simulator's own books say is held. */
export function bookedHoldings(venue: VenueSimulator, side: VenueSide): Holdings {
  const { account } = side === 'spot' ? venue.spot : venue.usdm
  if (account instanceof FuturesAccount) {
    const position = account.positions().find(({ symbol }) => symbol === 'BTCUSDT')
    return { bitcoin: (position?.amount ?? ZERO).toFixed(), cash: account.wallet.toFixed() }
  }
  const total = (asset: string): string => {
    const { free, locked } = account.balance(asset)
    return free.add(locked).toFixed()
  }
  return { bitcoin: total('BTC'), cash: total('USDT') }
}

/** The same by the venue's word. */
export async function holdings(desk: OpenedDesk): Promise<Holdings> {
  const { cash, positions } = await desk.venue.queryAccount()
  const position = positions.find(({ instrumentId }) => instrumentId === desk.order({}).instrumentId)
  return { bitcoin: (position?.quantity ?? ZERO).toFixed(), cash: cash.toFixed() }
}
