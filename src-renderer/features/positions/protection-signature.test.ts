import { describe, expect, it } from 'vitest'
import type { OrderView, PositionView } from '../../../src-contract/index.ts'
import { protectionSignature } from './protection-signature.ts'

const position = { positionId: 'p1', quantity: '2', stopPrice: '95' } as PositionView
const stop = { orderId: 's1', role: 'stopLoss', state: 'working', quantity: '2', filledQuantity: '0' } as OrderView

describe('the signature of what stops cover', () => {
  const before = protectionSignature([position], [stop])

  it('changes with a position and with a stop', () => {
    expect(protectionSignature([{ ...position, quantity: '1' }], [stop])).not.toBe(before)
    expect(protectionSignature([position], [{ ...stop, state: 'cancelling' }])).not.toBe(before)
    expect(protectionSignature([position], [])).not.toBe(before)
  })

  it('stays with prices, with other orders and with stops that have ended', () => {
    const others = [{ ...stop, role: 'entry' } as OrderView, { ...stop, state: 'cancelled' } as OrderView]
    expect(protectionSignature([{ ...position, markPrice: 101 }], [stop, ...others])).toBe(before)
  })
})
