import { describe, expect, it } from 'vitest'
import { chartKeyAction, movedCursor, type PressedKey } from './bar-cursor.ts'

const pressed = (key: string, over: Partial<PressedKey> = {}): PressedKey => ({
  key,
  code: '',
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...over,
})

describe('a key on a chart', () => {
  it('moves the cursor bar by bar, with Shift by ten', () => {
    expect(chartKeyAction(pressed('ArrowLeft'))).toEqual({ kind: 'move', bars: -1 })
    expect(chartKeyAction(pressed('ArrowRight', { shiftKey: true }))).toEqual({ kind: 'move', bars: 10 })
  })

  it('zooms in and out by the same factor', () => {
    const factors = ['+', '-'].map((key) => {
      const action = chartKeyAction(pressed(key, { shiftKey: key === '+' }))
      return action?.kind === 'zoom' ? action.factor : 0
    })
    expect((factors[0] ?? 0) * (factors[1] ?? 0)).toBeCloseTo(1)
    expect(factors[0]).toBeGreaterThan(1)
  })

  it('sets an alert with Alt and A, whatever sign that makes', () => {
    expect(chartKeyAction(pressed('å', { altKey: true, code: 'KeyA' }))).toEqual({ kind: 'alert' })
    expect(chartKeyAction(pressed('a', { code: 'KeyA' }))).toBeUndefined()
  })

  it('is left to others with Ctrl, or where it means nothing', () => {
    expect(chartKeyAction(pressed('ArrowLeft', { ctrlKey: true }))).toBeUndefined()
    expect(chartKeyAction(pressed('x'))).toBeUndefined()
  })
})

describe('the cursor on the bars', () => {
  it('begins at the newest and stays on the bars there are', () => {
    expect([movedCursor(undefined, -1, 5), movedCursor(undefined, 1, 5), movedCursor(4, 10, 5)]).toEqual([3, 4, 4])
    expect([movedCursor(2, -10, 5), movedCursor(0, 1, 0)]).toEqual([0, undefined])
  })
})
