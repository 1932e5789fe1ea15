import { Button, formatQuantity } from '../../ui/index.ts'
import { floorToMultiple } from './decimal-step.ts'
import { SendNote } from './send-note.tsx'
import type { Ticket } from './use-ticket.ts'

/** What became of the last order, and the button for the next: the whole order in words, or the size that would pass. */
export function TicketFoot({ ticket }: { readonly ticket: Ticket }) {
  const fits = ticket.denial?.quantityThatFits ?? null
  return (
    <div className="ticket-foot">
      <SendNote ticket={ticket} />
      {fits === null ? <ConfirmButton ticket={ticket} /> : <FitButton ticket={ticket} quantity={fits} />}
      <p className="ticket-row ticket-hint">
        <span>Checked again when sent</span>
        <kbd>Ctrl Enter</kbd>
      </p>
    </div>
  )
}

function ConfirmButton({ ticket: { confirm, form, submit } }: { readonly ticket: Ticket }) {
  return (
    <Button
      tone={form.side}
      size="confirm"
      disabled={!confirm.enabled}
      // The second click of a double click must not send a second order.
      onClick={(event) => event.detail <= 1 && submit()}
    >
      {confirm.label}
    </Button>
  )
}

interface FitButtonProps {
  readonly ticket: Ticket
  readonly quantity: string
}

function FitButton({ ticket: { change, form, instrument }, quantity }: FitButtonProps) {
  const { base, lotSize } = instrument
  const fit = (): void =>
    change({ sizeKind: 'quantity', sizes: { ...form.sizes, quantity: floorToMultiple(quantity, lotSize) } })
  return (
    <Button size="confirm" onClick={fit}>
      Size to fit: {formatQuantity(quantity, lotSize)} {base}
    </Button>
  )
}
