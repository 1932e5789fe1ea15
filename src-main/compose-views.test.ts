import { describe, expect, it } from 'vitest'
import { timeMs } from './base/index.ts'
import { signalView } from './compose-views.ts'
import { instrumentId, orderId, type Signal, strategyId, venueId } from './domain/index.ts'

const signal: Signal = {
  signalId: 's-1',
  strategyId: strategyId('trend'),
  instrumentId: instrumentId(venueId('test'), 'ABC'),
  timeframe: '1m',
  action: 'exit',
  price: 100,
  stopLossPrice: undefined,
  takeProfitPrice: undefined,
  size: undefined,
  gap: false,
  reasons: ['EMA 9 crossed below EMA 21'],
  timeMs: timeMs(60_000),
}

describe('the view of a signal', () => {
  it('says where the bars that it was made on are not whole', () => {
    const outcome = { kind: 'ignored', reason: 'there is nothing to close' } as const
    expect(signalView({ signal, outcome }).gap).toBe(false)
    expect(signalView({ signal: { ...signal, gap: true }, outcome }).gap).toBe(true)
  })

  it('names the order that was sent for it', () => {
    const view = signalView({ signal, outcome: { kind: 'submitted', orderId: orderId('wh-1') } })
    expect(view).toMatchObject({ outcome: 'submitted', orderId: 'wh-1', denial: null, ignoredReason: null })
  })

  it('says why nothing was done about it', () => {
    const view = signalView({ signal, outcome: { kind: 'ignored', reason: 'there is nothing to close' } })
    expect(view).toMatchObject({ outcome: 'ignored', orderId: null, ignoredReason: 'there is nothing to close' })
  })
})
