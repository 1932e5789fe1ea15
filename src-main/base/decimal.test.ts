import { describe, expect, it } from 'vitest'
import { Decimal, ZERO } from './decimal.ts'

describe('decimal arithmetic', () => {
  it('adds what binary numbers cannot', () => {
    expect(new Decimal('0.1').add('0.2').toString()).toBe('0.3')
    expect(ZERO.isZero()).toBe(true)
  })

  it('writes small and large amounts without an exponent', () => {
    expect(new Decimal('0.000000000001').toString()).toBe('0.000000000001')
    expect(new Decimal('123456789012345678901234567890').toString()).toBe('123456789012345678901234567890')
  })

  it('rounds halves to the even neighbour and keeps 40 digits', () => {
    expect(new Decimal(1).div(3).toString()).toBe(`0.${'3'.repeat(40)}`)
    expect(new Decimal('2.5').toDecimalPlaces(0).toString()).toBe('2')
    expect(new Decimal('3.5').toDecimalPlaces(0).toString()).toBe('4')
  })
})
