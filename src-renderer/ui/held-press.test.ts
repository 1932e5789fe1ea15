import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { HeldPress } from './held-press.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function watchedPress() {
  const seen: string[] = []
  const press = new HeldPress(() => ({
    onHeld: () => seen.push('held'),
    onHoldingChange: (holding) => seen.push(holding ? 'holding' : 'released'),
  }))
  return { press, seen }
}

it('acts after 1.2 s and not before', () => {
  const { press, seen } = watchedPress()
  press.begin()
  vi.advanceTimersByTime(1_199)
  expect(seen).toEqual(['holding'])
  vi.advanceTimersByTime(1)
  expect(seen).toEqual(['holding', 'released', 'held'])
})

it('leaves everything as it is when it is released before', () => {
  const { press, seen } = watchedPress()
  press.begin()
  vi.advanceTimersByTime(1_100)
  press.cancel()
  vi.advanceTimersByTime(5_000)
  expect(seen).toEqual(['holding', 'released'])
})

it('counts from the first press of a key that repeats', () => {
  const { press, seen } = watchedPress()
  for (let repeats = 0; repeats < 24; repeats += 1) {
    press.begin()
    vi.advanceTimersByTime(50)
  }
  expect(seen).toEqual(['holding', 'released', 'held'])
})

it('begins anew after a release', () => {
  const { press, seen } = watchedPress()
  press.begin()
  vi.advanceTimersByTime(1_000)
  press.cancel()
  press.begin()
  vi.advanceTimersByTime(1_000)
  expect(seen).not.toContain('held')
  vi.advanceTimersByTime(200)
  expect(seen).toContain('held')
})

it('says nothing of a release that ends nothing', () => {
  const { press, seen } = watchedPress()
  press.cancel()
  expect(seen).toEqual([])
})
