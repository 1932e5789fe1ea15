import type { TicketField } from './field-reading.ts'
import { issueAt } from './issue-fields.ts'
import type { Ticket } from './use-ticket.ts'

/** What is said in red at a field: a fault of what was typed, else a refusal that is about this field. */
export function faultText(
  { reading, denial, deniedField, send }: Pick<Ticket, 'reading' | 'denial' | 'deniedField' | 'send'>,
  field: TicketField,
): string | undefined {
  const fault = reading.kind === 'faults' ? reading.faults[field] : undefined
  if (fault !== undefined) return fault.missing ? undefined : fault.message
  if (send.kind === 'failed') return issueAt(send.fault, field)
  return denial !== null && deniedField === field ? denial.message : undefined
}

/** Which of several rows the fault of a field is in; undefined where there is none. */
export function faultRow({ reading }: Pick<Ticket, 'reading'>, field: TicketField): number | undefined {
  return reading.kind === 'faults' ? reading.faults[field]?.row : undefined
}
