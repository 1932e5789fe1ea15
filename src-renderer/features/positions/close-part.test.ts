import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heldLots, lotsIn, quantityOfLots, quantityOfShare, readPart, shareOfQuantity } from './close-part.ts'

const held = { quantity: '0.420', lotSize: '0.001' }

/** As the engine cuts a share to the lot, with whole numbers. */
const engineLots = (share: number, lots: number): number => (share >= 1 ? lots : Math.max(1, Math.floor(lots * share)))

describe('a part of a position', () => {
  it('is a share, rounded down to the lot', () => {
    expect([0.25, 0.5, 0.75, 1].map((share) => quantityOfShare(share, held))).toEqual([
      '0.105',
      '0.210',
      '0.315',
      '0.420',
    ])
    expect(quantityOfShare(0.5, { quantity: '0.3', lotSize: '0.1' })).toBe('0.1')
  })

  it('is at least one lot, and all of it keeps what is below a lot', () => {
    expect(quantityOfShare(0.25, { quantity: '2', lotSize: '1' })).toBe('1')
    expect(quantityOfShare(1, { quantity: '2.4', lotSize: '1' })).toBe('2.4')
    expect(quantityOfLots(2, { quantity: '2.4', lotSize: '1' })).toBe('2.4')
  })

  it('is told from what cannot be closed', () => {
    expect(readPart('0.137', held)).toEqual({ kind: 'part', quantity: '0.137' })
    expect(readPart('0.42', held)).toEqual({ kind: 'part', quantity: '0.420' })
    expect(readPart('', held)).toEqual({ kind: 'fault', fault: 'notNumber' })
    expect(readPart('abc', held)).toEqual({ kind: 'fault', fault: 'notNumber' })
    expect(readPart('0.0004', held)).toEqual({ kind: 'fault', fault: 'tooSmall' })
    expect(readPart('-0.1', held)).toEqual({ kind: 'fault', fault: 'tooSmall' })
    expect(readPart('0.5', held)).toEqual({ kind: 'fault', fault: 'tooLarge' })
    expect(readPart('0.1374', held)).toEqual({ kind: 'fault', fault: 'offLot', nearest: '0.137' })
  })
})

describe('the share of a quantity', () => {
  it('is one for all of it', () => {
    expect(shareOfQuantity('0.420', held)).toBe(1)
  })

  it('closes exactly that quantity, whatever is held', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 1_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (lots, at) => {
        const position = { quantity: (lots * 0.001).toFixed(3), lotSize: '0.001' }
        const wanted = Math.max(1, Math.min(lots - 1, Math.floor(lots * at)))
        const quantity = quantityOfLots(wanted, position)
        expect(heldLots(position)).toBe(lots)
        expect(lotsIn(quantity, position)).toBe(wanted)
        expect(engineLots(shareOfQuantity(quantity, position), lots)).toBe(wanted)
      }),
    )
  })
})
