import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LiveCell } from './live-cell.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function cell() {
  const element = { firstChild: null, textContent: '', className: '' }
  const live = new LiveCell<number>(element, () => ({
    format: (value) => value.toFixed(1),
    tone: (value) => (value > 100 ? 'strong' : ''),
    flash: (value) => value,
  }))
  return { element, live }
}

describe('live cell', () => {
  it('writes the last value anew when it is formatted in another way, without a flash', () => {
    const element = { firstChild: null, textContent: '', className: '' }
    let decimals = 1
    const live = new LiveCell<number>(element, () => ({
      format: (value) => value.toFixed(decimals),
      flash: (value) => value,
    }))
    live.refresh()
    expect(element.textContent).toBe('')
    live.show(10)
    decimals = 3
    live.refresh()
    expect(element).toMatchObject({ textContent: '10.000', className: '' })
  })

  it('keeps the colour of a move while it is written anew', () => {
    const { element, live } = cell()
    live.show(10)
    live.show(11)
    live.refresh()
    expect(element.className).toBe('up')
    vi.advanceTimersByTime(300)
    expect(element.className).toBe('')
  })

  it('takes the colour of the change for 300 ms', () => {
    const { element, live } = cell()
    live.show(10)
    expect(element).toMatchObject({ textContent: '10.0', className: '' })
    live.show(11)
    expect(element).toMatchObject({ textContent: '11.0', className: 'up' })
    vi.advanceTimersByTime(299)
    expect(element.className).toBe('up')
    vi.advanceTimersByTime(1)
    expect(element.className).toBe('')
  })

  it('keeps the colour of the last move while the same price is confirmed', () => {
    const { element, live } = cell()
    live.show(10)
    live.show(9)
    live.show(9)
    expect(element.className).toBe('down')
  })

  it('returns to the class of the value', () => {
    const { element, live } = cell()
    live.show(100)
    live.show(101)
    vi.advanceTimersByTime(300)
    expect(element.className).toBe('strong')
  })

  it('leaves the element alone after it was disposed', () => {
    const { element, live } = cell()
    live.show(1)
    live.show(2)
    live.dispose()
    vi.advanceTimersByTime(1_000)
    expect(element.className).toBe('up')
  })
})
