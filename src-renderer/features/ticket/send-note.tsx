import { Check } from 'lucide-react'
import type { OrderView } from '../../../src-contract/index.ts'
import { useOrders } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { orderBadge } from '../../trading/index.ts'
import { Badge, ensureNever, formatQuantity, Note } from '../../ui/index.ts'
import { DeniedNote } from './denied-note.tsx'
import type { Ticket } from './use-ticket.ts'

/** What became of the last order. Nothing is shown before the engine has said it. */
export function SendNote({ ticket: { send, instrument } }: { readonly ticket: Ticket }) {
  const t = useWords('ticket')
  switch (send.kind) {
    case 'idle':
    case 'sending':
      return null
    case 'sent':
      // A note of its own for each order, which is read out anew.
      return send.orders.map((order) => (
        <SentNote key={order.orderId} order={order} lotSize={instrument.lotSize} base={instrument.base} />
      ))
    case 'denied':
      return <DeniedNote denial={send.denial} />
    case 'unanswered':
      return (
        <Note kind="warn" title={t('unanswered.title')}>
          {t('unanswered.text', { fault: send.fault.message })}
        </Note>
      )
    case 'failed':
      return (
        <Note kind="danger" title={t('failed')}>
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
  const t = useWords('ticket')
  const newest = useOrders().byId.get(order.orderId) ?? order
  const badge = orderBadge(newest.state)
  const quantity = `${formatQuantity(newest.quantity, lotSize)} ${base}`
  return (
    <p className="ticket-sent" role="status">
      <Check size={14} className="up" aria-hidden="true" />
      <span>{t('sent', { side: t(`sides.${newest.side}`), quantity })}</span>
      <Badge tone={badge.tone}>{badge.word}</Badge>
      {newest.state === 'rejected' && <span className="down">{newest.reason}</span>}
    </p>
  )
}
