import { describe, expect, it } from 'vitest'
import { type ShownGroup, toastPlace } from './toast-place.ts'

const group = (kind: string, changes: Partial<ShownGroup> = {}): ShownGroup => ({
  kind,
  left: 242,
  bottom: 760,
  width: 800,
  height: 700,
  ...changes,
})

describe('the place of toasts', () => {
  it('is the lower left of the chart, above its axis of time', () => {
    expect(toastPlace([group('watchlist', { left: 0 }), group('chart')], 1000)).toEqual({ leftPx: 254, bottomPx: 280 })
  })

  it('is over the largest chart where there are several', () => {
    const small = group('chart', { left: 0, width: 400, height: 300 })
    expect(toastPlace([small, group('chart', { left: 402 })], 1000)?.leftPx).toBe(414)
  })

  it('is nowhere of its own without a chart that is wide enough', () => {
    expect(toastPlace([group('orders'), group('chart', { width: 320 })], 1000)).toBeUndefined()
  })
})
