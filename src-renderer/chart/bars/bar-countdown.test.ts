import { describe, expect, it } from 'vitest'
import { barCountdown } from './bar-countdown.ts'

describe('bar countdown', () => {
  it('counts session time down to the close of the bar', () => {
    expect(barCountdown(0, '5m', 132_000)).toBe('02:48')
    expect(barCountdown(0, '4h', 2 * 3_600_000 + 12_000)).toBe('1:59:48')
  })

  it('stays at zero when the next bar is late', () => {
    expect(barCountdown(0, '1m', 75_000)).toBe('00:00')
  })
})
