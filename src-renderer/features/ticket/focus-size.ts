/** Marks the field that says how big the order is. */
export const SIZE_FIELD = { 'data-ticket-field': 'size' } as const

/** Puts the cursor into the ticket's size, with what stands there selected; nothing where the ticket is not in sight. */
export function focusTicketSize(): void {
  const field = document.querySelector<HTMLInputElement>('input[data-ticket-field="size"]')
  field?.focus()
  field?.select()
}
