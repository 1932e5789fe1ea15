import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type InstrumentView, OrderDraft } from '../../../src-contract/index.ts'
import { EMPTY_FORM, type TicketForm } from '../../trading/index.ts'
import { type FormReading, readForm } from './ticket-form.ts'

const BTC: InstrumentView = {
  instrumentId: 'simulated:BTC-PERP',
  venueId: 'simulated',
  symbol: 'BTC-PERP',
  name: 'Bitcoin',
  base: 'BTC',
  quote: 'USDT',
  tickSize: '0.1',
  lotSize: '0.001',
  minQuantity: '0.001',
  minNotional: '5',
}

const filled: TicketForm = {
  ...EMPTY_FORM,
  price: '64336.0',
  sizeKind: 'quantity',
  quantity: '0.21',
  value: '500',
  stop: '64040',
  target: '64780.0',
}
const read = (over: Partial<TicketForm>): FormReading => readForm({ ...filled, ...over }, BTC)
const faultsOf = (reading: FormReading): object => (reading.kind === 'faults' ? reading.faults : {})

describe('ticket form', () => {
  it('becomes an order with the digits of tick and lot', () => {
    expect(read({})).toEqual({
      kind: 'draft',
      draft: {
        instrumentId: 'simulated:BTC-PERP',
        side: 'buy',
        type: 'limit',
        size: { kind: 'quantity', quantity: '0.210' },
        timeInForce: 'GTC',
        reduceOnly: false,
        limitPrice: '64336.0',
        stopLossPrice: '64040.0',
        takeProfitPrice: '64780.0',
      },
    })
  })

  it('names the nearest price at the field when the tick is missed', () => {
    expect(faultsOf(read({ price: '64336.07' }))).toEqual({
      price: { missing: false, message: 'Tick is 0.1. Nearest 64,336.1' },
    })
  })

  it('offers one lot where the nearest would be nothing', () => {
    expect(faultsOf(read({ quantity: '0.0002' }))).toEqual({
      size: { missing: false, message: 'Lot is 0.001. Nearest 0.001' },
    })
  })

  it('tells a missing field from a wrong one', () => {
    expect(faultsOf(read({ price: ' ', stop: 'x' }))).toEqual({
      price: { missing: true, message: 'Enter a price' },
      stop: { missing: false, message: '“x” is not a number. Write it like 1,234.5' },
    })
  })

  it('turns percent into a fraction for sizes by equity and by risk', () => {
    const byRisk = read({ sizeKind: 'riskToStop', riskToStop: '0.25' })
    expect(byRisk).toMatchObject({ draft: { size: { kind: 'riskToStop', fraction: 0.0025 } } })
    expect(faultsOf(read({ sizeKind: 'riskToStop', riskToStop: '101' }))).toEqual({
      size: { missing: false, message: 'At most 100 %' },
    })
  })

  it('needs a stop when the size is counted by risk', () => {
    expect(faultsOf(read({ sizeKind: 'riskToStop', stop: '' }))).toMatchObject({ stop: { missing: true } })
    expect(faultsOf(read({ sizeKind: 'riskToStop', bracket: false }))).toMatchObject({ size: { missing: false } })
  })

  it('leaves bracket and limit price out where they do not belong', () => {
    const reading = read({ type: 'market', reduceOnly: true, timeInForce: 'IOC' })
    expect(reading).toEqual({
      kind: 'draft',
      draft: {
        instrumentId: 'simulated:BTC-PERP',
        side: 'buy',
        type: 'market',
        size: { kind: 'quantity', quantity: '0.210' },
        timeInForce: 'GTC',
        reduceOnly: true,
      },
    })
  })

  it('makes only orders that the contract accepts, whatever is typed', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.float({ min: 0, max: 1e5, noNaN: true }).map((n) => n.toFixed(2)),
    )
    const form = fc.record({
      side: fc.constantFrom('buy', 'sell'),
      type: fc.constantFrom('limit', 'market'),
      price: text,
      sizeKind: fc.constantFrom('quantity', 'value', 'equityFraction', 'riskToStop'),
      quantity: text,
      value: text,
      equityFraction: text,
      riskToStop: text,
      bracketBy: fc.constantFrom('price', 'distance'),
      stopDistance: text,
      targetDistance: text,
      bracket: fc.boolean(),
      stop: text,
      target: text,
      timeInForce: fc.constantFrom('GTC', 'IOC'),
      reduceOnly: fc.boolean(),
    }) satisfies fc.Arbitrary<TicketForm>
    fc.assert(
      fc.property(form, (typed) => {
        const reading = readForm(typed, { ...BTC, tickSize: '0.01', lotSize: '0.01' }, '50.00')
        const valid =
          reading.kind === 'draft'
            ? OrderDraft.safeParse(reading.draft).success
            : Object.keys(reading.faults).length > 0
        expect(valid).toBe(true)
      }),
    )
  })
})
