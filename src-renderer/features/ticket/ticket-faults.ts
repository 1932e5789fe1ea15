import { fieldOfDenial } from './confirm-state.ts'
import type { TicketField } from './ticket-form.ts'
import type { Ticket } from './use-ticket.ts'

/** What is said in red at a field: a fault of what was typed, else a denial that is about this field. */
export function faultText(
  { reading, denial }: Pick<Ticket, 'reading' | 'denial'>,
  field: TicketField,
): string | undefined {
  const fault = reading.kind === 'faults' ? reading.faults[field] : undefined
  if (fault !== undefined) return fault.missing ? undefined : fault.message
  return denial !== null && fieldOfDenial(denial) === field ? denial.message : undefined
}
