import { describe, expect, it } from 'vitest'
import type { InstrumentView } from '../../../src-contract/index.ts'
import { EMPTY_FORM, type TicketForm } from '../../trading/index.ts'
import { entryText, readBracket, withBracketBy } from './bracket-form.ts'

const instrument = { tickSize: '0.1' } as InstrumentView
const form = (change: Partial<TicketForm>): TicketForm => ({ ...EMPTY_FORM, bracketBy: 'distance', ...change })
const read = (leg: 'stop' | 'target', change: Partial<TicketForm>, entry: string | undefined = '64336.0') =>
  readBracket(leg, { form: form(change), instrument, entry })

describe('stop and target by distance', () => {
  it('lie on their side of the entry', () => {
    expect(read('stop', { stopDistance: '296' })).toEqual({ text: '64040.0' })
    expect(read('target', { targetDistance: '444.0' })).toEqual({ text: '64780.0' })
    expect(read('stop', { side: 'sell', stopDistance: '296' })).toEqual({ text: '64632.0' })
    expect(read('target', { side: 'sell', targetDistance: '444' })).toEqual({ text: '63892.0' })
  })

  it('must be on the tick, above zero, and leave a price', () => {
    expect(read('stop', { stopDistance: '0.25' })).toMatchObject({ fault: { missing: false } })
    expect(read('stop', { stopDistance: '0' })).toMatchObject({ fault: { missing: false } })
    expect(read('stop', { stopDistance: '70000' })).toMatchObject({ fault: { message: 'The price would be below 0' } })
  })

  it('wait for an entry that is not known yet', () => {
    expect(readBracket('stop', { form: form({ stopDistance: '10' }), instrument, entry: undefined })).toMatchObject({
      fault: { missing: true },
    })
  })

  it('are left out where the order may carry none', () => {
    expect(read('stop', { stopDistance: '296', bracket: false })).toEqual({ text: '' })
    expect(read('stop', { stopDistance: '296', reduceOnly: true })).toEqual({ text: '' })
    expect(read('target', {})).toEqual({ text: '' })
  })
})

describe('the entry', () => {
  it('is the limit, or where the market would fill', () => {
    expect(entryText({ ...EMPTY_FORM, price: '64336' }, instrument, '1.0')).toBe('64336')
    expect(entryText({ ...EMPTY_FORM, price: '64336.05' }, instrument, '1.0')).toBeUndefined()
    expect(entryText({ ...EMPTY_FORM, type: 'market', price: '64336' }, instrument, '64400.1')).toBe('64400.1')
  })
})

describe('changing between price and distance', () => {
  const question = (change: Partial<TicketForm>) => ({ form: { ...EMPTY_FORM, ...change }, instrument, entry: '100.0' })

  it('keeps what the levels mean', () => {
    expect(withBracketBy('distance', question({ stop: '99', target: '102.5' }))).toEqual({
      bracketBy: 'distance',
      stopDistance: '1.0',
      targetDistance: '2.5',
    })
    const byDistance = question({ bracketBy: 'distance', stopDistance: '1', targetDistance: '2.5' })
    expect(withBracketBy('price', byDistance)).toEqual({ bracketBy: 'price', stop: '99.0', target: '102.5' })
  })

  it('leaves out a level that cannot be written that way', () => {
    expect(withBracketBy('distance', question({ stop: '101', target: 'x' }))).toEqual({ bracketBy: 'distance' })
  })
})
