import { describe, expect, it } from 'vitest'
import type { DenialView, InstrumentView, PreviewView } from '../../../src-contract/index.ts'
import { type ConfirmQuestion, confirmState, fieldOfDenial, fieldOfOtherDenial } from './confirm-state.ts'
import type { PreviewState } from './previewer.ts'
import { EMPTY_FORM, type TicketForm } from '../../trading/index.ts'
import { readForm } from './ticket-form.ts'

const instrument = {
  instrumentId: 'simulated:BTC-PERP',
  base: 'BTC',
  quote: 'USDT',
  tickSize: '0.1',
  lotSize: '0.001',
} as InstrumentView
const denial = { code: 'MAX_ORDER_NOTIONAL' } as DenialView
const answered = (over: Partial<PreviewView>, current = true): PreviewState => ({
  kind: 'answered',
  preview: { denial: null, quantity: '0.210', ...over } as PreviewView,
  current,
})

function ask(over: Partial<ConfirmQuestion> = {}, typed: Partial<TicketForm> = {}) {
  const form: TicketForm = {
    ...EMPTY_FORM,
    price: '64336',
    quantity: '0.21',
    ...typed,
  }
  const reading = readForm(form, instrument)
  const rest = { previews: [answered({})], send: 'idle', connected: true, stale: false, ...over } as const
  return confirmState({ form, reading, instrument, ...rest })
}

describe('confirm button', () => {
  it('says the whole order', () => {
    expect(ask()).toEqual({ enabled: true, label: 'Buy 0.210 BTC limit 64,336.0' })
  })

  it('is blocked with the reason when the price is stale or missing, or the connection is lost', () => {
    expect(ask({ stale: true })).toEqual({ enabled: false, label: 'Buy blocked: price is stale' })
    expect(ask({ stale: undefined }, { side: 'sell' })).toEqual({ enabled: false, label: 'Sell blocked: no price yet' })
    expect(ask({ connected: false })).toEqual({ enabled: false, label: 'Buy blocked: no connection' })
  })

  it('lets a reduce-only order go on a stale price, but never without a connection', () => {
    expect(ask({ stale: true }, { reduceOnly: true, type: 'market' }).enabled).toBe(true)
    expect(ask({ connected: false }, { reduceOnly: true }).enabled).toBe(false)
  })

  it('asks for what is missing before it complains', () => {
    expect(ask({}, { price: '' }).label).toBe('Enter a price')
    expect(ask({}, { price: '', stop: 'x' })).toEqual({ enabled: false, label: 'Check the marked fields' })
  })

  it('waits for the answer of the order before', () => {
    expect(ask({ send: 'sending' }).enabled).toBe(false)
  })

  it('is off while the risk check says no to this very order', () => {
    expect(ask({ previews: [answered({ denial })] })).toEqual({ enabled: false, label: 'Buy denied by the risk check' })
    expect(ask({ previews: [answered({ denial }, false)] }).enabled).toBe(true)
  })

  it('is off while the risk check says no to either order of a pair', () => {
    const pair = { oco: true, otherTrigger: '66000' } as const
    expect(ask({ previews: [answered({}), answered({})] }, pair).label).toBe(
      'Buy 0.210 BTC limit 64,336.0 or stop 66,000.0',
    )
    expect(ask({ previews: [answered({}), answered({ denial })] }, pair).enabled).toBe(false)
  })

  it('leads a denial of the other order to the fields of that one', () => {
    expect(fieldOfOtherDenial({ code: 'TRIGGER_WRONG_SIDE' })).toBe('otherTrigger')
    expect(fieldOfOtherDenial({ code: 'PRICE_COLLAR' })).toBe('otherPrice')
    expect(fieldOfOtherDenial({ code: 'KELLY_NO_EDGE' })).toBe('size')
  })

  it('leads a denial to the field that it is about', () => {
    expect(fieldOfDenial({ code: 'STOP_WRONG_SIDE' })).toBe('stop')
    expect(fieldOfDenial({ code: 'MAX_ORDER_NOTIONAL' })).toBeUndefined()
  })
})
