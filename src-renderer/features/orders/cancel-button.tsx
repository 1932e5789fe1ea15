import { X } from 'lucide-react'
import type { InstrumentView, OrderView } from '../../../src-contract/index.ts'
import { useConnection } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { isOpenOrder, orderDetail } from '../../trading/index.ts'
import { Button, oncePerPress } from '../../ui/index.ts'
import { useCancel } from './cancel-context.tsx'

export interface CancelButtonProps {
  readonly order: OrderView
  readonly instrument: InstrumentView | undefined
}

/** Cancels one order; nothing for one that has ended. */
export function CancelButton({ order, instrument }: CancelButtonProps) {
  const t = useWords('orders')
  const shared = useWords('tables')
  const { cancel, busy } = useCancel()
  const connected = useConnection().kind === 'connected'
  if (!isOpenOrder(order)) return null
  const name = t('cancelName', {
    order: orderDetail(order).toLowerCase(),
    side: shared(`side.${order.side}`).toLowerCase(),
    symbol: instrument?.symbol ?? order.instrumentId,
  })
  return (
    <Button
      size="row"
      className="order-action"
      disabled={!connected || busy.has(order.orderId) || order.state === 'cancelling'}
      aria-label={name}
      title={name}
      onClick={oncePerPress(() => cancel(order.orderId))}
    >
      <X size={12} aria-hidden="true" />
    </Button>
  )
}
