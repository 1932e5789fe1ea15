import { describe, expect, it } from 'vitest'
import { EMPTY_FORM } from './ticket-form.ts'
import { TicketMemory } from './ticket-memory.ts'

const WRITTEN = { ...EMPTY_FORM, side: 'sell', price: '64,000.0', stop: '65,000.0' } as const

describe('TicketMemory', () => {
  it('begins with an empty ticket', () => {
    expect(new TicketMemory().recall('a:1')).toEqual(EMPTY_FORM)
  })

  it('brings back for the same instrument what was written', () => {
    const memory = new TicketMemory()
    memory.keep('a:1', WRITTEN)
    expect(memory.recall('a:1')).toEqual(WRITTEN)
  })

  it('keeps the choices for another instrument, but no price', () => {
    const memory = new TicketMemory()
    memory.keep('a:1', WRITTEN)
    expect(memory.recall('b:1')).toMatchObject({ side: 'sell', price: '', stop: '' })
  })
})
