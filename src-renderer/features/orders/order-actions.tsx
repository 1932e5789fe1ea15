import type { InstrumentView, OrderView } from '../../../src-contract/index.ts'
import { useConnection } from '../../client/index.ts'
import { isAmendable, isOpenOrder, orderDetail } from '../../trading/index.ts'
import { Button, CHANGE_ICON, oncePerPress, REMOVE_ICON } from '../../ui/index.ts'
import { useAmend } from './amend-context.tsx'
import { useCancel } from './cancel-context.tsx'
import { type OrderWords, orderName } from './order-name.ts'

export interface OrderActionsProps {
  readonly order: OrderView
  readonly instrument: InstrumentView | undefined
  /** From the table: asked for in each row, they would be listened for in each row. */
  readonly words: OrderWords
}

/** What can be done with an order; nothing with one that has ended. One component for all of it: a busy table draws many. */
export function OrderActions(props: OrderActionsProps) {
  const connected = useConnection().kind === 'connected'
  const { cancel, busy } = useCancel()
  const ask = useAmend()
  const { order, instrument } = props
  if (!isOpenOrder(order)) return null
  return (
    <>
      {instrument !== undefined && isAmendable(order) && (
        <Button
          size="row"
          className="order-action"
          disabled={!connected}
          {...named(amendName(props))}
          onClick={() => ask({ order, instrument })}
        >
          {CHANGE_ICON}
        </Button>
      )}
      <Button
        size="row"
        className="order-action"
        disabled={!connected || busy.has(order.orderId) || order.state === 'cancelling'}
        {...named(cancelName(props))}
        onClick={oncePerPress(() => cancel(order.orderId))}
      >
        {REMOVE_ICON}
      </Button>
    </>
  )
}

const named = (name: string) => ({ 'aria-label': name, title: name })

/** Opens the form for other terms, of an order whose terms can be changed now. */
const amendName = ({ order, instrument, words }: OrderActionsProps): string =>
  words.t('amend.name', { order: orderName(order, instrument, words) })

const cancelName = ({ order, instrument, words: { t, shared } }: OrderActionsProps): string =>
  t('cancelName', {
    order: orderDetail(order).toLowerCase(),
    side: shared(`side.${order.side}`).toLowerCase(),
    symbol: instrument?.symbol ?? order.instrumentId,
  })
