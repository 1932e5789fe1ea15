import type { OrderView, PositionView, PriceAlertView } from '../../../src-contract/index.ts'
import { isOpenOrder, isProtection, profitAt } from '../../trading/index.ts'
import { draftIdOf, type ExitDraft, workingPriceOf } from './exit-drafts.ts'
import { EXIT_LEGS, type ExitLeg } from './exit-price.ts'

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

export interface OrderLine extends LineBase {
  readonly role: 'order'
  readonly order: OrderView
}

export interface AlertLine extends LineBase {
  readonly role: 'alert'
  readonly alert: PriceAlertView
}

/** Where a stop or target stands at the venue while it is wanted elsewhere. */
export interface FormerLine extends LineBase {
  readonly role: 'former'
  readonly leg: ExitLeg
}

/** One horizontal line over the candles. */
export type PriceLine = PositionLine | ExitLine | OrderLine | AlertLine | FormerLine

/** What lines are made of. */
export interface LineSources {
  readonly positions: readonly PositionView[]
  readonly orders: readonly OrderView[]
  readonly alerts: readonly PriceAlertView[]
  readonly drafts: ReadonlyMap<string, ExitDraft>
}

/** Lines of one instrument: per position its entry, stop and target, then open limit orders that protect nothing, then alerts. */
export function priceLines(instrumentId: string, { positions, orders, alerts, drafts }: LineSources): PriceLine[] {
  const own = <Item extends { readonly instrumentId: string }>(items: readonly Item[]): readonly Item[] =>
    items.filter((item) => item.instrumentId === instrumentId)
  return [
    ...own(positions).flatMap((position) => linesOfPosition(position, drafts)),
    ...own(orders).flatMap(lineOfOrder),
    ...own(alerts).map(lineOfAlert),
  ]
}

function linesOfPosition(position: PositionView, drafts: LineSources['drafts']): PriceLine[] {
  const entry = { id: position.positionId, role: 'position', price: Number(position.entryPrice), position } as const
  return [entry, ...EXIT_LEGS.flatMap((leg) => linesOfExit(position, leg, drafts))]
}

function linesOfExit(position: PositionView, leg: ExitLeg, drafts: LineSources['drafts']): PriceLine[] {
  const id = draftIdOf(position.positionId, leg)
  const draft = drafts.get(id)
  const working = workingPriceOf(position, leg)
  const wanted = draft?.price ?? working
  if (wanted === null) return []
  const price = Number(wanted)
  const line: ExitLine = { id, role: leg, price, position, draft, profit: profitOf(position, { draft, leg, price }) }
  if (draft === undefined || working === null || Number(working) === price) return [line]
  return [line, { id: `${id}/former`, role: 'former', leg, price: Number(working) }]
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

function lineOfOrder(order: OrderView): PriceLine[] {
  if (order.limitPrice === null || isProtection(order) || !isOpenOrder(order)) return []
  return [{ id: order.orderId, role: 'order', price: Number(order.limitPrice), order }]
}

const lineOfAlert = (alert: PriceAlertView): PriceLine => ({
  id: alert.priceAlertId,
  role: 'alert',
  price: Number(alert.price),
  alert,
})
