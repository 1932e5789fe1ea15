import { Check } from 'lucide-react'
import type { OrderView } from '../../../src-contract/index.ts'
import { useOrders } from '../../client/index.ts'
import { Badge, ensureNever, formatQuantity, Note } from '../../ui/index.ts'
import { orderBadge } from '../../trading/index.ts'
import { DeniedNote } from './denied-note.tsx'
import type { Ticket } from './use-ticket.ts'

/** What became of the last order. Nothing is shown before the engine has said it. */
export function SendNote({ ticket: { send, instrument } }: { readonly ticket: Ticket }) {
  switch (send.kind) {
    case 'idle':
    case 'sending':
      return null
    case 'sent':
      return <SentNote order={send.order} lotSize={instrument.lotSize} base={instrument.base} />
    case 'denied':
      return <DeniedNote denial={send.denial} />
    case 'unanswered':
      return (
        <Note kind="warn" title="No answer from the engine">
          {send.fault.message} Sending the same order again is safe: it is made at most once.
        </Note>
      )
    case 'failed':
      return (
        <Note kind="danger" title="The order was not made">
          {send.fault.message} <span className="mono">{send.fault.code}</span>
        </Note>
      )
    default:
      return ensureNever(send, 'state of sending')
  }
}

interface SentNoteProps {
  readonly order: OrderView
  readonly lotSize: string
  readonly base: string
}

/** The state is that of the newest fact, not of the answer. */
function SentNote({ order, lotSize, base }: SentNoteProps) {
  const newest = useOrders().byId.get(order.orderId) ?? order
  const badge = orderBadge(newest.state)
  return (
    <p className="ticket-sent" role="status">
      <Check size={14} className="up" aria-hidden="true" />
      <span>
        {newest.side === 'buy' ? 'Buy' : 'Sell'} {formatQuantity(newest.quantity, lotSize)} {base}
      </span>
      <Badge tone={badge.tone}>{badge.word}</Badge>
      {newest.state === 'rejected' && <span className="down">{newest.reason}</span>}
    </p>
  )
}
