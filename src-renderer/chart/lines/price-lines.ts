import type { OrderView, PositionView, PriceAlertView } from '../../../src-contract/index.ts'
import { AMENDABLE_PRICES, type AmendablePrice, isOpenOrder, isProtection, profitAt } from '../../trading/index.ts'
import { type ExitDraft, exitDraftId, workingPriceOf } from './exit-drafts.ts'
import { EXIT_LEGS, type ExitLeg } from './exit-price.ts'
import { type OrderDraft, orderDraftId } from './order-drafts.ts'

interface LineBase {
  readonly id: string
  readonly price: number
}

/** Entry of a position; its money moves with every price. */
export interface PositionLine extends LineBase {
  readonly role: 'position'
  readonly position: PositionView
}

/** Stop or target of a position, or where one is wanted. */
export interface ExitLine extends LineBase {
  readonly role: ExitLeg
  readonly position: PositionView
  readonly draft: ExitDraft | undefined
  /** What would be realised there in quote currency: the engine's figure where it has given one, else without fees. */
  readonly profit: number
}

/** A price of a working order, or where it is wanted. */
export interface OrderLine extends LineBase {
  readonly role: 'order'
  readonly order: OrderView
  readonly field: AmendablePrice
  /** False where the price follows the market by itself. */
  readonly isMovable: boolean
  readonly draft: OrderDraft | undefined
}

export interface AlertLine extends LineBase {
  readonly role: 'alert'
  readonly alert: PriceAlertView
}

/** Where a line stands for the engine while it is wanted elsewhere. */
export interface FormerLine extends LineBase {
  readonly role: 'former'
}

/** One horizontal line over the candles. */
export type PriceLine = PositionLine | ExitLine | OrderLine | AlertLine | FormerLine

/** What lines are made of. */
export interface LineSources {
  readonly positions: readonly PositionView[]
  readonly orders: readonly OrderView[]
  readonly alerts: readonly PriceAlertView[]
  readonly exitDrafts: ReadonlyMap<string, ExitDraft>
  readonly orderDrafts: ReadonlyMap<string, OrderDraft>
}

/** Lines of one instrument: per position its entry, stop and target, then open orders that wait for a price and protect nothing, then alerts. */
export function priceLines(instrumentId: string, sources: LineSources): PriceLine[] {
  const { positions, orders, alerts, exitDrafts, orderDrafts } = sources
  const own = <Item extends { readonly instrumentId: string }>(items: readonly Item[]): readonly Item[] =>
    items.filter((item) => item.instrumentId === instrumentId)
  return [
    ...own(positions).flatMap((position) => linesOfPosition(position, exitDrafts)),
    ...own(orders).flatMap((order) => linesOfOrder(order, orderDrafts)),
    ...own(alerts).map(lineOfAlert),
  ]
}

function linesOfPosition(position: PositionView, drafts: LineSources['exitDrafts']): PriceLine[] {
  const entry = { id: position.positionId, role: 'position', price: Number(position.entryPrice), position } as const
  return [entry, ...EXIT_LEGS.flatMap((leg) => linesOfExit(position, leg, drafts))]
}

function linesOfExit(position: PositionView, leg: ExitLeg, drafts: LineSources['exitDrafts']): PriceLine[] {
  const id = exitDraftId({ positionId: position.positionId, leg })
  const draft = drafts.get(id)
  const working = workingPriceOf(position, leg)
  const wanted = draft?.price ?? working
  if (wanted === null) return []
  const price = Number(wanted)
  const line: ExitLine = { id, role: leg, price, position, draft, profit: profitOf(position, { draft, leg, price }) }
  if (draft === undefined || working === null || Number(working) === price) return [line]
  return [line, formerLine(id, working)]
}

interface ExitPlace {
  readonly draft: ExitDraft | undefined
  readonly leg: ExitLeg
  readonly price: number
}

function profitOf(position: PositionView, { draft, leg, price }: ExitPlace): number {
  const answer = leg === 'stopLoss' ? draft?.preview?.profitAtStop : draft?.preview?.profitAtTarget
  return answer === undefined || answer === null ? profitAt(position, price) : Number(answer)
}

const formerLine = (id: string, price: string): FormerLine => ({
  id: `${id}/former`,
  role: 'former',
  price: Number(price),
})

function linesOfOrder(order: OrderView, drafts: LineSources['orderDrafts']): PriceLine[] {
  if (isProtection(order) || !isOpenOrder(order)) return []
  return AMENDABLE_PRICES.flatMap((field) => linesOfPrice(order, field, drafts))
}

function linesOfPrice(order: OrderView, field: AmendablePrice, drafts: LineSources['orderDrafts']): PriceLine[] {
  const working = order[field]
  if (working === null) return []
  const id = orderDraftId({ orderId: order.orderId, field })
  const draft = drafts.get(id)
  const price = Number(draft?.price ?? working)
  const line: OrderLine = { id, role: 'order', price, order, field, isMovable: order.trailing === null, draft }
  return Number(working) === price ? [line] : [line, formerLine(id, working)]
}

const lineOfAlert = (alert: PriceAlertView): PriceLine => ({
  id: alert.priceAlertId,
  role: 'alert',
  price: Number(alert.price),
  alert,
})
