import { describe, expect, it } from 'vitest'
import { msToNextBar } from './next-bar.ts'

describe('the time to the next bar', () => {
  it('runs down to the close, and begins anew at it', () => {
    const open = Date.UTC(2026, 10, 20, 14, 55)
    expect(msToNextBar(open, '5m')).toBe(300_000)
    expect(msToNextBar(open + 299_000, '5m')).toBe(1_000)
    expect(msToNextBar(open + 300_000, '5m')).toBe(300_000)
  })
})
