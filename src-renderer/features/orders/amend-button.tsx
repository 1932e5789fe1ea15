import { Pencil } from 'lucide-react'
import type { InstrumentView, OrderView } from '../../../src-contract/index.ts'
import { useConnection } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { isAmendable } from '../../trading/index.ts'
import { Button } from '../../ui/index.ts'
import { useAmend } from './amend-context.tsx'
import { useOrderName } from './order-name.ts'

export interface AmendButtonProps {
  readonly order: OrderView
  readonly instrument: InstrumentView | undefined
}

/** Opens the form for other terms; nothing for an order whose terms cannot be changed now. */
export function AmendButton({ order, instrument }: AmendButtonProps) {
  const t = useWords('orders')
  const ask = useAmend()
  const connected = useConnection().kind === 'connected'
  const name = t('amend.name', { order: useOrderName(order, instrument) })
  if (instrument === undefined || !isAmendable(order)) return null
  return (
    <Button
      size="row"
      className="order-action"
      disabled={!connected}
      aria-label={name}
      title={name}
      onClick={() => ask({ order, instrument })}
    >
      <Pencil size={12} aria-hidden="true" />
    </Button>
  )
}
