import { describe, expect, it } from 'vitest'
import type { InstrumentView } from '../../../src-contract/index.ts'
import { EMPTY_FORM, type TicketForm } from '../../trading/index.ts'
import { readForm } from './ticket-form.ts'

const BTC: InstrumentView = {
  instrumentId: 'simulated:BTC-PERP',
  venueId: 'simulated',
  symbol: 'BTC-PERP',
  name: 'Bitcoin',
  base: 'BTC',
  quote: 'USDT',
  tickSize: '0.5',
  lotSize: '0.001',
  minQuantity: '0.001',
  minNotional: '5',
  status: 'trading',
}

const filled: TicketForm = { ...EMPTY_FORM, price: '64000', quantity: '0.2', stop: '63000', plan: true }
const read = (over: Partial<TicketForm>) => readForm({ ...filled, ...over }, BTC)
const planOf = (over: Partial<TicketForm>) => {
  const reading = read(over)
  return reading.kind === 'drafts' ? reading.drafts[0].exitPlan : reading.faults
}

describe('more exits', () => {
  it('are left out where nothing is decided, where the plan is off, and where no bracket goes with the order', () => {
    const parts = [{ price: '65000', share: '50' }]
    expect(planOf({})).toBeUndefined()
    expect(planOf({ parts, plan: false })).toBeUndefined()
    expect(planOf({ parts, bracket: false })).toBeUndefined()
    expect(planOf({ parts, reduceOnly: true })).toBeUndefined()
  })

  it('are parts with their share, nearest to the entry first', () => {
    const parts = [
      { price: '66000', share: '25' },
      { price: '65000', share: '50' },
    ]
    expect(planOf({ parts })).toEqual({
      targets: [
        { price: '65000.0', fraction: 0.5 },
        { price: '66000.0', fraction: 0.25 },
      ],
    })
    const short = planOf({ side: 'sell', stop: '66000', parts })
    expect(short).toMatchObject({ targets: [{ price: '66000.0' }, { price: '65000.0' }] })
  })

  it('name the row whose price or share is wrong', () => {
    const parts = [
      { price: '65000', share: '50' },
      { price: '66000.3', share: '50' },
    ]
    expect(planOf({ parts })).toEqual({
      parts: { missing: false, message: 'Tick is 0.5. Nearest 66,000.5', row: 1 },
    })
  })

  it('cannot close more than there is, nor leave nothing for the last target', () => {
    const parts = [
      { price: '65000', share: '60' },
      { price: '66000', share: '40' },
    ]
    expect(planOf({ parts })).toHaveProperty('targets')
    expect(planOf({ parts, target: '67000' })).toMatchObject({ parts: { row: 1 } })
    expect(planOf({ parts: [...parts, { price: '67000', share: '1' }] })).toMatchObject({
      parts: { message: 'The shares of the targets are more than 100 %', row: 2 },
    })
  })

  it('let the stop follow the price by a share or by an amount', () => {
    expect(planOf({ exitTrail: 'fraction', exitTrailShare: '1.5' })).toEqual({
      trailing: { kind: 'fraction', fraction: 0.015 },
    })
    expect(planOf({ exitTrail: 'price', exitTrailDistance: '120' })).toEqual({
      trailing: { kind: 'price', distance: '120.0' },
    })
    expect(planOf({ exitTrail: 'fraction', exitTrailShare: '100' })).toHaveProperty('exitTrail')
  })

  it('move the stop to the entry only where there is a stop, and a first target where it waits for one', () => {
    const parts = [{ price: '65000', share: '50' }]
    expect(planOf({ breakEven: 'afterFirstTarget', parts })).toMatchObject({ breakEven: { kind: 'afterFirstTarget' } })
    expect(planOf({ breakEven: 'afterFirstTarget' })).toMatchObject({
      breakEven: { message: 'There is no first target. Add one.' },
    })
    expect(planOf({ breakEven: 'atPrice', breakEvenPrice: '64500', stop: '' })).toHaveProperty('breakEven.message')
    expect(planOf({ breakEven: 'atPrice', breakEvenPrice: '64500' })).toEqual({
      breakEven: { kind: 'atPrice', price: '64500.0' },
    })
  })
})

describe('an order that waits for a price', () => {
  it('asks for what its type needs, and sends nothing else', () => {
    const trigger = read({ type: 'stop', trigger: '65000', plan: false })
    expect(trigger).toMatchObject({ drafts: [{ type: 'stop', triggerPrice: '65000.0' }] })
    expect(trigger).not.toHaveProperty('drafts[0].limitPrice')
    expect(read({ type: 'stopLimit', trigger: '' })).toMatchObject({ faults: { trigger: { missing: true } } })
    expect(read({ type: 'trailingStop', trailShare: '2', price: 'x' })).toMatchObject({
      drafts: [{ trailing: { kind: 'fraction', fraction: 0.02 } }],
    })
  })

  it('lives until a moment only where one was chosen', () => {
    expect(read({ timeInForce: 'GTD' })).toMatchObject({ faults: { expire: { missing: true } } })
    expect(read({ timeInForce: 'GTD', expireAtMs: 60_000 })).toMatchObject({
      drafts: [{ timeInForce: 'GTD', expireAtMs: 60_000 }],
    })
    expect(read({ timeInForce: 'GTC', expireAtMs: 60_000 })).not.toHaveProperty('drafts[0].expireAtMs')
  })

  it('falls back to what its type allows, without losing what was chosen for another', () => {
    expect(read({ type: 'stop', trigger: '65000', timeInForce: 'FOK', postOnly: true })).toMatchObject({
      drafts: [{ timeInForce: 'GTC' }],
    })
    expect(read({ timeInForce: 'FOK', postOnly: true })).not.toHaveProperty('drafts[0].postOnly')
    expect(read({ postOnly: true })).toMatchObject({ drafts: [{ postOnly: true }] })
  })
})
