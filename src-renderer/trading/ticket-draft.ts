import { useMemo } from 'react'
import { z } from 'zod'
import { create } from 'zustand'
import { sessionTexts, type TextStorage } from './session-texts.ts'
import { EMPTY_CHOICES, EMPTY_ENTRY, splitChanges, TicketChoices, TicketEntry, type TicketForm } from './ticket-form.ts'

const STORED_AS = 'wheelhouse.ticket'

const StoredDraft = z
  .object({
    choices: TicketChoices.catch(EMPTY_CHOICES),
    entries: z.record(z.string(), TicketEntry).catch({}),
  })
  .catch({ choices: EMPTY_CHOICES, entries: {} })

/** The order that is being written, of which there is one in the window; who shows it, and who writes into it, are many. */
export interface TicketDraft {
  readonly choices: TicketChoices
  /** By instrument. */
  readonly entries: Readonly<Record<string, TicketEntry>>
  /** Writes into the ticket of an instrument; sends nothing. */
  readonly write: (instrumentId: string, changes: Partial<TicketForm>) => void
  /** Empties the tickets of all instruments, as at the beginning. */
  readonly forget: () => void
}

/**
 * The draft of a window. It outlives the ticket's panel, which comes and goes with its tab and the layout, and with
 * `storage` the page, too.
 */
export function createTicketDraft(storage: TextStorage) {
  const draft = create<TicketDraft>()((set) => ({
    ...readDraft(storage),
    write: (instrumentId, changes) =>
      set(({ choices, entries }) => {
        const change = splitChanges(changes)
        const entry = { ...(entries[instrumentId] ?? EMPTY_ENTRY), ...change.entry }
        return { choices: { ...choices, ...change.choices }, entries: { ...entries, [instrumentId]: entry } }
      }),
    forget: () => set({ choices: EMPTY_CHOICES, entries: {} }),
  }))
  draft.subscribe(({ choices, entries }) => storage.write(STORED_AS, JSON.stringify({ choices, entries })))
  return draft
}

function readDraft(storage: TextStorage): z.infer<typeof StoredDraft> {
  const text = storage.read(STORED_AS)
  try {
    return StoredDraft.parse(text === undefined ? undefined : JSON.parse(text))
  } catch {
    // Not of this program: the ticket begins empty, as it does where nothing was kept.
    return StoredDraft.parse(undefined)
  }
}

/** The draft of this window. */
export const useTicketDraft = createTicketDraft(sessionTexts())

/** What stands in the ticket of an instrument. */
export function useTicketForm(instrumentId: string): TicketForm {
  const choices = useTicketDraft((draft) => draft.choices)
  const entry = useTicketDraft((draft) => draft.entries[instrumentId] ?? EMPTY_ENTRY)
  return useMemo(() => ({ ...choices, ...entry }), [choices, entry])
}

/** Writes a price into the ticket of an instrument, as a limit order; sends nothing. @param price On the tick. */
export function writeTicketPrice(instrumentId: string, price: string): void {
  useTicketDraft.getState().write(instrumentId, { type: 'limit', price })
}
