import { describe, expect, it } from 'vitest'
import { distanceFraction, priceFault } from './price-alert-input.ts'

describe('a price to wait for', () => {
  it.each([
    ['64900', '0.1', undefined],
    ['64198.3', '0.1', undefined],
    ['0.38214', '0.00001', undefined],
    ['', '0.1', 'missing'],
    ['abc', '0.1', 'missing'],
    ['0', '0.1', 'missing'],
    ['-5', '0.1', 'missing'],
    ['100.05', '0.1', 'offGrid'],
    ['65000.05', '0.1', 'offGrid'],
    ['1234567.891', '0.01', 'offGrid'],
  ] as const)('"%s" with a tick of %s: %s', (text, tickSize, fault) => {
    expect(priceFault(text, { tickSize })).toBe(fault)
  })

  it('says how far it is from the last one', () => {
    expect(distanceFraction(110, 100)).toBeCloseTo(0.1)
    expect(distanceFraction(95, 100)).toBeCloseTo(-0.05)
  })
})
