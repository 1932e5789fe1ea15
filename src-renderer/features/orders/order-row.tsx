import type { InstrumentView, OrderView } from '../../../src-contract/index.ts'
import { Badge, Button, formatClock, NOT_APPLICABLE } from '../../ui/index.ts'
import { isOpenOrder, orderBadge, orderDetail, ownerText, RowInstrument } from '../../trading/index.ts'
import { orderTexts } from './order-view-model.ts'

export interface OrderRowProps {
  readonly order: OrderView
  readonly instrument: InstrumentView | undefined
  readonly wide: boolean
  /** Nothing can be sent now, or a cancel of this order waits for its answer. */
  readonly disabled: boolean
  readonly onSelect: (instrumentId: string) => void
  readonly onCancel: () => void
}

export function OrderRow({ order, instrument, wide, disabled, onSelect, onCancel }: OrderRowProps) {
  const badge = orderBadge(order.state)
  const texts = orderTexts(order, instrument)
  const reason = order.reason ?? NOT_APPLICABLE
  return (
    <tr onClick={() => onSelect(order.instrumentId)}>
      <RowInstrument instrument={instrument} instrumentId={order.instrumentId} onSelect={onSelect} />
      <td>
        <Badge tone={badge.tone}>{badge.word}</Badge>
      </td>
      <td className={order.side === 'buy' ? 'up' : 'down'}>{order.side === 'buy' ? 'Buy' : 'Sell'}</td>
      <td>{orderDetail(order)}</td>
      <td className="number">{texts.price}</td>
      <td className="number">{texts.filled}</td>
      <td className="number">{texts.averagePrice}</td>
      <td className="number">{formatClock(order.createdAtMs)}</td>
      <td>{ownerText(order.owner)}</td>
      {wide && (
        <td className="order-reason" title={reason}>
          {reason}
        </td>
      )}
      <td className="actions">
        {isOpenOrder(order) && <CancelButton {...{ order, instrument, disabled, onCancel }} />}
      </td>
    </tr>
  )
}

type CancelButtonProps = Pick<OrderRowProps, 'order' | 'instrument' | 'disabled' | 'onCancel'>

function CancelButton({ order, instrument, disabled, onCancel }: CancelButtonProps) {
  const name = `${order.side} ${instrument?.symbol ?? order.instrumentId}`
  return (
    <Button
      size="row"
      disabled={disabled || order.state === 'cancelling'}
      aria-label={`Cancel ${orderDetail(order).toLowerCase()}, ${name}`}
      onClick={(event) => {
        event.stopPropagation()
        onCancel()
      }}
    >
      Cancel
    </Button>
  )
}
