import { useAccount } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { floorToMultiple } from '../../trading/index.ts'
import { Button, formatQuantity, KeyCap, oncePerPress } from '../../ui/index.ts'
import { SendNote } from './send-note.tsx'
import type { Ticket } from './use-ticket.ts'

/** What became of the last order, and the button for the next: the whole order in words, or the size that would pass. */
export function TicketFoot({ ticket }: { readonly ticket: Ticket }) {
  const t = useWords('ticket')
  const fits = ticket.denial?.quantityThatFits ?? null
  return (
    <div className="ticket-foot">
      <SendNote ticket={ticket} />
      {fits === null ? <ConfirmButton ticket={ticket} /> : <FitButton ticket={ticket} quantity={fits} />}
      <p className="ticket-row ticket-hint">
        <span>{t('checkedAgain')}</span>
        <KeyCap keys="Ctrl Enter" />
      </p>
    </div>
  )
}

/** A button that sends with real money wears a cap. */
function ConfirmButton({ ticket: { confirm, form, submit } }: { readonly ticket: Ticket }) {
  const t = useWords('ticket')
  const isLive = useAccount((account) => account.environment) === 'live'
  return (
    <Button
      tone={form.side}
      size="confirm"
      className="ticket-confirm"
      disabled={!confirm.enabled}
      onClick={oncePerPress(submit)}
    >
      {isLive && <span className="ticket-live-cap">{t('live')}</span>}
      <span className="ticket-confirm-text">{confirm.label}</span>
    </Button>
  )
}

interface FitButtonProps {
  readonly ticket: Ticket
  readonly quantity: string
}

function FitButton({ ticket: { change, instrument }, quantity }: FitButtonProps) {
  const t = useWords('ticket')
  const { base, lotSize } = instrument
  return (
    <Button
      size="confirm"
      onClick={() => change({ sizeKind: 'quantity', quantity: floorToMultiple(quantity, lotSize) })}
    >
      {t('sizeToFit', { quantity: `${formatQuantity(quantity, lotSize)} ${base}` })}
    </Button>
  )
}
