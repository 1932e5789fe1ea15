import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CreateOcoInput,
  type InstrumentView,
  OrderDraft,
  OrderTypeValue,
  TimeInForceValue,
} from '../../../src-contract/index.ts'
import { createKeyedStore, keepItems } from '../../client/index.ts'
import { BITCOIN } from '../../client/testing/bitcoin.ts'
import { EMPTY_FORM, PAIRED_TYPES, type TicketForm } from '../../trading/index.ts'
import { type DraftedOrders, type FormReading, readForm } from './ticket-form.ts'

const filled: TicketForm = {
  ...EMPTY_FORM,
  price: '64336.0',
  sizeKind: 'quantity',
  quantity: '0.21',
  value: '500',
  stop: '64040',
  target: '64780.0',
}
const read = (over: Partial<TicketForm>): FormReading => readForm({ ...filled, ...over }, BITCOIN)
const isAccepted = ([draft, other]: DraftedOrders): boolean =>
  other === undefined
    ? OrderDraft.safeParse(draft).success
    : CreateOcoInput.safeParse({ idempotencyKey: 'pair-of-orders', drafts: [draft, other] }).success
const faultsOf = (reading: FormReading): object => (reading.kind === 'faults' ? reading.faults : {})

describe('ticket form', () => {
  it('becomes an order with the digits of tick and lot', () => {
    expect(read({})).toEqual({
      kind: 'drafts',
      drafts: [
        {
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
      ],
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
    expect(byRisk).toMatchObject({ drafts: [{ size: { kind: 'riskToStop', fraction: 0.0025 } }] })
    expect(faultsOf(read({ sizeKind: 'riskToStop', riskToStop: '101' }))).toEqual({
      size: { missing: false, message: 'At most 100 %' },
    })
  })

  it('needs a stop when the size is counted by risk', () => {
    expect(faultsOf(read({ sizeKind: 'riskToStop', stop: '' }))).toMatchObject({ stop: { missing: true } })
    expect(faultsOf(read({ sizeKind: 'riskToStop', bracket: false }))).toMatchObject({ size: { missing: false } })
  })

  it('turns percent into fractions for sizes by volatility and by Kelly', () => {
    expect(read({ sizeKind: 'volatilityTarget', volatilityTarget: '12.5' })).toMatchObject({
      drafts: [{ size: { kind: 'volatilityTarget', fraction: 0.125 } }],
    })
    expect(read({ sizeKind: 'kelly', kelly: '50', kellyCap: '1.5' })).toMatchObject({
      drafts: [{ size: { kind: 'kelly', multiplier: 0.5, maxFraction: 0.015 } }],
    })
    expect(faultsOf(read({ sizeKind: 'kelly', kelly: '101', kellyCap: '', stop: '' }))).toMatchObject({
      size: { missing: false },
      kellyCap: { missing: true },
      stop: { missing: true },
    })
  })

  it('leaves bracket and limit price out where they do not belong', () => {
    const reading = read({ type: 'market', reduceOnly: true, timeInForce: 'IOC' })
    expect(reading).toEqual({
      kind: 'drafts',
      drafts: [
        {
          instrumentId: 'simulated:BTC-PERP',
          side: 'buy',
          type: 'market',
          size: { kind: 'quantity', quantity: '0.210' },
          timeInForce: 'GTC',
          reduceOnly: true,
        },
      ],
    })
  })

  it('makes only orders that the contract accepts, whatever is typed', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.float({ min: 0, max: 1e5, noNaN: true }).map((n) => n.toFixed(2)),
    )
    const form = fc.record({
      side: fc.constantFrom('buy', 'sell'),
      type: fc.constantFrom(...OrderTypeValue.options),
      price: text,
      sizeKind: fc.constantFrom('quantity', 'value', 'equityFraction', 'riskToStop', 'volatilityTarget', 'kelly'),
      volatilityTarget: text,
      kelly: text,
      kellyCap: text,
      oco: fc.boolean(),
      otherSide: fc.constantFrom('same', 'opposite'),
      otherType: fc.constantFrom(...PAIRED_TYPES),
      otherPrice: text,
      otherTrigger: text,
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
      timeInForce: fc.constantFrom(...TimeInForceValue.options),
      reduceOnly: fc.boolean(),
      trigger: text,
      trailBy: fc.constantFrom('fraction', 'price'),
      trailShare: text,
      trailDistance: text,
      expireAtMs: fc.option(fc.nat()),
      postOnly: fc.boolean(),
      plan: fc.boolean(),
      parts: fc.array(fc.record({ price: text, share: fc.oneof(text, fc.constantFrom('25', '50', '33.3')) }), {
        maxLength: 4,
      }),
      exitTrail: fc.constantFrom('none', 'fraction', 'price'),
      exitTrailShare: text,
      exitTrailDistance: text,
      breakEven: fc.constantFrom('none', 'afterFirstTarget', 'atPrice'),
      breakEvenPrice: text,
    }) satisfies fc.Arbitrary<TicketForm>
    fc.assert(
      fc.property(form, (typed) => {
        const reading = readForm(typed, { ...BITCOIN, tickSize: '0.01', lotSize: '0.01' }, '50.00')
        const valid = reading.kind === 'drafts' ? isAccepted(reading.drafts) : Object.keys(reading.faults).length > 0
        expect(valid).toBe(true)
      }),
    )
  })
})

describe('an instrument with another tick', () => {
  it('has what is typed read by it from the moment that the engine tells it', () => {
    const instruments = createKeyedStore<InstrumentView>({ keyOf: ({ instrumentId }) => instrumentId })
    const kept = keepItems(instruments)
    const readNow = (price: string): FormReading =>
      readForm({ ...filled, price }, instruments.getState().byId.get(BITCOIN.instrumentId) ?? BITCOIN)
    kept.snapshot([BITCOIN])
    expect(readNow('64336.3')).toMatchObject({ drafts: [{ limitPrice: '64336.3', stopLossPrice: '64040.0' }] })
    kept.deltas([{ ...BITCOIN, tickSize: '0.25', lotSize: '0.01' }])
    expect(faultsOf(readNow('64336.3'))).toEqual({
      price: { missing: false, message: 'Tick is 0.25. Nearest 64,336.25' },
    })
    expect(readNow('64336.25')).toMatchObject({
      drafts: [{ limitPrice: '64336.25', stopLossPrice: '64040.00', size: { quantity: '0.21' } }],
    })
  })
})

describe('a pair of orders', () => {
  const pair = { oco: true, otherTrigger: '65000', stop: '', target: '' } as const

  it('shares size and life, and has its prices and sides apart', () => {
    const reading = read({ ...pair, otherType: 'stopLimit', otherPrice: '65010', timeInForce: 'FOK' })
    expect(reading).toMatchObject({
      kind: 'drafts',
      drafts: [
        { side: 'buy', type: 'limit', limitPrice: '64336.0', timeInForce: 'GTC' },
        { side: 'buy', type: 'stopLimit', triggerPrice: '65000.0', limitPrice: '65010.0', size: { quantity: '0.210' } },
      ],
    })
    expect(read({ ...pair, otherSide: 'opposite' })).toMatchObject({ drafts: [{ side: 'buy' }, { side: 'sell' }] })
  })

  it('says a fault of the other order at the fields of that one', () => {
    expect(faultsOf(read({ ...pair, otherType: 'stopLimit', otherTrigger: '65000.07' }))).toEqual({
      otherTrigger: { missing: false, message: 'Tick is 0.1. Nearest 65,000.1' },
      otherPrice: { missing: true, message: 'Enter a price' },
    })
  })

  it('counts distances of stop and target from the price of each', () => {
    expect(read({ ...pair, otherSide: 'opposite', bracketBy: 'distance', stopDistance: '100' })).toMatchObject({
      drafts: [{ stopLossPrice: '64236.0' }, { stopLossPrice: '65100.0' }],
    })
  })

  it('on two sides cannot have a stop at one price', () => {
    expect(faultsOf(read({ ...pair, otherSide: 'opposite', stop: '64000' }))).toMatchObject({
      stop: { missing: false },
    })
  })

  it('is one order at market, which nothing can end', () => {
    expect(read({ ...pair, type: 'market' })).toMatchObject({ drafts: { length: 1 } })
  })
})
