import type { AmendDraft, OrderView, PreviewView } from '../../../src-contract/index.ts'
import { type AmendablePrice, isOpenOrder } from '../../trading/index.ts'
import { isSamePrice, type LineDraft, type LineDraftPorts, LineDrafts } from './line-drafts.ts'
import type { LineSide } from './line-price.ts'

export interface OrderTarget {
  readonly orderId: string
  /** An order that waits for one price to be placed at another has two lines. */
  readonly field: AmendablePrice
}

/** Where a working order is wanted. */
export type OrderDraft = LineDraft<OrderTarget, PreviewView>
export type OrderDrafts = LineDrafts<OrderTarget, PreviewView>

export interface OrderDraftPorts
  extends Pick<LineDraftPorts<OrderTarget, PreviewView>, 'confirmFirst' | 'onRefused' | 'after'> {
  preview(draft: AmendDraft): Promise<PreviewView>
  amend(draft: AmendDraft): Promise<unknown>
}

/** Working orders that are being moved. */
export const createOrderDrafts = (ports: OrderDraftPorts): OrderDrafts =>
  new LineDrafts({
    ...ports,
    idOf: orderDraftId,
    preview: (draft) => ports.preview(amendDraft(draft)),
    send: (draft) => ports.amend(amendDraft(draft)),
  })

export const orderDraftId = ({ orderId, field }: OrderTarget): string => `${orderId}/${field}`

const amendDraft = ({ orderId, field, price }: OrderDraft): AmendDraft => ({ orderId, [field]: price })

/** True for drafts that have become fact, and for those whose order has ended. */
export function orderHasEnded(orders: readonly OrderView[]): (draft: OrderDraft) => boolean {
  const byId = new Map(orders.map((order) => [order.orderId, order]))
  return ({ orderId, field, phase, price }) => {
    const order = byId.get(orderId)
    return order === undefined || !isOpenOrder(order) || (phase === 'sent' && isSamePrice(price, order[field]))
  }
}

/** Side of the newest price on which an order waits; the limit of one that waits for a trigger may lie anywhere. */
export function orderSide({ side, type }: Pick<OrderView, 'side' | 'type'>, field: AmendablePrice): LineSide {
  if (field === 'limitPrice' && type !== 'limit') return 'anywhere'
  const waitsForWorse = type === 'stop' || type === 'stopLimit'
  return (side === 'buy') === waitsForWorse ? 'above' : 'below'
}
