import { describe, expect, it } from 'vitest'
import { createTicketDraft } from './ticket-draft.ts'
import { EMPTY_CHOICES, EMPTY_ENTRY } from './ticket-form.ts'
import type { TextStorage } from './session-texts.ts'

function memory(kept: Record<string, string> = {}): TextStorage {
  return { read: (name) => kept[name], write: (name, text) => void (kept[name] = text) }
}

describe('the draft of the ticket', () => {
  it('begins empty', () => {
    expect(createTicketDraft(memory()).getState()).toMatchObject({ choices: EMPTY_CHOICES, entries: {} })
  })

  it('keeps prices and quantity with their instrument, and choices for all of them', () => {
    const draft = createTicketDraft(memory())
    draft.getState().write('a:1', { side: 'sell', price: '64000.0', quantity: '0.2' })
    draft.getState().write('b:1', { type: 'market', stop: '10' })
    const { choices, entries } = draft.getState()
    expect(choices).toEqual({ ...EMPTY_CHOICES, side: 'sell', type: 'market' })
    expect(entries).toEqual({
      'a:1': { ...EMPTY_ENTRY, price: '64000.0', quantity: '0.2' },
      'b:1': { ...EMPTY_ENTRY, stop: '10' },
    })
  })

  it('can be forgotten, also for the next load of the page', () => {
    const storage = memory()
    const draft = createTicketDraft(storage)
    draft.getState().write('a:1', { side: 'sell', price: '1' })
    draft.getState().forget()
    for (const { getState } of [draft, createTicketDraft(storage)]) {
      expect(getState()).toMatchObject({ choices: EMPTY_CHOICES, entries: {} })
    }
  })

  it('is there again when the page is loaded anew', () => {
    const storage = memory()
    createTicketDraft(storage).getState().write('a:1', { side: 'sell', price: '1' })
    expect(createTicketDraft(storage).getState()).toMatchObject({
      choices: { side: 'sell' },
      entries: { 'a:1': { price: '1' } },
    })
  })

  it('begins empty, or with what can be read, where something else was kept', () => {
    const odd = (text: string) => createTicketDraft(memory({ 'wheelhouse.ticket': text })).getState()
    expect(odd('{')).toMatchObject({ choices: EMPTY_CHOICES, entries: {} })
    expect(odd('[]')).toMatchObject({ choices: EMPTY_CHOICES, entries: {} })
    expect(odd('{"choices":{"side":"up","type":"market"},"entries":{"a:1":{"price":7}}}')).toMatchObject({
      choices: { side: 'buy', type: 'market' },
      entries: { 'a:1': EMPTY_ENTRY },
    })
  })
})
