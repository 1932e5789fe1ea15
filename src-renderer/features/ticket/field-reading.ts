import type { FieldFault } from '../../trading/index.ts'

/** Fields of the ticket that can have a fault. */
export type TicketField =
  | 'price'
  | 'trigger'
  | 'trail'
  | 'otherPrice'
  | 'otherTrigger'
  | 'size'
  | 'kellyCap'
  | 'stop'
  | 'target'
  | 'parts'
  | 'exitTrail'
  | 'breakEven'
  | 'time'
  | 'expire'

/** Takes what was read, or notes at its field why it could not be. */
export type Take = <Value>(
  field: TicketField,
  reading: { readonly value: Value } | { readonly fault: FieldFault },
) => Value | undefined
